"""家計改善支援 of a case: the summary, and its ledgers."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened
from events.contract.cash_handling import CashHandled
from events.contract.household_budget import BudgetWatched, CashFlowRecorded
from events.contract.relief_and_loans import LoanAskedFor
from events.host.answers import Missing
from events.host.http import AtDesk, Requires
from services.planning.programmes.household_budget import (
    cash_book,
    eased,
    keeping,
    owed,
    sheets,
)
from services.planning.programmes.household_budget.record import until
from services.planning.screens.budget import budget_file, budget_of, summary
from services.planning.screens.budget_dues import labels
from services.planning.screens.budget_sheet import month_ja, told
from services.planning.screens.timeline import hand

router = APIRouter(prefix="/cases/{case}/budget")
READ = [Requires("case.read", scope="case")]
NOTED = {"yes": "記録しました。"}


@router.get("", dependencies=READ, summary="家計改善支援")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Figures of the day, next days, every ledger in a line, and what was recorded."""
    own = budget_file(desk, case)
    budget = budget_of(own)
    found = summary(budget, desk.today)
    entries = list(zip(budget.entries, own.entries(), strict=True))
    return own.page(
        "budget.html",
        flash=NOTED.get(noted, ""),
        summary=found,
        dues=labels(budget, found.dues, desk.today),
        said=told(found.sheet) if found.sheet else [],
        months=[(sheet, sheets.figures(sheet)) for sheet in sheets.months(budget)][::-1],
        arrears=[one for one in owed.arrears(budget) if one.cleared is None],
        budget=budget,
        entries=entries[::-1],
        has_years=bool(budget.of(CashFlowRecorded)),
        month_ja=month_ja,
    )


@router.get("/owed", dependencies=READ, summary="滞納と債務")
def owing(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Both ledgers with promises, legal advice and procedures."""
    own = budget_file(desk, case)
    budget = budget_of(own)
    return own.page(
        "budget_owed.html",
        flash=NOTED.get(noted, ""),
        arrears=owed.arrears(budget),
        debts=owed.debts(budget),
        consultations=owed.consultations(budget),
        procedures=owed.procedures(budget),
        overdue=owed.overdue(budget),
        owed=owed.owed(budget),
        cleared=owed.cleared(budget),
        month_ja=month_ja,
    )


@router.get("/easing", dependencies=READ, summary="減免と貸付")
def easing(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """Reliefs and loans: asked for, answered, renewed, repaid."""
    own = budget_file(desk, case)
    budget = budget_of(own)
    return own.page(
        "budget_easing.html",
        flash=NOTED.get(noted, ""),
        reliefs=eased.reliefs(budget),
        loans=eased.loans(budget),
        yearly=eased.eased_yearly(budget),
    )


@router.get("/cash", dependencies=READ, summary="出納簿")
def cash(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The cash book, on paper with room for the signatures."""
    own = budget_file(desk, case)
    budget = budget_of(own)
    lines = cash_book.cash_book(budget)
    return own.page(
        "budget_cash.html",
        flash=NOTED.get(noted, ""),
        lines=lines,
        balance=lines[-1].balance if lines else 0,
        things=[
            (thing.ja, n) for thing, n in cash_book.things(budget.of(CashHandled)).items() if n > 0
        ],
        count=cash_book.last_count(budget),
        limit=keeping.SECOND_SIGNATURE_YEN,
        who={n: hand(desk, one) for n, one in enumerate(own.recorded, 1)},
        me=desk.staff.person,
    )


@router.get("/loans/{number}/letter", dependencies=READ, summary="貸付あっせん書")
def letter(case: UUID, number: int, desk: AtDesk) -> Response:
    """貸付あっせん書 for paper (A4), from what was recorded when it was written."""
    own = budget_file(desk, case)
    budget = budget_of(own)
    asked = budget.entry(number)
    if not isinstance(asked, LoanAskedFor) or not asked.letter_no:
        raise Missing
    return own.page(
        "loan_letter.html",
        asked=asked,
        summary=summary(until(budget, number), asked.asked_on),
        month_ja=month_ja,
    )


@router.get("/watchings", dependencies=READ, summary="家計簿見守りの記録")
def watchings(case: UUID, desk: AtDesk) -> Response:
    """Every look at the account book, the newest first."""
    own = budget_file(desk, case)
    watches = budget_of(own).of(BudgetWatched)[::-1]
    return own.page(
        "budget_watchings.html",
        watches=watches,
        spent=[opened(watch.spent_yen, None) for watch in watches],
    )
