"""Pages stand on the theme alone; the office's on Wagtail's own or on the base of staff screens."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, files, name

EXTENDS = re.compile(r"{%\s*extends\s+[\"']([^\"']+)[\"']\s*%}")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
STAFF = ("theme/", "wagtailadmin/", "desk/")


def _is_for_staff(path: Path) -> bool:
    return "/faces/office/" in path.as_posix() or "/core/desk/" in path.as_posix() or "/office/" in path.as_posix()


def _stands_on(path: Path) -> list[str]:
    return EXTENDS.findall(path.read_text())


def strangers(path: Path, bases: list[str]) -> list[str]:
    """The templates among `bases` that a page at `path` may not stand on."""
    if _is_for_staff(path):
        return [base for base in bases if not base.startswith(STAFF)]
    own = f"{path.parent.name}/"
    return [base for base in bases if not base.startswith("theme/") and not _leads_to_theme(base, own)]


def _leads_to_theme(base: str, own: str) -> bool:
    """A folder may have one base of its own, which stands on the theme."""
    found = next((path for path in files("*.html") if path.as_posix().endswith(f"/templates/{base}")), None)
    return base.startswith(own) and found is not None and all(b.startswith("theme/") for b in _stands_on(found))


def test_every_page_stands_on_the_theme() -> None:
    wrong = {name(path): found for path in files("*.html") if (found := strangers(path, _stands_on(path)))}
    assert wrong == {}


@pytest.mark.parametrize("base", ["allauth/layouts/base.html", "wagtailadmin/base.html", "account/base.html"])
def test_a_page_on_somebody_elses_template_would_be_found(base: str) -> None:
    """The control of the test above."""
    assert strangers(ROOT / "goldseam/faces/portal/templates/portal/home.html", [base]) == [base]


def test_no_page_carries_scripts_or_styles_of_its_own() -> None:
    """The strict content security policy would stop them, and the page would be half a page."""
    wrong = {
        name(path): found
        for path in files("*.html")
        if not _is_for_staff(path) and (found := INLINE.findall(path.read_text()))
    }
    assert wrong == {}


@pytest.mark.parametrize(
    "careless", ["<style>", '<p style="x">', '<a onclick="x">', "<script>x</script>", '<a href="javascript:x">']
)
def test_a_page_with_its_own_script_or_style_would_be_found(careless: str) -> None:
    """The control of the test above."""
    assert INLINE.findall(careless)
    assert not INLINE.findall('<script type="module" src="/static/x.js"></script><p class="only-wide">')
