"""知らせの受け口: a partner desk's program tells of a concern; it can tell, and read nothing."""

from typing import Any
from uuid import UUID, uuid5

from fastapi import APIRouter

from events.contract import Refused
from events.host.desk import AtDesk, Receipt
from events.host.forms import SentAsJson
from events.host.http import Requires
from events.host.partner_tokens import TELL
from services.intake.decisions.concern import NoteConcern, note_concern
from services.intake.pseudonyms import informant_of, person_of
from services.intake.routes.machine import stated
from services.intake.states.concern import evolve

router = APIRouter(prefix="/api")


@router.post(
    "/notices", dependencies=[Requires(TELL)], summary="気がかりを知らせる", status_code=201
)
def tell(desk: AtDesk, sent: SentAsJson, body: dict[str, Any]) -> Receipt:
    """`ward` = six-digit code, `basis` and `told` are needed; `noted_on` is today if it is left out.

    The same `Idempotency-Key` is the same notice, also when it is sent again on another day. Which desk
    tells follows from its token.
    """
    ward = str(body.pop("ward", ""))
    if ward not in desk.staff.wards_for(TELL):
        raise Refused(
            "unknown-ward", "知らせてよい区の番号（6桁）を指定してください。", field="ward"
        )
    concern = concern_of(sent.command_id)
    desk_code = desk.acting(ward).office
    given = {
        "today": desk.today,
        "person": person_of(concern),
        "informant_person": informant_of(concern),
        "partner": desk_code,
        "source": None,
        "partners": {p.code: p.kind for p in desk.runtime.municipality.partners_on(desk.today)},
    }
    told_before = desk.outline(concern)
    noted_on = told_before[0].occurred_on if told_before else desk.today
    command = stated(NoteConcern, {"noted_on": noted_on, **body}, given)
    desk.runtime.municipality.ward(ward, command.noted_on)
    return desk.carry_out(
        evolve,
        note_concern,
        command,
        stream=concern,
        case=concern,
        area=ward,
        command_id=sent.command_id,
        expected=0 if sent.expected is None else sent.expected,
    )


def concern_of(command_id: UUID) -> UUID:
    """The concern a notice makes: one key, one concern."""
    return uuid5(command_id, "concern")
