"""`circumstance`: one row per fact about the circumstances of a case, in codes: what the page of them counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Final
from uuid import UUID

from events.bus.column_types import Int, SmallInt
from events.bus.projection import Index, Projection
from events.contract import opened
from events.contract.assessment_codes import (
    BenefitResult,
    CauseAxis,
    CertificateStanding,
    DisabilityCertificate,
    HouseholdAttribute,
    IssueState,
    LeavingReason,
    PublicBenefit,
    ReadinessStage,
)
from events.contract.benefit_checks import BenefitChecked
from events.contract.code import Code
from events.contract.codes import Independence, Issue
from events.contract.household import (
    CertificateNoted,
    HouseholdAttributeEnded,
    HouseholdAttributeNoted,
    HouseholdMemberLeft,
)
from events.contract.independence import OF_CHANGE
from events.contract.issues import IssueAnalysed, IssueMoved, IssueRaised
from events.contract.plan_links import PlanLinked
from events.contract.planning import PlanEvaluated
from events.contract.readiness import ReadinessJudged
from events.log.recorded import Recorded


class Kind(IntEnum):
    """What is counted. Numbers are stored: never reused."""

    ATTRIBUTE_NOTED = 1
    ATTRIBUTE_ENDED = 2
    MEMBER_LEFT = 3
    CERTIFICATE = 4
    ISSUE_RAISED = 5
    ISSUE_MOVED = 6
    ISSUE_ANALYSED = 7
    READINESS = 8
    PLAN_LINKED = 9
    EVALUATED = 10
    BENEFIT = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstance:
    """`number` = member, issue or plan; `item` and `state` are 1-based places in code lists, 0 = none.

    `bits` and `more` are sets of places: axes of an issue; kinds of independence of objectives and measures.
    """

    case_id: UUID
    counted_on: date
    area_id: SmallInt
    kind: SmallInt
    number: Int = 0
    item: SmallInt = 0
    state: SmallInt = 0
    bits: SmallInt = 0
    more: SmallInt = 0


MISTAKEN: Final = 1
"""`state` of a circumstance that never held, and of a member who never was one."""


def evolve(row: Circumstance | None, recorded: Recorded) -> Circumstance | None:  # noqa: C901, PLR0911 - one arm per kind
    """The row of one fact, or none; never looks at an earlier row."""
    match recorded.fact:
        case HouseholdAttributeNoted(noted_on=day, member_no=number) as noted:
            item = place(HouseholdAttribute, opened(noted.attribute, None))
            return _row(recorded, Kind.ATTRIBUTE_NOTED, day, number, item=item)
        case HouseholdAttributeEnded(ended_on=day, member_no=number) as ended:
            item = place(HouseholdAttribute, opened(ended.attribute, None))
            never = MISTAKEN if ended.mistaken else 0
            return _row(recorded, Kind.ATTRIBUTE_ENDED, day, number, item=item, state=never)
        case HouseholdMemberLeft(left_on=day, member_no=number) as left:
            slip = opened(left.reason, None) is LeavingReason.MISTAKE
            return _row(recorded, Kind.MEMBER_LEFT, day, number, state=MISTAKEN if slip else 0)
        case CertificateNoted(noted_on=day, member_no=number) as certificate:
            item = place(DisabilityCertificate, opened(certificate.certificate, None))
            standing = place(CertificateStanding, opened(certificate.standing, None))
            return _row(recorded, Kind.CERTIFICATE, day, number, item=item, state=standing)
        case IssueRaised(raised_on=day, issue_no=number) as raised:
            item, axes = place(Issue, opened(raised.topic, None)), opened(raised.axes, ())
            return _row(recorded, Kind.ISSUE_RAISED, day, number, item=item, bits=bits(axes))
        case IssueMoved(moved_on=day, issue_no=number, state=state):
            return _row(recorded, Kind.ISSUE_MOVED, day, number, state=place(IssueState, state))
        case IssueAnalysed(analysed_on=day, issue_no=number) as analysed:
            axes = opened(analysed.axes, ())
            return _row(recorded, Kind.ISSUE_ANALYSED, day, number, bits=bits(axes))
        case ReadinessJudged(judged_on=day) as judged:
            item = place(ReadinessStage, opened(judged.stage, None))
            return _row(recorded, Kind.READINESS, day, item=item)
        case PlanLinked(linked_on=day, plan_no=number) as linked:
            measured = {k for m in opened(linked.measures, ()) for k in m.independence}
            aims = opened(linked.aims, ())
            return _row(
                recorded, Kind.PLAN_LINKED, day, number, bits=bits(aims), more=bits(measured)
            )
        case PlanEvaluated(evaluated_on=day, plan_no=number) as evaluated:
            seen = {kind for change in opened(evaluated.changes, ()) for kind in OF_CHANGE[change]}
            return _row(recorded, Kind.EVALUATED, day, number, bits=bits(seen))
        case BenefitChecked(checked_on=day) as check:
            item = place(PublicBenefit, opened(check.benefit, None))
            result = place(BenefitResult, opened(check.result, None))
            return _row(recorded, Kind.BENEFIT, day, item=item, state=result)
    return row


def place(codes: type[Code], value: object) -> int:
    """1-based place of a code in its list; 0 where it can no longer be read."""
    return _PLACE[codes].get(value, 0)


def bits(values: Iterable[Code]) -> int:
    """The set of places of axes or kinds of independence."""
    total = 0
    for value in values:
        total |= 1 << (place(type(value), value) - 1)
    return total


_LISTS: Final[tuple[type[Code], ...]] = (
    HouseholdAttribute,
    DisabilityCertificate,
    CertificateStanding,
    Issue,
    IssueState,
    CauseAxis,
    ReadinessStage,
    Independence,
    PublicBenefit,
    BenefitResult,
)
_PLACE: Final[Mapping[type[Code], Mapping[object, int]]] = {
    codes: {code: number for number, code in enumerate(codes, 1)}  # as stored: never reordered
    for codes in _LISTS
}


def _row(
    recorded: Recorded,
    kind: Kind,
    day: date,
    number: int = 0,
    *,
    item: int = 0,
    state: int = 0,
    bits: int = 0,
    more: int = 0,
) -> Circumstance:
    return Circumstance(
        case_id=recorded.case,
        counted_on=day,
        area_id=recorded.area_id,
        kind=int(kind),
        number=number,
        item=item,
        state=state,
        bits=bits,
        more=more,
    )


CIRCUMSTANCE = Projection(
    "circumstance",
    1,
    Circumstance,
    evolve,
    one_row_per="fact",
    reads=frozenset(
        {
            HouseholdAttributeNoted,
            HouseholdAttributeEnded,
            HouseholdMemberLeft,
            CertificateNoted,
            IssueRaised,
            IssueMoved,
            IssueAnalysed,
            ReadinessJudged,
            PlanLinked,
            PlanEvaluated,
            BenefitChecked,
        }
    ),
    indexes=(Index(("kind", "counted_on", "area_id")), Index(("case_id", "kind"))),
)
