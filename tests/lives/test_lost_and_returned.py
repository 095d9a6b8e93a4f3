"""連絡が途絶え、戻ってきた人: three attempts before the end, and the return begins where the record stands."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lives import steps
from tests.lives.figures import figures, moved, rests_on
from tests.lives.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_somebody_lost_and_returned(here: Town) -> None:
    before = figures(here)
    case = steps.received(
        here.window("nishi"),
        {
            "channel": "telephone",
            "name": "小田 実",
            "kana": "おだ みのる",
            "born_on": "1991/7/30",
            "phone": "090-0000-7788",
            "story": "仕事が続かない。",
            "topics": ["work_trouble"],
        },
    )
    steps.supported(here.desk("nishi"), case, "働き方を一緒に考える。")
    for day, channel in ((20, "telephone"), (27, "telephone"), (28, "visit")):
        here.on(date(2026, 5, day))
        steps.contacted(here.desk("nishi"), case, {"channel": channel, "absent": True})
        if day < 28:
            chief = here.desk("shunin")
            steps.plan_page(chief, case)
            chief.follow("終結する").refused("終結する", {"reason": "contact_lost"})
            chief.says("連絡の試みが")
    here.on(date(2026, 6, 30))
    here.caught_up()
    steps.closed(here.desk("shunin"), case, "contact_lost", "手紙も戻ってきた。")

    here.on(date(2026, 10, 5))
    here.caught_up()
    window = here.window("nishi").open("/intake/?stage=closed")
    window.page.locator(f"main a[href*='{case}']").first.focus()
    with window.page.expect_navigation():
        window.page.keyboard.press("Enter")
    window.follow("再相談として受け付ける")
    assert window.page.input_value("[name=name]") == "小田 実"
    window.press("受け付ける", story="また電話してよいと言われたので来た。", topics=["job_search"])
    again = steps.CASE.search(window.path)
    assert again
    assert again[1] != case
    steps.supported(here.desk("nishi"), again[1], "こんどは就労支援員と一緒に。")

    here.caught_up()
    steps.told_in_order(
        here.window("nishi"),
        case,
        "相談受付",
        "支援経過記録",
        "支援経過記録",
        "支援経過記録",
        "終結",
    )
    steps.told_in_order(here.window("nishi"), again[1], "相談受付", "利用申込")
    moved(here, before, new_consultations=2, reconsultations=1, closed=1, closed_contact_lost=1)
    rests_on(here, "closed_contact_lost", case)
