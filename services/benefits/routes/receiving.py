"""支給申請 and 補正."""

from datetime import timedelta
from uuid import UUID, uuid5

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import opened, wareki
from events.contract.codes import HardshipCause, Medium
from events.host.benefit_practice import BenefitPractice
from events.host.case_stream import Typed
from events.host.filters import choices
from events.host.forms import Sent
from events.host.http import AtDesk, Requires, Sheet
from services.benefits.decisions import (
    CorrectApplication,
    Document,
    ReceiveApplication,
    correct_application,
    receive_application,
)
from services.benefits.screens.grant_file import GrantFile, grant_file, stated_before

router = APIRouter(prefix="/cases/{case}")
RECEIVE = [Requires("benefit.receive", scope="case")]


@router.get("/application", dependencies=RECEIVE, summary="支給申請の受付")
def application(case: UUID, desk: AtDesk) -> Response:
    """A paper that arrived, or the figures of a quote."""
    file = grant_file(desk, case)
    return _draw_application(file, file.sheet("application", fresh(file)))


@router.post("/application", dependencies=RECEIVE, summary="支給申請を受け付ける")
def receive(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """Stored with its day of arrival, whatever it lacks; a second press is the same application."""
    file = grant_file(desk, case, stated_before(desk, case, sent.command_id))
    return file.submit(
        sent,
        "application",
        into=ReceiveApplication,
        decision=receive_application,
        draw=lambda sheet: _draw_application(file, sheet),
        given={
            "person": file.known.person,
            "payee_person": payee_of(file),
            "grant_no": file.number,
            "paper_first": practice_of(file).paper_first,
        },
    )


@router.get("/grants/{number}/correction", dependencies=RECEIVE, summary="補正")
def correction(case: UUID, number: int, desk: AtDesk) -> Response:
    """The application as it stands, to be completed."""
    file = grant_file(desk, case, number)
    return _draw_correction(file, file.sheet("correction", _as_applied(file)))


@router.post("/grants/{number}/correction", dependencies=RECEIVE, summary="補正を記録する")
def correct(case: UUID, number: int, desk: AtDesk, sent: Sent) -> Response:
    """The figures given now stand."""
    file = grant_file(desk, case, number)
    return file.submit(
        sent,
        "correction",
        into=CorrectApplication,
        decision=correct_application,
        draw=lambda sheet: _draw_correction(file, sheet),
        given={"payee_person": payee_of(file)},
    )


def payee_of(file: GrantFile) -> UUID:
    """The pseudonym of a grant's payee, derived from the case so that its key can end with the case's."""
    return uuid5(file.case, f"payee/{file.number}")


def practice_of(file: GrantFile) -> BenefitPractice:
    """What the municipality has settled for an application of today."""
    return file.desk.runtime.municipality.practice(file.today)


def fresh(file: GrantFile) -> Typed:
    return {
        "arrived_on": wareki.short(file.today),
        "due_on": wareki.short(file.today + timedelta(days=practice_of(file).correction_days)),
        "medium": Medium.COUNTER.value,
    }


def _as_applied(file: GrantFile) -> Typed:
    applied = file.grant.application
    typed = {"corrected_on": wareki.short(file.today)}
    home, payee = opened(applied.household, None), opened(applied.payee, None)
    if home:
        figures = {
            "household_size": home.size,
            "income_yen": home.income_yen,
            "savings_yen": home.savings_yen,
            "rent_yen": home.rent_yen,
        }
        typed |= {name: f"{figure:,}" for name, figure in figures.items() if figure is not None}
    if payee:
        typed |= {
            "payee_name": payee.name,
            "payee_bank": payee.bank,
            "payee_branch": payee.branch,
            "payee_account": payee.account,
        }
    return typed


def _draw_application(file: GrantFile, sheet: Sheet) -> Response:
    return file.page(
        "application.html",
        sheet=sheet,
        media=choices(Medium),
        causes=choices(HardshipCause, file.today),
        documents=choices(Document),
        practice=practice_of(file),
    )


def _draw_correction(file: GrantFile, sheet: Sheet) -> Response:
    asked = file.grant.asked
    lacking = [Document.stored(name).ja for name in asked.missing] if asked else []
    return file.page("correction.html", sheet=sheet, asked=asked, lacking=lacking)
