"""Nothing typed is lost: draft.js against a server that answers, fails, dies and comes back."""

import re
from collections.abc import Callable, Iterator
from time import sleep

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.pages import gallery as kit
from tests.pages.serving import free_port, served

pytestmark = pytest.mark.browser
STATUS = "[data-draft-status]"


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    kit.saves.clear()
    kit.down["now"] = False
    yield
    kit.down["now"] = False


def memo() -> str:
    return kit.saves[-1].value("memo") if kit.saves else ""


def until(page: Page, true: Callable[[], bool]) -> bool:
    """Whether it becomes true while the browser works on, however slow the machine is."""
    for _ in range(200):
        if true():
            return True
        page.wait_for_timeout(50)
    return False


def typed(page: Page, text: str) -> None:
    """Keys a tenth of a second apart on the page's own clock."""
    for key in text:
        page.keyboard.press(key)
        page.clock.run_for(100)


def test_the_whole_form_is_saved_a_second_after_the_last_key(page: Page, gallery: str) -> None:
    page.clock.install()
    page.goto(f"{gallery}/intake")
    page.fill("#f-memo", "電話が切れた")
    page.clock.run_for(1000)
    assert until(page, lambda: memo() == "電話が切れた")
    assert kit.saves[-1].value("kana") == "タナカ　ミサキ"
    assert kit.saves[-1].values("topics") == ("income_living", "rent_or_mortgage")
    expect(page.locator(STATUS)).to_have_text(re.compile("保存しました 14:03:22"))


def test_typing_is_one_save_and_each_save_has_a_higher_number(page: Page, gallery: str) -> None:
    page.clock.install()
    page.goto(f"{gallery}/intake")
    page.focus("#f-memo")
    typed(page, "abcdefghijklmn")
    page.wait_for_timeout(300)
    assert not kit.saves
    page.clock.run_for(800)
    assert until(page, lambda: len(kit.saves) == 1)
    expect(page.locator(STATUS)).to_have_attribute("data-state", "saved")
    typed(page, "op")
    page.clock.run_for(800)
    assert until(page, lambda: len(kit.saves) == 2)
    first, second = (int(save.value("draft_sequence")) for save in kit.saves)
    assert first < second


def test_leaving_a_field_saves_at_once(page: Page, gallery: str) -> None:
    page.clock.install()
    page.goto(f"{gallery}/intake")
    page.fill("#f-memo", "すぐに")
    page.press("#f-memo", "Tab")
    assert until(page, lambda: memo() == "すぐに")


def test_closing_the_page_saves_what_was_not_yet_saved(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/intake")
    page.fill("#f-memo", "最後のひとこと")
    page.close(run_before_unload=False)
    for _ in range(200):
        if memo():
            break
        sleep(0.05)
    assert memo() == "最後のひとこと"


def test_a_failing_server_shows_unsaved_and_is_asked_again(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/intake")
    kit.down["now"] = True
    page.fill("#f-memo", "つながらない間の文")
    expect(page.locator(STATUS)).to_have_attribute("data-state", "unsaved", timeout=15_000)
    assert "未保存" in page.inner_text(STATUS)
    expect(page.locator("#status")).to_have_text(re.compile("保存できていません"))
    kit.down["now"] = False
    expect(page.locator(STATUS)).to_have_attribute("data-state", "saved", timeout=20_000)
    assert memo() == "つながらない間の文"
    expect(page.locator("#status")).to_be_empty()


def test_a_server_killed_while_typing_gets_every_word_when_it_is_back(page: Page) -> None:
    port = free_port()
    with served(kit.app, port) as address:
        page.goto(f"{address}/intake")
        page.fill("#f-memo", "前半。")
        assert until(page, lambda: memo() == "前半。")
    page.locator("#f-memo").press_sequentially("後半。", delay=30)
    expect(page.locator(STATUS)).to_have_attribute("data-state", "unsaved", timeout=20_000)
    with served(kit.app, port):
        expect(page.locator(STATUS)).to_have_attribute("data-state", "saved", timeout=40_000)
    assert memo() == "前半。後半。"


@pytest.mark.parametrize("unsaved", [True, False])
def test_leaving_warns_only_while_something_is_unsaved(
    page: Page, gallery: str, unsaved: bool
) -> None:
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(f"{gallery}/intake")
    kit.down["now"] = unsaved
    page.locator("#f-memo").press_sequentially("あ")
    state = "unsaved" if unsaved else "saved"
    expect(page.locator("form#intake")).to_have_attribute("data-draft-state", state, timeout=20_000)
    page.goto(f"{gallery}/parts")
    assert asked == (["beforeunload"] if unsaved else [])


def test_nothing_is_kept_on_the_computer(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/intake")
    page.fill("#f-memo", "共用の端末")
    assert until(page, lambda: memo() == "共用の端末")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert "共用" not in page.evaluate("document.cookie")


def test_a_form_too_long_to_send_stays_on_its_page(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/intake")
    page.evaluate("document.querySelector('#f-memo').value = 'あ'.repeat(300_000)")
    page.evaluate("document.querySelector('#f-memo').form.requestSubmit()")
    expect(page.locator(STATUS)).to_contain_text("長すぎて送れません")
    assert page.url.endswith("/intake")
    assert page.evaluate("document.querySelector('#f-memo').value.length") == 300_000
