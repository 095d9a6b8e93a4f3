"""不在と代行: the calendar, a new absence with who stands in, and its withdrawal."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from events.contract import Refused, wareki
from events.host.answers import Missing
from events.host.charge import ABSENCE
from events.host.colleagues import colleagues, staff_names
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Desk, Requires, Sheet
from services.planning.programmes.supervision.absences import (
    PlanAbsence,
    WithdrawAbsence,
    evolve,
    plan_absence,
    stream_of,
    withdraw_absence,
)
from services.planning.projections import lookup, supervising
from services.planning.screens.absences import month_from, month_of
from services.planning.screens.supervision import SUPERVISE

router = APIRouter(prefix="/absences")
PLAN = "absence.plan"
MAY = [Requires(PLAN)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What the form says."""

    since: date
    until: date
    cover: UUID | None = None
    cases: tuple[UUID, ...] = ()


@router.get("", dependencies=MAY, summary="不在と代行の暦")
def show(desk: AtDesk, month: str = "", noted: str = "") -> Response:
    """One month, and the absences in it."""
    found = month_of(desk, _areas(desk), month_from(month, desk.today))
    return desk.page(
        "absences.html",
        month=found,
        names=staff_names(desk),
        lead=desk.staff.may(SUPERVISE),
        new_command=uuid4,
        flash="記録しました。" if noted else "",
    )


@router.get("/new", dependencies=MAY, summary="不在の予定を入れる画面")
def blank(desk: AtDesk, worker: UUID | None = None) -> Response:
    """One's own; the chief also for others."""
    away = _whose(desk, worker)
    sheet = desk.sheet("absence", area=_area(desk, away))
    if not sheet.form.typed:
        sheet = replace(sheet, form=Form({"since": wareki.short(desk.today)}))
    return _draw(desk, sheet, away)


@router.post("/new", dependencies=MAY, summary="不在の予定を入れる")
def plan(desk: AtDesk, sent: Sent, worker: UUID | None = None) -> Response:
    """Ends by itself; rights stay what wards and roles say."""
    away = _whose(desk, worker)
    area = _area(desk, away)
    areas = _areas(desk)

    def act(planned: Planned) -> str:
        command = PlanAbsence(
            today=desk.today,
            colleagues=frozenset(one.person for one in colleagues(desk, areas)),
            charged=frozenset(supervising.charged_cases(desk.runtime.tables, away, areas)),
            worker=away,
            since=planned.since,
            until=planned.until,
            cover=planned.cover,
            cases=planned.cases,
        )
        receipt = desk.carry_out(
            evolve,
            plan_absence,
            command,
            stream=stream_of(away),
            case=stream_of(away),
            area=area,
            command_id=sent.command_id,
            expected=None,
        )
        desk.wait_for(ABSENCE.name, "planning", receipt.position)
        return f"{desk.root}/absences?month={planned.since:%Y-%m}&noted=yes"

    return submit(
        desk,
        sent,
        desk.sheet("absence", area=area),
        into=Planned,
        act=act,
        draw=lambda sheet: _draw(desk, sheet, away),
    )


@router.post("/{worker}/{absence_no}/withdrawal", dependencies=MAY, summary="不在の予定を取り消す")
def withdraw(worker: UUID, absence_no: int, desk: AtDesk, sent: Sent) -> Response:
    """Also of one under way."""
    away = _whose(desk, worker)
    receipt = desk.carry_out(
        evolve,
        withdraw_absence,
        WithdrawAbsence(today=desk.today, worker=away, of_no=absence_no),
        stream=stream_of(away),
        case=stream_of(away),
        area=_area(desk, away),
        command_id=sent.command_id,
        expected=None,
    )
    desk.wait_for(ABSENCE.name, "planning", receipt.position)
    return RedirectResponse(f"{desk.root}/absences?noted=yes", 303)


def _draw(desk: Desk, sheet: Sheet, worker: UUID) -> Response:
    areas = _areas(desk)
    cases = supervising.charged_cases(desk.runtime.tables, worker, areas)
    known = lookup.known_cases(desk.runtime.tables, cases)
    staff = colleagues(desk, areas)
    names = desk.names(cases) or {}
    return desk.page(
        "absence.html",
        sheet=sheet,
        worker=worker,
        worker_name=staff_names(desk).get(worker, ""),
        covers=[(str(one.person), one.name) for one in staff if one.person != worker],
        others=[(one.person, one.name) for one in staff] if desk.staff.may(SUPERVISE) else [],
        cases=[
            (str(case), known[case].number, names[case].name if case in names else "")
            for case in cases
            if case in known
        ],
    )


def _whose(desk: Desk, worker: UUID | None) -> UUID:
    """Oneself, or for the chief somebody of the own wards; Missing for anybody else."""
    away = worker or desk.staff.person
    if away == desk.staff.person:
        return away
    if not desk.staff.may(SUPERVISE):
        raise Missing
    lead = sorted(desk.staff.wards_for(SUPERVISE))
    if away not in {one.person for one in colleagues(desk, lead)}:
        raise Missing
    return away


def _area(desk: Desk, worker: UUID) -> str:
    """The ward that states it: the first one where both work."""
    areas = _areas(desk)
    both = [a for a in areas if worker in {one.person for one in colleagues(desk, [a])}]
    if not both:
        raise Refused("not-a-colleague", "この区を担当する職員から選んでください。", field="worker")
    return both[0]


def _areas(desk: Desk) -> list[str]:
    return sorted(desk.staff.wards_for(PLAN))
