"""Cases across services: the list, and the timeline of one for intake's case page."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.exporting import CountedExported, ExportedList, FieldGroup
from events.host.answers import Missing
from events.host.exporting import EXPORT, exported
from events.host.http import AtDesk, Requires
from events.host.list_file import form_of
from services.reporting.projections.case_list import CASE_LIST
from services.reporting.routes.asking import AskedView, asked_known
from services.reporting.screens import cases
from services.reporting.screens.life import life
from services.reporting.screens.timeline import entries

router = APIRouter(prefix="/cases")


@router.get("", dependencies=[Requires("case.read")], summary="ケース一覧")
def show(desk: AtDesk, view: AskedView, state: str = "", before: str = "") -> Response:
    """Cases received in the period, the newest first."""
    page = cases.page(desk.runtime.tables, view, state, before)
    return desk.page(
        "cases.html",
        view=view,
        found=page,
        state=page.state,
        states=cases.STATES,
        newest=cases.newest_plan,
        first=not before,
        areas=desk.runtime.areas,
    )


@router.get("/list.{kind}", dependencies=[EXPORT], summary="ケース一覧の書き出し")
def export(kind: str, desk: AtDesk, view: AskedView, state: str = "") -> Response:
    """The same cases without pages, as CSV or Excel."""
    form, found = form_of(kind), cases.every(desk.runtime.tables, view, state)
    return exported(
        desk,
        cases.as_table(view, found, desk.runtime.areas),
        form,
        fact=CountedExported,
        listed=ExportedList.CASES,
        groups={FieldGroup.CLEAR, FieldGroup.STAT},
        wards=view.codes,
    )


@router.get(
    "/{case}/timeline",
    dependencies=[Requires("case.read", scope="case")],
    summary="ケースの経過（全業務）",
)
def timeline(case: UUID, desk: AtDesk, as_of: str = "") -> Response:
    """A fragment for intake's case page; a page of its own without JavaScript. As a past day knew it if asked."""
    known = asked_known(desk, as_of)
    found = desk.runtime.tables.row(CASE_LIST, case)
    if found is None:
        raise Missing
    inside = "HX-Request" in desk.request.headers
    return desk.page(
        "_timeline.html" if inside else "timeline.html",
        case=found,
        entries=entries(desk.runtime, case, known),
        known=known,
        ward=desk.runtime.areas.short_name(desk.runtime.areas.by_id(found.area_id)),
    )


@router.get(
    "/{case}/life",
    dependencies=[Requires("case.read", scope="case")],
    summary="一人の経過（全ケース・全業務）",
)
def whole_life(case: UUID, desk: AtDesk) -> Response:
    """Every case of the person in one line of time, on A4 too; of other wards only where to ask."""
    found = life(desk, case)
    if not found.cases:
        raise Missing
    asked = next((one for one in found.cases if one.case == case), found.cases[-1])
    return desk.page("life.html", case=asked, life=found)
