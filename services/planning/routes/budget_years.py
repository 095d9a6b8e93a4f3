"""キャッシュフロー表: the years to come, drawn and written."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Refused, opened, wareki
from events.contract.budget_codes import LifeEventKind
from events.contract.household_budget import CashFlowRecorded, LifeEvent, YearlyFlow
from events.host.answers import Missing
from events.host.asked_of_address import number_asked
from events.host.filters import choices
from events.host.form import Form
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.household_budget import sheets
from services.planning.programmes.household_budget.foreseeing import (
    RecordCashFlow,
    record_cash_flow,
)
from services.planning.programmes.household_budget.years import school_years
from services.planning.screens import rows
from services.planning.screens.budget import File, budget_file, budget_of
from services.planning.screens.budget_years import foreseen, told

router = APIRouter(prefix="/cases/{case}/budget")
READ = [Requires("case.read", scope="case")]
RECORD = [Requires("service.record", scope="case")]
FLOWS, EVENTS, CHILD = "flows", "events", "child"
AHEAD = 10
"""Years a new table begins with."""


@router.get("/years", dependencies=READ, summary="キャッシュフロー表")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The latest table with its picture."""
    own = budget_file(desk, case)
    tables = budget_of(own).of(CashFlowRecorded)
    if not tables:
        raise Missing
    table = foreseen(tables[-1])
    return own.page(
        "budget_years.html",
        flash="記録しました。" if noted else "",
        recorded=tables[-1],
        table=table,
        said=told(table) if table else [],
        earlier=len(tables) - 1,
    )


@router.get("/years/edit", dependencies=RECORD, summary="キャッシュフロー表を書く")
def edit(case: UUID, desk: AtDesk) -> Response:
    """The table that stands; a new one begins with the latest month, twelve times."""
    own = budget_file(desk, case)
    tables = budget_of(own).of(CashFlowRecorded)
    typed = _as_typed(tables[-1]) if tables else _from_month(own)
    typed |= {"recorded_on": wareki.short(desk.today)}
    return _draw(own, own.sheet("years", typed))


@router.post("/years/edit", dependencies=RECORD, summary="キャッシュフロー表を記録する")
def record(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The table; the buttons of the rows only draw the page again, with the school years of a child where asked."""
    own = budget_file(desk, case)
    asked = sent.form.value(rows.MORE)
    if asked in (FLOWS, EVENTS, CHILD):
        form = _with_child(sent.form) if asked == CHILD else sent.form
        sheet = own.sheet("years").sent(
            form, command_id=sent.command_id, expected=sent.expected, draft_id=sent.draft_id
        )
        return _draw(own, sheet)
    form = rows.without(rows.without(sent.form, FLOWS, "yearly_yen"), EVENTS, "year")
    return own.submit(
        replace(sent, form=form),
        "years",
        into=RecordCashFlow,
        decision=record_cash_flow,
        draw=lambda sheet: _draw(own, sheet),
        back="years",
    )


def _draw(own: File, sheet: Sheet) -> Response:
    return own.page(
        "budget_years_form.html",
        sheet=sheet,
        kinds=choices(LifeEventKind),
        flow_rows=rows.count(sheet.form, FLOWS, 2),
        event_rows=rows.count(sheet.form, EVENTS, 1),
        grown=sheet.form.value(rows.MORE),
    )


def _from_month(own: File) -> dict[str, str]:
    typed = {
        "first_year": str(own.file.today.year),
        "years": str(AHEAD),
        "flows-0-direction": "in",
        "flows-1-direction": "out",
    }
    months = sheets.months(budget_of(own))
    found = sheets.figures(months[-1]) if months else None
    if found is None:
        return typed
    return typed | {
        "flows-0-words": "いまの収入(家計表の12か月分)",
        "flows-0-yearly_yen": f"{found.income.best * 12:,}",
        "flows-1-words": "いまの支出(家計表の12か月分)",
        "flows-1-yearly_yen": f"{found.expense.best * 12:,}",
    }


def _as_typed(table: CashFlowRecorded) -> dict[str, str]:
    opening = opened(table.opening_yen, 0)
    typed = {
        "first_year": str(table.first_year),
        "years": str(table.years),
        "opening_yen": f"{abs(opening):,}",
        "opening_owed": "yes" if opening < 0 else "",
        "note": opened(table.note, ""),
    }
    flows: tuple[YearlyFlow, ...] = opened(table.flows, ())
    for n, flow in enumerate(flows):
        typed |= _row(
            f"flows-{n}-",
            {
                "direction": "in" if flow.incoming else "out",
                "words": flow.words,
                "yearly_yen": f"{flow.yearly_yen:,}",
                "from_year": str(flow.from_year),
                "until_year": str(flow.until_year or ""),
            },
        )
    events: tuple[LifeEvent, ...] = opened(table.events, ())
    for n, event in enumerate(events):
        typed |= _row(
            f"events-{n}-",
            {
                "year": str(event.year),
                "kind": event.kind.value,
                "words": event.words,
                "cost_yen": f"{event.cost_yen:,}",
            },
        )
    return typed


def _row(at: str, texts: Mapping[str, str]) -> dict[str, str]:
    return {f"{at}{name}": text for name, text in texts.items()}


def _with_child(form: Form) -> Form:
    """The form with the school years of a child born on the day typed, as rows; the day itself is not kept."""
    try:
        born_on = wareki.read(form.value("child_born_on"))
    except Refused as refusal:
        return form.with_errors({"child_born_on": refusal.ja})
    typed: dict[str, str | Sequence[str]] = dict(form.typed)
    first = number_asked(form.value("first_year")) or 0
    place = rows.count(rows.without(form, EVENTS, "year"), EVENTS, 0)
    for year, kind in school_years(born_on):
        if year >= first:
            name = form.value("child_name")
            typed |= _row(
                f"events-{place}-", {"year": str(year), "kind": kind.value, "words": name}
            )
            place += 1
    typed |= {"child_born_on": "", "child_name": ""}
    return replace(form, typed=typed)
