"""見守り: each planned look is recorded as done or missed, and says when the next one is."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from events.contract.after_care import LookedIn, LookInManner, LookInOutcome, LookInVoided
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.after_care.enrolling import enrolled
from services.planning.programmes.after_care.enrolments import Enrolment, Enrolments


@dataclass(frozen=True, slots=True, kw_only=True)
class LookIn:
    """`next_on` is left out where the usual interval holds."""

    today: date
    person: UUID
    looked_in_on: date
    manner: LookInManner
    outcome: LookInOutcome
    next_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidLookIn:
    """The entry was a slip."""

    today: date
    person: UUID
    entry_no: int
    reason: str


def look_in(state: Enrolments | None, command: LookIn) -> list[Event]:
    """The look that was due, or one besides."""
    enrolment = enrolled(state)
    record = state or Enrolments()
    happened(
        command.looked_in_on,
        today=command.today,
        field="looked_in_on",
        not_before=enrolment.began.began_on,
        step="登録",
    )
    if command.next_on is not None and command.next_on <= command.looked_in_on:
        raise Refused("next-not-later", "次回は、今回より後の日にしてください。", field="next_on")
    return [
        LookedIn(
            looked_in_on=command.looked_in_on,
            person=command.person,
            enrolment_no=enrolment.began.enrolment_no,
            entry_no=len(record.looks) + 1,
            planned_on=enrolment.next_on or command.looked_in_on,
            manner=command.manner,
            outcome=command.outcome,
            next_on=command.next_on or _next(enrolment, command.looked_in_on),
            note=Open(command.person, command.note),
        )
    ]


def void_look_in(state: Enrolments | None, command: VoidLookIn) -> list[Event]:
    """Of the latest entry the day it answered is due again; of an earlier one nothing else changes."""
    look = state.entry(command.entry_no) if state else None
    if state is None or look is None:
        raise Refused("no-such-entry", "この番号の記録はありません。", field="entry_no")
    if look.voided is not None:
        return []
    told(
        command.reason,
        code="reason-missing",
        ja="取り消す理由を入れてください。",
        field="reason",
    )
    current = enrolled(state)
    standing = [each for each in state.looks if each.voided is None]
    again = look.made.planned_on if standing[-1] is look else current.next_on
    return [
        LookInVoided(
            voided_on=command.today,
            person=command.person,
            entry_no=command.entry_no,
            next_on=again,
            reason=Open(command.person, command.reason),
        )
    ]


def _next(enrolment: Enrolment, day: date) -> date | None:
    """The usual interval later; none after the last day of the enrolment."""
    coming = day + timedelta(days=enrolment.began.every_days)
    return coming if coming <= enrolment.began.until_on else None
