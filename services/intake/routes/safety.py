"""住所の秘匿, 連絡・訪問の注意, and 秘匿した住所を見る: what keeps a person safe, and each look at it."""

from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Group, opened, wareki
from events.contract.safety import ForbiddenWay, SecrecyGround
from events.host.answers import Forbidden
from events.host.desk import AtDesk, Desk
from events.host.forms import Sent
from events.host.http import Requires
from events.host.safety import CASE_SAFETY, OPEN_FOR
from services.intake import decisions
from services.intake.routes.case_file import CaseFile, case_file
from services.intake.routes.step_forms import StepForm, open_form, send_form
from services.intake.routes.told_at_reception import told_at_reception

router = APIRouter()
RECORD: Final = [Requires("contact.record", scope="case")]
READ: Final = [Requires("case.read", scope="case")]


def _secrecy_so_far(_: Desk, file: CaseFile) -> dict[str, str]:
    standing = file.state.beside.secrecy
    if standing is None or not standing.address_secret:
        return {"address_secret": "yes", "ground": SecrecyGround.OWN_WISH.value}
    return {
        "address_secret": "yes",
        "ground": opened(standing.ground, SecrecyGround.OTHER).value,
        "until": wareki.short(standing.until) if standing.until else "",
    }


def _instructions_so_far(_: Desk, file: CaseFile) -> dict[str, str | list[str]]:
    said = file.warned
    if said is None:
        return {"in_force": "yes"}
    return {
        "in_force": "yes",
        "forbidden": [way.value for way in said.forbidden],
        "safe_name": opened(said.safe_name, ""),
        "never": opened(said.never, ""),
        "safe_times": opened(said.safe_times, ""),
        "visit_note": opened(said.visit_note, ""),
        "until": wareki.short(said.until) if said.until else "",
    }


SECRECY: Final = StepForm(
    name="secrecy",
    command=decisions.StateAddressSecrecy,
    decide=decisions.state_address_secrecy,
    dated="stated_on",
    lists={
        "grounds": SecrecyGround,
        "states": [("yes", "秘匿する"), ("no", "秘匿をやめる")],
    },
    done=lambda made: "secrecy" if made.address_secret else "secrecy-lifted",
    shown_in=CASE_SAFETY.name,
    fresh=_secrecy_so_far,
)
INSTRUCTIONS: Final = StepForm(
    name="instructions",
    command=decisions.StateContactInstructions,
    decide=decisions.state_contact_instructions,
    dated="stated_on",
    lists={"ways": ForbiddenWay, "states": [("yes", "注意を置く"), ("no", "取りやめる")]},
    done=lambda made: "instructions" if made.in_force else "instructions-lifted",
    shown_in=CASE_SAFETY.name,
    fresh=_instructions_so_far,
)
LOOK: Final = StepForm(
    name="address",
    command=decisions.OpenSecretAddress,
    decide=decisions.open_secret_address,
    dated="",
    lists={"minutes": int(OPEN_FOR.total_seconds()) // 60},
    done=lambda _: "opened",
    then="/address",
    shown_in=CASE_SAFETY.name,
)


@router.get("/cases/{case}/secrecy", dependencies=RECORD, summary="住所の秘匿の画面")
def secrecy(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """From when, on which basis, until when."""
    return open_form(desk, SECRECY, case, said)


@router.post("/cases/{case}/secrecy", dependencies=RECORD, summary="住所を秘匿する、やめる")
def state_secrecy(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """AddressSecrecyStated."""
    return send_form(desk, SECRECY, case, sent)


@router.get("/cases/{case}/instructions", dependencies=RECORD, summary="連絡・訪問の注意の画面")
def instructions(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """Whom never to reach, when, under which name, and what a visitor must know."""
    return open_form(desk, INSTRUCTIONS, case, said)


@router.post(
    "/cases/{case}/instructions", dependencies=RECORD, summary="連絡・訪問の注意を記録する"
)
def state_instructions(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """ContactInstructionsStated."""
    return send_form(desk, INSTRUCTIONS, case, sent)


@router.get("/cases/{case}/address", dependencies=READ, summary="住所・連絡先の画面")
def address(case: UUID, desk: AtDesk, said: str | None = None) -> Response:
    """What is secret, for a quarter of an hour after a reason was given; before that the form that asks it."""
    return open_form(desk, LOOK, case, said, about=_contacts(desk, case))


@router.post("/cases/{case}/address", dependencies=READ, summary="理由を記録して住所・連絡先を見る")
def look(case: UUID, desk: AtDesk, sent: Sent) -> Response:
    """SecretAddressOpened."""
    return send_form(desk, LOOK, case, sent, about=_contacts(desk, case))


def _contacts(desk: Desk, case: UUID) -> dict[str, Any]:
    file = case_file(desk, case)
    if Group.IDENTITY not in desk.staff.opens(file.area):
        raise Forbidden
    return {"told": told_at_reception(file.received)[:3]}
