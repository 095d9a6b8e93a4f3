"""The names of many cases at once, for the lists of other services."""

from collections.abc import Collection, Mapping
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Form
from starlette.responses import Response

from events.host.auth import Staff
from events.host.desk import AtDesk
from events.host.http import Requires
from events.host.names import Named, NamesOf
from events.log.event_log import EventLog
from services.intake.person_index import PersonIndex
from services.intake.routes.people import BRIEFLY, People

router = APIRouter()
AT_MOST: Final = 500
"""Cases of one question: more lines no list has."""


def names_from(people: PersonIndex, log: EventLog) -> NamesOf:
    """The names as other services of the same process ask for them."""

    def names(staff: Staff, cases: Collection[UUID]) -> Mapping[UUID, Named]:
        if not cases or not staff.may("identity.read"):
            return {}
        people.catch_up(log, BRIEFLY)
        return names_of(people, staff, cases)

    return names


def names_of(people: PersonIndex, staff: Staff, cases: Collection[UUID]) -> dict[UUID, Named]:
    """Only of cases in whose ward the person may read identities."""
    held = ((case, people.of_case(case)) for case in cases)
    return {
        case: Named(known.name or known.naming.ja, known.kana)
        for case, known in held
        if known is not None and staff.may("identity.read", known.area)
    }


@router.post("/names", dependencies=[Requires("case.read")], summary="一覧に出す氏名")
def names(
    desk: AtDesk,
    people: People,
    case: Annotated[list[UUID], Form()] = [],  # noqa: B006 - FastAPI copies it
) -> Response:
    """By POST, asked by a list for its lines; a page of its own without JavaScript."""
    asked = dict.fromkeys(case[:AT_MOST])
    found = names_of(people, desk.staff, asked)
    known = {one: people.of_case(one) for one in found}
    inside = "HX-Request" in desk.request.headers
    return desk.page("_names.html" if inside else "names.html", found=found, known=known)
