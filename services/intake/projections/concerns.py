"""`concerns`: one row per 気がかり, where it stands and until when; codes and days only, no names."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.codes import Urgency
from events.contract.concern import (
    ConcernDiscussed,
    ConcernEnded,
    ConcernHandedOver,
    ConcernLinked,
    ConcernLookedInto,
    ConcernNoted,
    ConcernReopened,
    ConcernReplied,
    ConcernTriaged,
)
from events.contract.concern_codes import ConcernBasis, ConcernSource
from events.log.recorded import Recorded
from services.intake.states.concern import OVER, Standing

SEEN_WITHIN: Final = {
    Urgency.SAME_DAY: timedelta(days=0),
    Urgency.SOON: timedelta(days=1),
    Urgency.ORDINARY: timedelta(days=3),
}
"""Until when somebody must have acted on a new concern (assumed, 暫定)."""

QUIET_AT_MOST: Final = timedelta(days=14)
"""How long one that is looked into may rest without a next day (assumed, 暫定)."""

_RANK: Final = {Urgency.SAME_DAY: 0, Urgency.SOON: 1, Urgency.ORDINARY: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRow:
    """`seen_on` and `seen_at` = when somebody first acted on it: the end of the time to 見立て.

    `due_on` = the day by which somebody must act, None once it is over. `rank` orders new ones by urgency.
    """

    concern_id: UUID
    area_id: Int
    area: str
    number: str
    source: ConcernSource
    partner: str
    basis: ConcernBasis
    urgency: Urgency
    noted_on: date
    noted_at: datetime
    reply_wanted: bool
    standing: Standing = Standing.NEW
    seen_on: date | None = None
    seen_at: datetime | None = None
    last_on: date | None = None
    next_on: date | None = None
    due_on: date | None = None
    looks: Int = 0
    discussed: Int = 0
    case_id: UUID | None = None
    known_case: bool = False
    over_on: date | None = None
    replied_on: date | None = None
    rank: Int = 2


def number_of(noted: Recorded) -> str:
    """気がかり番号 K2026-00123: year of the receipt, and its place in the log."""
    return f"K{noted.occurred_on.year}-{noted.position:05d}"


def evolve(row: ConcernRow | None, recorded: Recorded) -> ConcernRow | None:
    """The row after one fact; facts of a concern come in their order."""
    if isinstance(recorded.fact, ConcernNoted):
        return _placed(_noted(recorded.fact, recorded))
    if row is None:
        return None
    changes = _changes(row, recorded)
    if not isinstance(recorded.fact, ConcernReplied | ConcernReopened) and row.seen_on is None:
        changes |= {"seen_on": recorded.occurred_on, "seen_at": recorded.context.at}
    return _placed(replace(row, **changes))


def _noted(fact: ConcernNoted, recorded: Recorded) -> ConcernRow:
    return ConcernRow(
        concern_id=recorded.stream,
        area_id=recorded.area_id,
        area=recorded.context.area,
        number=number_of(recorded),
        source=fact.source,
        partner=fact.partner,
        basis=fact.basis,
        urgency=fact.urgency,
        noted_on=fact.noted_on,
        noted_at=recorded.context.at,
        reply_wanted=fact.reply_wanted,
    )


def _changes(row: ConcernRow, recorded: Recorded) -> dict[str, Any]:  # noqa: PLR0911 - one arm per fact
    match recorded.fact:
        case ConcernTriaged() as fact:
            return _looking(fact.triaged_on, fact.next_on)
        case ConcernLookedInto() as fact:
            return _looking(fact.looked_on, fact.next_on) | {"looks": row.looks + 1}
        case ConcernDiscussed() as fact:
            return _looking(fact.discussed_on, fact.next_on) | {"discussed": row.discussed + 1}
        case ConcernReopened() as fact:
            return _looking(fact.reopened_on, None) | {"over_on": None}
        case ConcernLinked() as fact:
            linked = {"case_id": fact.case, "known_case": fact.known}
            return linked | {"standing": Standing.LINKED, "over_on": fact.linked_on}
        case ConcernHandedOver() as fact:
            return {"standing": Standing.HANDED, "over_on": fact.handed_on}
        case ConcernEnded() as fact:
            return {"standing": Standing.ENDED, "over_on": fact.ended_on}
        case ConcernReplied() as fact:
            return {"replied_on": fact.replied_on}
    return {}


def _looking(on: date, next_on: date | None) -> dict[str, Any]:
    return {"standing": Standing.LOOKING, "last_on": on, "next_on": next_on}


def _placed(row: ConcernRow) -> ConcernRow:
    new = row.standing is Standing.NEW
    return replace(row, due_on=_due_on(row), rank=_RANK[row.urgency] if new else 2)


def _due_on(row: ConcernRow) -> date | None:
    if row.standing in OVER:
        return None
    if row.standing is Standing.NEW:
        return row.noted_on + SEEN_WITHIN[row.urgency]
    return row.next_on or (row.last_on or row.noted_on) + QUIET_AT_MOST


CONCERNS = Projection(
    "concerns",
    1,
    ConcernRow,
    evolve,
    one_row_per=lambda recorded: recorded.stream,
    keys=("concern_id",),
    reads=frozenset(
        {
            ConcernNoted,
            ConcernTriaged,
            ConcernLookedInto,
            ConcernDiscussed,
            ConcernLinked,
            ConcernHandedOver,
            ConcernEnded,
            ConcernReopened,
            ConcernReplied,
        }
    ),
    indexes=(Index(("area_id", "rank", "due_on")), Index(("area_id", "noted_on"))),
)
