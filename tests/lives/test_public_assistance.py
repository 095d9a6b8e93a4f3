"""生活保護につないだ人: accompanied to the other counter on the first day, and the case ends when that support begins."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lives import steps
from tests.lives.figures import figures, moved, rests_on
from tests.lives.town import Town

pytestmark = pytest.mark.browser


def test_somebody_handed_to_public_assistance(here: Town) -> None:
    before = figures(here)
    window = here.window("nishi")
    case = steps.received(
        window,
        {
            "urgency": "same_day",
            "food": "ない",
            "name": "見本 三郎",
            "kana": "みほん さぶろう",
            "born_on": "昭和27年1月9日",
            "story": "手持ちが三百円。昨日から食べていない。",
            "topics": ["no_food", "income_living"],
        },
    )
    window.press("支援を記録する", help="food_aid", note="三日分の食料を渡した。")
    steps.supported(here.desk("nishi"), case, "窓口に同行する。")
    steps.case_page(window, case)
    window.follow("つなぎ").press(
        "つなぎを記録する",
        target="public_assistance_counter",
        reason="収入も貯えもない。",
        basis="consent",
        manner="accompanied",
    )

    here.on(date(2026, 5, 20))
    counsellor = here.desk("nishi")
    steps.case_page(counsellor, case)
    counsellor.follow("経過：生活保護窓口").press("経過を記録する", step="settled", note="開始決定")
    steps.case_page(counsellor, case)
    counsellor.follow("生活保護の開始").press("開始を記録する", note="保護課 担当より電話")
    counsellor.says("生活保護が始まっています")
    counsellor.follow("対応を記録").press(
        "対応を記録する", answer="handed_over", note="引き継いだ。"
    )
    steps.closed(here.desk("shunin"), case, "handed_over", "福祉事務所が引き継いだ。")

    terms = ("相談受付", "緊急的な支援", "利用申込", "つなぎ", "つなぎの経過")
    here.caught_up()
    steps.told_in_order(
        here.window("nishi"), case, *terms, "生活保護の開始", "生活保護の開始への対応", "終結"
    )
    moved(here, before, new_consultations=1, handed_over=1, handed_to_public_assistance=1, closed=1)
    rests_on(here, "handed_to_public_assistance", case)
