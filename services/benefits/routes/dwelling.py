"""住居喪失者の手続: 対象者の確認, 入居予定住宅の通知(2-1), 賃貸借契約の確認, 住居確保報告."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.host.answers import Missing
from events.host.case_stream import Typed
from events.host.forms import FormErrors, Sent, read_form
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions.dwelling import (
    ConfirmEligibility,
    NotifyDwelling,
    ReportMoveIn,
    ShowLease,
    confirm_eligibility,
    notify_dwelling,
    report_move_in,
    show_lease,
)
from services.benefits.decisions.proposing import judged
from services.benefits.dwelling import Dwelling
from services.benefits.routes.proposing import lost_income, rules_of
from services.benefits.routes.receiving import payee_of
from services.benefits.screens.grant_file import GrantFile, grant_file
from services.benefits.screens.judgement import Judgement, judgement

router = APIRouter(prefix="/cases/{case}/grants/{number}/dwelling")
RECEIVE: Final = [Requires("benefit.receive", scope="case")]
CONFIRM: Final = [Requires("benefit.draft", scope="case")]


@router.get("/eligibility", dependencies=CONFIRM, summary="対象者の確認")
def eligibility(case: UUID, number: int, desk: AtDesk) -> Response:
    """The requirements with the rent at the cap."""
    file = grant_file(desk, case, number)
    return _draw_eligibility(
        file, file.sheet("eligibility", {"drafted_on": wareki.short(file.today)})
    )


@router.post("/eligibility", dependencies=CONFIRM, summary="対象者の確認を記録する")
def confirm(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The paper is issued from this record."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "eligibility",
        into=ConfirmEligibility,
        decision=confirm_eligibility,
        draw=lambda sheet: _draw_eligibility(file, sheet),
        given=_checked(file),
    )


@router.get("/notice", dependencies=RECEIVE, summary="入居予定住宅の通知")
def notice(case: UUID, number: int, desk: AtDesk) -> Response:
    """Form 2-1 of the agent."""
    file = grant_file(desk, case, number)
    typed = {"notified_on": wareki.short(file.today)}
    return _draw(file, file.sheet("dwelling", typed), "dwelling_notice.html")


@router.post("/notice", dependencies=RECEIVE, summary="入居予定住宅の通知を記録する")
def notified(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The dwelling and who is to be paid."""
    file = grant_file(desk, case, number)
    practice = desk.runtime.municipality.practice(file.grant.application.arrived_on)
    return file.submit(
        sent,
        "dwelling",
        into=NotifyDwelling,
        decision=notify_dwelling,
        draw=lambda sheet: _draw(file, sheet, "dwelling_notice.html"),
        given={"payee_person": payee_of(file), "paper_first": practice.paper_first},
    )


@router.get("/lease", dependencies=RECEIVE, summary="賃貸借契約の確認")
def lease(case: UUID, number: int, desk: AtDesk) -> Response:
    """Against the rent that was notified."""
    file = grant_file(desk, case, number)
    held = _dwelling(file).notified
    rent = opened(held.rent_yen, None) if held else None
    typed: Typed = {
        "shown_on": wareki.short(file.today),
        "lease_from": wareki.short(held.planned_on) if held else "",
        "rent_yen": f"{rent:,}" if rent else "",
    }
    return _draw(file, file.sheet("lease", typed), "dwelling_lease.html")


@router.post("/lease", dependencies=RECEIVE, summary="賃貸借契約の確認を記録する")
def leased(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The rent of the lease is what can be granted."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "lease",
        into=ShowLease,
        decision=show_lease,
        draw=lambda sheet: _draw(file, sheet, "dwelling_lease.html"),
    )


@router.get("/move-in", dependencies=RECEIVE, summary="住居確保報告")
def move_in(case: UUID, number: int, desk: AtDesk) -> Response:
    """Within the days the municipality sets."""
    file = grant_file(desk, case, number)
    typed = {"reported_on": wareki.short(file.today)}
    return _draw(file, file.sheet("move-in", typed), "dwelling_move_in.html")


@router.post("/move-in", dependencies=RECEIVE, summary="住居確保報告を記録する")
def moved_in(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """After the decision."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "move-in",
        into=ReportMoveIn,
        decision=report_move_in,
        draw=lambda sheet: _draw(file, sheet, "dwelling_move_in.html"),
    )


def _checked(file: GrantFile) -> dict[str, Any]:
    applied = file.grant.application.arrived_on
    practice = file.desk.runtime.municipality.practice(applied)
    month = file.today.strftime("%Y-%m")
    return {**rules_of(file), "first_month": month, "valid_days": practice.eligibility_days}


def _outlook(file: GrantFile, sheet: Sheet) -> Judgement:
    given = {"today": file.today, **_checked(file)}
    command = read_form(sheet.form, ConfirmEligibility, today=file.today, given=given)
    if isinstance(command, FormErrors):
        return Judgement(None, "確認の日を入れると、ここに見通しが出ます。")
    return judgement(judged, file.grant, command)


def _dwelling(file: GrantFile) -> Dwelling:
    """Missing (404) for an application with a home."""
    if file.grant.dwelling is None:
        raise Missing
    return file.grant.dwelling


def _draw_eligibility(file: GrantFile, sheet: Sheet) -> Response:
    return _draw(
        file, sheet, "dwelling_eligibility.html", judgement=_outlook(file, sheet),
        grant=file.grant, days=_checked(file)["valid_days"], cause_asked=lost_income(file),
    )  # fmt: skip


def _draw(file: GrantFile, sheet: Sheet, template: str, **more: Any) -> Response:
    dwelling = _dwelling(file)
    due = None
    if dwelling.lease:
        days = file.desk.runtime.municipality.practice(file.today).move_in_report_days
        due = dwelling.lease.lease_from + timedelta(days=days)
    return file.page(template, sheet=sheet, dwelling=dwelling, due=due, **more)
