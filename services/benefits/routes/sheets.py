"""様式: the forms of the benefit on A4, blank and filled."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter
from starlette.responses import Response

from events.host.answers import Missing
from events.host.http import AtDesk, Requires
from services.benefits.screens.grant_file import grant_file
from services.benefits.sheets import FORMS, Drawn

router = APIRouter()
READ: Final = [Requires("case.read", scope="case")]


@router.get("/forms/{name}", dependencies=[Requires("case.read")], summary="様式の白紙の一枚")
def blank(name: str, desk: AtDesk) -> Response:
    """One form without a record."""
    return desk.page("a4.html", paper=_form(name)(None), whose=None, back="/intake/forms")


@router.get("/cases/{case}/sheets/{number}/{name}", dependencies=READ, summary="申請の様式")
def filled(case: UUID, number: int, name: str, desk: AtDesk) -> Response:
    """One form with what the application says; what this person may not read stays empty."""
    draw = _form(name)
    file = grant_file(desk, case, number)
    assert file.grant  # noqa: S101 - Missing where nothing has arrived
    whose = case if file.may("identity.read") else None
    return file.page("a4.html", paper=draw(file), whose=whose, back=file.at("papers"))


def _form(name: str) -> Drawn:
    if name not in FORMS:
        raise Missing
    return FORMS[name][1]
