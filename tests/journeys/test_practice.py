"""Parents notice, settle, mend, see and look back; what they note stays in their browser."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_started
from playwright.sync_api import Browser, BrowserContext, Route, expect

from tests.journeys.conftest import WAYS, barriers
from tests.journeys.parent import PATH, Parent
from tests.promises.sizes import FULL

# On a phone every day, and on a desk as well at full size; barriers and what moves are looked for on both every day.
WIDTHS = (390, 1280) if FULL else (390,)
BOTH = (390, 1280)
SECRET = "four small words here"
MOVES = """window.moved = 0;
new PerformanceObserver((list) => { for (const { value } of list.getEntries()) window.moved += value; })
  .observe({ type: "layout-shift", buffered: true });"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
KEPT = "navigator.serviceWorker.ready.then(() => true)"
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def contexts(chromium: Browser, live_server: Any, settings: Any) -> Iterator[Any]:
    """Makes browsers of their own, with their own storage, and closes them."""
    settings.ALLOWED_HOSTS = ["localhost"]
    opened: list[BrowserContext] = []

    def make(width: int = 390, **options: Any) -> BrowserContext:
        context = chromium.new_context(
            base_url=live_server.url, viewport={"width": width, "height": 900}, **{"reduced_motion": "reduce"} | options
        )
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("secret", ["", SECRET])
def test_amal_notes_three_mends_two_wipes_and_finds_all_of_it_again(
    contexts: Any, tmp_path: Path, width: int, secret: str
) -> None:
    amal = Parent(contexts(width).new_page()).opens()
    amal.has_three_and_mends_two()
    before = amal.sees()
    assert before[2] == "A bowl with 3 cracks. Mended with gold: 2. Still open: 1."
    assert "I shouted. It was late. Mended the same day. What helped: Get down low, eye to eye." in before[1]

    file = amal.saves_a_file(tmp_path, secret)
    assert ("I shouted" in file.read_text() or "shout" in file.read_text()) is not bool(secret)
    amal.button("Delete everything").click()
    expect(amal.page.get_by_text("Everything is deleted.")).to_be_visible()
    amal.link("Back to your bowl").click()
    assert amal.sees()[1:] == ([], "A whole bowl, without a crack.")

    amal.link("Keep a copy").click()
    amal.brings_back(file, secret)
    expect(amal.page.get_by_text("Your notes are here.")).to_be_visible()
    amal.link("Back to your bowl").click()
    assert amal.sees() == before
    assert amal.errors == []


