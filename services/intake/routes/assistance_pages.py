"""生活保護の開始 and 開始への対応: a task that stands until somebody closes, hands over or goes on."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.assistance import AssistanceAnswer
from events.contract.recipient_standing import RecipientStanding
from events.host.desk import AtDesk
from events.host.forms import Sent
from events.host.http import Requires
from events.host.recipient import CASE_RECIPIENT, WHO, opened_on
from services.intake import decisions
from services.intake.routes.step_forms import StepForm, open_form, send_form

router = APIRouter()
RECORD: Final = [Requires("contact.record", scope="case")]

START: Final = StepForm(
    name="assistance",
    command=decisions.StartPublicAssistance,
    decide=decisions.start_public_assistance,
    dated="started_on",
    lists={},
    done=lambda _: "assistance",
)
ANSWER: Final = StepForm(
    name="assistance_answer",
    command=decisions.AnswerPublicAssistance,
    decide=decisions.answer_public_assistance,
    dated="answered_on",
    lists={"answers": AssistanceAnswer},
    done=lambda _: "assistance-answer",
)
RECIPIENT: Final = StepForm(
    name="recipient",
    command=decisions.ConfirmRecipientStanding,
    decide=decisions.confirm_recipient_standing,
    dated="confirmed_on",
    lists={"standings": RecipientStanding, "who": WHO},
    done=lambda _: "recipient",
    shown_in=CASE_RECIPIENT.name,
)
ANSWER_PATH: Final = "assistance/answer"


@router.get("/cases/{case}/assistance", dependencies=RECORD, summary="生活保護の開始の画面")
def assistance(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """From which day the person receives it."""
    return open_form(desk, START, case, said)


@router.post("/cases/{case}/assistance", dependencies=RECORD, summary="生活保護の開始を記録する")
def start(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """PublicAssistanceStarted."""
    return send_form(desk, START, case, sent)


@router.get(
    "/cases/{case}/assistance/answer", dependencies=RECORD, summary="生活保護の開始への対応の画面"
)
def answering(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """Close, hand over, or go on as the law allows."""
    return open_form(desk, ANSWER, case, said, path=ANSWER_PATH)


@router.post(
    "/cases/{case}/assistance/answer",
    dependencies=RECORD,
    summary="生活保護の開始への対応を記録する",
)
def answer(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """PublicAssistanceAnswered."""
    return send_form(desk, ANSWER, case, sent, path=ANSWER_PATH)


@router.get("/cases/{case}/recipient", dependencies=RECORD, summary="特定被保護者の確認の画面")
def recipient(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """What the 福祉事務所 answered, and what it opens on that day."""
    return open_form(desk, RECIPIENT, case, said, about={"opened": opened_on(desk.today)})


@router.post("/cases/{case}/recipient", dependencies=RECORD, summary="特定被保護者の確認を記録する")
def confirm(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """RecipientStandingConfirmed."""
    return send_form(desk, RECIPIENT, case, sent, about={"opened": opened_on(desk.today)})
