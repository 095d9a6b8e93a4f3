"""What the pages of paying share: the area of the whole city, months, bulk works, waiting for tables."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from fastapi.responses import RedirectResponse
from starlette.responses import Response

from events.host.answers import Missing
from events.host.desk import Desk
from events.host.form import Form
from events.host.sheet import Sheet
from services.benefits.projections.orders import PAYMENT_ORDER
from services.benefits.screens.long_work import Work, Works

MONEY: Final = (
    "payment.order",
    "payment.pass",
    "payment.release",
    "payment.confirm",
    "audit.read",
)


def sees_batches(desk: Desk) -> bool:
    """Whether this person may look at batches: whoever moves the money, and the auditor."""
    return any(map(desk.staff.may, MONEY))


def root(desk: Desk) -> str:
    """The service's prefix."""
    return desk.root


def city_area(desk: Desk) -> str:
    """The area of a batch: the city where the person acts for all of it, else the first ward of theirs."""
    codes = desk.staff.wards_for(desk.permission)
    city = desk.runtime.municipality.body.code
    if not codes:
        raise Missing
    return city if city in codes else min(codes)


def month_of(desk: Desk, text: str) -> str:
    """`YYYY-MM` of the address, this month without one; Missing for anything else and any other century."""
    if not text:
        return f"{desk.today:%Y-%m}"
    if re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", text) is None:
        raise Missing
    return text


def works(desk: Desk) -> Works:
    """The long works of this process."""
    found: Works = desk.request.app.state.works
    return found


def started(
    desk: Desk,
    label: str,
    total: int,
    then: str,
    job: Callable[[Work], Any],
    *,
    subject: UUID | None = None,
    result: Any = None,
) -> Work:
    """Begin a long work of this person; small ones are over when this answers.

    `subject`: what no second work may touch while this one runs; `result`: what the page may show meanwhile.
    """
    work = Work(
        label=label,
        owner=desk.staff.person,
        begun_at=desk.now,
        total=total,
        then=then,
        subject=subject,
        result=result,
    )
    return works(desk).start(work, job)


def shown(desk: Desk, work: Work) -> Response:
    """Go to the page of the work."""
    return RedirectResponse(work_at(desk, work), 303)


def gone(desk: Desk, back: str) -> Response:
    """The page of a work this process does not know: the server began anew, or somebody else's work."""
    return desk.page("work.html", work=None, back=back)


def work_at(desk: Desk, work: Work) -> str:
    """Path of the work's page."""
    return f"{root(desk)}/works/{work.id}"


def caught_up(desk: Desk, position: int) -> None:
    """Let the table of orders show what was stated, for up to two seconds."""
    if position:
        desk.runtime.tables.wait_for(PAYMENT_ORDER.name, "benefits", position, 2.0)


def plain_sheet(desk: Desk, form: str, at: str, typed: Any = None) -> Sheet:
    """A form that belongs to no case."""
    sheet = desk.sheet(form, area=city_area(desk), at=at)
    return sheet if sheet.saved_at or not typed else replace(sheet, form=Form(typed))
