"""収入が減った自営業の人: the benefit while the shop is quiet, a loan asked for elsewhere, and the income comes back."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lives import steps
from tests.lives.benefit import decided, paid
from tests.lives.figures import figures, moved, rests_on
from tests.lives.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_self_employed_person_whose_income_fell(here: Town) -> None:
    before = figures(here)
    case = steps.received(
        here.window("nishi"),
        {
            "name": "南 武",
            "kana": "みなみ たけし",
            "born_on": "S43.12.1",
            "phone": "06-0000-3321",
            "story": "食堂の客が半分になった。店は閉めたくない。",
            "topics": ["income_living", "rent_or_mortgage"],
        },
    )
    counsellor = here.desk("nishi")
    steps.supported(counsellor, case, "店を続けながら立て直す。")
    steps.case_page(counsellor, case)
    loan = {"target": "emergency_small_loan", "programme": "emergency_small_loan"}
    counsellor.follow("つなぎ").send(
        "つなぎを記録する", loan | {"reason": "仕入れまでのつなぎ。", "basis": "consent"}
    )
    steps.assessed(counsellor, case, ["economic_hardship"], "売上の回復と家計。")
    services = ["housing_security", "welfare_fund_loan"]
    steps.planned(here, case, services, seeks_employment=True)
    steps.endorsed(here, case)
    steps.decided(here, case, "西福第51号")
    decided(here, case, cause="income_loss", rent_yen="40,000", income_yen="70,000")
    paid(here, case, "2026-05")
    here.on(date(2026, 5, 15))
    counsellor = here.desk("nishi")
    steps.case_page(counsellor, case)
    counsellor.follow("経過：緊急小口資金").press("経過を記録する", step="received")

    here.on(date(2026, 7, 31))
    steps.income_rose(here.desk("nishi"), case)
    steps.evaluated(here, case, ["work_income_up", "housing_secured"])
    steps.closed(here.desk("shunin"), case, "settled_for_now")

    here.caught_up()
    terms = ("相談受付", "つなぎ", "プラン決定", "支給申請", "支給決定", "給付支給", "つなぎの経過")
    steps.told_in_order(here.window("nishi"), case, *terms, "増収", "プラン評価", "終結")
    moved(
        here, before, new_consultations=1, handed_over=1, plans_created=1,
        employment_support_targets=1, svc_housing_benefit=1, svc_welfare_fund_loan=1,
        payments_made=1, payments_yen=40_000, income_increased=1,
        income_increased_with_employment_plan=1, closed=1, closed_settled_for_now=1,
    )  # fmt: skip
    rests_on(here, "income_increased", case)
