"""Slips are taken back by a fact that names them; the entry stays to be read (decision 0009)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.shelter import ShelterGoodsVoided, StayVoided
from services.planning.decisions.guards import told
from services.planning.programmes.shelter.stays import Stays


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidStay:
    """The stay never was."""

    today: date
    person: UUID
    stay_no: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidGoods:
    """The entry never was."""

    today: date
    person: UUID
    entry_no: int
    reason: str


def void_stay(state: Stays | None, command: VoidStay) -> list[Event]:
    """Its beds are freed in the same command."""
    stay = state.numbered(command.stay_no) if state else None
    if stay is None:
        raise Refused("no-such-entry", "この入所の記録はありません。", field="stay_no")
    if stay.voided is not None:
        return []
    _reason(command.reason)
    return [
        StayVoided(
            voided_on=command.today,
            person=command.person,
            stay_no=stay.stay_no,
            reason=Open(command.person, command.reason),
        )
    ]


def void_goods(state: Stays | None, command: VoidGoods) -> list[Event]:
    """Meals of that entry may be given again."""
    given = state.entry(command.entry_no) if state else None
    if given is None:
        raise Refused("no-such-entry", "この番号の記録はありません。", field="entry_no")
    if given.voided is not None:
        return []
    _reason(command.reason)
    return [
        ShelterGoodsVoided(
            voided_on=command.today,
            person=command.person,
            entry_no=command.entry_no,
            reason=Open(command.person, command.reason),
        )
    ]


def _reason(reason: str) -> None:
    told(reason, code="reason-missing", ja="取り消す理由を入れてください。", field="reason")
