"""What the people of planning do on its pages, up to the point a test begins at."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tests.planning.house import Browser, House


def plan_form(**changes: object) -> dict[str, object]:
    return {
        "long_term_objective": "安定した暮らしに戻る",
        "objectives-0-text": "家賃を払い続ける",
        "objectives-0-independence": ["economic", "daily_life"],
        "measures-0-actor": "person",
        "measures-0-action": "求人を週2件見る",
        "measures-0-due_on": "R8.6.30",
        "services": ["housing_security", "office_employment_support"],
        "seeks_employment": "yes",
        "begins_on": "令和8年6月1日",
        "evaluation_due_on": "R8.8.31",
        "monitoring_on": "R8.7.1",
        **changes,
    }


MINUTES = {
    "attended-0-organisation": "保健福祉課",
    "attended-0-name": "係長",
    "fits_situation": "yes",
    "content_works": "yes",
    "raises_will": "yes",
    "roles": "家計は社協、仕事は支援員",
}
APPROVED = {**MINUTES, "endorses": "yes"}


def assessed(running: House, case: UUID) -> Browser:
    counsellor = Browser(running, "yamamoto")
    counsellor.record(f"/cases/{case}/assessment", {"issues": ["economic_hardship"]})
    counsellor.record(f"/cases/{case}/completion", {"direction": "家計と仕事"})
    return counsellor


def proposed(running: House, case: UUID, *, drafter: str = "sato", **changes: object) -> Browser:
    """Up to the 起案, within one day."""
    counsellor = assessed(running, case)
    counsellor.record(f"/cases/{case}/plan", plan_form(**changes))
    counsellor.record(f"/cases/{case}/agreement", {})
    Browser(running, "inoue").record(f"/cases/{case}/conference", APPROVED)
    clerk = Browser(running, drafter)
    clerk.record(f"/cases/{case}/proposal", {"opinion": "適当と認める"})
    return clerk


RICH = plan_form(
    **{
        "objectives-1-text": "朝8時に起きる生活に戻す",
        "objectives-1-independence": ["daily_life"],
        "measures-1-actor": "office",
        "measures-1-action": "家計表を一緒に作り、滞納の分納を大家さんと話し合う",
        "measures-1-due_on": "R8.6.15",
        "measures-2-actor": "agency",
        "measures-2-action": "社会福祉協議会で緊急小口資金の相談",
    }
)


def stages(house: House) -> dict[str, UUID]:
    """One case per stage, left on 28 July 2026."""
    house.on(date(2026, 5, 7))
    received, without = house.received(), house.received(applied=False)
    ready, back, before, put = (house.received() for _ in range(4))
    assessed(house, ready)
    for case in (back, before):
        agreed(house, case)
        minutes = {**MINUTES, "endorses": "no", "return_reason": "目標をもう少し具体的に"}
        Browser(house, "inoue").record(f"/cases/{case}/conference", minutes)
    agreed(house, before, long_term_objective="年内に常勤の仕事に就き、いまの部屋に住み続ける")
    services = ["housing_security", "work_preparation", "office_employment_support"]
    proposed(house, put, services=services)
    active, ending, over = (house.received() for _ in range(3))
    for case in (active, ending, over):
        proposed(house, case, **RICH)
    house.on(date(2026, 5, 8))
    decider = Browser(house, "kimura")
    for number, case in enumerate((active, ending, over), 12):
        decider.record(f"/cases/{case}/decision", {"grantings-0-number": f"西福第{number}号"})
    house.on(date(2026, 7, 1))
    counsellor = Browser(house, "yamamoto")
    for case in (active, ending):
        counsellor.record(f"/cases/{case}/services/housing_security/start", {})
        watched = {"plan_fits": "yes", "note": "求人を二つ見た。", "next_on": "R8.7.20"}
        counsellor.record(f"/cases/{case}/monitoring", watched)
    house.on(date(2026, 7, 28))
    counsellor = Browser(house, "yamamoto")
    results = {f"results-{n}-attainment": "partly" for n in range(2)}
    counsellor.record(f"/cases/{ending}/evaluation", {**results, "outcome": "renewed"})
    for _ in range(3):
        house.tried_in_vain(over)
    counsellor.record(f"/cases/{over}/closure", {"reason": "contact_lost"})
    house.caught_up()
    return {
        "received": received,
        "without": without,
        "ready": ready,
        "back": back,
        "before": before,
        "put": put,
        "active": active,
        "ending": ending,
        "over": over,
    }


CONVENED = {
    "meets_on": "R8.8.5",
    "begins_at": "13:30",
    "place": "区役所 3階",
    "hosted": "yes",
    "invited-0-organisation": "社会福祉協議会",
    "invited-0-name": "見本 係長",
}


def meeting_about(house: House, case: UUID) -> UUID:
    """A 支援調整会議 with that case on its agenda."""
    chief = Browser(house, "inoue")
    answer = chief.send("/conferences/new", CONVENED)
    assert answer.status == 303, answer.alerts
    path = str(answer.response.headers["location"]).partition("?")[0]
    meeting = UUID(path.rpartition("/")[2])
    house.caught_up()
    listed = chief.open(f"/conferences/{meeting}").form | {"cases": [str(case)]}
    assert chief.post(f"/conferences/{meeting}/items", listed).status == 303
    house.caught_up()
    return meeting


def agreed(house: House, case: UUID, **changes: object) -> None:
    """The rich plan, agreed by the person."""
    counsellor = assessed(house, case)
    counsellor.record(f"/cases/{case}/plan", RICH | changes)
    counsellor.record(f"/cases/{case}/agreement", {})
