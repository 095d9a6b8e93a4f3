"""Somebody at a Chromium: follows links, types with the keyboard, sends with Ctrl+Enter, and reads what is shown."""

from __future__ import annotations

from playwright.sync_api import Browser, Locator, Page, expect

from tests.lives.paper import Typed

SIZE = {"width": 1366, "height": 900}


class Window:
    """One signed-in person and the page before them."""

    def __init__(self, page: Page, at: str) -> None:
        self.page, self.at = page, at

    @classmethod
    def signed_in(cls, browser: Browser, at: str, login: str, password: str) -> Window:
        context = browser.new_context(viewport=SIZE, locale="ja-JP", timezone_id="Asia/Tokyo")  # type: ignore[arg-type]
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.goto(f"{at}/sign-in")
        page.fill("[name=login]", login)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        expect(page.get_by_role("button", name="ログアウト")).to_be_visible()
        return cls(page, at)

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.at)

    def open(self, path: str) -> Window:
        answer = self.page.goto(f"{self.at}{path}")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}"
        return self

    def follow(self, *words: str) -> Window:
        """The page's own links, each reached by the keyboard."""
        for each in words:
            link = self.page.locator("a", has_text=each).first
            link.focus()
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        return self

    def press(self, words: str, /, **typed: object) -> Window:
        return self.send(words, typed)  # type: ignore[arg-type]

    def type(self, typed: Typed) -> Window:
        """Key by key; a box or a choice by the space bar."""
        for name, value in typed.items():
            if isinstance(value, bool):
                self._tick(self.page.locator(f'[name="{name}"]').first, wanted=value)
            elif isinstance(value, str):
                self._write(name, value)
            else:
                for one in value:
                    self._tick(self.page.locator(f'[name="{name}"][value="{one}"]'), wanted=True)
        return self

    def send(self, words: str, typed: Typed) -> Window:
        """Type, press that button by its keys, and see a page on which nothing is wrong."""
        self.type(typed)
        button = self.page.get_by_role("button", name=words).last
        with self.page.expect_navigation():
            if button.get_attribute("aria-keyshortcuts") == "Control+Enter":
                self.page.keyboard.press("Control+Enter")
            else:
                button.focus()
                self.page.keyboard.press("Enter")
        wrong = self.page.locator(".errors__list, .field__error, .notice--error")
        assert wrong.count() == 0, "; ".join(wrong.all_inner_texts())
        return self

    def says(self, *words: str) -> Window:
        for each in words:
            expect(self.page.locator("main")).to_contain_text(each)
        return self

    def close(self) -> None:
        self.page.context.close()

    def _write(self, name: str, text: str) -> None:
        field = self.page.locator(f'[name="{name}"]').first
        tag = field.evaluate("e => e.type")
        if tag == "radio":
            self._tick(self.page.locator(f'[name="{name}"][value="{text}"]'), wanted=True)
        elif tag == "select-one":
            field.select_option(text)
        else:
            self._unfolded(field)
            field.focus()
            self.page.keyboard.press("Control+a")
            self.page.keyboard.type(text)

    def _tick(self, box: Locator, *, wanted: bool) -> None:
        self._unfolded(box)
        if box.is_checked() != wanted:
            box.focus()
            self.page.keyboard.press("Space")
        expect(box).to_be_checked(checked=wanted)

    def _unfolded(self, field: Locator) -> None:
        """A field inside a closed part is opened first, as a person does."""
        fold = field.locator("xpath=ancestor::details[not(@open)]")
        for one in fold.all():
            one.locator("summary").first.focus()
            self.page.keyboard.press("Enter")
