"""A family with two children, two sites and four tutors, for tests that look at the pages."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from tests.planning.house import Browser, House

BEGUN, TODAY = date(2026, 4, 1), date(2026, 6, 13)
SATURDAYS = [date(2026, 4, 11), date(2026, 4, 25), date(2026, 5, 9), date(2026, 5, 23)]
SITE = {
    "title": "ここらぽ",
    "place": "コアかがやき",
    "capacity": "20",
    "weeks": ["2", "4"],
    "weekdays": ["sat"],
    "begins": "10:00",
    "ends": "14:00",
    "lunch": "yes",
}
TUTOR = {
    "kind": "university_student",
    "sex": "female",
    "age_band": "20s",
    "subjects": ["mathematics", "english"],
    "stages": ["junior_high"],
    "weekdays": ["wed", "sat"],
    "reach": "city",
    "home_visits": "yes",
    "most": "2",
}


def made(worker: Browser, page: str, typed: dict[str, object]) -> str:
    """The path of a new entry of a register."""
    answer = worker.send(f"{page}/new", typed)
    assert answer.status == 303, (answer.status, answer.alerts)
    location: str = answer.response.headers["location"]
    return location.partition("?")[0].removeprefix("/planning")


def checked(worker: Browser, tutor: str) -> None:
    """All three checks done."""
    for check in ("training", "pledge", "identity"):
        worker.record(f"{tutor}/check", {"check": check})


def child(worker: Browser, case: UUID, name: str, site: str, **plan: object) -> None:
    """A child of the household, at school and with a plan; the first of a case has the numbers 1 to 3."""
    at = f"/cases/{case}/child-learning"
    worker.record(f"/cases/{case}/household/new", {"relationship": "child", "name": name})
    members = re.findall(r'<option value="(\d+)"', worker.open(f"{at}/child").text)
    newest = str(max(int(one) for one in members))
    worker.record(f"{at}/child", {"member_no": newest, "birth_on": "H24.8.1"})
    page = worker.open(at)
    no = max(int(one) for one in re.findall(r'id="child-(\d+)"', page.text))
    status = {"stage": "junior_high", "grade": "2", "status": "not_attending"}
    worker.record(f"{at}/{no}/school", status | {"school": "見本中学校", "note": "春から休みがち"})
    typed = {
        "objective": "数学をやり直して、行きたい高校に行く",
        "site": site.rsplit("/", 1)[-1],
        "subjects": ["mathematics", "exam"],
        "review_on": "R8.9.1",
    }
    worker.record(f"{at}/{no}/plan", typed | plan)


def day(worker: Browser, site: str, on: date, answers: dict[int, str], **typed: object) -> None:
    """A day at a site; `answers`: place on the page → came or absent."""
    path = f"{site}/days/{on.isoformat()}"
    given: dict[str, object] = {"activities": ["study", "lunch"], "theme": "バター作り"}
    for row, answer in answers.items():
        given[f"children-{row}-answer"] = answer
        if answer == "came":
            given[f"children-{row}-lunch"] = "yes"
    worker.record(path, given | {"other_lunches": "3"} | typed)


def under_way(house: House) -> tuple[UUID, str, str]:
    """The case, the path of a site and of a tutor, left on 13 June 2026."""
    house.on(BEGUN)
    worker = Browser(house, "yamamoto")
    site = made(worker, "/learning/sites", SITE)
    made(worker, "/learning/sites", SITE | {"title": "まじくる", "weekdays": ["wed"], "lunch": ""})
    tutor = made(worker, "/learning/tutors", TUTOR | {"name": "見本 春香"})
    checked(worker, tutor)
    teacher = TUTOR | {"kind": "former_teacher", "age_band": "60s", "sex": "male"}
    checked(worker, made(worker, "/learning/tutors", teacher | {"name": "見本 秋夫"}))
    made(worker, "/learning/tutors", TUTOR | {"name": "見本 夏美"})
    other = made(worker, "/learning/tutors", TUTOR | {"name": "見本 冬子", "weekdays": ["mon"]})
    checked(worker, other)
    case, second = house.received(), house.received()
    child(worker, case, "見本 ひなた", site, home_visits="yes")
    child(worker, case, "見本 あおい", site)
    child(worker, second, "見本 りく", site)
    at = f"/cases/{case}/child-learning"
    wishes = {"weekdays": ["wed", "sat"], "wishes": ["female_only", "near_in_age"]}
    worker.record(f"{at}/1/wishes", wishes | {"cautions": ["slow_start"], "note": "静かな人がいい"})
    worker.record(
        f"{at}/1/worry",
        {"worries": ["entrance_cost", "truancy"], "needed_on": "R9.4.1"}
        | {"desks": ["school_social_worker"], "note": "制服代が心配"},
    )
    house.caught_up()
    match = {"tutor": tutor.rsplit("/", 1)[-1], "reason": "数学を教えられ、水曜が合う"}
    worker.record(f"{at}/1/match", match)
    for place, on in enumerate(SATURDAYS):
        house.on(on)
        answers = {0: "came", 1: "came" if place != 1 else "absent", 2: "came"}
        day(Browser(house, "yamamoto"), site, on, answers, tutors=[match["tutor"]])
    house.on(TODAY)
    house.caught_up()
    return case, site, tutor
