"""`council_talks`: what 支援会議 (法9条) decided about a case, from intake's facts; codes and days, no words.

One row per stream a council spoke of: a case, or the 気がかり that became one.
"""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.projection import Index, Projection
from events.bus.read_tables import NotReady, ReadTables
from events.contract.case_in_council import CaseDiscussed
from events.contract.concern import ConcernDiscussed, ConcernLinked
from events.contract.concern_codes import CouncilHost, CouncilOutcome
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """`host` None: the record of a concern does not say it."""

    discussed_on: date
    council: UUID
    host: CouncilHost | None
    outcome: CouncilOutcome
    next_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CouncilTalks:
    """`case_id` None: a concern that is not a case (yet)."""

    stream: UUID
    case_id: UUID | None
    concern: bool
    talks: dict[int, Talk]


def evolve(row: CouncilTalks | None, recorded: Recorded) -> CouncilTalks | None:
    """The row after one fact of intake."""
    match recorded.fact:
        case CaseDiscussed() as fact:
            before = row or CouncilTalks(
                stream=recorded.stream, case_id=recorded.case, concern=False, talks={}
            )
            return _with(before, fact, fact.host)
        case ConcernDiscussed() as said:
            return _with(row or _of_concern(recorded), said, None)
        case ConcernLinked(case=case):
            return replace(row or _of_concern(recorded), case_id=case)
    return row


def _of_concern(recorded: Recorded) -> CouncilTalks:
    return CouncilTalks(stream=recorded.stream, case_id=None, concern=True, talks={})


def _with(
    row: CouncilTalks, fact: CaseDiscussed | ConcernDiscussed, host: CouncilHost | None
) -> CouncilTalks:
    talk = Talk(
        discussed_on=fact.discussed_on,
        council=fact.council,
        host=host,
        outcome=fact.outcome,
        next_on=fact.next_on,
    )
    return replace(row, talks={**row.talks, len(row.talks) + 1: talk})


COUNCIL_TALKS = Projection(
    "council_talks",
    1,
    CouncilTalks,
    evolve,
    one_row_per=lambda recorded: recorded.stream,
    keys=("stream",),
    reads=frozenset({CaseDiscussed, ConcernDiscussed, ConcernLinked}),
    indexes=(Index(("case_id",)),),
)


def talks_of(tables: ReadTables, case: UUID) -> list[Talk]:
    """In the order of their days; none where the table is not ready."""
    try:
        rows = tables.rows(COUNCIL_TALKS, "case_id = %s", [case])
    except NotReady:
        return []
    return sorted(
        (talk for row in rows for talk in row.talks.values()), key=lambda talk: talk.discussed_on
    )
