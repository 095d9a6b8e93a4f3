"""保全: while an objection, a lawsuit or an audit is open, nothing about the person is destroyed."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import HoldReason
from events.contract.deciding import Refused
from events.contract.intake import LegalHoldLifted, LegalHoldSet
from events.contract.kind import Event
from services.intake.decisions.guards import happened, numbered
from services.intake.destruction import Destruction


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLegalHold:
    """Holds at once; a proposal that stands cannot be decided meanwhile."""

    today: date
    set_on: date
    person: UUID
    reason: HoldReason
    number: str


def set_legal_hold(state: Destruction | None, command: SetLegalHold) -> list[Event]:
    """Refused where one stands, and where the keys are gone already."""
    if state is not None and state.whole is not None:
        raise Refused("already-decided", "消去はすでに決定されています。保全できません。")
    if state is not None and state.hold is not None:
        raise Refused("under-hold", "すでに保全中です。")
    happened(command.set_on, today=command.today, field="set_on")
    number = numbered(command.number)
    return [
        LegalHoldSet(
            set_on=command.set_on,
            person=command.person,
            reason=command.reason,
            number=number,
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftLegalHold:
    """The reason is gone."""

    today: date
    lifted_on: date
    number: str


def lift_legal_hold(state: Destruction | None, command: LiftLegalHold) -> list[Event]:
    """Refused where nothing is held."""
    if state is None or state.hold is None:
        raise Refused("no-hold", "保全されていません。")
    happened(command.lifted_on, today=command.today, field="lifted_on")
    if command.lifted_on < state.hold.set_on:
        raise Refused(
            "before-hold",
            "保全の日より前の日付です。保全の日以後の日付を入れてください。",
            field="lifted_on",
        )
    number = numbered(command.number)
    return [LegalHoldLifted(lifted_on=command.lifted_on, person=state.hold.person, number=number)]
