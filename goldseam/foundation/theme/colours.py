"""An association's two colours: whether they can be read, and the style sheet that carries them."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

SEA, POT = "#0e4a4d", "#9b4d32"

DAY_GROUNDS = {"paper": "#f5efe3", "sheet": "#fbf8f1", "shade": "#eae0cf"}
NIGHT_GROUNDS = {"paper": "#14191a", "sheet": "#1b2122", "shade": "#0f1314"}
ON_SEA_DAY, ON_SEA_NIGHT = "#fbf8f1", "#0d1f20"
GOLD_LIT_DAY, GOLD_LIT_NIGHT = "#e3b24f", "#e2b757"
WHITE, BLACK = "#ffffff", "#000000"

TEXT = 7.0  # WCAG 2.2, success criterion 1.4.6, enhanced contrast of text
SHAPE = 3.0  # WCAG 2.2, success criterion 1.4.11, contrast of graphical objects
NIGHT_TEXT = 9.0  # as far from the ground by night as the default sea is by day


class UnreadableColour(ValueError):
    """Raised with one sentence for each reason why a colour cannot be used."""


@dataclass(frozen=True)
class Shades:
    """The colours of one half of the day, as `#rrggbb`."""

    sea: str
    sea_deep: str
    on_sea: str
    pot: str
    pot_lit: str
    pot_in: str


def parse(colour: str) -> str:
    """`#RRGGBB`, with or without the sign, as `#rrggbb`. Raises UnreadableColour for anything else."""
    if not re.fullmatch(r"#?[0-9A-Fa-f]{6}", colour):
        raise UnreadableColour(_("A colour is written as a # and six digits or letters a to f, like #0e4a4d."))
    return "#" + colour.lstrip("#").lower()


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def complaints(sea: str, pot: str) -> list[str]:
    """What is wrong with these two colours, one sentence each; empty when both can be used."""
    sea, pot = parse(sea), parse(pot)
    found = []
    for ground in DAY_GROUNDS.values():
        found += _too_pale(_("links on %(ground)s") % {"ground": ground}, contrast(sea, ground), TEXT)
    found += _too_pale(_("words on a button"), contrast(sea, ON_SEA_DAY), TEXT)
    found += _too_pale(_("gold on the clay"), contrast(pot, GOLD_LIT_DAY), SHAPE)
    return found + _too_pale(_("the clay on paper"), contrast(pot, DAY_GROUNDS["paper"]), SHAPE)


def by_day(sea: str, pot: str) -> Shades:
    return Shades(sea, _mix(sea, BLACK, 0.45), ON_SEA_DAY, pot, _mix(pot, WHITE, 0.1), _mix(pot, BLACK, 0.32))


def by_night(sea: str, pot: str) -> Shades:
    """The same hues by lamplight: links lightened until they read on every ground, clay a little darker."""
    lit = _lightened(sea)
    clay = _mix(pot, BLACK, 0.12)
    return Shades(lit, _mix(lit, WHITE, 0.5), ON_SEA_NIGHT, clay, _mix(clay, WHITE, 0.06), _mix(clay, BLACK, 0.45))


def stylesheet(sea: str, pot: str) -> str:
    """The style sheet that sets both colours, by day and by night. Raises UnreadableColour."""
    if reasons := complaints(sea, pot):
        raise UnreadableColour(" ".join(reasons))
    sea, pot = parse(sea), parse(pot)
    day, night = _declarations(by_day(sea, pot)), _declarations(by_night(sea, pot))
    return (
        f"@layer tokens {{\n  :root {{ {day} }}\n"
        f"  @media (prefers-color-scheme: dark) {{\n    :root {{ {night} }}\n  }}\n}}\n"
    )


def _too_pale(what: str, ratio: float, needed: float) -> list[str]:
    if ratio >= needed:
        return []
    words = _("The contrast of %(what)s is %(ratio).1f; it must be %(needed)d or more. Choose a darker colour.")
    return [words % {"what": what, "ratio": ratio, "needed": needed}]


def _lightened(colour: str) -> str:
    for step in range(101):
        lit = _mix(colour, WHITE, step / 100)
        if min(contrast(lit, ground) for ground in (*NIGHT_GROUNDS.values(), ON_SEA_NIGHT)) >= NIGHT_TEXT:
            break
    return lit


def _declarations(shades: Shades) -> str:
    return " ".join(f"--{name.replace('_', '-')}: {value};" for name, value in vars(shades).items())


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _mix(colour: str, other: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(one + (two - one) * share):02x}" for one, two in pairs)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
