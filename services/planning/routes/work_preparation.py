"""就労準備支援 of a case: its page, its record forms, and the two forms of life rhythm."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.work_codes import Habit, Weekday
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.programmes.work_preparation.rhythm import (
    PlanRhythm,
    RecordRhythm,
    plan_rhythm,
    record_rhythm,
)
from services.planning.routes.case import NOTED
from services.planning.routes.work_forms import add_forms
from services.planning.screens.programme_file import programme_file
from services.planning.screens.record_form import Work
from services.planning.screens.work_entries import work_entries
from services.planning.screens.work_preparation import FORMS, PREPARATION
from services.planning.screens.work_preparation_page import shown
from services.planning.screens.work_rhythm import lived, template_typed, week, with_times

router = APIRouter(prefix="/cases/{case}")
READ = [Requires("case.read", scope="case")]
RECORD = [Requires(PREPARATION.permission, scope="case")]


@router.get("/work-preparation", dependencies=READ, summary="就労準備支援")
def show(case: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The use as it stands, and everything recorded of it."""
    records = programme_file(desk, case, PREPARATION)
    return records.page(
        "work_preparation.html",
        flash=NOTED.get(noted, ""),
        entries=work_entries(records),
        **shown(records),
    )


@router.get("/work-preparation/rhythm", dependencies=RECORD, summary="生活リズムの予定")
def template(case: UUID, desk: AtDesk) -> Response:
    """The week's template."""
    records = programme_file(desk, case, PREPARATION)
    return _draw_template(records, records.sheet("rhythm", template_typed(records)))


@router.post("/work-preparation/rhythm", dependencies=RECORD, summary="生活リズムの予定を記録する")
def plan(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Habits without a time are not part of it."""
    records = programme_file(desk, case, PREPARATION)
    return records.submit(
        with_times(sent),
        "rhythm",
        into=PlanRhythm,
        decision=plan_rhythm,
        draw=lambda sheet: _draw_template(records, sheet),
    )


@router.get("/work-preparation/rhythm-days", dependencies=RECORD, summary="生活リズムの記録")
def days(case: UUID, desk: AtDesk, until: str = "") -> Response:
    """Seven days at once."""
    records = programme_file(desk, case, PREPARATION)
    return _draw_days(records, records.sheet("rhythm-days", {"until": until}))


@router.post("/work-preparation/rhythm-days", dependencies=RECORD, summary="生活リズムを記録する")
def live(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Days of which nothing was said are left out."""
    records = programme_file(desk, case, PREPARATION)
    return records.submit(
        lived(sent),
        "rhythm-days",
        into=RecordRhythm,
        decision=record_rhythm,
        draw=lambda sheet: _draw_days(records, sheet),
    )


def _draw_template(records: Work, sheet: Sheet) -> Response:
    return records.page(
        "work_rhythm.html", sheet=sheet, habits=list(Habit), weekdays=choices(Weekday)
    )


def _draw_days(records: Work, sheet: Sheet) -> Response:
    shown_days = week(records, sheet.form.value("until"))
    before = wareki.short(shown_days[0][0])
    return records.page("work_rhythm_days.html", sheet=sheet, days=shown_days, before=before)


add_forms(router, PREPARATION, FORMS)
