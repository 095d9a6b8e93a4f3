"""八〇五〇のひきこもり世帯: the mother comes, the son answers months later, and the second plan goes on."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lives import steps
from tests.lives.figures import figures, moved, rests_on
from tests.lives.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_withdrawn_son_of_fifty_three_and_his_mother(here: Town) -> None:
    before = figures(here)
    window = here.window("nishi")
    case = steps.received(
        window,
        {
            "name": "森 一",
            "kana": "もり はじめ",
            "born_on": "S48.2.11",
            "phone_state": "unknown",
            "visitor_name": "森 光子",
            "visitor_relation": "family",
            "story": "三十年、部屋から出ない息子のことで母が来た。自分の年金で暮らしている。",
            "topics": ["withdrawal_truancy", "family_ties"],
        },
    )
    window.says("森 光子")
    window.follow("振り分け").press(
        "振り分ける", triage="consent_pending", reason="手紙から始める。"
    )
    counsellor = here.desk("nishi")
    letter = {"channel": "letter", "content": "返事はいらない、と書いて置いた。"}
    steps.contacted(counsellor, case, letter | {"next_contact_on": "R8.6.4"})
    here.on(date(2026, 6, 4))
    counsellor = here.desk("nishi")
    steps.contacted(counsellor, case, {"channel": "visit", "absent": True, "place": "自宅"})
    here.on(date(2026, 8, 20))
    counsellor = here.desk("nishi")
    talk = "戸の向こうから返事があった。昼夜が逆とのこと。"
    steps.contacted(counsellor, case, {"channel": "visit", "content": talk, "minutes": "20"})
    steps.supported(counsellor, case, "本人が会うと言った。")
    steps.assessed(counsellor, case, ["isolation", "disordered_routine"], "朝を取り戻す。")
    steps.plan_page(counsellor, case)
    counsellor.follow("世帯と手帳", "世帯員を加える").press(
        "記録する", relationship="parent", name="森 光子", age="80"
    )
    aim = {"objectives-0-text": "昼に一度、外へ出る", "objectives-0-independence": ["social"]}
    steps.planned(here, case, ["work_preparation"], **aim)
    steps.endorsed(here, case, "支援員が週一回訪ね、地域包括が母に会う")
    steps.decided(here, case, "西福第31号")
    here.on(date(2026, 9, 10))
    counsellor = here.desk("nishi")
    steps.started(counsellor, case, "就労準備支援")
    steps.plan_page(counsellor, case)
    aim = "人のいる場所で一時間すごす"
    counsellor.follow("就労準備支援", "利用開始を記録する").press(
        "利用開始を記録する", stage="daily_life", objective=aim
    )
    steps.plan_page(counsellor, case)
    there = {"activity": "outing", "attendance": "attended", "minutes": "40"}
    counsellor.follow("就労準備支援", "出欠を記録する").send("出欠を記録する", there)

    here.on(date(2026, 11, 20))
    counsellor = here.desk("nishi")
    steps.watched(counsellor, case, "週に二度、公園まで歩いた。")
    steps.evaluated(here, case, ["motivation_raised", "can_ask_for_help"], outcome="renewed")
    steps.assessed(counsellor, case, ["isolation"], "人のいる場所へ。")
    steps.plan_page(counsellor, case)
    counsellor.follow("再プランに進む").press("再プラン", reason="period_over")
    counsellor.open(f"/planning/cases/{case}").says("第2期")

    here.caught_up()
    terms = ("相談受付", "支援経過記録", "利用申込", "アセスメント完了", "プラン決定")
    later = ("支援の提供開始", "就労準備支援の利用開始", "モニタリング", "プラン評価", "再プラン")
    steps.told_in_order(here.window("nishi"), case, *terms, *later)
    moved(here, before, new_consultations=1, plans_created=1, svc_employment_preparation=1)
    rests_on(here, "improvement_share", case)
