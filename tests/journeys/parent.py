"""A parent at the practice: what they do on the page, by the names of things as they are read out."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

PATH = "/rupture-and-repair/"


class Parent:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.place = page.locator("#practice")
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        page.on("dialog", lambda dialog: dialog.accept())

    def opens(self) -> "Parent":
        self.page.goto(PATH)
        expect(self.heading("Your bowl")).to_be_visible()
        return self

    def opens_again(self, notes: int) -> None:
        """Loads the page anew; what the browser keeps is read after that, so this waits until it is shown."""
        self.page.reload()
        expect(self.page.locator("#practice-list li")).to_have_count(notes)

    def heading(self, name: str) -> Any:
        return self.place.get_by_role("heading", name=name, exact=True)

    def button(self, name: str) -> Any:
        return self.place.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Any:
        return self.place.get_by_role("link", name=name, exact=True)

    def notes(self, what: str, *, size: str = "A small bump", own: str = "") -> None:
        self.link("Something happened").click()
        self.page.get_by_label(what).check()
        self.page.get_by_role("textbox", name="Or in your own words", exact=True).fill(own)
        self.page.get_by_label(size, exact=True).check()
        self.button("Note it, and go on").click()
        expect(self.heading("Settle")).to_be_focused()
        self.link("Go on").click()
        expect(self.heading("Mend")).to_be_focused()

    def mends(self, age: str, way: str) -> None:
        self.page.get_by_label(age).check()
        self.page.get_by_label(way).check()
        self.page.get_by_label("Yes, I did this").check()
        self.button("Go on").click()
        expect(self.heading("See")).to_be_focused()

    def leaves_it_open(self) -> None:
        self.button("Go on").click()
        expect(self.heading("See")).to_be_focused()

    def is_done(self) -> None:
        self.link("Done").click()
        expect(self.heading("Your bowl")).to_be_focused()

    def looks_back(self) -> None:
        self.link("Look back").click()
        expect(self.heading("Look back")).to_be_focused()

    def has_three_and_mends_two(self) -> None:
        self.notes("I shouted.", size="A deep crack", own="It was late.")
        self.mends("1 to 3", "Get down low, eye to eye.")
        self.is_done()
        self.notes("We were in a rush.")
        self.mends("1 to 3", "Open your arms, and wait.")
        self.is_done()
        self.notes("I had to say no.", size="A crack")
        self.leaves_it_open()
        self.is_done()

    def sees(self) -> tuple[bytes, list[str], str]:
        """The bowl as pixels, the list and the summary."""
        stage = self.page.locator("kintsugi-bowl .stage")
        items = self.page.locator("#practice-list li > p").all_text_contents()
        return stage.screenshot(), items, self.page.locator(".practice .summary").text_content() or ""

    def saves_a_file(self, folder: Path, secret: str = "") -> Path:
        self.link("Keep a copy").click()
        self.page.get_by_label("Secret words to lock the file").fill(secret)
        with self.page.expect_download() as download:
            self.button("Make a file").click()
        kept = folder / download.value.suggested_filename
        download.value.save_as(kept)
        return kept

    def brings_back(self, file: Path | dict[str, Any], secret: str = "") -> None:
        self.page.get_by_label("Bring a file back").set_input_files(file)  # type: ignore[arg-type]
        self.page.get_by_label("Its secret words").fill(secret)
        self.button("Bring it back").click()
