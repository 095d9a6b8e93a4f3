"""`grant_work`: what each grant waits for, and since when; one row per grant, the worklist of benefits."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.benefits import (
    ApplicationCorrected,
    ApplicationSubmitted,
    BenefitCorrectionAsked,
    ExpenditureCommitted,
    GrantDecided,
    GrantDrafted,
    GrantEnded,
    GrantRefused,
    GrantReviewed,
    GrantStopped,
    OrderPassed,
    PaymentMade,
    PaymentOrdered,
)
from events.contract.benefits_duties import EvidenceAccepted
from events.contract.benefits_dwelling import (
    DwellingLackingStated,
    DwellingNotified,
    EligibilityConfirmed,
    LeaseShown,
)
from events.contract.benefits_life import (
    DECISIONS,
    AmountChanged,
    ApplicationWithdrawn,
    ExtensionApplied,
    ExtensionRefused,
    GrantExtended,
    GrantResumed,
    GrantSuspended,
    LaterDrafted,
    LaterDropped,
    LaterRefused,
    LaterReviewed,
    StopDecided,
)
from events.contract.benefits_transfers import (
    OrderCancelled,
    OrderReissued,
    OrderReturned,
    TransferReturned,
)
from events.contract.codes import GrantKind
from events.contract.kind import Event
from events.contract.sealed import opened
from events.contract.worded import Worded
from events.log.recorded import Recorded
from services.benefits.grant import months_from


class Step(Worded):
    """What a grant waits for next; `ja` is what people read."""

    CORRECT = "correct", "補正"
    ELIGIBLE = "eligible", "対象者の確認"
    DWELLING = "dwelling", "住居探し"
    LEASE = "lease", "契約の確認"
    DRAFT = "draft", "支給起案"
    REVIEW = "review", "審査"
    DECIDE = "decide", "決裁"
    EXTEND = "extend", "延長の起案"
    LATER_REVIEW = "later_review", "後の決定の審査"
    LATER_DECIDE = "later_decide", "後の決定の決裁"
    COMMIT = "commit", "支出負担行為"
    ORDER = "order", "支出命令"
    PASS = "pass", "会計の審査"
    PAY = "pay", "支給の確認"
    REISSUE = "reissue", "組戻への対応"
    RESUME = "resume", "再開(中断中)"
    END = "end", "支給終了"
    OVER = "over", "終わり"


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantWork:
    """`next_on`: the day since when the step waits, or until when a correction is due (`is_due`).

    `months` to be paid, `run` their names, `ordered`, `passed`, `paid` counts of months; `paid_yen` their sum.
    `last_paid` the last month paid, `accepted` the months of activity with evidence.
    `back` of them wait since a transfer was returned. `seeking`: what somebody without a home waits for, since
    (or until, for a paper that holds) `seeking_on`; None with a lease or where there always was a dwelling.
    """

    stream: UUID
    case_id: UUID
    person: UUID
    grant_no: Int
    area_id: Int
    area: str
    kind: GrantKind
    arrived_on: date
    correction_due_on: date | None = None
    seeking: Step | None = None
    seeking_on: date | None = None
    drafted_on: date | None = None
    drafter: UUID | None = None
    proposes_grant: bool = False
    reviewed_on: date | None = None
    decided_on: date | None = None
    first_month: str = ""
    months: Int = 0
    run: str = ""
    committed_on: date | None = None
    committed_months: Int = 0
    ordered: Int = 0
    ordered_on: date | None = None
    passed: Int = 0
    passed_on: date | None = None
    paid: Int = 0
    paid_on: date | None = None
    paid_yen: Int = 0
    last_paid: str = ""
    accepted: str = ""
    back: Int = 0
    back_on: date | None = None
    extension_on: date | None = None
    later_drafted_on: date | None = None
    later_reviewed_on: date | None = None
    resume_by: date | None = None
    stopped_on: date | None = None
    over_on: date | None = None
    step: Step = Step.DRAFT
    next_on: date
    is_due: bool = False


def evolve(row: GrantWork | None, recorded: Recorded) -> GrantWork | None:
    """The row after one fact of its grant."""
    if isinstance(recorded.fact, ApplicationSubmitted):
        return _arrived(recorded, recorded.fact)
    changes = _changes(row, recorded) if row else {}
    return _placed(replace(row, **changes)) if row and changes else row


def _arrived(recorded: Recorded, submitted: ApplicationSubmitted) -> GrantWork:
    return GrantWork(
        stream=recorded.stream,
        case_id=recorded.case,
        person=submitted.person,
        grant_no=submitted.grant_no,
        area_id=recorded.area_id,
        area=recorded.context.area,
        kind=submitted.kind,
        arrived_on=submitted.arrived_on,
        next_on=submitted.arrived_on,
    )


def _changes(row: GrantWork, recorded: Recorded) -> dict[str, Any]:
    if isinstance(recorded.fact, WAY):
        return _way(recorded.fact)
    if isinstance(recorded.fact, LIFE):
        return _life(row, recorded.fact)
    return _path(row, recorded)


def _way(fact: Event) -> dict[str, Any]:
    """The way of somebody without a home; nothing is drafted before there is a lease."""
    match fact:
        case DwellingLackingStated(stated_on=day):
            return {"seeking": Step.ELIGIBLE, "seeking_on": day}
        case EligibilityConfirmed(valid_until=day):
            return {"seeking": Step.DWELLING, "seeking_on": day}
        case DwellingNotified(notified_on=day):
            return {"seeking": Step.LEASE, "seeking_on": day}
    return {"seeking": None, "seeking_on": None}


def _life(row: GrantWork, fact: Event) -> dict[str, Any]:  # noqa: C901, PLR0911 - one arm per kind
    """After the first decision: what is on the table, and how many months there are to pay."""
    done = {"later_drafted_on": None, "later_reviewed_on": None}
    match fact:
        case ExtensionApplied(arrived_on=day):
            return {"extension_on": day}
        case LaterDrafted(drafted_on=day):
            return {"later_drafted_on": day, "later_reviewed_on": None}
        case LaterReviewed(reviewed_on=day):
            return {"later_reviewed_on": day}
        case GrantExtended(first_month=first, months=count):
            return done | {"extension_on": None, **_more(row, first, count)}
        case ExtensionRefused():
            return done | {"extension_on": None}
        case GrantSuspended(last_month=last, resume_by=day):
            return done | {"resume_by": day, **_until(row, last)}
        case GrantResumed(first_month=first, months=count):
            return done | {"resume_by": None, **_more(row, first, count)}
        case ApplicationWithdrawn(extension_no=0, withdrawn_on=day):
            return {"over_on": day}
        case ApplicationWithdrawn():
            return {"extension_on": None}
        case LaterDropped() | AmountChanged() | LaterRefused() | StopDecided():
            return done
    return {}


def _path(row: GrantWork, recorded: Recorded) -> dict[str, Any]:  # noqa: C901, PLR0911, PLR0912 - one arm per kind
    match recorded.fact:
        case BenefitCorrectionAsked(due_on=day):
            return {"correction_due_on": day}
        case ApplicationCorrected():
            return {"correction_due_on": None, "drafted_on": None, "reviewed_on": None}
        case GrantDrafted(drafted_on=day) as draft:
            return {
                "drafted_on": day,
                "drafter": draft.drafter,
                "proposes_grant": draft.proposal,
                "reviewed_on": None,
            }
        case GrantReviewed(reviewed_on=day):
            return {"reviewed_on": day}
        case GrantDecided(decided_on=day) as decided:
            run = _run(months_from(decided.first_month, decided.months))
            return {"decided_on": day, "first_month": decided.first_month, **run}
        case ExpenditureCommitted(committed_on=day):
            return {"committed_on": day, "committed_months": row.months}
        case EvidenceAccepted(month=month):
            return {"accepted": f"{row.accepted} {month}".strip()}
        case PaymentOrdered(ordered_on=day):
            return {"ordered": row.ordered + 1, "ordered_on": day}
        case OrderPassed(passed_on=day):
            return {"passed": row.passed + 1, "passed_on": day}
        case PaymentMade(paid_on=day) as made:
            paid = row.paid_yen + opened(made.amount_yen, 0)
            over = row.stopped_on if row.stopped_on and row.paid + 1 >= row.months else None
            last = max(row.last_paid, made.month)
            done = {"paid": row.paid + 1, "paid_on": day, "last_paid": last}
            return done | {"paid_yen": paid, "over_on": over}
        case GrantStopped(stopped_on=day, last_month=last):
            return _stopped(row, day, last)
        case OrderReturned() | OrderCancelled() | TransferReturned() | OrderReissued():
            return _not_through(row, recorded.fact)
        case GrantRefused(refused_on=day) | GrantEnded(ended_on=day):
            return {"over_on": day}
    return {}


def _not_through(row: GrantWork, fact: Event) -> dict[str, Any]:
    """An order that was sent back or cancelled, a transfer that came back or goes once more."""
    match fact:
        case OrderReturned():
            return {"ordered": row.ordered - 1}
        case OrderCancelled():
            return {
                "ordered": row.ordered - 1,
                "passed": row.passed - fact.was_passed,
                "back": row.back - fact.was_returned,
            }
        case TransferReturned(returned_on=day):
            paid_yen = row.paid_yen - (opened(fact.amount_yen, 0) if fact.was_paid else 0)
            paid = row.paid - fact.was_paid
            gone = {"passed": row.passed - 1, "paid": paid, "paid_yen": paid_yen}
            return gone | {"back": row.back + 1, "back_on": day, "over_on": None}
        case OrderReissued(reissued_on=day):
            return {"back": row.back - 1, "ordered_on": day}
    return {}


def _stopped(row: GrantWork, day: date, last: str) -> dict[str, Any]:
    """A stop leaves the months up to `last` to be paid; over when they are."""
    kept = _until(row, last)
    over = day if row.paid >= kept["months"] else None
    return {"stopped_on": day, **kept, "over_on": over, "resume_by": None}


def _run(months: Iterable[str]) -> dict[str, Any]:
    """The payable months, and how many they are."""
    held = tuple(months)
    return {"run": " ".join(held), "months": len(held)}


def _until(row: GrantWork, last: str) -> dict[str, Any]:
    return _run(month for month in row.run.split() if month <= last)


def _more(row: GrantWork, first: str, count: int) -> dict[str, Any]:
    return _run((*row.run.split(), *months_from(first, count)))


def _placed(row: GrantWork) -> GrantWork:
    """The row with its next step, judged from its other columns alone."""
    step, day, due = _next(row)
    return replace(row, step=step, next_on=day or row.arrived_on, is_due=due)


def _next(row: GrantWork) -> tuple[Step, date | None, bool]:
    if row.over_on:
        return Step.OVER, row.over_on, False
    if row.decided_on:
        return (*_paying(row), False)
    if row.correction_due_on and not row.drafted_on:
        return Step.CORRECT, row.correction_due_on, True
    if row.seeking and not row.drafted_on:
        return row.seeking, row.seeking_on, row.seeking is Step.DWELLING
    furthest_first = ((Step.DECIDE, row.reviewed_on), (Step.REVIEW, row.drafted_on))
    step, day = next(((s, d) for s, d in furthest_first if d), (Step.DRAFT, row.arrived_on))
    return step, day, False


def _paying(row: GrantWork) -> tuple[Step, date | None]:
    if row.later_drafted_on:
        step = Step.LATER_DECIDE if row.later_reviewed_on else Step.LATER_REVIEW
        return step, row.later_reviewed_on or row.later_drafted_on
    if row.extension_on:
        return Step.EXTEND, row.extension_on
    return _money(row)


def _money(row: GrantWork) -> tuple[Step, date | None]:  # noqa: PLR0911 - one line per step
    if row.months > row.committed_months:
        return Step.COMMIT, row.decided_on
    if row.back:
        return Step.REISSUE, row.back_on
    if row.paid < row.passed:
        return Step.PAY, row.passed_on
    if row.passed < row.ordered:
        return Step.PASS, row.ordered_on
    if row.ordered < row.months:
        return Step.ORDER, row.paid_on or row.committed_on
    if row.resume_by:
        return Step.RESUME, row.resume_by
    return Step.END, row.paid_on


WAY = (DwellingLackingStated, EligibilityConfirmed, DwellingNotified, LeaseShown)
LIFE = (
    ExtensionApplied,
    LaterDrafted,
    LaterReviewed,
    LaterDropped,
    ApplicationWithdrawn,
    *DECISIONS,
)
GRANT_WORK = Projection(
    "grant_work",
    4,
    GrantWork,
    evolve,
    one_row_per=lambda recorded: recorded.stream,
    keys=("stream",),
    reads=frozenset(
        {
            ApplicationSubmitted,
            BenefitCorrectionAsked,
            ApplicationCorrected,
            GrantDrafted,
            GrantReviewed,
            GrantDecided,
            GrantRefused,
            ExpenditureCommitted,
            PaymentOrdered,
            OrderPassed,
            PaymentMade,
            GrantStopped,
            GrantEnded,
            EvidenceAccepted,
            OrderReturned,
            OrderCancelled,
            TransferReturned,
            OrderReissued,
            *WAY,
            *LIFE,
        }
    ),
    indexes=(
        Index(("area", "next_on", "stream"), where="over_on is null"),
        Index(("case_id",)),
        Index(("person",)),
    ),
)
