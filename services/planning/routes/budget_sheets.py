"""家計表: one month on the screen, in the form, in large type, and first against latest."""

from datetime import date
from typing import Any
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.budget_codes import ExpenseItem, IncomeItem
from events.contract.household_budget import BudgetSheetRecorded
from events.host.answers import Missing
from events.host.asked_of_address import month_asked
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.household_budget import sheets
from services.planning.programmes.household_budget.months import later
from services.planning.programmes.household_budget.recording import (
    RecordBudgetSheet,
    record_budget_sheet,
)
from services.planning.screens import budget_sheet
from services.planning.screens.budget import File, budget_file, budget_of, summary

router = APIRouter(prefix="/cases/{case}/budget")
READ = [Requires("case.read", scope="case")]
RECORD = [Requires("service.record", scope="case")]


@router.get("/sheets/{month}", dependencies=READ, summary="家計表")
def show(case: UUID, month: str, desk: AtDesk, version: int = 0) -> Response:
    """The month as it stands, or an earlier version of it."""
    own = budget_file(desk, case)
    every = sheets.versions(budget_of(own), _month(month))
    sheet = next((one for one in every if one.version == version), every[-1] if every else None)
    if sheet is None:
        raise Missing
    return own.page("budget_sheet.html", versions=every, **_of(own, sheet))


@router.get("/sheets/{month}/large", dependencies=READ, summary="本人に渡す家計表")
def large(case: UUID, month: str, desk: AtDesk) -> Response:
    """The month in large type and easy words, one page of A4."""
    own = budget_file(desk, case)
    sheet = sheets.sheet_of(budget_of(own), _month(month))
    if sheet is None:
        raise Missing
    return own.page(
        "budget_sheet_large.html", summary=summary(budget_of(own), desk.today), **_of(own, sheet)
    )


@router.get("/sheets/{month}/edit", dependencies=RECORD, summary="家計表を書く")
def edit(case: UUID, month: str, desk: AtDesk) -> Response:
    """The month as it stands; a new month with what the one before held."""
    own = budget_file(desk, case)
    budget = budget_of(own)
    standing = sheets.sheet_of(budget, _month(month))
    before = sheets.sheet_before(budget, _month(month))
    typed = {"recorded_on": wareki.short(desk.today)}
    if standing is not None:
        typed |= budget_sheet.as_typed(standing)
    elif before is not None:
        typed |= budget_sheet.copied_forward(before)
    return _draw(own, _month(month), own.sheet(f"sheets/{month}", typed))


@router.post("/sheets/{month}/edit", dependencies=RECORD, summary="家計表を記録する")
def record(case: UUID, month: str, desk: AtDesk, sent: Sent) -> Response:
    """A new version of the month."""
    own = budget_file(desk, case)
    day = _month(month)
    return own.submit(
        sent,
        f"sheets/{month}",
        into=RecordBudgetSheet,
        decision=record_budget_sheet,
        draw=lambda sheet: _draw(own, day, sheet),
        given={"month": day},
        back=f"sheets/{month}",
    )


@router.get("/comparison", dependencies=READ, summary="家計のはじめといま")
def comparison(case: UUID, desk: AtDesk) -> Response:
    """The first sheet beside the latest."""
    own = budget_file(desk, case)
    every = sheets.months(budget_of(own))
    if len(every) < 2:
        raise Missing
    before, after = _seen(own, every[0]), _seen(own, every[-1])
    was, now = sheets.figures(before), sheets.figures(after)
    changes = sheets.compared(before, after)
    return own.page(
        "budget_comparison.html",
        before=before,
        after=after,
        was=was,
        now=now,
        changes=changes,
        said=budget_sheet.told_change(changes, was, now) if was and now else [],
        month_ja=budget_sheet.month_ja,
    )


def _seen(own: File, sheet: BudgetSheetRecorded) -> BudgetSheetRecorded:
    return sheet if own.file.may("identity.read") else budget_sheet.amounts_only(sheet)


def _of(own: File, standing: BudgetSheetRecorded) -> dict[str, Any]:
    sheet = _seen(own, standing)
    return {
        "month": sheet,
        "figures": sheets.figures(sheet),
        "income": sheets.income_of(sheet),
        "expense": sheets.expense_of(sheet),
        "said": budget_sheet.told(sheet),
        "falls": budget_sheet.waterfall(sheet),
        "name": sheets.said,
        "best": sheets.best,
        "month_ja": budget_sheet.month_ja,
        "earlier": later(sheet.month, -1),
        "next": later(sheet.month, 1),
        "known": {one.month for one in sheets.months(budget_of(own))},
    }


def _draw(own: File, month: date, sheet: Sheet) -> Response:
    budget = budget_of(own)
    return own.page(
        "budget_sheet_form.html",
        sheet=sheet,
        month=month,
        standing=sheets.sheet_of(budget, month),
        before=sheets.sheet_before(budget, month),
        halves=[
            ("income", "収入（入るお金）", budget_sheet.form_rows("income", IncomeItem)),
            ("expense", "支出（出るお金）", budget_sheet.form_rows("expense", ExpenseItem)),
        ],
        month_ja=budget_sheet.month_ja,
        earlier=later(month, -1),
        next=later(month, 1),
    )


def _month(text: str) -> date:
    """The first day of 2026-05; Missing (404) for anything else."""
    month = month_asked(text)
    if month is None:
        raise Missing
    return month
