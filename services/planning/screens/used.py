"""How much of the places was used in the last months: per place and all together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from events.host.desk import Desk
from events.host.list_file import Table
from services.planning.programmes.shelter.utilisation import (
    Capacity,
    Use,
    Used,
    months_until,
    utilisation,
)
from services.planning.projections import homes_lookup

MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class PlaceUsed:
    """A place (or all of them) month by month."""

    name: str
    months: Sequence[Used]


def used(desk: Desk, today: date) -> list[PlaceUsed]:
    """All places together first, then each."""
    tables = desk.runtime.tables
    places = homes_lookup.places(tables, desk.staff.wards_for("case.read"))
    rooms = homes_lookup.rooms_of(tables, [place.shelter for place in places])
    months = months_until(today, MONTHS)
    uses = homes_lookup.uses_since(tables, [room.room for room in rooms], months[0])

    def of(name: str, wanted: Sequence[object]) -> PlaceUsed:
        own = [room for room in rooms if room.shelter in wanted]
        ids = {room.room for room in own}
        return PlaceUsed(
            name,
            utilisation(
                months,
                [Capacity(room.beds, room.opened_on, room.closed_on) for room in own],
                [Use(use.taken_on, use.freed_on) for use in uses if use.room in ids],
                today,
            ),
        )

    every = of("合計", [place.shelter for place in places])
    return [every, *(of(place.name, [place.shelter]) for place in places)]


def table(found: Sequence[PlaceUsed]) -> Table:
    """One line per place and month."""
    rows = [
        (
            place.name,
            f"{month.first:%Y-%m}",
            month.slept,
            month.possible,
            "" if month.percent is None else month.percent,
        )
        for place in found
        for month in place.months
    ]
    return Table(
        name="shelter-use",
        title="居室の利用率",
        heads=("施設", "月", "利用した泊数", "利用できた泊数", "利用率(%)"),
        rows=rows,
        about=[
            ("利用率", "利用した泊数 ÷ 利用できた泊数(ベッド数 × 日数)"),
            ("今月", "今夜までの泊数"),
        ],
    )
