"""チラシ: one sheet of A4 that tells a ward where one may come and with what; from the dated municipality file."""

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.codes import ConsultationTopic
from events.host.answers import Missing
from events.host.desk import AtDesk
from events.host.http import Requires
from services.intake.routes.case_file import ward_name

router = APIRouter()
TOPICS: Final = tuple(topic for topic in ConsultationTopic if topic is not ConsultationTopic.OTHER)


@router.get("/flyers/{ward}", dependencies=[Requires("case.read")], summary="相談窓口のチラシ")
def flyer(ward: str, desk: AtDesk) -> Response:
    """The counters of the ward on this day, and what one may come with."""
    municipality = desk.runtime.municipality
    if ward not in {one.code for one in municipality.wards_on(desk.today)}:
        raise Missing
    offices = [
        one
        for one in municipality.offices_on(desk.today, ward)
        if not one.wards or ward in one.wards
    ]
    return desk.page(
        "flyer.html",
        ward=ward_name(desk, ward),
        body=municipality.body.name,
        offices=[one for one in offices if one.wards] or offices,
        topics=TOPICS,
    )
