"""The steps, in their order, and what of them is done."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Step:
    """One page of the set-up. `slug` is the end of its address and of its URL name."""

    slug: str
    title: Any

    @property
    def url(self) -> str:
        return reverse(f"setup:{self.slug}")


STEPS = (
    Step("association", _("The association")),
    Step("look", _("Mark and colours")),
    Step("plans", _("Plans")),
    Step("hubs", _("Hubs")),
    Step("money", _("Ways to pay")),
    Step("mail", _("Mail")),
    Step("pages", _("The first pages")),
)
PLACES = {step.slug: place for place, step in enumerate(STEPS)}


def before(slug: str) -> str:
    """The address one goes back to."""
    place = PLACES[slug]
    return STEPS[place - 1].url if place else reverse("setup:overview")


def after(slug: str) -> str:
    """The address one goes on to."""
    place = PLACES[slug] + 1
    return STEPS[place].url if place < len(STEPS) else reverse("setup:overview")
