"""多重債務の人と家計再生プラン: every creditor on one list, a lawyer, a month that leaves something over."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lives import steps
from tests.lives.figures import figures, moved, rests_on
from tests.lives.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]
MAY = {
    "income-0-planned_yen": "190,000",
    "income-0-actual_yen": "188,000",
    "expense-0-planned_yen": "52,000",
    "expense-0-actual_yen": "52,000",
    "expense-1-planned_yen": "45,000",
    "expense-1-actual_yen": "61,000",
}
PLAN = {
    "wish": "督促の電話のない暮らしがしたい",
    "causes": ["budget_management"],
    "objectives-0-text": "毎月一万円を残す",
    "steps-0-action": "毎週金曜に家計簿を一緒に見る",
    "steps-0-actor": "本人と支援員",
    "steps-0-due_on": "R8.8.31",
    "target_yen": "10,000",
    "review_on": "R8.8.3",
}


def lent(town: Town, case: str, kind: str, balance: str, monthly: str) -> None:
    """One more creditor on the list."""
    adviser = town.desk("kakei")
    steps.plan_page(adviser, case)
    money = {"kind": kind, "balance_yen": balance, "monthly_yen": monthly}
    adviser.follow("家計改善支援", "債務をのせる").send("債務をのせる", money)


def test_many_debts_and_a_budget_plan(here: Town) -> None:
    before = figures(here)
    case = steps.received(
        here.window("nishi"),
        {
            "name": "西田 孝",
            "kana": "にしだ たかし",
            "born_on": "S51.6.6",
            "phone": "090-0000-9191",
            "story": "四社から借りている。妻には言っていない。",
            "topics": ["debt", "tax_utilities"],
        },
    )
    counsellor = here.desk("nishi")
    steps.supported(counsellor, case, "家計を見直し、法律相談へ。")
    steps.assessed(counsellor, case, ["multiple_debt", "budget_management"], "債務整理と家計。")
    aim = {"objectives-0-text": "督促のない暮らし", "objectives-0-independence": ["economic"]}
    steps.planned(here, case, ["budget_improvement"], **aim)
    steps.endorsed(here, case, "家計改善支援員が毎週会い、法テラスに同行する")
    steps.decided(here, case, "西福第71号")
    steps.started(counsellor, case, "家計改善支援")
    here.caught_up()
    lent(here, case, "consumer_finance", "620,000", "18,000")
    lent(here, case, "card", "310,000", "12,000")
    adviser = here.window("kakei")
    steps.plan_page(adviser, case)
    adviser.follow("家計改善支援", "今月の家計表を書く").send("家計表を記録する", MAY)
    steps.plan_page(adviser, case)
    adviser.follow("家計改善支援", "プランを書く").send("プランを記録する", PLAN)
    adviser = here.desk("kakei")
    steps.plan_page(adviser, case)
    booked = {"adviser": "legal_support_centre", "consultation_on": "R8.5.20", "accompanied": True}
    adviser.follow("家計改善支援", "台帳を開く", "相談を予約").send("予約を記録する", booked)

    here.on(date(2026, 5, 20))
    adviser = here.desk("kakei")
    steps.plan_page(adviser, case)
    adviser.follow("家計改善支援", "台帳を開く", "結果を記録").press(
        "結果を記録する", result="commissioned"
    )
    steps.plan_page(adviser, case)
    adviser.follow("家計改善支援", "台帳を開く", "債務整理").press(
        "開始を記録する", procedure="voluntary"
    )
    here.on(date(2026, 8, 3))
    adviser = here.desk("kakei")
    steps.plan_page(adviser, case)
    kept = {"kept": "mostly", "note": "封筒に分けられた。"}
    adviser.follow("家計改善支援", "見守りを記録").send("見守りを記録する", kept)
    steps.evaluated(here, case, ["budget_improved"])
    steps.closed(here.desk("shunin"), case, "improved", "和解がまとまった。")

    here.caught_up()
    terms = ("相談受付", "プラン決定", "支援の提供開始", "債務", "債務", "家計表", "家計再生プラン")
    later = (
        "法律相談の予約",
        "法律相談の結果",
        "債務整理の開始",
        "家計簿見守り",
        "プラン評価",
        "終結",
    )
    steps.told_in_order(here.window("nishi"), case, *terms, *later)
    moved(
        here, before, new_consultations=1, plans_created=1, svc_household_finance=1, closed=1,
        closed_improved=1,
    )  # fmt: skip
    rests_on(here, "svc_household_finance", case)
