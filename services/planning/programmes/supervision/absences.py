"""不在と代行: days on which somebody stands in for a worker; each worker's absences are a stream of their own."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final
from uuid import UUID, uuid5

from events.contract.absence import AbsencePlanned, AbsenceWithdrawn
from events.contract.deciding import Refused
from events.contract.kind import Event

LONGEST_DAYS: Final = 366
"""A longer absence is a change of who is in charge (暫定)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absences:
    """All absences of one worker, and the numbers of those withdrawn."""

    planned: tuple[AbsencePlanned, ...] = ()
    withdrawn: frozenset[int] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanAbsence:
    """`charged` = the open cases of the worker; `cases` among them, none = all."""

    today: date
    colleagues: AbstractSet[UUID]
    charged: AbstractSet[UUID]
    worker: UUID
    since: date
    until: date
    cover: UUID | None = None
    cases: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawAbsence:
    """Number `of_no` counts no longer."""

    today: date
    worker: UUID
    of_no: int


def stream_of(worker: UUID) -> UUID:
    """The stream of a worker's absences. Never change the name."""
    return uuid5(worker, "planning/absences")


def evolve(state: Absences | None, fact: Event) -> Absences:
    """The state after `fact`."""
    before = state or Absences()
    match fact:
        case AbsencePlanned():
            return replace(before, planned=(*before.planned, fact))
        case AbsenceWithdrawn():
            return replace(before, withdrawn=before.withdrawn | {fact.of_no})
    raise ValueError(f"{type(fact).__name__} is no fact of absences")


def plan_absence(state: Absences | None, command: PlanAbsence) -> list[Event]:
    """Days that overlap another absence of the same worker are refused."""
    now = state or Absences()
    _people(command)
    _days(command)
    standing = [one for one in now.planned if one.absence_no not in now.withdrawn]
    for one in standing:
        if _the_same(one, command):
            return []
        if one.since <= command.until and command.since <= one.until:
            raise Refused("overlaps", "この期間には、すでに不在の予定があります。", field="since")
    return [
        AbsencePlanned(
            stated_on=command.today,
            worker=command.worker,
            absence_no=len(now.planned) + 1,
            since=command.since,
            until=command.until,
            cover=command.cover,
            cases=command.cases,
        )
    ]


def withdraw_absence(state: Absences | None, command: WithdrawAbsence) -> list[Event]:
    """Also of one under way: whoever comes back early is in charge again from that day."""
    now = state or Absences()
    if command.of_no in now.withdrawn:
        return []
    if not 1 <= command.of_no <= len(now.planned):
        raise Refused("no-such-absence", "その不在の予定は見つかりません。", field="of_no")
    return [
        AbsenceWithdrawn(withdrawn_on=command.today, worker=command.worker, of_no=command.of_no)
    ]


def _people(command: PlanAbsence) -> None:
    if command.worker not in command.colleagues:
        raise Refused("not-a-colleague", "この区を担当する職員から選んでください。", field="worker")
    if command.cover == command.worker:
        raise Refused("own-cover", "代わりには、ほかの職員を選んでください。", field="cover")
    if command.cover is not None and command.cover not in command.colleagues:
        raise Refused("not-a-colleague", "この区を担当する職員から選んでください。", field="cover")
    if not set(command.cases) <= command.charged:
        raise Refused("not-in-charge", "この職員の担当ケースから選んでください。", field="cases")


def _days(command: PlanAbsence) -> None:
    if command.until < command.since:
        raise Refused("ends-before", "終わりの日は、始まりの日以後にしてください。", field="until")
    if command.until < command.today:
        raise Refused("over", "終わりの日が過ぎています。今日以後にしてください。", field="until")
    if (command.until - command.since).days >= LONGEST_DAYS:
        raise Refused("too-long", "1年を超える不在は、担当を替えてください。", field="until")


def _the_same(one: AbsencePlanned, command: PlanAbsence) -> bool:
    stated = (one.since, one.until, one.cover, one.cases)
    return stated == (command.since, command.until, command.cover, command.cases)
