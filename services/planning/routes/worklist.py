"""The worklist of planning, on the page and as a file."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from events.contract.exporting import ExportedList, FieldGroup, PlansExported
from events.host.exporting import EXPORT, exported
from events.host.http import AtDesk, Desk, Requires
from events.host.list_file import form_of
from services.planning.projections import lookup
from services.planning.projections.deputised import unseen
from services.planning.screens import files, worklist
from services.planning.screens.kept import kept
from services.planning.screens.shelves import shelves

router = APIRouter()
Steps = Annotated[list[str], Query(alias="step")]
PAGE = 50
FILE = 5_000
"""Lines of a page, and of a file at most."""


@router.get("/", dependencies=[Requires("case.read")], summary="支援計画の一覧")
def show(desk: AtDesk, steps: Steps = [], after: str = "", mine: str = "") -> Response:  # noqa: B006 - FastAPI copies it
    """Open cases by the day on which something must happen."""
    areas = desk.staff.wards_for("case.read")
    chosen = worklist.chosen(steps, desk.staff)
    own = (desk.staff.person, desk.today) if mine else None
    items = lookup.worklist(
        desk.runtime.tables,
        areas,
        chosen,
        after=worklist.place(after),
        limit=PAGE,
        mine=own,
    )
    return desk.page(
        "worklist.html",
        lines=worklist.lines(items, desk.today, desk.runtime.areas),
        waiting=lookup.waiting(desk.runtime.tables, areas, desk.today, own),
        open_steps=worklist.OPEN,
        own=worklist.own_steps(desk.staff),
        chosen=chosen,
        wanted=steps,
        first=not after,
        more=worklist.more(items, PAGE, steps, mine=mine),
        mine=bool(mine),
        query=worklist.query(steps, mine=mine),
        drafts=kept(desk),
        names=desk.names([item.work.case_id for item in items]),
        unseen=len(unseen(desk.runtime.tables, sorted(areas))),
        shelves=shelves(desk.staff),
    )


@router.get("/worklist.{kind}", dependencies=[EXPORT], summary="一覧の書き出し")
def export(kind: str, desk: AtDesk, steps: Steps = [], mine: str = "") -> Response:  # noqa: B006 - FastAPI copies it
    """The same lines without pages: CSV or Excel."""
    form = form_of(kind)
    return exported(
        desk,
        files.table(_lines(desk, steps, mine)),
        form,
        fact=PlansExported,
        listed=ExportedList.PLANS,
        groups={FieldGroup.CLEAR},
    )


def _lines(desk: Desk, steps: list[str], mine: str) -> list[worklist.Line]:
    areas = desk.staff.wards_for(desk.permission)
    chosen = worklist.chosen(steps, desk.staff)
    own = (desk.staff.person, desk.today) if mine else None
    items = lookup.worklist(desk.runtime.tables, areas, chosen, limit=FILE, mine=own)
    return worklist.lines(items, desk.today, desk.runtime.areas)
