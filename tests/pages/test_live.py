"""Live numbers are calm: focus stays, a changed row is marked and unmarked, the button stops them."""

import pytest
from playwright.sync_api import Page, Request, expect

from tests.pages.checks import settle

pytestmark = pytest.mark.browser
TEXT = "[data-live-text]"
ROW = "[data-live-key='此花区']"


WATCH = """() => {
  window.marked = [];
  const look = (changes) => {
    for (const { target } of changes)
      if (target.classList.contains("is-changed")) marked.push(target.dataset.liveKey);
  };
  new MutationObserver(look).observe(document.body, { attributeFilter: ["class"], subtree: true });
}"""


def test_an_update_keeps_the_focus_and_marks_only_the_changed_row(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/dashboard")
    page.evaluate(WATCH)
    expect(page.locator(TEXT)).to_have_text("自動で更新しています")
    page.locator(f"{ROW} a").focus()
    expect(page.locator(ROW)).to_contain_text("45", timeout=15_000)
    assert set(page.evaluate("marked")) == {"此花区"}
    assert page.evaluate("document.activeElement.closest('td').dataset.liveKey") == "此花区"
    rows = page.locator("[data-live-key]").evaluate_all("rows => rows.map(r => r.dataset.liveKey)")
    assert rows[:2] == ["北区", "都島区"]
    expect(page.locator(ROW)).not_to_have_class("number is-changed", timeout=15_000)


def test_the_button_closes_the_stream_and_opens_it_again(page: Page, gallery: str) -> None:
    opened: list[str] = []

    def note(request: Request) -> None:
        opened.append(request.url)

    page.on("request", lambda request: note(request) if "/numbers" in request.url else None)
    page.goto(f"{gallery}/dashboard")
    settle(page)
    page.click("[data-live-button]")
    expect(page.locator(TEXT)).to_have_text("更新を止めています")
    before = page.inner_text(ROW)
    page.wait_for_timeout(2500)
    assert page.inner_text(ROW) == before
    assert len(opened) == 1
    page.click("[data-live-button]")
    expect(page.locator(ROW)).not_to_have_text(before, timeout=15_000)
    assert len(opened) == 2
    expect(page.locator(TEXT)).to_have_text("自動で更新しています")


def test_a_panel_whose_service_is_down_says_so_itself(page: Page, gallery: str) -> None:
    page.route("**/panel", lambda route: route.fulfill(status=502, body="<h1>bad gateway</h1>"))
    page.goto(f"{gallery}/case")
    expect(page.locator(".panel__down")).to_be_visible()
    assert "bad gateway" not in page.inner_text("body")
    assert page.locator("#connection").is_hidden()


def test_a_lost_connection_is_said_and_nothing_untrue_about_the_input(
    page: Page, gallery: str
) -> None:
    page.goto(f"{gallery}/intake")
    page.route("**/echo", lambda route: route.abort())
    page.route("**/draft", lambda route: route.abort())
    page.fill("#f-born_on", "S55.3.3")
    expect(page.locator("#connection")).to_be_visible()
    assert "入力はまだ保存されていません" in page.inner_text("#connection")
    page.unroute("**/draft")
    expect(page.locator("#connection")).to_be_hidden(timeout=20_000)
    page.fill("#f-born_on", "S55.3.4")
    expect(page.locator("#connection")).to_be_visible()


def test_an_error_page_of_the_proxy_is_never_put_into_the_form(page: Page, gallery: str) -> None:
    page.route("**/echo", lambda route: route.fulfill(status=503, body='{"raw": "json"}'))
    page.route("**/draft", lambda route: route.abort())
    page.goto(f"{gallery}/intake")
    page.fill("#f-born_on", "S55.3.3")
    expect(page.locator("#connection")).to_be_visible()
    assert "raw" not in page.inner_text("#f-born_on-echo")
