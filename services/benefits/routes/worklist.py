"""The worklist of benefits, on the page and as a file."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from events.contract.exporting import ExportedList, FieldGroup, GrantsExported
from events.host.exporting import EXPORT, exported
from events.host.http import AtDesk, Desk, Requires
from events.host.list_file import form_of
from services.benefits.projections import lookup
from services.benefits.projections.deputised import unseen
from services.benefits.screens import files, worklist
from services.benefits.screens.kept import kept

router = APIRouter()
Steps = Annotated[list[str], Query(alias="step")]
PAGE = 50
FILE = 5_000
"""Lines of a page, and of a file at most."""


@router.get("/", dependencies=[Requires("case.read")], summary="給付の一覧")
def show(desk: AtDesk, steps: Steps = [], after: str = "") -> Response:  # noqa: B006 - FastAPI copies it
    """Open grants, overdue corrections first, then the longest waiting."""
    areas = desk.staff.wards_for("case.read")
    chosen = worklist.chosen(steps, desk.staff)
    items = lookup.worklist(
        desk.runtime.tables, areas, chosen, desk.today, after=worklist.place(after), limit=PAGE
    )
    return desk.page(
        "worklist.html",
        lines=worklist.lines(items, desk.today, desk.runtime.areas),
        waiting=lookup.waiting(desk.runtime.tables, areas, desk.today),
        open_steps=worklist.OPEN,
        wanted=steps,
        first=not after,
        drafts=kept(desk),
        movings=lookup.moving_waiting(desk.runtime.tables, areas) if not after else [],
        unseen=len(unseen(desk.runtime.tables, sorted(areas))),
        names=desk.names([item.work.case_id for item in items]),
        more=worklist.more(items, PAGE, steps, desk.today),
    )


@router.get("/worklist.{kind}", dependencies=[EXPORT], summary="一覧の書き出し")
def export(kind: str, desk: AtDesk, steps: Steps = []) -> Response:  # noqa: B006 - FastAPI copies it
    """The same lines without pages: CSV or Excel."""
    form = form_of(kind)
    return exported(
        desk,
        files.table(_lines(desk, steps)),
        form,
        fact=GrantsExported,
        listed=ExportedList.GRANTS,
        groups={FieldGroup.CLEAR, FieldGroup.STAT},
    )


def _lines(desk: Desk, steps: list[str]) -> list[worklist.Line]:
    areas = desk.staff.wards_for(desk.permission)
    chosen = worklist.chosen(steps, desk.staff)
    items = lookup.worklist(desk.runtime.tables, areas, chosen, desk.today, limit=FILE)
    return worklist.lines(items, desk.today, desk.runtime.areas)
