"""The facts of a household budget in a line, for people; amounts only where they may be read."""

from events.contract import Event, opened, wareki
from events.contract.arrears_and_debts import (
    ArrearsCleared,
    ArrearsListed,
    DebtListed,
    DebtProcedureEnded,
    DebtProcedureStarted,
    InstalmentAgreed,
    InstalmentChecked,
    LegalConsultationBooked,
    LegalConsultationHeld,
    OwedBalanceStated,
)
from events.contract.cash_handling import CashCounted, CashCountersigned, CashHandled
from events.contract.code import Code
from events.contract.household_budget import (
    BudgetEntryWithdrawn,
    BudgetPlanMade,
    BudgetSheetRecorded,
    BudgetWatched,
    CashFlowRecorded,
)
from events.contract.relief_and_loans import (
    LoanAskedFor,
    LoanDecided,
    LoanRepaymentStated,
    ReliefAppliedFor,
    ReliefDecided,
)
from events.contract.sealed import Open
from events.host.filters import yen
from services.planning.programmes.household_budget.sheets import figures


def words(fact: Event) -> str:
    """What an entry says."""
    match fact:
        case BudgetSheetRecorded():
            found = figures(fact)
            left = f"残り {yen(found.remains)}" if found else ""
            month = wareki.month(fact.month.year, fact.month.month)
            return joined(f"{month} 第{fact.version}版", left, opened(fact.note, ""))
        case CashFlowRecorded():
            return joined(f"{fact.first_year}年から{fact.years}年間", opened(fact.note, ""))
        case BudgetWatched():
            again = f"次回 {wareki.short(fact.next_on)}" if fact.next_on else ""
            spent = _named("使った額", fact.spent_yen)
            return joined(_code(fact.period), _code(fact.kept), spent, opened(fact.note, ""), again)
        case BudgetPlanMade():
            objectives: tuple[str, ...] = opened(fact.objectives, ())
            review = f"見直し {wareki.short(fact.review_on)}"
            return joined("、".join(objectives), review)
        case BudgetEntryWithdrawn():
            return joined(f"{fact.of_no}番を取り消し", opened(fact.reason, ""))
    return _of_owed(fact) or _of_procedures(fact) or _of_easing(fact) or _of_cash(fact)


def _of_cash(fact: Event) -> str:
    match fact:
        case CashHandled():
            amount = opened(fact.amount_yen, 0)
            what = yen(amount) if amount else _code(fact.thing)
            receipt = _told("番号", opened(fact.receipt_no, ""))
            return joined(_code(fact.act), what, opened(fact.purpose, ""), receipt)
        case CashCountersigned():
            return f"{fact.of_no}番の出納を確かめて署名"
        case CashCounted():
            agrees = "帳簿と一致" if fact.agrees else "帳簿と不一致"
            return joined(agrees, _named("数えた額", fact.counted_yen), opened(fact.note, ""))
    return ""


def _of_owed(fact: Event) -> str:
    match fact:
        case ArrearsListed() | DebtListed():
            return joined(
                _code(fact.kind), opened(fact.creditor, ""), _named("残高", fact.balance_yen)
            )
        case OwedBalanceStated():
            return joined(_named("残高", fact.balance_yen), opened(fact.note, ""))
        case InstalmentAgreed():
            first = f"初回 {wareki.short(fact.first_on)}"
            return joined(_named("毎月", fact.amount_yen), first, opened(fact.note, ""))
        case InstalmentChecked():
            month = wareki.month(fact.month.year, fact.month.month)
            return joined(month, _code(fact.result), _named("払った額", fact.paid_yen))
        case ArrearsCleared():
            return joined(
                _code(fact.kind), _code(fact.manner), _named("解消した額", fact.cleared_yen)
            )
    return ""


def _of_procedures(fact: Event) -> str:
    match fact:
        case LegalConsultationBooked():
            day = wareki.short(fact.consultation_on)
            along = "同行する" if fact.accompanied else ""
            return joined(_code(fact.adviser), f"相談日 {day}", along, opened(fact.place, ""))
        case LegalConsultationHeld():
            return joined(_code(fact.result), opened(fact.note, ""))
        case DebtProcedureStarted():
            again = f"次の日 {wareki.short(fact.next_on)}" if fact.next_on else ""
            debts = f"債務{len(fact.debts)}件"
            return joined(_code(fact.procedure), debts, opened(fact.office, ""), again)
        case DebtProcedureEnded():
            return joined(
                _code(fact.result), _named("残る額", fact.left_yen), opened(fact.note, "")
            )
    return ""


def _of_easing(fact: Event) -> str:
    match fact:
        case ReliefAppliedFor():
            return joined(_code(fact.scheme), "更新" if fact.of_no else "", opened(fact.note, ""))
        case ReliefDecided():
            again = f"更新 {wareki.short(fact.renewal_on)}" if fact.renewal_on else ""
            return joined(_code(fact.result), _named("1年で", fact.yearly_yen), again)
        case LoanAskedFor():
            letter = f"あっせん書 第{fact.letter_no}号" if fact.letter_no else ""
            lender = opened(fact.lender, "")
            return joined(_code(fact.kind), lender, _named("希望額", fact.amount_yen), letter)
        case LoanDecided():
            return joined(
                _code(fact.result), _named("決定額", fact.granted_yen), opened(fact.note, "")
            )
        case LoanRepaymentStated():
            return joined(_code(fact.status), _named("残額", fact.left_yen))
    return ""


def joined(*parts: str) -> str:
    """The parts that say something, as sentences."""
    return "。".join(part.rstrip("。") for part in parts if part)


def _code(sealed: object) -> str:
    """The label of an opened code; empty for anything else."""
    return sealed.value.ja if isinstance(sealed, Open) and isinstance(sealed.value, Code) else ""


def _named(term: str, sealed: object) -> str:
    """The term with an opened amount; empty where there is none."""
    amount = sealed.value if isinstance(sealed, Open) else None
    return f"{term} {yen(amount)}" if isinstance(amount, int) and amount else ""


def _told(term: str, text: str) -> str:
    return f"{term} {text}" if text else ""
