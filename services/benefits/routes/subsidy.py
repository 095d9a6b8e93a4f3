"""国庫負担金: the payments of a fiscal year less 戻入, three quarters of it, and what is still open."""

import re

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.exporting import ExportedList, FieldGroup, GrantsExported
from events.host.answers import Missing
from events.host.exporting import EXPORT, exported
from events.host.http import AtDesk, Requires
from events.host.list_file import form_of
from services.benefits.fiscal import fiscal_year_of
from services.benefits.screens.subsidy import subsidy, table

router = APIRouter()


@router.get("/subsidy", dependencies=[Requires("report.read")], summary="国庫負担金")
def show(desk: AtDesk, year: str = "", month: str = "") -> Response:
    """The year by month of payment; each month opens its payments."""
    found = subsidy(desk, _year(desk, year), "report.read", month)
    return desk.page("subsidy.html", found=found, month=month)


@router.get("/subsidy.{kind}", dependencies=[EXPORT], summary="国庫負担金の書き出し")
def export(kind: str, desk: AtDesk, year: str = "") -> Response:
    """Every payment and 戻入 of the year: CSV or Excel."""
    form = form_of(kind)
    found = subsidy(desk, _year(desk, year), desk.permission, "all")
    return exported(
        desk,
        table(found),
        form,
        fact=GrantsExported,
        listed=ExportedList.SUBSIDY,
        groups={FieldGroup.CLEAR, FieldGroup.STAT},
    )


def _year(desk: AtDesk, text: str) -> int:
    if not text:
        return fiscal_year_of(desk.today)
    if not (re.fullmatch(r"20[0-9]{2}", text) and 2015 <= int(text) <= 2100):
        raise Missing
    return int(text)
