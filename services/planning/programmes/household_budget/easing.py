"""各種減免制度 and loans: asked for, answered, renewed, repaid."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.contract import opened
from events.contract.budget_codes import (
    LoanKind,
    LoanResult,
    ReliefResult,
    ReliefScheme,
    RepaymentStatus,
)
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.relief_and_loans import (
    LoanAskedFor,
    LoanDecided,
    LoanRepaymentStated,
    ReliefAppliedFor,
    ReliefDecided,
)
from events.contract.sealed import Open
from services.planning.decisions.guards import happened
from services.planning.programmes.household_budget.record import NOTHING_YET, Budget, new
from services.planning.programmes.household_budget.refusing import positive, spoken_of

LENT = frozenset({LoanResult.GRANTED, LoanResult.REDUCED})
EASED = frozenset({ReliefResult.GRANTED, ReliefResult.PARTLY})


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyForRelief:
    """An application; `of_no` = the relief it renews, 0 = the first one."""

    today: date
    person: UUID
    applied_on: date
    scheme: ReliefScheme
    of_no: int = 0
    expected_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRelief:
    """What the authority answered to application `of_no`."""

    today: date
    person: UUID
    of_no: int
    decided_on: date
    result: ReliefResult
    yearly_yen: int = 0
    until_on: date | None = None
    renewal_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForLoan:
    """A loan the person asks for; with a letter of ours where `with_letter`."""

    today: date
    person: UUID
    asked_on: date
    kind: LoanKind
    amount_yen: int
    monthly_yen: int = 0
    with_letter: bool = False
    expected_on: date | None = None
    lender: str = ""
    purpose: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideLoan:
    """What the lender answered to request `of_no`."""

    today: date
    person: UUID
    of_no: int
    decided_on: date
    result: LoanResult
    granted_yen: int = 0
    repays_from: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLoanRepayment:
    """How the repayment of `of_no` stands; only where the person agreed that lender and office share it."""

    today: date
    person: UUID
    of_no: int
    stated_on: date
    status: RepaymentStatus
    shared: bool = False
    left_yen: int | None = None
    next_on: date | None = None


def apply_for_relief(state: Budget | None, command: ApplyForRelief) -> Sequence[Event]:
    """A first application or a renewal of the same scheme."""
    budget = state or NOTHING_YET
    happened(command.applied_on, today=command.today, field="applied_on")
    if command.of_no:
        spoken_of(budget, ReliefAppliedFor, command.of_no, ja="減免")
    own = command.person
    return new(
        budget,
        ReliefAppliedFor(
            applied_on=command.applied_on,
            person=own,
            entry_no=budget.next_no,
            of_no=command.of_no,
            scheme=Open(own, command.scheme),
            expected_on=command.expected_on,
            note=Open(own, command.note.strip()),
        ),
    )


def decide_relief(state: Budget | None, command: DecideRelief) -> Sequence[Event]:
    """Once per application; a slip is withdrawn first."""
    budget = state or NOTHING_YET
    applied = spoken_of(budget, ReliefAppliedFor, command.of_no, ja="減免の申請")
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=applied.applied_on,
        step="申請",
    )
    if command.renewal_on is not None and command.renewal_on <= command.decided_on:
        raise Refused(
            "renewal-in-the-past", "更新の日は決定より後にしてください。", field="renewal_on"
        )
    own = command.person
    eased = command.result in EASED
    fact = ReliefDecided(
        decided_on=command.decided_on,
        person=own,
        entry_no=budget.next_no,
        of_no=command.of_no,
        result=Open(own, command.result),
        yearly_yen=Open(own, command.yearly_yen if eased else 0),
        until_on=command.until_on if eased else None,
        renewal_on=command.renewal_on if eased else None,
        note=Open(own, command.note.strip()),
    )
    if budget.about(ReliefDecided, command.of_no) and not budget.says(fact):
        raise Refused(
            "already-recorded", "決定はもう記録されています。直すときは先に取り消してください。"
        )
    return new(budget, fact)


def ask_for_loan(state: Budget | None, command: AskForLoan) -> Sequence[Event]:
    """Letters of a case are numbered from 1."""
    budget = state or NOTHING_YET
    happened(command.asked_on, today=command.today, field="asked_on")
    positive(command.amount_yen, field="amount_yen", ja="希望する額")
    if command.with_letter and not command.opinion.strip():
        raise Refused(
            "opinion-missing", "あっせん書には支援員の意見を書いてください。", field="opinion"
        )
    asked = budget.all_of(LoanAskedFor)
    number = max((one.letter_no for one in asked), default=0) + 1 if command.with_letter else 0
    own = command.person
    fact = LoanAskedFor(
        asked_on=command.asked_on,
        person=own,
        entry_no=budget.next_no,
        kind=Open(own, command.kind),
        letter_no=number,
        expected_on=command.expected_on,
        lender=Open(own, command.lender.strip()),
        amount_yen=Open(own, command.amount_yen),
        monthly_yen=Open(own, command.monthly_yen),
        purpose=Open(own, command.purpose.strip()),
        opinion=Open(own, command.opinion.strip()),
    )
    again = [
        replace(fact, letter_no=one.letter_no)
        for one in asked
        if bool(one.letter_no) is bool(number)
    ]
    return [] if any(budget.says(one) for one in again) else [fact]


def decide_loan(state: Budget | None, command: DecideLoan) -> Sequence[Event]:
    """Once per request; a slip is withdrawn first."""
    budget = state or NOTHING_YET
    asked = spoken_of(budget, LoanAskedFor, command.of_no, ja="貸付")
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=asked.asked_on,
        step="申込み",
    )
    lent = command.result in LENT
    if lent:
        positive(command.granted_yen, field="granted_yen", ja="決定した額")
    own = command.person
    fact = LoanDecided(
        decided_on=command.decided_on,
        person=own,
        entry_no=budget.next_no,
        of_no=command.of_no,
        result=Open(own, command.result),
        granted_yen=Open(own, command.granted_yen if lent else 0),
        repays_from=command.repays_from if lent else None,
        note=Open(own, command.note.strip()),
    )
    if budget.about(LoanDecided, command.of_no) and not budget.says(fact):
        raise Refused(
            "already-recorded", "決定はもう記録されています。直すときは先に取り消してください。"
        )
    return new(budget, fact)


def state_loan_repayment(state: Budget | None, command: StateLoanRepayment) -> Sequence[Event]:
    """Of a loan that was granted, and with the person's agreement."""
    budget = state or NOTHING_YET
    spoken_of(budget, LoanAskedFor, command.of_no, ja="貸付")
    decided = budget.about(LoanDecided, command.of_no)
    if not decided or opened(decided[-1].result, None) not in LENT:
        raise Refused("not-lent", "貸付の決定がまだ記録されていません。")
    happened(command.stated_on, today=command.today, field="stated_on")
    if not command.shared:
        raise Refused(
            "not-shared",
            "償還の状況は、本人が貸付機関との共有に同意しているときだけ記録できます。",
            field="shared",
        )
    own = command.person
    return new(
        budget,
        LoanRepaymentStated(
            stated_on=command.stated_on,
            person=own,
            entry_no=budget.next_no,
            of_no=command.of_no,
            status=Open(own, command.status),
            shared=command.shared,
            left_yen=Open(own, command.left_yen),
            next_on=None if command.status is RepaymentStatus.REPAID else command.next_on,
        ),
    )
