"""What is to be done by when, from days and codes alone: the same for one case and across cases."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from events.contract import Event
from events.contract.arrears_and_debts import (
    ArrearsCleared,
    DebtProcedureEnded,
    DebtProcedureStarted,
    InstalmentAgreed,
    InstalmentChecked,
    LegalConsultationBooked,
    LegalConsultationHeld,
)
from events.contract.cash_handling import CashCounted, CashCountersigned, CashHandled
from events.contract.household_budget import BudgetEntryWithdrawn, BudgetPlanMade, BudgetWatched
from events.contract.relief_and_loans import (
    LoanAskedFor,
    LoanDecided,
    LoanRepaymentStated,
    ReliefAppliedFor,
    ReliefDecided,
)
from services.planning.programmes.household_budget.months import last_day


class DueKind(StrEnum):
    """`ja` is what people read; `keeping`: stays due after the case has ended."""

    ja: str
    keeping: bool

    def __new__(cls, value: str, ja: str, keeping: bool = False) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.ja = ja
        member.keeping = keeping
        return member

    COUNTERSIGN = "countersign", "出納の二人目の署名", True
    COUNT = "count", "出納の点検", True
    WATCH = "watch", "家計簿見守り"
    INSTALMENT = "instalment", "分納の確認"
    CONSULTATION = "consultation", "法律相談"
    PROCEDURE = "procedure", "債務整理の次の日"
    RELIEF_ANSWER = "relief_answer", "減免の返事"
    RENEWAL = "renewal", "減免の更新"
    LOAN_ANSWER = "loan_answer", "貸付の返事"
    REPAYMENT = "repayment", "償還の確認"
    REVIEW = "review", "家計再生プランの見直し"


@dataclass(frozen=True, slots=True)
class Mark:
    """Entry `by` sets the day of one slot (`kind`, `chain` = entry it is about); None = nothing is due any more.

    `withdraws`: the entry whose marks fall away. `earlier`: an earlier day that stands is kept.
    """

    by: int
    kind: DueKind
    chain: int = 0
    on: date | None = None
    withdraws: int = 0
    earlier: bool = False


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do by a day; `chain` = the entry it is about, 0 = the programme."""

    kind: DueKind
    on: date
    chain: int


def marks(fact: Event) -> tuple[Mark, ...]:  # noqa: C901, PLR0911, PLR0912 - one arm per kind
    """What a fact sets; nothing for a fact without a day ahead."""
    match fact:
        case CashHandled():
            return _of_cash(fact)
        case CashCountersigned():
            return (Mark(fact.entry_no, DueKind.COUNTERSIGN, fact.of_no),)
        case CashCounted():
            return (Mark(fact.entry_no, DueKind.COUNT, 0, fact.next_on),)
        case BudgetWatched():
            return (Mark(fact.entry_no, DueKind.WATCH, 0, fact.next_on),)
        case BudgetPlanMade():
            return (Mark(fact.entry_no, DueKind.REVIEW, 0, fact.review_on),)
        case InstalmentAgreed():
            return (Mark(fact.entry_no, DueKind.INSTALMENT, fact.of_no, fact.first_on),)
        case InstalmentChecked():
            return (Mark(fact.entry_no, DueKind.INSTALMENT, fact.of_no, fact.next_on),)
        case ArrearsCleared():
            return (Mark(fact.entry_no, DueKind.INSTALMENT, fact.of_no),)
        case LegalConsultationBooked():
            return (Mark(fact.entry_no, DueKind.CONSULTATION, fact.entry_no, fact.consultation_on),)
        case LegalConsultationHeld():
            return (Mark(fact.entry_no, DueKind.CONSULTATION, fact.of_no),)
        case DebtProcedureStarted():
            return (Mark(fact.entry_no, DueKind.PROCEDURE, fact.entry_no, fact.next_on),)
        case DebtProcedureEnded():
            return (Mark(fact.entry_no, DueKind.PROCEDURE, fact.of_no),)
        case BudgetEntryWithdrawn():
            return _of_withdrawal(fact)
    return _of_easing(fact)


def dues(set_by: Iterable[Mark]) -> list[Due]:
    """What is due now, the earliest first; `set_by` in the order of recording."""
    every = tuple(set_by)
    gone = {mark.withdraws for mark in every if mark.withdraws}
    slots: dict[tuple[DueKind, int], date | None] = {}
    for mark in every:
        if mark.by in gone:
            continue
        slot = (mark.kind, mark.chain)
        standing = slots.get(slot)
        keep = mark.earlier and standing is not None and mark.on is not None and standing < mark.on
        slots[slot] = standing if keep else mark.on
    found = [Due(kind, on, chain) for (kind, chain), on in slots.items() if on is not None]
    return sorted(found, key=lambda due: (due.on, list(DueKind).index(due.kind), due.chain))


def _of_cash(fact: CashHandled) -> tuple[Mark, ...]:
    due = last_day(fact.handled_on) if fact.holds_after else None
    count = Mark(fact.entry_no, DueKind.COUNT, 0, due, earlier=True)
    if not fact.second_needed:
        return (count,)
    return (count, Mark(fact.entry_no, DueKind.COUNTERSIGN, fact.entry_no, fact.handled_on))


def _of_withdrawal(fact: BudgetEntryWithdrawn) -> tuple[Mark, ...]:
    """A slip in the cash book leaves something to count or nothing; any other leaves the count as it is."""
    number, gone = fact.entry_no, fact.of_no
    if fact.holds_after is None:
        return (Mark(number, DueKind.COUNT, number, None, withdraws=gone),)
    due = last_day(fact.withdrawn_on) if fact.holds_after else None
    return (Mark(number, DueKind.COUNT, 0, due, withdraws=gone, earlier=True),)


def _of_easing(fact: Event) -> tuple[Mark, ...]:
    match fact:
        case ReliefAppliedFor():
            asked = Mark(fact.entry_no, DueKind.RELIEF_ANSWER, fact.entry_no, fact.expected_on)
            renewed = Mark(fact.entry_no, DueKind.RENEWAL, fact.of_no)
            return (asked, renewed) if fact.of_no else (asked,)
        case ReliefDecided():
            return (
                Mark(fact.entry_no, DueKind.RELIEF_ANSWER, fact.of_no),
                Mark(fact.entry_no, DueKind.RENEWAL, fact.of_no, fact.renewal_on),
            )
        case LoanAskedFor():
            return (Mark(fact.entry_no, DueKind.LOAN_ANSWER, fact.entry_no, fact.expected_on),)
        case LoanDecided():
            return (
                Mark(fact.entry_no, DueKind.LOAN_ANSWER, fact.of_no),
                Mark(fact.entry_no, DueKind.REPAYMENT, fact.of_no, fact.repays_from),
            )
        case LoanRepaymentStated():
            return (Mark(fact.entry_no, DueKind.REPAYMENT, fact.of_no, fact.next_on),)
    return ()
