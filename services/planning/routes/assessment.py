"""アセスメント: a sitting, and its completion."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.codes import Issue
from events.contract.planning import AssessmentRecorded
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.decisions import (
    CompleteAssessment,
    RecordAssessment,
    complete_assessment,
    record_assessment,
)
from services.planning.screens.authority import known
from services.planning.screens.case_file import CaseFile, case_file
from services.planning.screens.sheet_items import SECTIONS, Style, as_typed

router = APIRouter(prefix="/cases/{case}")
MAY = [Requires("assessment.record", scope="case")]


@router.get("/assessment", dependencies=MAY, summary="アセスメントの記録")
def assessment(case: UUID, desk: AtDesk) -> Response:
    """A new sitting, with what the last one knew."""
    file = case_file(desk, case)
    last = file.state.assessment if file.state else None
    return _draw_assessment(file, file.sheet("assessment", _as_known(file, last)))


@router.post("/assessment", dependencies=MAY, summary="アセスメントを記録する")
def record(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """One sitting; partial ones are welcome."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "assessment",
        into=RecordAssessment,
        decision=record_assessment,
        draw=lambda sheet: _draw_assessment(file, sheet),
        given=known(file),
    )


@router.get("/completion", dependencies=MAY, summary="アセスメント完了")
def completion(case: UUID, desk: AtDesk) -> Response:
    """The issues as last recorded, to be settled."""
    file = case_file(desk, case)
    last = file.state.assessment if file.state else None
    issues = [issue.value for issue in opened(last.issues, ())] if last else []
    typed = {"completed_on": wareki.short(file.today), "issues": issues}
    return _draw_completion(file, file.sheet("completion", typed))


@router.post("/completion", dependencies=MAY, summary="アセスメントを完了する")
def complete(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """アセスメント完了, a fact of its own."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "completion",
        into=CompleteAssessment,
        decision=complete_assessment,
        draw=lambda sheet: _draw_completion(file, sheet),
    )


def _draw_assessment(file: CaseFile, sheet: Sheet) -> Response:
    return file.page(
        "assessment.html",
        sheet=sheet,
        issues=choices(Issue, file.today),
        sections=SECTIONS,
        styles=Style,
        last=file.state.assessment if file.state else None,
    )


def _draw_completion(file: CaseFile, sheet: Sheet) -> Response:
    return file.page("completion.html", sheet=sheet, issues=choices(Issue))


def _as_known(file: CaseFile, last: AssessmentRecorded | None) -> Typed:
    """The texts of the last sitting under the names of the form's fields."""
    typed: dict[str, str | list[str]] = {"assessed_on": wareki.short(file.today)}
    if last is None:
        return typed
    told = {"background": opened(last.background, ""), "strengths": opened(last.strengths, "")}
    issues = [issue.value for issue in opened(last.issues, ())]
    return typed | as_typed(last) | told | {"issues": issues}
