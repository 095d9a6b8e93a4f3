"""地域居住支援 begins and ends: for a year at most (暫定), with a day on which to look in next."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from events.contract.after_care import (
    AfterCareBegan,
    AfterCareEnd,
    AfterCareEnded,
    AfterCareFor,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened
from services.planning.programmes.after_care.enrolments import Enrolment, Enrolments
from services.planning.programmes.period import last_day

MONTHS: Final = 12
CITATION: Final = "法3条6項2号・施行規則(1年を超えない期間)"
"""The year is not confirmed (暫定)."""
LONGEST_STEP: Final = 92
"""Days between two looks at most: once a quarter (暫定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BeginAfterCare:
    """`every_days` between looks; `left_on` only for somebody who left a place."""

    today: date
    person: UUID
    began_on: date
    target: AfterCareFor
    left_on: date | None = None
    every_days: int
    aims: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAfterCare:
    """Nobody looks in any longer."""

    today: date
    person: UUID
    ended_on: date
    reason: AfterCareEnd
    note: str = ""


def begin_after_care(state: Enrolments | None, command: BeginAfterCare) -> list[Event]:
    """One enrolment at a time."""
    record = state or Enrolments()
    if record.current is not None:
        if record.current.began.began_on == command.began_on:
            return []
        raise Refused("already-enrolled", "すでに登録されています。")
    happened(command.began_on, today=command.today, field="began_on")
    if command.left_on is not None and command.left_on > command.began_on:
        raise Refused("left-later", "退所の日が登録の日より後です。", field="left_on")
    if command.left_on is None and command.target is not AfterCareFor.ISOLATED:
        raise Refused("left-missing", "退所した日を入れてください。", field="left_on")
    if not 1 <= command.every_days <= LONGEST_STEP:
        raise Refused(
            "step-out-of-range", f"間隔は1日から{LONGEST_STEP}日までです。", field="every_days"
        )
    return [
        AfterCareBegan(
            began_on=command.began_on,
            person=command.person,
            enrolment_no=len(record.enrolments) + 1,
            target=Open(command.person, command.target),
            left_on=command.left_on,
            until_on=last_day(command.began_on, MONTHS),
            citation=CITATION,
            every_days=command.every_days,
            next_on=command.began_on + timedelta(days=command.every_days),
            aims=Open(command.person, command.aims),
        )
    ]


def end_after_care(state: Enrolments | None, command: EndAfterCare) -> list[Event]:
    """The end, with its reason."""
    last = state.enrolments[-1] if state and state.enrolments else None
    if last is not None and last.ended and last.ended.ended_on == command.ended_on:
        return []
    enrolment = enrolled(state)
    happened(
        command.ended_on,
        today=command.today,
        field="ended_on",
        not_before=enrolment.began.began_on,
        step="登録",
    )
    return [
        AfterCareEnded(
            ended_on=command.ended_on,
            person=command.person,
            enrolment_no=enrolment.began.enrolment_no,
            reason=Open(command.person, command.reason),
            note=Open(command.person, command.note),
        )
    ]


def enrolled(state: Enrolments | None) -> Enrolment:
    """The enrolment that lasts."""
    current = state.current if state else None
    if current is None:
        raise Refused("not-enrolled", "登録がまだありません。先に登録を記録してください。")
    return current
