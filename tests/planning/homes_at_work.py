"""A shelter at work for the browser: two places, several stays, looks due, a search for a home."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from tests.planning.homes import a_room, moved_in
from tests.planning.house import Browser, House
from tests.planning.people import proposed


def homes_at_work(house: House) -> dict[str, UUID | str]:
    """Left on 25 July 2026; values are ids for paths."""
    house.on(date(2026, 4, 20))
    place, room = a_room(house, beds=4)
    _, other = a_room(house, beds=2, label="個室", name="ひまわり荘")
    resident = house.received()
    proposed(house, resident, services=["residential_support"])
    house.on(date(2026, 5, 7))
    moved_in(house, resident, room)
    newcomer, looked, searching = house.received(), house.received(), house.received()
    house.on(date(2026, 6, 2))
    counsellor = Browser(house, "yamamoto")
    shelter = f"/cases/{resident}/shelter"
    counsellor.record(f"{shelter}/goods", {"items": ["breakfast", "clothing"], "note": "Mサイズ"})
    counsellor.record(f"{shelter}/goods", {"items": ["hygiene", "daily_goods"]})
    counsellor.record(f"{shelter}/move", {"berth": f"{room}:2", "reason": "下段のベッドへ"})
    care = f"/cases/{looked}/after-care"
    counsellor.record(f"{care}/enrolment", {"target": "isolated", "aims": "週に一度は外へ出る"})
    found(house, searching)
    house.on(date(2026, 7, 20))
    moved_in(house, newcomer, other)
    counsellor = Browser(house, "yamamoto")
    counsellor.record(f"{care}/look-in", {"manner": "visit", "outcome": "absent", "note": "留守"})
    counsellor.record(f"{shelter}/extension", {"until_on": "R8.9.30", "reason": "通院が続いている"})
    house.on(date(2026, 7, 25))
    house.caught_up()
    return {
        "place": place.rsplit("/", 1)[-1],
        "room": str(room),
        "resident": resident,
        "newcomer": newcomer,
        "looked": looked,
        "searching": searching,
    }


def found(house: House, case: UUID) -> None:
    """Providers, a dwelling, a viewing to come, a futon that is out."""
    chief = Browser(house, "inoue")
    for name, kind in (
        ("すまい支援みなと", "housing_support_corporation"),
        ("港不動産", "estate_agent"),
    ):
        chief.record(
            "/homes/providers/new",
            {"name": name, "kind": kind, "telephone": "06-0000-0000", "offers": "入居の相談"},
        )
    house.caught_up()
    counsellor = Browser(house, "yamamoto")
    path = f"/cases/{case}/housing"
    dwelling = {"place": "港町3丁目 コーポみなと 1K", "rent_yen": "41,000", "outcome": "candidate"}
    counsellor.record(f"{path}/search", dwelling)
    counsellor.record(f"{path}/viewing", {"place": "港町3丁目", "viewing_on": "R8.7.30"})
    counsellor.record(f"{path}/loan", {"item": "bedding", "due_on": "R8.7.20"})
