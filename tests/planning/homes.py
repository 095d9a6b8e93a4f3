"""Places, rooms and stays as the tests of lodging need them."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from tests.planning.house import Browser, House

OPENED = "R8.4.1"


def a_room(
    house: House, *, beds: int = 2, label: str = "201号室", name: str = "みなとホーム"
) -> tuple[str, UUID]:
    """Path of a place with one room, and the room."""
    chief = Browser(house, "inoue")
    answer = chief.send(
        "/shelter/places/new",
        {"name": name, "kind": "leased_shelter", "opened_on": OPENED},
    )
    assert answer.status == 303, answer.alerts
    house.caught_up()
    place = answer.response.headers["location"].split("?")[0].removeprefix("/planning")
    chief.record(
        f"{place}/rooms/new",
        {"label": label, "beds": str(beds), "welcomes": "anyone", "opened_on": OPENED},
    )
    house.caught_up()
    room = re.search(r"/shelter/rooms/([0-9a-f-]{36})/close", chief.open(place).text)
    assert room
    return place, UUID(room[1])


def moved_in(house: House, case: UUID, room: UUID, bed: int = 1, **typed: str) -> Browser:
    """Urgent, today."""
    counsellor = Browser(house, "yamamoto")
    counsellor.record(
        f"/cases/{case}/shelter/move-in",
        {"berth": f"{room}:{bed}", "basis": "urgency", "circumstances": "昨夜から路上", **typed},
    )
    house.caught_up()
    return counsellor


def on(house: House, *day: int) -> None:
    house.on(date(*day))
