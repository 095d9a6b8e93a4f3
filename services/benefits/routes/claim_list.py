"""The list of claims: what waits for whom and until when; counters per cause, never added up."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from events.contract.exporting import ExportedList, FieldGroup, GrantsExported
from events.host.exporting import EXPORT, exported
from events.host.http import AtDesk, Desk, Requires
from events.host.list_file import Table, form_of
from services.benefits.projections import claims_asked, lookup
from services.benefits.projections.claim_list import ClaimRow, ClaimStep, limited_on

router = APIRouter(prefix="/claims")
Steps = Annotated[list[str], Query(alias="step")]
OPEN = tuple(step for step in ClaimStep if step is not ClaimStep.OVER)
MOST, FILE = 200, 5_000
HEADS = (
    "受付番号",
    "債権",
    "原因",
    "区分",
    "次にすること",
    "日付",
    "返還額(円)",
    "収納済み(円)",
    "残り(円)",
    "時効の完成する日",
)


@router.get("", dependencies=[Requires("case.read")], summary="返還と債権の一覧")
def show(desk: AtDesk, steps: Steps = []) -> Response:  # noqa: B006 - FastAPI copies it
    """Open claims, the earliest day first."""
    rows = _rows(desk, steps, MOST)
    return desk.page(
        "claims.html",
        rows=rows,
        numbers=lookup.numbers(desk.runtime.tables, {row.case_id for row in rows}),
        names=desk.names([row.case_id for row in rows]),
        counts=claims_asked.counted(desk.runtime.tables, desk.staff.wards_for("case.read")),
        open_steps=OPEN,
        wanted=steps,
        limited_on=limited_on,
    )


@router.get("/list.{kind}", dependencies=[EXPORT], summary="返還と債権の書き出し")
def export(kind: str, desk: AtDesk, steps: Steps = []) -> Response:  # noqa: B006 - FastAPI copies it
    """The same lines as a file."""
    rows = _rows(desk, steps, FILE)
    numbers = lookup.numbers(desk.runtime.tables, {row.case_id for row in rows})
    lines = [_line(row, numbers.get(row.case_id, "")) for row in rows]
    return exported(
        desk,
        Table(name="claims", title="返還と債権", heads=HEADS, rows=lines),
        form_of(kind),
        fact=GrantsExported,
        listed=ExportedList.GRANTS,
        groups={FieldGroup.CLEAR, FieldGroup.STAT},
    )


def _rows(desk: Desk, steps: list[str], limit: int) -> list[ClaimRow]:
    known = [step for step in ClaimStep if step.value in steps] or list(OPEN)
    areas = desk.staff.wards_for(desk.permission)
    return list(claims_asked.claims(desk.runtime.tables, areas, known, limit))


def _line(row: ClaimRow, number: str) -> tuple[str | int, ...]:
    limit = limited_on(row)
    return (
        number,
        f"第{row.grant_no}回-{row.claim_no}",
        row.cause.ja,
        row.kind.ja if row.kind else "",
        row.step.ja,
        row.next_on.isoformat(),
        row.amount_yen,
        row.collected_yen,
        row.amount_yen - row.collected_yen,
        limit.isoformat() if limit else "",
    )
