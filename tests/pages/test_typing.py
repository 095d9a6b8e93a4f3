"""Keyboard and conversion: readings fill themselves, one request per word, Enter sends nothing by mistake."""

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.pages import gallery as kit

pytestmark = pytest.mark.browser


@pytest.fixture(autouse=True)
def _forget() -> None:
    kit.posts.clear()


@pytest.fixture
def keyboard(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def convert(keyboard: CDPSession, steps: list[str], word: str) -> None:
    """A word through the conversion of an input method: what stands there while typing, then the word."""
    for text in steps:
        keyboard.send(
            "Input.imeSetComposition",
            {"text": text, "selectionStart": len(text), "selectionEnd": len(text)},
        )
    keyboard.send("Input.insertText", {"text": word})


def empty_intake(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/intake?empty=1")


TANAKA = ["ｔ", "た", "たｎ", "たな", "たなｋ", "たなか", "田中"]
MISAKI = ["ｍ", "み", "みさ", "みさき", "美咲"]


def test_the_reading_of_a_converted_name_fills_the_kana(
    page: Page, gallery: str, keyboard: CDPSession
) -> None:
    empty_intake(page, gallery)
    page.focus("#f-name")
    convert(keyboard, TANAKA, "田中")
    convert(keyboard, MISAKI, "美咲")
    assert page.input_value("#f-name") == "田中美咲"
    assert page.input_value("#f-kana") == "タナカミサキ"


def test_a_space_between_the_names_stands_in_the_reading_too(
    page: Page, gallery: str, keyboard: CDPSession
) -> None:
    empty_intake(page, gallery)
    page.focus("#f-name")
    convert(keyboard, TANAKA, "田中")
    page.keyboard.press("Space")
    convert(keyboard, MISAKI, "美咲")
    assert page.input_value("#f-kana") == "タナカ　ミサキ"


def test_a_kana_that_was_typed_by_hand_is_never_overwritten(
    page: Page, gallery: str, keyboard: CDPSession
) -> None:
    empty_intake(page, gallery)
    page.fill("#f-kana", "")
    page.locator("#f-kana").press_sequentially("テスト")
    page.focus("#f-name")
    convert(keyboard, TANAKA, "田中")
    assert page.input_value("#f-kana") == "テスト"


def test_emptying_the_name_empties_an_untouched_kana(
    page: Page, gallery: str, keyboard: CDPSession
) -> None:
    empty_intake(page, gallery)
    page.focus("#f-name")
    convert(keyboard, TANAKA, "田中")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    assert page.input_value("#f-kana") == ""


def test_the_date_is_echoed_by_the_server_while_typing(page: Page, gallery: str) -> None:
    empty_intake(page, gallery)
    page.locator("#f-born_on").press_sequentially("s550302", delay=20)
    expect(page.locator("#f-born_on-echo")).to_have_text("昭和55年3月2日（1980-03-02） 満46歳")
    page.fill("#f-born_on", "平成40年1月1日")
    expect(page.locator("#f-born_on-echo")).to_have_text("平成は31年4月30日までです。")


def test_a_composed_date_asks_the_server_once(
    page: Page, gallery: str, keyboard: CDPSession
) -> None:
    page.clock.install()
    empty_intake(page, gallery)
    page.focus("#f-born_on")
    convert(keyboard, ["し", "しょ", "しょう", "しょうわ", "昭和"], "昭和55年3月2日")
    page.clock.run_for(300)
    expect(page.locator("#f-born_on-echo")).to_have_text("昭和55年3月2日（1980-03-02） 満46歳")
    page.clock.run_for(600)
    assert [path for path, _ in kit.posts] == ["/echo"]


def test_plain_enter_sends_nothing_and_control_enter_sends_the_form(
    page: Page, gallery: str
) -> None:
    page.goto(f"{gallery}/intake")
    page.focus("#f-kana")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url.endswith("/intake")
    assert not [path for path, _ in kit.posts if path == "/intake"]
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"{gallery}/")
    assert kit.posts[-1][0] == "/intake"
    assert kit.posts[-1][1].value("command_id")


def test_enter_that_confirms_a_conversion_is_left_alone(
    page: Page, gallery: str, keyboard: CDPSession
) -> None:
    page.goto(f"{gallery}/intake")
    page.focus("#f-memo")
    keyboard.send(
        "Input.imeSetComposition", {"text": "たなか", "selectionStart": 3, "selectionEnd": 3}
    )
    page.evaluate(
        "() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown',"
        " {key: 'Enter', ctrlKey: true, isComposing: true, bubbles: true}))"
    )
    page.wait_for_timeout(200)
    assert page.url.endswith("/intake")


def test_alt_l_puts_the_form_aside(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/intake")
    page.focus("#f-memo")
    page.keyboard.press("Alt+l")
    page.wait_for_url(f"{gallery}/")
    assert kit.posts[-1][0] == "/later"


def test_the_list_of_keys_opens_outside_fields_only_and_can_be_switched_off(
    page: Page, gallery: str
) -> None:
    page.goto(f"{gallery}/intake")
    page.locator("#f-memo").press_sequentially("?")
    assert page.get_attribute("#keys", "open") is None
    page.focus("main")
    page.keyboard.press("?")
    assert page.get_attribute("#keys", "open") is not None
    assert page.evaluate("document.activeElement.localName") == "summary"
    page.check("#keys-off")
    page.reload()
    page.focus("#f-memo")
    page.keyboard.press("Control+Enter")
    page.focus("main")
    page.keyboard.press("?")
    page.wait_for_timeout(200)
    assert page.url.endswith("/intake")
    assert page.get_attribute("#keys", "open") is None


def test_the_error_summary_has_the_focus_and_leads_to_its_fields(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/fields")
    assert page.evaluate("document.activeElement.id") == "errors"
    page.click("text=家賃：数字で書いてください。")
    assert page.evaluate("document.activeElement.id") == "f-rent_yen"


def test_control_enter_presses_no_button_of_another_form(page: Page, gallery: str) -> None:
    page.goto(f"{gallery}/case")
    page.focus(".who button")
    page.evaluate(
        "() => document.activeElement.dispatchEvent("
        "new KeyboardEvent('keydown', {key: 'Enter', ctrlKey: true, bubbles: true}))"
    )
    page.wait_for_timeout(200)
    assert page.url.endswith("/case")
    assert not kit.posts
    page.focus("#note-text")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(f"{gallery}/")
    assert kit.posts[-1][0] == "/intake"
