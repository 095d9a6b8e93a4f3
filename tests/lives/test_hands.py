"""A trained person's intake in keys, and two people at one case: neither waits, neither loses a word."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.lives import steps
from tests.lives.hands import Hands, keys_of
from tests.lives.town import Town

pytestmark = pytest.mark.browser
LIMIT_S = 180
STORY = (
    ("つとめさきが", "勤め先が"),
    ("はいぎょうし、", "廃業し、"),
    ("らいげつの", "来月の"),
    ("やちんが", "家賃が"),
    ("はらえない。", "払えない。"),
    ("こどもが", "子どもが"),
    ("ふたり。", "二人。"),
    ("でんきだいも", "電気代も"),
    ("たいのう。", "滞納。"),
    ("こんしゅうちゅうに", "今週中に"),
    ("めんだんしたい。", "面談したい。"),
)


@pytest.mark.parametrize(
    ("reading", "keys"),
    [("たなか", 6), ("きょう", 4), ("がっこう", 6), ("しんいち", 7), ("S55", 3), ("ヨー", 3)],
)
def test_the_keys_of_a_reading(reading: str, keys: int) -> None:
    assert keys_of(reading) == keys


def test_an_intake_of_a_trained_person_takes_less_than_three_minutes_of_keys(here: Town) -> None:
    page = here.window("nishi").open("/intake/").page
    hands = Hands(page)
    hands.think("受付の画面を開く")
    hands.to_link("相談を受け付ける")
    with page.expect_navigation():
        hands.press("Enter")
    hands.think("受付方法 電話")
    hands.to("channel")
    hands.press("ArrowRight")
    hands.think("氏名(カナは自動)")
    hands.to("name")
    hands.convert("たなか", "田中", looks=2)
    hands.press("Space")
    hands.convert("みさき", "美咲", looks=2)
    hands.think("生年月日")
    hands.to("born_on")
    hands.plain("s550302")
    hands.think("電話番号")
    hands.to("phone")
    hands.plain("09000001234")
    hands.think("聴き取りメモ")
    hands.to("story")
    for reading, words in STORY:
        hands.convert(reading, words)
    hands.think("主な相談内容を二つ")
    for topic in ("rent_or_mortgage", "job_search"):
        hands.to("topics", topic)
        hands.press("Space")
    expect(page.locator("[name=kana]")).to_have_value("タナカ　ミサキ")
    hands.think("受け付ける")
    with page.expect_navigation():
        hands.press("Control+Enter")
    expect(page.locator("h1")).to_have_text("田中　美咲")
    expect(page.locator("main")).to_contain_text("満46歳")
    expect(page.locator("main")).to_contain_text("今週中に面談したい。")
    print(hands.told())
    assert hands.seconds < LIMIT_S, hands.told()
    assert hands.keys > 200, "so short a story shows nothing"


def test_two_at_one_case_see_each_other_and_neither_loses_a_word(here: Town) -> None:
    """入力中 on the case page; whoever is second keeps the text beside what came in between."""
    case = steps.received(here.desk("nishi"), {"story": "二人で受け持つ。"})
    first, second = here.window("nishi"), here.window("shunin")
    first.open(f"/intake/cases/{case}/triage").type({"reason": "先に書きはじめた理由"})
    saved = first.page.locator("[data-draft-status]")
    expect(saved).to_have_attribute("data-state", "saved")
    second.open(f"/intake/cases/{case}").says("山本 直子さんが", "入力中です")
    second.send("追加する", {"channel": "telephone", "content": "あとから来て先に送った記録"})
    second.says("あとから来て先に送った記録")
    first.type({"triage": "support"})
    with first.page.expect_navigation():
        first.page.keyboard.press("Control+Enter")
    first.says("先に別の記録がありました", "支援経過記録")
    expect(first.page.locator("[name=reason]")).to_have_value("先に書きはじめた理由")
    expect(first.page.locator("[name=triage][value=support]")).to_be_checked()
    first.send("振り分ける", {})
    first.says("あとから来て先に送った記録", "先に書きはじめた理由")
    second.open(f"/intake/cases/{case}")
    expect(second.page.locator(".others")).to_have_count(0)
