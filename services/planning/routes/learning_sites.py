"""学習会場: their rule and calendar, and a whole day of children in one form."""

from datetime import date
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.contract import wareki
from events.contract.learning_codes import LearningActivity, SessionAnswer
from events.host.answers import Missing
from events.host.auth import Requires
from events.host.filters import choices
from events.host.form import Form
from events.host.forms import Sent, submit
from events.host.http import AtDesk, Sheet
from services.planning.routes.case import NOTED
from services.planning.routes.learning_registers import (
    SITES,
    draw_form,
    draw_new,
    enter,
    record,
)
from services.planning.screens import learning_day, learning_list, learning_sites
from services.planning.screens.learning_day import DayAtSite, SessionFile, session_file
from services.planning.screens.learning_sites import beside, site_file

router = APIRouter(prefix="/learning/sites")
READ = [Requires("case.read")]
RECORD = [Requires("service.record")]


@router.get("", dependencies=READ, summary="学習会場")
def show(desk: AtDesk) -> Response:
    """Every site with its rule and its next day."""
    return desk.page(
        "learning_sites.html",
        sites=learning_sites.every_site(desk),
        may_record=desk.staff.may("service.record"),
    )


@router.get("/new", dependencies=RECORD, summary="会場の登録")
def new(desk: AtDesk) -> Response:
    """An empty entry."""
    return draw_new(desk, SITES)


@router.post("/new", dependencies=RECORD, summary="会場を登録する")
def register(desk: AtDesk, sent: Sent) -> Response:
    """A site of this ward."""
    return enter(desk, SITES, sent)


@router.get("/{site}", dependencies=READ, summary="会場")
def one(site: UUID, desk: AtDesk, noted: str = "") -> Response:
    """The calendar of three months, and one month's attendance as a picture."""
    found = site_file(desk, site)
    asked = learning_sites.month_asked(desk)
    held, rows = learning_list.month_picture(found, *asked)
    months = [beside(*asked, step) for step in (-1, 0, 1)]
    return desk.page(
        "learning_site.html",
        found=found,
        months=[(wareki.month(*at), found.month(*at)) for at in months],
        asked=wareki.month(*asked),
        around=[f"{year}-{month:02d}" for year, month in (months[0], months[2])],
        held=held,
        rows=rows,
        came=SessionAnswer.CAME,
        history=learning_sites.history(found),
        flash=NOTED.get(noted, ""),
    )


@router.get("/{site}/days/{on}", dependencies=READ, summary="会場の一日")
def day_page(site: UUID, on: date, desk: AtDesk, noted: int = 0) -> Response:
    """Every child of the day, with a tap each; what was counted already stands in the form."""
    day = session_file(site_file(desk, site), on)
    found = learning_day.expected(day)
    sheet = _sheet(day)
    if not sheet.saved_at:
        sheet = sheet.again(200, None, form=Form(learning_day.typed(day, found)))
    return _draw(day, sheet, noted)


@router.post("/{site}/days/{on}", dependencies=RECORD, summary="会場の一日を記録する")
def record_day(site: UUID, on: date, desk: AtDesk, sent: Sent) -> Response:
    """Each answer becomes an entry of that child's own record; the totals stand in the day's."""
    day = session_file(site_file(desk, site), on)
    if not day.found.may_record:
        raise Missing

    def act(command: DayAtSite) -> str:
        made = learning_day.record(day, sent, command)
        return f"{day.found.at(f'days/{on.isoformat()}')}?noted={made}"

    return submit(
        desk,
        learning_day.answered(sent),
        _sheet(day),
        into=DayAtSite,
        act=act,
        draw=lambda sheet: _draw(day, sheet),
    )


@router.get("/{site}/{form}", dependencies=RECORD, summary="会場の記録")
def form_page(site: UUID, form: str, desk: AtDesk) -> Response:
    """Change, a day cancelled or added, or the end."""
    return draw_form(site_file(desk, site), SITES, form)


@router.post("/{site}/{form}", dependencies=RECORD, summary="会場の記録をする")
def send(site: UUID, form: str, desk: AtDesk, sent: Sent) -> Response:
    """One record of the site."""
    return record(site_file(desk, site), SITES, form, sent)


def _sheet(day: SessionFile) -> Sheet:
    return day.found.desk.sheet(day.name, area=day.found.row.area, case=None)


def _draw(day: SessionFile, sheet: Sheet, noted: int = 0) -> Response:
    children = learning_day.in_sent_order(learning_day.expected(day), sheet.form)
    return day.found.desk.page(
        "learning_day.html",
        sheet=sheet,
        day=day,
        found=day.found,
        children=children,
        entry=day.found.site.entry_on(day.on),
        activities=choices(LearningActivity),
        answers=choices(SessionAnswer),
        tutors=learning_day.tutors(day),
        flash=f"{noted}人の出欠を記録しました。" if noted else "",
    )
