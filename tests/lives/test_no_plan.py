"""プランを望まない人: heard, told what there is, and let go with the door open; nothing is made of it but a record."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lives import steps
from tests.lives.figures import figures, moved, rests_on
from tests.lives.town import Town

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_somebody_who_wants_no_plan(here: Town) -> None:
    before = figures(here)
    window = here.window("nishi")
    case = steps.received(
        window,
        {
            "naming": "anonymous",
            "phone_state": "declined",
            "story": "話だけ聞いてほしい。名前も計画もいらない。",
            "topics": ["family_ties"],
        },
    )
    window.says("話だけ聞いてほしい。")
    reason = "相談先の一覧を渡した。計画は望まないとのこと。"
    window.follow("振り分け").press("振り分ける", triage="information_only", reason=reason)
    window.says("受付で終了")

    here.on(date(2026, 5, 21))
    counsellor = here.desk("nishi")
    steps.contacted(
        counsellor, case, {"channel": "office_visit", "content": "顔を見せに来られた。"}
    )
    counsellor.says("顔を見せに来られた。")
    counsellor.open(f"/planning/cases/{case}").says("受付で終了")

    here.caught_up()
    steps.told_in_order(here.window("nishi"), case, "相談受付", "振り分け", "支援経過記録")
    moved(here, before, new_consultations=1, information_only=1)
    rests_on(here, "information_only", case)
