"""The list of cases: where each one stands over all services."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, LiteralString
from uuid import UUID

from events.bus.read_tables import ReadTables
from events.host.areas import Areas
from events.host.list_file import Table
from services.reporting.projections.case_list import CASE_LIST, Case, PlanLine
from services.reporting.screens.tables import about
from services.reporting.screens.view import View

PAGE: Final = 30
FILE: Final = 50_000
STATES: Final = {
    "": "すべて",
    "open": "続いているケース",
    "planned": "プラン決定のあるケース",
    "paid": "給付支給のあるケース",
    "closed": "終結したケース",
    "migrated": "移行したケース",
}
"""Value of the address → label."""
_MUST: Final[dict[str, LiteralString]] = {
    "": "",
    "open": " and closed_on is null and coalesce(triage, '') <> all"
    " ('{information_only,referred,discontinued}')",
    "planned": " and jsonb_path_exists(plans, '$.*.decided_on ? (@ != null)')",
    "paid": " and payments > 0",
    "closed": " and closed_on is not null",
    "migrated": " and migrated",
}
HEADS: Final = (
    "受付番号",
    "区",
    "相談受付",
    "振り分け",
    "利用申込",
    "アセスメント完了",
    "プラン決定",
    "プランの数",
    "給付支給（件）",
    "給付支給（円）",
    "終結",
    "終結理由",
    "移行",
)


@dataclass(frozen=True, slots=True)
class Page:
    """`older` leads on, empty at the end."""

    state: str
    rows: tuple[Case, ...]
    total: int
    older: str


def page(tables: ReadTables, view: View, state: str, before: str) -> Page:
    """One page of the cases received in the period, the newest first."""
    state = state if state in STATES else ""
    where, values = _where(view, state)
    day, case = _place(before)
    found = tables.rows(
        CASE_LIST,
        where + " and (received_on, case_id) < (%s, %s)",
        [*values, day, case],
        order="received_on desc, case_id desc",
        limit=PAGE + 1,
    )
    total = tables.query("select count(*) as n from case_list where " + where, values)[0]["n"]
    last = found[PAGE - 1] if len(found) > PAGE else None
    older = f"{last.received_on}.{last.case_id}" if last else ""
    return Page(state, tuple(found[:PAGE]), total, older)


def every(tables: ReadTables, view: View, state: str) -> list[Case]:
    """For a file."""
    where, values = _where(view, state if state in STATES else "")
    return tables.rows(CASE_LIST, where, values, order="received_on desc, case_id desc", limit=FILE)


def newest_plan(case: Case) -> tuple[int, PlanLine] | None:
    """The plan with the highest number that was decided, with its number."""
    decided = [(number, line) for number, line in case.plans.items() if line.decided_on]
    return max(decided, key=lambda pair: pair[0], default=None)


def as_table(view: View, found: Sequence[Case], areas: Areas) -> Table:
    """The list as a file; codes, days and sums only."""
    return Table(
        name=f"cases-{view.period.fiscal_year}",
        title="ケース一覧",
        heads=HEADS,
        rows=[_line(case, areas) for case in found],
        about=about(view, ""),
    )


def _line(case: Case, areas: Areas) -> Sequence[str | int]:
    plan = newest_plan(case)
    return (
        case.number,
        areas.short_name(areas.by_id(case.area_id)),
        _day(case.received_on),
        case.triage.ja if case.triage else "",
        _day(case.applied_on),
        _day(case.assessed_on),
        _day(plan[1].decided_on) if plan else "",
        sum(1 for line in case.plans.values() if line.decided_on),
        case.payments,
        case.paid_yen,
        _day(case.closed_on),
        case.closure.ja if case.closure else "",
        "移行" if case.migrated else "",
    )


def _where(view: View, state: str) -> tuple[LiteralString, list[Any]]:
    scope = view.scope
    where: LiteralString = "received_on between %s and %s and area_id = any(%s)"
    return where + _MUST[state], [scope.start, scope.end, list(scope.areas)]


def _place(text: str) -> tuple[date, UUID]:
    """Where the page before ended; the beginning where it cannot be read."""
    day, _, case = text.partition(".")
    try:
        return date.fromisoformat(day), UUID(case)
    except ValueError:
        return date.max, UUID(int=2**128 - 1)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
