"""気がかりの受付: what a desk, a company or a neighbour told, typed by the office."""

from dataclasses import replace
from typing import Final
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.codes import Urgency
from events.contract.concern_codes import ConcernBasis, ConcernSource
from events.host.answers import Missing
from events.host.desk import AtDesk, Desk
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import Requires
from events.host.sheet import Sheet
from services.intake.decisions.concern import NoteConcern, note_concern
from services.intake.projections.concerns import CONCERNS
from services.intake.pseudonyms import informant_of, person_of
from services.intake.routes.case_file import ward_name
from services.intake.routes.concern_file import RECORD
from services.intake.routes.reception_form import case_of, served_ward
from services.intake.states.concern import evolve

router = APIRouter(dependencies=[Requires(RECORD)])
PAGE: Final = "/intake/concerns/new"
FOLDED: Final = ("name", "kana", "address", "phone")


@router.get("/concerns/new", summary="気がかりの受付の画面")
def blank(desk: AtDesk) -> Response:
    """A fresh form, or the draft that is named."""
    sheet = desk.sheet("concern", area=wards_of(desk)[0][0], expected=0)
    if not sheet.form.typed:
        typed = {
            "concern": str(uuid4()),
            "ward": wards_of(desk)[0][0],
            "noted_on": wareki.short(desk.today),
            "urgency": Urgency.ORDINARY.value,
        }
        sheet = replace(sheet, form=Form(typed))
    return _draw(desk, sheet)


@router.post("/concerns", summary="気がかりを受け付ける")
def note(desk: AtDesk, sent: Sent) -> Response:
    """ConcernNoted; 303 to its page."""
    concern = case_of(sent.form.value("concern"))
    no_stream_of_others(desk, concern)

    def act(command: NoteConcern) -> str:
        area = served_ward(desk, sent.form.value("ward"), wards_of(desk), command.noted_on)
        receipt = desk.carry_out(
            evolve,
            note_concern,
            command,
            stream=concern,
            case=concern,
            area=area,
            command_id=sent.command_id,
            expected=0,
        )
        desk.wait_for(CONCERNS.name, "intake", receipt.position)
        return f"/intake/concerns/{concern}?said=concern"

    sheet = desk.sheet("concern", area=_area(desk, sent.form), expected=0, at=PAGE)
    return submit(
        desk,
        sent,
        sheet,
        into=NoteConcern,
        act=act,
        draw=lambda drawn: _draw(desk, drawn),
        given={
            "today": desk.today,
            "person": person_of(concern),
            "informant_person": informant_of(concern),
            "partners": {p.code: p.kind for p in desk.runtime.municipality.partners_on(desk.today)},
        },
        stream=concern,
    )


def wards_of(desk: Desk) -> list[tuple[str, str]]:
    """The wards of today where this person keeps concerns, with their names."""
    allowed = desk.staff.wards_for(RECORD)
    served = [w for w in desk.runtime.municipality.wards_on(desk.today) if w.code in allowed]
    if not served:
        raise Missing
    return [(ward.code, ward_name(desk, ward.code)) for ward in served]


def no_stream_of_others(desk: Desk, stream: UUID) -> None:
    """Missing where the id stands in other people's wards: nothing of it is told."""
    area = desk.request.app.state.area_of(stream)
    if area is not None and not desk.staff.may(RECORD, area):
        raise Missing


def _area(desk: Desk, form: Form) -> str:
    served = [code for code, _ in wards_of(desk)]
    return form.value("ward") if form.value("ward") in served else served[0]


def _draw(desk: Desk, sheet: Sheet) -> Response:
    partners = desk.runtime.municipality.partners_on(desk.today)
    return desk.page(
        "concern_new.html",
        sheet=sheet,
        wards=wards_of(desk),
        sources=ConcernSource,
        partners=[(p.code, f"{p.name}{p.mark.ja and f'（{p.mark.ja}）'}") for p in partners],
        bases=ConcernBasis,
        urgencies=Urgency,
        opened=any(sheet.form.error(name) or sheet.form.value(name) for name in FOLDED),
    )
