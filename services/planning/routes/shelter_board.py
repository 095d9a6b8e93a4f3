"""The board of rooms, the list of residents for paper, and how much of the places was used."""

from datetime import date, timedelta

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.host.answers import Missing
from events.host.asked_of_address import day_asked
from events.host.exporting import EXPORT
from events.host.http import AtDesk, Desk, Requires
from events.host.list_file import answer, form_of
from services.planning.screens.houses import houses
from services.planning.screens.register import KEEP
from services.planning.screens.used import MONTHS, table, used

router = APIRouter(prefix="/shelter")
READ = [Requires("case.read")]


@router.get("", dependencies=READ, summary="居室の空き状況")
def board(desk: AtDesk, on: str = "") -> Response:
    """Free beds on one night, today's unless another day is named."""
    day = _day(desk, on)
    places = houses(desk, day).on(day, desk.staff)
    return desk.page(
        "shelter_board.html",
        day=day,
        places=places,
        beds=sum(place.beds for place in places),
        free=sum(place.free for place in places),
        before=wareki.short(day - timedelta(days=1)),
        after=wareki.short(day + timedelta(days=1)),
        keeps=desk.staff.may(KEEP),
    )


@router.get("/residents", dependencies=READ, summary="入所者の一覧")
def residents(desk: AtDesk, on: str = "") -> Response:
    """Who sleeps where on one night, for paper; names come from intake, to whoever may read them."""
    day = _day(desk, on)
    return desk.page(
        "shelter_residents.html",
        day=day,
        places=houses(desk, day).on(day, desk.staff),
        named=desk.staff.wards_for("identity.read"),
    )


@router.get("/use", dependencies=READ, summary="居室の利用率")
def use(desk: AtDesk) -> Response:
    """Nights over beds per month."""
    return desk.page("shelter_use.html", used=used(desk, desk.today), months=MONTHS)


@router.get("/use.{kind}", dependencies=[EXPORT], summary="居室の利用率の書き出し")
def use_file(kind: str, desk: AtDesk) -> Response:
    """The same as CSV or Excel; sums only."""
    return answer(table(used(desk, desk.today)), form_of(kind))


def _day(desk: Desk, typed: str) -> date:
    if not typed:
        return desk.today
    day = day_asked(typed)
    if day is None:
        raise Missing
    return day
