"""A case well on its way to work, and a register, for tests that look at the pages."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from tests.planning.house import Browser, House

BEGUN, TODAY = date(2026, 6, 1), date(2026, 7, 15)
PLAN = {f"lines-{n}-at": at for n, at in enumerate(["7:30", "8:00", "10:00", "", "", "23:00"])}


def under_way(house: House) -> tuple[UUID, str]:
    """The case and the path of a workplace, left on 15 July 2026."""
    house.on(BEGUN)
    place = workplace(house, "見本清掃株式会社", valid_until="R8.8.31")
    workplace(house, "見本農園 みどりの丘(就労継続の見学も可)", valid_until="R8.7.1")
    workplace(house, "見本商店")
    cases = [house.received() for _ in range(4)]
    worker = Browser(house, "yamamoto")
    for n, case in enumerate(cases):
        at = f"/cases/{case}/work-preparation"
        objective = "朝起きて外に出る生活に戻り、秋には週3日の仕事を始めたい"
        worker.record(
            f"{at}/enrolment",
            {
                "stage": ["daily_life", "social_life", "work", "daily_life"][n],
                "objective": objective,
            },
        )
    case = cases[0]
    at = f"/cases/{case}/work-preparation"
    worker.record(f"{at}/rhythm", PLAN)
    worker.record(f"/cases/{case}/certified-training/proposal", training(place))
    house.on(TODAY)
    worker = Browser(house, "yamamoto")
    for days, activity, answer in SLOTS:
        typed = {"activity": activity, "attendance": answer, "minutes": "90"}
        on = (TODAY - timedelta(days=days)).isoformat()
        worker.record(f"{at}/activity", typed | {"held_on": on, "note": "落ち着いていた"})
    for week in range(3):
        until = (TODAY - timedelta(days=7 * week)).isoformat()
        form = worker.open(f"{at}/rhythm-days?until={until}").form
        answer = worker.post(f"{at}/rhythm-days", form | lived(week))
        assert answer.status == 303, answer.alerts
    for n, skill in enumerate(["conversation", "mock_interview", "telephone"]):
        scale = {"before": str(n + 1), "after": str(min(5, n + 3)), "minutes": "45"}
        worker.record(f"{at}/skill", {"skill": skill, "note": "声が出るようになった"} | scale)
    worker.record(f"{at}/stage", {"stage": "social_life", "reason": "毎日通えるようになった"})
    visit = {"place": place.rsplit("/", 1)[-1], "form": "experience"}
    worker.record(f"{at}/practice", visit | {"begins_on": "R8.7.20", "ends_on": "R8.7.24"})
    searching(worker, case)
    house.caught_up()
    return case, place


SLOTS = [
    (22, "outing", "attended"),
    (20, "conversation", "late"),
    (15, "outing", "attended"),
    (13, "light_work", "attended"),
    (13, "conversation", "attended"),
    (8, "community", "absent"),
    (6, "light_work", "attended"),
    (1, "job_skills", "attended"),
    (0, "outing", "attended"),
]


def lived(week: int) -> dict[str, object]:
    """Some days of a week, better from week to week."""
    days: dict[str, object] = {}
    for n in range(7):
        if (n + week) % 3 == 2:
            continue
        days[f"days-{n}-got_up"] = f"{7 + week}:{10 + n}"
        days[f"days-{n}-kept"] = ["get_up", "breakfast", "go_out", "go_to_bed"][: 4 - week]
    return days


def training(place: str) -> dict[str, str]:
    return {
        "place": place.rsplit("/", 1)[-1],
        "form": "not_employed",
        "reason": "家から近く、静かに働ける",
    }


def searching(worker: Browser, case: UUID) -> None:
    """Something in each of the other three programmes."""
    at = f"/cases/{case}/job-search"
    worker.record(f"{at}/activity", {"act": "hello_work_search", "note": "清掃を3件見た"})
    worker.record(
        f"{at}/application",
        {"via": "hello_work", "post": "見本清掃 清掃員(週3日)", "next_on": "R8.7.20"},
    )
    worker.record(f"{at}/2/interview", {"note": "落ち着いて話せた", "next_on": "R8.7.22"})
    worker.record(f"{at}/paper", {"paper": "cv", "text": "職歴 清掃3年、倉庫2年"})
    worker.record(
        f"{at}/qualification", {"qualification": "普通自動車免許", "target_on": "R8.12.1"}
    )
    at = f"/cases/{case}/linked-programmes"
    worker.record(
        f"{at}/request",
        {"programme": "work_challenge_first_step", "consent_on": "R8.7.1", "aim": "通所に慣れる"},
    )
    worker.record(f"{at}/1/acceptance", {"in_charge": "先方 花子", "next_on": "R8.7.21"})
    worker.record(
        f"{at}/1/progress",
        {"note": "週2回通っている", "shared_back": "yes", "shared_back_on": "R8.7.1"},
    )
    at = f"/cases/{case}/certified-training"
    worker.record(f"{at}/1/visit", {"accompanied": "yes", "note": "作業をよく見ていた"})


def workplace(house: House, title: str, **certificate: str) -> str:
    """The path of a workplace; with a certificate if its last day is given."""
    worker = Browser(house, "yamamoto")
    typed = {
        "title": title,
        "work": ["cleaning", "light_work"],
        "practice": ["visit", "experience"],
    }
    answer = worker.send("/employment/places/new", typed | {"contact": "担当 中村 06-0000-0000"})
    assert answer.status == 303, answer.alerts
    path: str = answer.response.headers["location"].partition("?")[0].removeprefix("/planning")
    if certificate:
        given = {"number": "大阪府第7号", "capacity": "3", "forms": ["not_employed", "employed"]}
        worker.record(f"{path}/certificate", given | {"valid_from": "R6.4.1"} | certificate)
    return path