@pytest.mark.parametrize("width", WIDTHS)
def test_beth_uses_the_keyboard_alone(contexts: Any, width: int) -> None:
    beth = Parent(contexts(width).new_page()).opens()
    press = beth.page.keyboard.press

    def tab_to(name: str, key: str = "Enter") -> None:
        for _ in range(60):
            press("Tab")
            if beth.page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id") == name:
                return press(key)
        raise AssertionError(f"{name} cannot be reached")

    tab_to("Something happened")
    expect(beth.heading("Notice")).to_be_focused()
    tab_to("what-shout", "Space")
    tab_to("Note it, and go on")
    expect(beth.heading("Settle")).to_be_focused()
    tab_to("Go on")
    expect(beth.heading("Mend")).to_be_focused()
    tab_to("age-baby", "ArrowDown")
    tab_to("way-cuddle", "Space")
    tab_to("mended-no", "ArrowUp")
    tab_to("Go on")
    expect(beth.heading("See")).to_be_focused()
    tab_to("Done")
    assert (beth.sees()[2], beth.errors) == ("A bowl with 1 crack. It is mended with gold.", [])


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Every address that the server is asked for, by pages and by workers alike."""
    addresses: list[str] = []

    def count(environ: dict[str, Any], **_: Any) -> None:
        addresses.append(environ["PATH_INFO"])

    request_started.connect(count)
    yield addresses
    request_started.disconnect(count)


def test_after_the_page_has_loaded_no_request_leaves_it(contexts: Any, tmp_path: Path, asked: list[str]) -> None:
    dana = Parent(contexts().new_page()).opens()
    dana.page.evaluate(KEPT)
    dana.page.wait_for_load_state("networkidle")
    assert len(asked) > 20
    asked.clear()
    dana.has_three_and_mends_two()
    dana.looks_back()
    dana.link("Back to your bowl").click()
    file = dana.saves_a_file(tmp_path, SECRET)
    for picture in ("Save the bowl as a picture", "As a drawing (SVG)"):
        with dana.page.expect_download():
            dana.button(picture).click()
    dana.button("Delete everything").click()
    dana.brings_back(file, SECRET)
    expect(dana.page.get_by_text("Your notes are here.")).to_be_visible()
    dana.link("Back to your bowl").click()
    assert len(dana.sees()[1]) == 6
    assert asked == []
    assert dana.page.context.cookies() == []
    dana.page.evaluate("fetch('/robots.txt').then(() => true)")
    assert asked == ["/robots.txt"], "the counter must see a request when there is one"


@pytest.mark.parametrize("width", WIDTHS)
def test_esi_opens_it_on_the_train_without_a_connection(contexts: Any, width: int, asked: list[str]) -> None:
    context = contexts(width)
    esi = Parent(context.new_page()).opens()
    esi.page.evaluate(KEPT)
    context.set_offline(True)
    asked.clear()
    esi.page.reload()
    expect(esi.heading("Your bowl")).to_be_visible()
    esi.has_three_and_mends_two()
    esi.opens_again(notes=3)
    assert esi.sees()[2] == "A bowl with 3 cracks. Mended with gold: 2. Still open: 1."
    esi.page.goto(f"{PATH}practitioners/")
    expect(esi.page.get_by_role("heading", level=1)).to_have_text("Using the practice with families")
    # The browser itself looks for a newer worker, past the emulated lack of a connection.
    assert [address for address in asked if address != f"{PATH}worker.js"] == []


def test_the_practice_can_be_kept_among_the_apps_of_a_phone(contexts: Any) -> None:
    page = contexts().new_page()
    page.goto(PATH)
    manifest = page.request.get(page.locator("link[rel=manifest]").get_attribute("href") or "").json()
    assert (manifest["start_url"], manifest["scope"], manifest["display"]) == (PATH, PATH, "standalone")
    sizes = {(icon["sizes"], icon["purpose"]) for icon in manifest["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} == sizes
    assert all(page.request.get(icon["src"]).ok for icon in manifest["icons"])
    assert page.evaluate("navigator.serviceWorker.ready.then(({scope}) => new URL(scope).pathname)") == PATH


def test_a_note_that_comes_late_or_goes_leaves_the_other_cracks_where_they_are(contexts: Any) -> None:
    farah = Parent(contexts().new_page()).opens()
    farah.has_three_and_mends_two()
    cracks = "[...document.querySelectorAll('.stage [data-id]')].map(path => [path.dataset.id, path.getAttribute('d')])"
    before = farah.page.evaluate(cracks)
    farah.link("Something happened").click()
    farah.page.get_by_label("We had to part.").check()
    farah.page.get_by_label("What day was it?").fill("2020-01-02")
    farah.button("Note it, and go on").click()
    farah.link("Go on").click()
    farah.leaves_it_open()
    farah.is_done()
    after = farah.page.evaluate(cracks)
    assert [crack for crack in before if crack not in after] == []
    gone = farah.page.locator("#practice-list li").nth(1).get_attribute("data-id")

    farah.page.locator("#practice-list li").nth(1).get_by_role("button", name="Delete").click()

    expect(farah.page.locator("#practice-list li")).to_have_count(3)
    left = farah.page.evaluate(cracks)
    assert left == [crack for crack in after if crack[0] != gone]


def test_with_motion_the_gold_is_laid_along_its_crack_and_then_rests(contexts: Any) -> None:
    gil = Parent(contexts(reduced_motion="no-preference").new_page()).opens()
    gil.notes("I shouted.")
    gil.mends("A baby, up to 1", "Hold your baby close.")
    expect(gil.page.locator(".stage #laying")).to_have_count(1)
    expect(gil.page.locator(".stage #laying")).to_have_count(0, timeout=15000)
    expect(gil.page.locator(".stage .mended").first).to_be_attached()
    assert gil.errors == []


def test_looking_back_tells_what_came_up_and_what_helped_without_a_score(contexts: Any) -> None:
    hana = Parent(contexts().new_page()).opens()
    hana.has_three_and_mends_two()
    hana.looks_back()
    told = hana.page.locator("#practice-back").inner_text()
    assert "You noticed 3 times." in told
    assert "I shouted. (1 time)" in told
    assert "Get down low, eye to eye. (1 time)" in told
    assert "Most mends came on the same day." in told
    assert "Still open: 1." in told
    assert "noticed 3, mended 2" in told


def test_a_damaged_file_changes_nothing_and_says_why(contexts: Any, tmp_path: Path) -> None:
    iris = Parent(contexts().new_page()).opens()
    iris.has_three_and_mends_two()
    before = iris.sees()
    file = iris.saves_a_file(tmp_path)
    whole = json.loads(file.read_text())
    whole["entries"][1]["weight"] = 9
    iris.brings_back(upload(whole))
    expect(iris.page.get_by_role("alert").filter(has_text="Nothing was changed")).to_have_text(
        "Nothing was changed: note 2 in the file is damaged (weight)."
    )
    iris.link("Back to your bowl").click()
    assert iris.sees() == before


def upload(content: dict[str, Any]) -> dict[str, Any]:
    return {"name": "x.json", "mimeType": "application/json", "buffer": json.dumps(content).encode()}


REFUSED = "IDBFactory.prototype.open = () => { throw new DOMException('full', 'QuotaExceededError'); };"
LONG = "לאט" + "Donaudampfschiff" * 20 + "<script>alert(1)</script>"


def test_kit_is_told_when_the_browser_keeps_nothing_and_can_still_take_a_copy(contexts: Any, tmp_path: Path) -> None:
    context = contexts()
    context.add_init_script(REFUSED)
    kit = Parent(context.new_page()).opens()
    warning = kit.page.get_by_text("This browser is not keeping your notes")
    kit.notes("I shouted.")
    kit.mends("1 to 3", "Get down low, eye to eye.")
    expect(warning).to_be_visible()
    kit.is_done()
    before = kit.sees()
    file = kit.saves_a_file(tmp_path)
    kit.link("Back to your bowl").click()
    kit.page.locator("#practice-list").get_by_role("button", name="Delete").click()
    expect(kit.page.locator("#practice-list li")).to_have_count(0)
    kit.link("Keep a copy").click()
    kit.brings_back(file)
    kit.link("Back to your bowl").click()
    expect(kit.page.locator("#practice-list li")).to_have_count(1)
    assert (kit.sees(), kit.errors) == (before, [])


def test_long_words_and_a_clock_that_was_ahead_break_nothing(contexts: Any) -> None:
    lena = Parent(contexts().new_page()).opens()
    lena.link("Keep a copy").click()
    lena.button("Bring it back").click()
    expect(lena.page.get_by_text("Choose a file first.")).to_be_visible()
    note = {"id": "a", "order": 1, "weight": 3, "when": "2099-01-01", "what": [], "what_own": LONG, "felt": []}
    entries, bowl = [note | {"felt_own": "שבור", "mended": None}], {"shape": "cup", "glaze": "night"}
    lena.brings_back(upload({"format": "goldseam/rupture-and-repair", "version": 1, "bowl": bowl, "entries": entries}))
    lena.link("Back to your bowl").click()
    expect(lena.page.locator("#practice-list")).to_contain_text("<script>alert(1)</script>")
    assert lena.page.evaluate("document.documentElement.scrollWidth") == 390
    lena.button("Mend this: 1 January 2099").click()
    lena.mends("1 to 3", "Get down low, eye to eye.")
    lena.is_done()
    assert lena.sees()[2] == "A bowl with 1 crack. It is mended with gold."
    lena.looks_back()
    assert ("You noticed 1 time." in lena.page.locator("#practice-back").inner_text(), lena.errors) == (True, [])


def test_pressing_twice_makes_one_note_and_two_tabs_share_one_order(contexts: Any) -> None:
    context = contexts()
    one, other = Parent(context.new_page()).opens(), Parent(context.new_page()).opens()
    for parent, what in ((one, "I shouted."), (other, "We had to part.")):
        parent.page.evaluate("location.hash = 'notice'")
        parent.page.get_by_label(what).check()
        parent.page.evaluate("for (let k = 0; k < 2; k++) document.querySelector('#practice-noticing').requestSubmit()")
        expect(parent.heading("Settle")).to_be_focused()
    other.page.evaluate("location.hash = 'start'")
    expect(other.page.locator("#practice-list li")).to_have_count(2)
    drawn = other.sees()
    other.opens_again(notes=2)
    assert other.sees() == drawn


@pytest.mark.parametrize("width", BOTH)
def test_nothing_on_the_page_moves_when_the_drawing_comes(contexts: Any, width: int) -> None:
    page = contexts(width).new_page()
    page.add_init_script(MOVES)
    held: list[Route] = []
    page.route("**/theme/bowl/element*.js", lambda route: held.append(route))
    page.goto(PATH, wait_until="commit")
    expect(page.get_by_role("heading", name="Your bowl")).to_be_visible()
    page.evaluate(TWO_FRAMES)
    held[0].continue_()
    expect(page.locator("#practice kintsugi-bowl svg")).to_be_visible()
    page.evaluate(TWO_FRAMES)
    assert page.evaluate("window.moved") < 0.01


def test_without_script_the_practice_stands_there_in_words(contexts: Any) -> None:
    page = contexts(java_script_enabled=False).new_page()
    page.goto(PATH)
    expect(page.locator("#practice")).to_be_hidden()
    for step in ("Notice", "Settle", "Mend", "See", "Look back"):
        expect(page.get_by_role("heading", name=step, exact=True)).to_be_visible()
    assert page.request.get(page.get_by_role("link", name="A leaflet to print").get_attribute("href") or "").ok


@pytest.mark.parametrize(("width", "scheme"), WAYS)
def test_no_barrier_on_any_screen(contexts: Any, width: int, scheme: str) -> None:
    june = Parent(contexts(width, color_scheme=scheme).new_page()).opens()
    found = {"start": barriers(june.page)}
    june.link("Something happened").click()
    found["notice"] = barriers(june.page)
    june.button("Note it, and go on").click()
    found["notice, empty"] = barriers(june.page)
    june.page.get_by_label("I shouted.").check()
    june.button("Note it, and go on").click()
    june.button("Breathe with me for one minute").click()
    found["settle"] = barriers(june.page)
    june.link("Go on").click()
    found["mend"] = barriers(june.page)
    june.leaves_it_open()
    found["see"] = barriers(june.page)
    june.is_done()
    found["with a note"] = barriers(june.page)
    june.looks_back()
    found["look back"] = barriers(june.page)
    june.link("Back to your bowl").click()
    june.link("Keep a copy").click()
    found["keep"] = barriers(june.page)
    june.page.goto(f"{PATH}practitioners/")
    found["practitioners"] = barriers(june.page)
    assert {screen: barrier for screen, barrier in found.items() if barrier} == {}
