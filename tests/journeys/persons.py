"""People at their browsers: each signs in, opens pages, fills forms by the names of their fields, and sends them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

WIDE = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}
PASSWORD = "yorisoi-demo"
Texts = Mapping[str, str | bool | list[str]]


@dataclass
class AtTheBrowser:
    """One person's own browser window."""

    page: Page
    address: str

    @classmethod
    def signed_in(cls, browser: Browser, address: str, login: str) -> "AtTheBrowser":
        context = browser.new_context(viewport=WIDE, locale="ja-JP", timezone_id="Asia/Tokyo")
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.goto(f"{address}/sign-in")
        page.fill("[name=login]", login)
        page.fill("[name=password]", PASSWORD)
        page.press("[name=password]", "Enter")
        expect(page.get_by_role("button", name="ログアウト")).to_be_visible()
        return cls(page, address)

    def open(self, path: str) -> "AtTheBrowser":
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self

    def fill(self, texts: Texts) -> "AtTheBrowser":
        """Text for text fields and selects, True/False for a box, a list of values for boxes or radios."""
        for name, text in texts.items():
            if isinstance(text, bool):
                self._tick(f'[name="{name}"]', wanted=text)
            elif isinstance(text, list):
                for value in text:
                    self._tick(f'[name="{name}"][value="{value}"]', wanted=True)
            else:
                self._text(name, text)
        return self

    def send(self) -> "AtTheBrowser":
        """Press the one primary button of the page's bar; the page that follows shows no error."""
        with self.page.expect_navigation():
            self.page.locator(".action-bar button.button--primary").click()
        wrong = self.page.locator(".error-summary, .field__error")
        assert wrong.count() == 0, "; ".join(wrong.all_inner_texts())
        return self

    def look(self, name: str, folder: Path) -> None:
        """Pictures at desk and phone width, for people to look at."""
        for size, width in ((WIDE, "1366"), (PHONE, "390")):
            self.page.set_viewport_size(size)
            self.page.screenshot(path=folder / f"{name}-{width}.png", full_page=True)
        self.page.set_viewport_size(WIDE)

    def says(self, words: str) -> None:
        """The page shows these words."""
        expect(self.page.locator("main")).to_contain_text(words)

    def _tick(self, place: str, *, wanted: bool) -> None:
        """By keyboard, as a counsellor does."""
        box = self.page.locator(place).first
        if box.is_checked() != wanted:
            box.focus()
            self.page.keyboard.press("Space")
        expect(box).to_be_checked(checked=wanted)

    def _text(self, name: str, text: str) -> None:
        field = self.page.locator(f'[name="{name}"]').first
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(text)
        else:
            field.fill(text)
