"""仕事を失い家賃を滞納した人: received by telephone, the benefit paid to the landlord, a job, and the end."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lives import steps
from tests.lives.benefit import decided, paid
from tests.lives.figures import figures, moved, rests_on
from tests.lives.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_job_lost_and_rent_in_arrears(here: Town) -> None:
    before = figures(here)
    case = steps.received(
        here.window("nishi"),
        {
            "channel": "telephone",
            "name": "髙橋 𠮷子",
            "kana": "たかはし よしこ",
            "born_on": "S55.3.2",
            "phone": "０９０－００００－１２３４",
            "story": "勤め先が廃業した。家賃を二か月滞納している。",
            "topics": ["rent_or_mortgage", "job_search"],
        },
    )
    counsellor = here.desk("nishi")
    steps.supported(counsellor, case, "家賃と仕事を一緒に整える。")
    steps.assessed(counsellor, case, ["economic_hardship"], "住まいを守り、仕事を探す。")
    services = ["housing_security", "office_employment_support"]
    steps.planned(here, case, services, seeks_employment=True)
    steps.endorsed(here, case)
    steps.decided(here, case, "西福第1号")
    decided(here, case, rent_yen="38,000", income_yen="60,000")
    paid(here, case, "2026-05")

    here.on(date(2026, 7, 1))
    counsellor = here.desk("nishi")
    steps.watched(counsellor, case, "応募を二つした。")
    steps.at_work(counsellor, case)
    steps.evaluated(here, case, ["housing_secured", "job_started_lasting"])
    steps.closed(here.desk("shunin"), case, "improved", "仕事と住まいが落ち着いた。")

    terms = ("相談受付", "利用申込", "アセスメント完了", "支援決定", "プラン決定", "支給決定")
    later = ("給付支給", "モニタリング", "就労", "プラン評価", "終結")
    here.caught_up()
    steps.told_in_order(here.window("nishi"), case, *terms, *later)
    moved(
        here, before, new_consultations=1, plans_created=1, employment_support_targets=1,
        svc_housing_benefit=1, svc_employment_support_by_agency=1, payments_made=1,
        payments_yen=38_000, employed=1, employed_with_employment_plan=1, closed=1, closed_improved=1,
    )  # fmt: skip
    rests_on(here, "employed", case)
