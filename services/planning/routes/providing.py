"""支援の提供, モニタリング, プラン変更, 就労・増収."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.codes import Employment, Service
from events.contract.watching import MonitoringResult
from events.host.answers import Missing
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.planning.decisions import (
    AmendPlan,
    EndService,
    RecordIncomeIncrease,
    RecordJobStarted,
    RecordMonitoring,
    StartService,
    amend_plan,
    end_service,
    record_income_increase,
    record_job_started,
    record_monitoring,
    start_service,
)
from services.planning.screens.authority import known
from services.planning.screens.case_file import CaseFile, case_file

router = APIRouter(prefix="/cases/{case}")
SERVICE = [Requires("service.record", scope="case")]
PLAN = [Requires("plan.draft", scope="case")]


@router.get("/services/{service}/start", dependencies=SERVICE, summary="支援の提供開始")
def start_page(case: UUID, service: Service, desk: AtDesk) -> Response:
    """The first day of a service."""
    file = case_file(desk, case)
    sheet = file.sheet("start", {"started_on": wareki.short(file.today)})
    return _draw_service(file, sheet, service, "service_start.html")


@router.post("/services/{service}/start", dependencies=SERVICE, summary="支援を始める")
def start(case: UUID, service: Service, desk: AtDesk, sent: Sent) -> Response:
    """Never before its decision where it needs one."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "start",
        into=StartService,
        decision=start_service,
        draw=lambda sheet: _draw_service(file, sheet, service, "service_start.html"),
        given=known(file) | {"service": service},
    )


@router.get("/services/{service}/end", dependencies=SERVICE, summary="支援の提供終了")
def end_page(case: UUID, service: Service, desk: AtDesk) -> Response:
    """The last day of a service."""
    file = case_file(desk, case)
    sheet = file.sheet("end", {"ended_on": wareki.short(file.today)})
    return _draw_service(file, sheet, service, "service_end.html")


@router.post("/services/{service}/end", dependencies=SERVICE, summary="支援を終える")
def end(case: UUID, service: Service, desk: AtDesk, sent: Sent) -> Response:
    """The end, with its reason in words."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "end",
        into=EndService,
        decision=end_service,
        draw=lambda sheet: _draw_service(file, sheet, service, "service_end.html"),
        given=known(file) | {"service": service},
    )


@router.get("/monitoring", dependencies=SERVICE, summary="モニタリング")
def monitoring(case: UUID, desk: AtDesk) -> Response:
    """Is the plan followed, does it still fit?"""
    file = case_file(desk, case)
    return _draw_monitoring(
        file, file.sheet("monitoring", {"monitored_on": wareki.short(file.today)})
    )


@router.post("/monitoring", dependencies=SERVICE, summary="モニタリングを記録する")
def monitor(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """One look at the plan."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "monitoring",
        into=RecordMonitoring,
        decision=record_monitoring,
        draw=lambda sheet: _draw_monitoring(file, sheet),
    )


@router.get("/amendment", dependencies=PLAN, summary="プラン変更")
def amendment(case: UUID, desk: AtDesk) -> Response:
    """A change inside the period."""
    file = case_file(desk, case)
    return _draw_amendment(file, file.sheet("amendment", {"amended_on": wareki.short(file.today)}))


@router.post("/amendment", dependencies=PLAN, summary="プランを変更する")
def amend(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """It never counts as a plan."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "amendment",
        into=AmendPlan,
        decision=amend_plan,
        draw=lambda sheet: _draw_amendment(file, sheet),
    )


@router.get("/work", dependencies=SERVICE, summary="就労・増収")
def work(case: UUID, desk: AtDesk) -> Response:
    """A job that began, or an income that rose."""
    file = case_file(desk, case)
    return _draw_work(file, file.sheet("work", {"started_on": wareki.short(file.today)}))


@router.post("/work", dependencies=SERVICE, summary="就労を記録する")
def job(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Somebody started work."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "work",
        into=RecordJobStarted,
        decision=record_job_started,
        draw=lambda sheet: _draw_work(file, sheet),
        given=known(file),
    )


@router.get("/income", dependencies=SERVICE, summary="増収")
def income(case: UUID, desk: AtDesk) -> Response:
    """An income from work that rose, without a new job."""
    file = case_file(desk, case)
    return _draw_income(file, file.sheet("income", {"increased_on": wareki.short(file.today)}))


@router.post("/income", dependencies=SERVICE, summary="増収を記録する")
def rise(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Income from work rose."""
    file = case_file(desk, case)
    return file.submit(
        sent,
        "income",
        into=RecordIncomeIncrease,
        decision=record_income_increase,
        draw=lambda sheet: _draw_income(file, sheet),
        given=known(file),
    )


def _draw_service(file: CaseFile, sheet: Sheet, service: Service, template: str) -> Response:
    plan = file.drafted_plan
    known = (*plan.services, *(started.service for started in plan.running))
    if service not in known:
        raise Missing
    granted = plan.granted_service(service)
    needed = service in file.needs_decision
    return file.page(
        template, sheet=sheet, plan=plan, service=service, granted=granted, needed=needed
    )


def _draw_monitoring(file: CaseFile, sheet: Sheet) -> Response:
    return file.page(
        "monitoring.html", sheet=sheet, plan=file.drafted_plan, results=choices(MonitoringResult)
    )


def _draw_amendment(file: CaseFile, sheet: Sheet) -> Response:
    return file.page("amendment.html", sheet=sheet, plan=file.drafted_plan)


def _draw_work(file: CaseFile, sheet: Sheet) -> Response:
    return file.page("work.html", sheet=sheet, employments=choices(Employment))


def _draw_income(file: CaseFile, sheet: Sheet) -> Response:
    return file.page("income.html", sheet=sheet)
