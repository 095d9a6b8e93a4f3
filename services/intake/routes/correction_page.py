"""誤記の訂正 of a reception, by who recorded it or the chief (暫定)."""

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.codes import Channel, Naming, Urgency
from events.contract.correcting import CORRECTABLE
from events.host.answers import Forbidden
from events.host.desk import AtDesk, Desk
from events.host.filters import sealed
from events.host.forms import Sent
from events.host.http import Requires
from services.intake import decisions
from services.intake.routes.case_file import CaseFile, case_file
from services.intake.routes.step_forms import StepForm, open_form, send_form
from services.intake.routes.told_beside import TERMS

router = APIRouter()
RECORD: Final = [Requires("contact.record", scope="case")]
CHIEF: Final = "chief_counsellor"

CORRECTION: Final = StepForm(
    name="correction",
    command=decisions.CorrectReception,
    decide=decisions.correct_reception,
    dated="",
    lists={"channels": Channel, "urgencies": Urgency, "namings": Naming, "labels": TERMS},
    done=lambda _: "corrected",
)


@router.get("/cases/{case}/correction", dependencies=RECORD, summary="相談受付の訂正の画面")
def correction(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """What stands now beside each box; an empty box changes nothing."""
    return open_form(desk, CORRECTION, case, said, about=_standing(desk, case))


@router.post("/cases/{case}/correction", dependencies=RECORD, summary="相談受付の誤記を訂正する")
def correct(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """ReceptionCorrected."""
    return send_form(desk, CORRECTION, case, sent, about=_standing(desk, case))


def may_correct(desk: Desk, file: CaseFile) -> bool:
    """Who recorded the reception, and the chief of the ward."""
    own = file.history[0].context.actor == desk.staff.person
    chief = any(held.role == CHIEF and file.area in held.wards for held in desk.staff.roles)
    return desk.staff.may("contact.record", file.area) and (own or chief)


def _standing(desk: Desk, case: UUID) -> dict[str, Any]:
    file = case_file(desk, case)
    if not may_correct(desk, file):
        raise Forbidden
    return {"now": {name: f"いま: {_now(file, name)}" for name in CORRECTABLE}}


def _now(file: CaseFile, name: str) -> str:
    hidden = file.withheld and name in {"address", "phone", "email"}
    return "秘匿中" if hidden else sealed(getattr(file.received, name))
