"""重複の見直し: receptions that may concern somebody already known and were not judged, or left for later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query
from starlette.responses import Response

from events.contract import wareki
from events.contract.codes import Sameness
from events.host.asked_of_address import month_asked
from events.host.desk import AtDesk, Desk
from events.host.http import Requires
from services.intake.known_person import Known
from services.intake.person_index import PersonIndex
from services.intake.routes.candidates import Shown, shown
from services.intake.routes.case_file import ward_name
from services.intake.routes.people import Everybody

router = APIRouter()

AT_ONCE: Final = 50
"""Receptions on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A reception of one's wards, and who else it may be. `later`: somebody left it for later."""

    known: Known
    ward: str
    others: tuple[Shown, ...]
    later: bool


@router.get("/doubles", dependencies=[Requires("identity.judge")], summary="重複の見直し")
def doubles(desk: AtDesk, people: Everybody, month: Annotated[str, Query()] = "") -> Response:
    """What was left for later first, then the newest receptions."""
    first = month_asked(month) or desk.today.replace(day=1)
    found = list(_doubtful(desk, people, first))
    found.sort(key=lambda each: not each.later)
    return desk.page(
        "doubles.html",
        month=wareki.month(first.year, first.month),
        before=_beside(first, -1),
        after=_beside(first, 1) if first < desk.today.replace(day=1) else None,
        doubtful=found[:AT_ONCE],
        more=max(0, len(found) - AT_ONCE),
    )


def _doubtful(desk: Desk, people: PersonIndex, first: date) -> Iterator[Doubtful]:
    wards = desk.staff.wards_for(desk.permission)
    for known in people.received(first, _beside(first, 1), wards):
        judged = people.judged(known.person)
        waiting = [
            each
            for each in people.candidates(known.traits, besides=known.case)
            if judged.get(each.known.person) in (None, Sameness.UNDECIDED)
        ]
        if waiting:
            yield Doubtful(
                known=known,
                ward=ward_name(desk, known.area),
                others=tuple(shown(desk, waiting, {})),
                later=Sameness.UNDECIDED in judged.values(),
            )


def _beside(first: date, months: int) -> date:
    """The first day of the month so many later."""
    counted = first.year * 12 + first.month - 1 + months
    return date(counted // 12, counted % 12 + 1, 1)
