"""紹介元: which desk brought the person, chosen with the reception or on a page of its own."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.concern_codes import ConcernSource
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent
from events.host.http import Requires
from services.intake.decisions.introduction import IntroduceConsultation, introduce_consultation
from services.intake.projections.introductions import INTRODUCTIONS
from services.intake.routes.case_file import CaseFile, case_file
from services.intake.routes.step_forms import StepForm, open_form, send_form

router = APIRouter()
RECORD: Final = [Requires("contact.record", scope="case")]


def _stated(_: Desk, file: CaseFile) -> dict[str, str]:
    made = file.state.beside.introduced
    if made is None:
        return {}
    return {"introducer": made.partner, "introduced_by": "" if made.partner else made.source.value}


FORM: Final = StepForm(
    name="introduction",
    command=IntroduceConsultation,
    decide=introduce_consultation,
    dated="",
    lists={"sources": ConcernSource},
    done=lambda _: "introduction",
    shown_in=INTRODUCTIONS.name,
    fresh=_stated,
)


@router.get("/cases/{case}/introduction", dependencies=RECORD, summary="紹介元の画面")
def blank(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """As last stated."""
    about = offered(desk, case_file(desk, case).received.received_on)
    return open_form(desk, FORM, case, said, about=about)


@router.post("/cases/{case}/introduction", dependencies=RECORD, summary="紹介元を記録する")
def introduce(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """ConsultationIntroduced."""
    on = case_file(desk, case).received.received_on
    given = {"partners": kinds(desk, on)}
    return send_form(desk, FORM, case, sent, given=given, about=offered(desk, on))


def offered(desk: Desk, day: date) -> dict[str, Any]:
    """The partner desks registered that day, for a list of choices."""
    partners = desk.runtime.municipality.partners_on(day)
    named = [(p.code, f"{p.name}{p.mark.ja and f'（{p.mark.ja}）'}") for p in partners]
    return {"partners": named}


def kinds(desk: Desk, day: date) -> dict[str, ConcernSource]:
    """Code of a partner desk → what it is, as registered that day."""
    return {p.code: p.kind for p in desk.runtime.municipality.partners_on(day)}


def introduction(desk: Desk, form: Form, day: date) -> IntroduceConsultation | None:
    """What a reception form says about the introducer; None where it says nothing."""
    source, partner = form.value("introduced_by"), form.value("introducer")
    if not source and not partner:
        return None
    kind = next((one for one in ConcernSource if one.value == source), None)
    return IntroduceConsultation(
        today=desk.today, introduced_by=kind, introducer=partner, partners=kinds(desk, day)
    )
