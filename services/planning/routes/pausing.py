"""中断 and 再開 of the support."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.decisions import (
    ResumeSupport,
    SuspendSupport,
    resume_support,
    suspend_support,
)
from services.planning.screens.case_file import CaseFile, case_file

router = APIRouter(prefix="/cases/{case}")
SERVICE = [Requires("service.record", scope="case")]


@router.get("/suspension", dependencies=SERVICE, summary="中断")
def suspension(case: UUID, desk: AtDesk) -> Response:
    """A pause with a day to look again."""
    file = case_file(desk, case)
    return _draw_suspension(
        file, file.sheet("suspension", {"suspended_on": wareki.short(file.today)})
    )


@router.post("/suspension", dependencies=SERVICE, summary="支援を中断する")
def suspend(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Contact or need paused."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "suspension",
        into=SuspendSupport,
        decision=suspend_support,
        draw=lambda sheet: _draw_suspension(file, sheet),
    )


@router.get("/resumption", dependencies=SERVICE, summary="再開")
def resumption(case: UUID, desk: AtDesk) -> Response:
    """The end of a pause."""
    file = case_file(desk, case)
    return _draw_resumption(
        file, file.sheet("resumption", {"resumed_on": wareki.short(file.today)})
    )


@router.post("/resumption", dependencies=SERVICE, summary="支援を再開する")
def resume(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Support goes on."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "resumption",
        into=ResumeSupport,
        decision=resume_support,
        draw=lambda sheet: _draw_resumption(file, sheet),
    )


def _draw_suspension(file: CaseFile, sheet: Sheet) -> Response:
    return file.page("suspension.html", sheet=sheet)


def _draw_resumption(file: CaseFile, sheet: Sheet) -> Response:
    return file.page("resumption.html", sheet=sheet)
