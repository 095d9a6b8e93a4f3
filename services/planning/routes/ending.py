"""プラン評価, 再プラン, 終結 and フォローアップ."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.codes import (
    Attainment,
    ClosureReason,
    ContactMethod,
    EvaluationOutcome,
    ObservedChange,
    RenewalReason,
)
from events.contract.independence import OF_CHANGE
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.decisions import (
    CloseCase,
    EvaluatePlan,
    RecordFollowUp,
    RenewPlan,
    close_case,
    evaluate_plan,
    record_follow_up,
    renew_plan,
)
from services.planning.projections.known_grants import running_grants
from services.planning.projections.meeting_lookup import open_tasks_of
from services.planning.screens import rows
from services.planning.screens.authority import known
from services.planning.screens.case_file import CaseFile, case_file

router = APIRouter(prefix="/cases/{case}")
EVALUATE = [Requires("plan.evaluate", scope="case")]
RENEW = [Requires("plan.draft", scope="case")]
CLOSE = [Requires("case.close", scope="case")]
SERVICE = [Requires("service.record", scope="case")]
RESULTS = "results"

LETTERS = {
    ClosureReason.IMPROVED: "A",
    ClosureReason.SETTLED_FOR_NOW: "B",
    ClosureReason.CONTACT_LOST: "C",
}


@router.get("/evaluation", dependencies=EVALUATE, summary="プラン評価")
def evaluation(case: UUID, desk: AtDesk) -> Response:
    """Every objective, the changes seen, what remains."""
    file = case_file(desk, case)
    return _draw_evaluation(file, file.sheet("evaluation", _objectives(file)))


@router.post("/evaluation", dependencies=EVALUATE, summary="プランを評価する")
def evaluate(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """A one-sided evaluation may leave objectives open."""
    file = case_file(desk, case)
    one_sided = bool(sent.form.value("one_sided"))
    form = rows.without(sent.form, RESULTS, "attainment") if one_sided else sent.form
    return file.submit(
        replace(sent, form=form),
        "evaluation",
        into=EvaluatePlan,
        decision=evaluate_plan,
        draw=lambda sheet: _draw_evaluation(
            file, replace(sheet, form=sent.form.with_errors(sheet.form.wrong))
        ),
    )


@router.get("/renewal", dependencies=RENEW, summary="再プラン")
def renewal(case: UUID, desk: AtDesk) -> Response:
    """Why a new plan, not an amendment."""
    file = case_file(desk, case)
    return _draw_renewal(file, file.sheet("renewal", {"renewed_on": wareki.short(file.today)}))


@router.post("/renewal", dependencies=RENEW, summary="再プランに進む")
def renew(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Opens the next plan number."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "renewal",
        into=RenewPlan,
        decision=renew_plan,
        draw=lambda sheet: _draw_renewal(file, sheet),
    )


@router.get("/closure", dependencies=CLOSE, summary="終結")
def closure(case: UUID, desk: AtDesk) -> Response:
    """The reasons of the national process, and what each asks for."""
    file = case_file(desk, case)
    typed = {
        "closed_on": wareki.short(file.today),
        "contact_attempts": str(file.known.attempts),
    }
    return _draw_closure(file, file.sheet("closure", typed))


@router.post("/closure", dependencies=CLOSE, summary="終結する")
def close(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """The attempts are those of the contact log, not what somebody types."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "closure",
        into=CloseCase,
        decision=close_case,
        draw=lambda sheet: _draw_closure(file, sheet),
        given=known(file),
    )


@router.get("/follow-up", dependencies=SERVICE, summary="フォローアップ")
def follow_up(case: UUID, desk: AtDesk) -> Response:
    """After the end; the case stays closed."""
    file = case_file(desk, case)
    typed = {"followed_up_on": wareki.short(file.today)}
    return _draw_follow_up(file, file.sheet("follow-up", typed))


@router.post("/follow-up", dependencies=SERVICE, summary="フォローアップを記録する")
def look_after(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """One look."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "follow-up",
        into=RecordFollowUp,
        decision=record_follow_up,
        draw=lambda sheet: _draw_follow_up(file, sheet),
    )


def _objectives(file: CaseFile) -> Typed:
    draft = file.drafted_plan.draft
    objectives = opened(draft.objectives, ()) if draft else ()
    typed = {"evaluated_on": wareki.short(file.today)}
    for row, objective in enumerate(objectives):
        typed[f"results-{row}-objective"] = objective.text
    return typed


def _draw_evaluation(file: CaseFile, sheet: Sheet) -> Response:
    return file.page(
        "evaluation.html",
        sheet=sheet,
        plan=file.drafted_plan,
        attainments=choices(Attainment),
        changes=[
            (c.value, c.ja, "・".join(kind.ja for kind in OF_CHANGE[c])) for c in ObservedChange
        ],
        outcomes=choices(EvaluationOutcome),
        result_rows=rows.count(sheet.form, RESULTS, 0),
    )


def _draw_renewal(file: CaseFile, sheet: Sheet) -> Response:
    return file.page(
        "renewal.html", sheet=sheet, plan=file.drafted_plan, reasons=choices(RenewalReason)
    )


def _draw_closure(file: CaseFile, sheet: Sheet) -> Response:
    reasons = [
        (reason.value, f"{LETTERS[reason]} {reason.ja}" if reason in LETTERS else reason.ja)
        for reason in ClosureReason
    ]
    return file.page(
        "closure.html",
        sheet=sheet,
        reasons=reasons,
        attempts=file.known.attempts,
        procedure=file.desk.runtime.municipality.procedure(file.today),
        tried=[_try(one) for one in file.known.tried],
        grants=running_grants(file.desk.runtime.tables, file.case),
        open_tasks=open_tasks_of(file.desk.runtime.tables, file.case),
    )


def _try(written: str) -> tuple[date, str]:
    """Day and way of a contact in vain."""
    day, _, method = written.partition(" ")
    return date.fromisoformat(day), ContactMethod.stored(method).ja


def _draw_follow_up(file: CaseFile, sheet: Sheet) -> Response:
    return file.page("follow_up.html", sheet=sheet)
