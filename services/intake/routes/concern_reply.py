"""返事: the sheet of paper that goes back to who told."""

from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import Open
from events.contract.concern import ConcernReplied
from events.host.answers import Missing
from events.host.desk import AtDesk
from events.host.filters import sealed
from events.host.frames import office_name
from events.host.http import Requires
from services.intake.routes.case_file import ward_name
from services.intake.routes.concern_file import RECORD, concern_file

router = APIRouter()


@router.get(
    "/concerns/{concern}/replies/{reply_no}",
    dependencies=[Requires(RECORD, scope="concern")],
    summary="返事の印刷",
)
def reply(concern: UUID, reply_no: int, desk: AtDesk) -> Response:
    """One reply on A4; the person is named by the desk's own number only."""
    file = concern_file(desk, concern)
    stated = next((r for r in file.history if _is(r.fact, reply_no)), None)
    if stated is None:
        raise Missing
    noted, context = file.noted, stated.context
    city = desk.runtime.municipality
    reference = noted.reference
    return desk.page(
        "concern_reply_sheet.html",
        file=file,
        reply=stated.fact,
        to=office_name(city, noted.partner) if noted.partner else noted.source.ja,
        informant=sealed(noted.informant) if _written(noted.informant) else "",
        reference=sealed(reference) if _written(reference) else "",
        sender=office_name(city, context.office),
        body=city.body.name,
        ward="" if file.area == city.body.code else ward_name(desk, file.area),
    )


def _is(fact: object, reply_no: int) -> bool:
    return isinstance(fact, ConcernReplied) and fact.reply_no == reply_no


def _written(value: object) -> bool:
    return not isinstance(value, Open) or bool(value.value)
