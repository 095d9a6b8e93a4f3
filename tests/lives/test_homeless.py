"""見回りで会った野宿の人: a concern before there is a case, a bed that night, and a home of his own."""

from __future__ import annotations

from datetime import date

import pytest

from tests.lives import steps
from tests.lives.figures import figures, moved, rests_on
from tests.lives.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def bed(town: Town) -> None:
    """A place with one room, where there is none yet."""
    chief = town.desk("shunin").open("/planning/shelter").follow("施設を登録")
    place = {"name": "みなとホーム", "kind": "leased_shelter", "opened_on": "R8.4.1"}
    chief.send("登録する", place).follow("居室を加える")
    room = {"label": "201号室", "beds": "1", "welcomes": "anyone", "opened_on": "R8.4.1"}
    chief.send("登録する", room).says("201号室")
    town.caught_up()


def moved_in(town: Town, case: str) -> None:
    desk = town.desk("nishi").open(f"/planning/cases/{case}").follow("居住支援", "入所を記録")
    form = desk.page.button("入所を記録する").form
    free = form.choices["berth"][0]
    why = "今夜の寝る場所がない。"
    desk.press("入所を記録する", berth=free, basis="urgency", circumstances=why)


def test_somebody_without_a_home_found_by_outreach(here: Town) -> None:
    bed(here)
    before = figures(here)
    counsellor = (
        here.desk("nishi").open("/intake/").follow("気がかりの一覧", "気がかりを受け付ける")
    )
    told = {"told": "公園の東屋で三晩、寝ている方がいる。", "source": "neighbour"}
    counsellor.send("気がかりを受け付ける", told | {"basis": "danger", "address": "靱公園"})
    concern = counsellor.path.rsplit("/", 1)[-1]
    counsellor.follow("見立て").press("見立てを記録する", handling="look_into", next_on="R8.5.8")
    look = {"method": "visit_or_accompaniment", "outcome": "absent"}
    counsellor.follow("確認を記録").send("確認を記録する", look)
    here.on(date(2026, 5, 8), hour=19)
    window = here.window("nishi").open(f"/intake/concerns/{concern}")
    met = {"method": "visit_or_accompaniment", "outcome": "met", "note": "足を痛めている。"}
    window.follow("確認を記録").send("確認を記録する", met)
    window.follow("相談として受け付ける").send(
        "受け付ける",
        {"urgency": "same_day", "tonight": "ない", "name": "湊 勇", "kana": "みなと いさむ"},
    )
    found = steps.CASE.search(window.path)
    assert found
    case = found[1]
    window.press("支援を記録する", help="residential_support", note="今夜からみなとホーム。")
    moved_in(here, case)
    here.on(date(2026, 5, 11))
    counsellor = here.desk("nishi")
    steps.supported(counsellor, case, "住まいと仕事の両方を。")
    steps.assessed(counsellor, case, ["homeless", "injury"], "足を治し、部屋を借りる。")
    steps.planned(here, case, ["residential_support"])
    steps.endorsed(here, case)
    steps.decided(here, case, "西福第41号")
    steps.plan_page(counsellor, case)
    counsellor.follow("居住支援", "支援決定に結び付ける").press("結び付ける")

    here.on(date(2026, 7, 20))
    counsellor = here.desk("nishi")
    steps.plan_page(counsellor, case)
    leaving = {"reason": "home_found", "destination": "private_rental"}
    counsellor.follow("居住支援", "退所").send("退所を記録する", leaving)
    steps.evaluated(here, case, ["housing_secured", "health_improved"])
    steps.closed(here.desk("shunin"), case, "improved")

    here.caught_up()
    terms = ("相談受付", "気がかりからの受付", "緊急的な支援", "入所", "利用申込", "プラン決定")
    steps.told_in_order(here.window("nishi"), case, *terms, "退所", "プラン評価", "終結")
    moved(
        here, before, new_consultations=1, plans_created=1, svc_temporary_living=1, closed=1,
        closed_improved=1,
    )  # fmt: skip
    rests_on(here, "svc_temporary_living", case)
