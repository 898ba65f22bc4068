"""The pictures that the bowl's modules draw: the sheet in docs/screens/ and the icons of the practice.

`python -m bench.bowl` makes them anew.
"""

import json
import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import launched

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "goldseam/foundation/theme/static/theme/bowl"
SHEET = ROOT / "docs/screens/bowl.png"
ICONS = ROOT / "goldseam/subjects/practice/static/practice"
SMALL = 100
PAPER, NIGHT = "#f5efe3", "#14191a"
# How many breaks each of the twelve histories has, and how many of them are mended.
HISTORIES = (
    (0, 0),
    (1, 0),
    (1, 1),
    (3, 3),
    (5, 2),
    (7, 6),
    (12, 9),
    (16, 16),
    (24, 15),
    (60, 36),
    (120, 93),
    (300, 195),
)
SHAPES, GLAZES = ("teabowl", "dish", "cup"), ("clay", "night", "celadon")
# The icon's own history: few seams, so that they are seen at the size of a thumb.
ICON = [{"id": f"icon-{number}", "weight": 3, "mended": True} for number in (2, 5, 9)]

Look = dict[str, Any]


def history(breaks: int, mended: int) -> list[Look]:
    """The mended ones are spread among the others."""
    return [
        {"id": f"sheet-{breaks}-{k}", "weight": 1 + (k * 7 + breaks) % 3, "mended": (k * mended) % breaks < mended}
        for k in range(breaks)
    ]


def draw(wanted: Sequence[tuple[list[Look], Look]]) -> list[str]:
    """One drawing for each history and look, by Node."""
    program = (
        f'import {{ drawBowl }} from "{MODULES}/bowl.js";'
        'import { readFileSync } from "node:fs";'
        'const wanted = JSON.parse(readFileSync(0, "utf8"));'
        "console.log(JSON.stringify(wanted.map(([history, look]) => drawBowl(history, look))));"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program],
        input=json.dumps(wanted),
        capture_output=True,
        text=True,
        check=True,
    )
    drawings: list[str] = json.loads(done.stdout)
    return drawings


def rows() -> list[tuple[str, str, list[tuple[list[Look], Look]]]]:
    """The parts of the sheet: heading, ground, and what is drawn in it."""

    def part(size: int, shift: int, palette: str = "", only: range = range(12)) -> list[tuple[list[Look], Look]]:
        return [
            (
                history(*HISTORIES[k]),
                {
                    "shape": SHAPES[(k + shift) % 3],
                    "palette": palette or GLAZES[(k + k // 3 + shift) % 3],
                    "size": size,
                    "prefix": f"{size}{shift}{palette}{k}",
                },
            )
            for k in only
        ]

    small = [look for shift in range(3) for look in part(48, shift)]
    return [
        ("Twelve histories", PAPER, part(330, 0)),
        ("The same by night", NIGHT, part(216, 1)),
        ("48 pixels", PAPER, small),
        ("48 pixels, by night", NIGHT, [(entries, look | {"prefix": f"n{look['prefix']}"}) for entries, look in small]),
        ("160 pixels", PAPER, part(160, 2)),
        ("On paper", "#fff", part(330, 3, "print", range(3, 11))),
    ]


def sheet() -> str:
    """The sheet as a page."""
    parts = []
    for heading, ground, wanted in rows():
        ink = "#ece4d6" if ground == NIGHT else "#221f1a"
        figures = zip(draw(wanted), wanted, strict=True)
        cells = "".join(
            f"<figure>{drawing}<figcaption>{said(entries, look['size'])}</figcaption></figure>"
            for drawing, (entries, look) in figures
        )
        parts.append(f'<section style="background:{ground};color:{ink}"><h2>{heading}</h2><div>{cells}</div></section>')
    style = (
        "body{margin:0;font:14px serif}section{padding:24px 32px}h2{margin:0 0 8px;font:26px serif}"
        "div{display:flex;flex-wrap:wrap;align-items:end}figure{margin:0 4px;text-align:center}"
        "figcaption{margin:2px 0 10px}"
    )
    return f"<!doctype html><style>{style}</style>{''.join(parts)}"


def said(entries: list[Look], size: int) -> str:
    if size < SMALL:
        return str(len(entries))
    return f"{len(entries)}, {sum(entry['mended'] for entry in entries)} mended" if entries else "whole"


def icons(browser: Browser) -> None:
    """The practice among a phone's apps; the maskable one leaves room for whatever shape the phone cuts."""
    for name, size, drawn in (("icon-192", 192, 1.0), ("icon-512", 512, 1.0), ("icon-512-maskable", 512, 0.72)):
        (drawing,) = draw([(ICON, {"size": round(size * drawn), "prefix": "icon"})])
        page = browser.new_page(viewport={"width": size, "height": size})
        page.set_content(
            f'<body style="margin:0;background:{PAPER};display:grid;place-items:center;height:100vh">{drawing}'
        )
        page.screenshot(path=ICONS / f"{name}.png")
        page.close()


def main() -> None:
    """Make all of them."""
    os.environ["PYTHONUTF8"] = "1"
    with sync_playwright() as playwright:
        browser = launched(playwright)
        page: Page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.set_content(sheet())
        page.screenshot(path=SHEET, full_page=True)
        icons(browser)
        browser.close()


if __name__ == "__main__":
    main()
