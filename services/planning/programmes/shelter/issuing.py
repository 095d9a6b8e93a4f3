"""衣食 and daily goods, by tap; each meal of a day once."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract import opened
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.shelter import ShelterGoodsIssued
from events.contract.shelter_codes import ShelterGoods
from services.planning.decisions.guards import happened
from services.planning.programmes.shelter.stays import Stay, Stays

MEALS: Final = (ShelterGoods.BREAKFAST, ShelterGoods.LUNCH, ShelterGoods.DINNER)


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueGoods:
    """One of each on one day; `note` says what (size, colour)."""

    today: date
    person: UUID
    issued_on: date
    items: tuple[ShelterGoods, ...]
    note: str = ""


def issue_goods(state: Stays | None, command: IssueGoods) -> list[Event]:
    """To somebody who stayed on that day."""
    record = state or Stays()
    happened(command.issued_on, today=command.today, field="issued_on")
    stay = _on(record, command.issued_on)
    if not command.items:
        raise Refused("nothing-issued", "渡したものを選んでください。", field="items")
    had = meals_on(record, command.issued_on)
    twice = [item.ja for item in command.items if item in had]
    if twice:
        raise Refused(
            "meal-twice",
            f"この日の{'・'.join(twice)}は、すでに記録しています。",
            field="items",
        )
    return [
        ShelterGoodsIssued(
            issued_on=command.issued_on,
            person=command.person,
            stay_no=stay.stay_no,
            entry_no=len(record.given) + 1,
            items=Open(command.person, tuple(dict.fromkeys(command.items))),
            note=Open(command.person, command.note),
        )
    ]


def meals_on(record: Stays, day: date) -> frozenset[ShelterGoods]:
    """The meals already given that day."""
    return frozenset(
        item
        for given in record.given
        if given.voided is None and given.issued.issued_on == day
        for item in opened(given.issued.items, ())
        if item in MEALS
    )


def _on(record: Stays, day: date) -> Stay:
    """The stay of that day, its last morning included."""
    for stay in reversed(record.stays):
        last = stay.ended.left_on if stay.ended else date.max
        if stay.voided is None and stay.began.began_on <= day <= last:
            return stay
    raise Refused("not-staying", "この日は入所していません。", field="issued_on")
