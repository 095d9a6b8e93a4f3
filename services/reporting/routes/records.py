"""From a number to the records that make it, and why."""

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.exporting import CountedExported, ExportedList, FieldGroup
from events.host.answers import Missing
from events.host.exporting import EXPORT, exported
from events.host.http import AtDesk, Requires
from events.host.list_file import form_of
from services.reporting.measure import Indicator
from services.reporting.routes.asking import INDICATORS, AskedView, counted_at
from services.reporting.screens import tables
from services.reporting.screens.records import all_records, evidence
from services.reporting.screens.wording import counted, formula, rounding

router = APIRouter(prefix="/records")
DRILL = [Requires("report.drill")]


@router.get("/{name}.{kind}", dependencies=[EXPORT], summary="数字のもとになった記録の書き出し")
def export(name: str, kind: str, desk: AtDesk, view: AskedView, of: str = "") -> Response:
    """All of them, as CSV or Excel."""
    indicator, form = _indicator(name), form_of(kind)
    listed = all_records(desk.runtime.tables, view, indicator, of=bool(of))
    at = counted_at(desk, view)
    return exported(
        desk,
        tables.of_records(view, indicator, listed, desk.runtime.areas, at),
        form,
        fact=CountedExported,
        listed=ExportedList.COUNTED_RECORDS,
        groups={FieldGroup.CLEAR, FieldGroup.STAT},
        wards=view.codes,
    )


@router.get("/{name}", dependencies=DRILL, summary="数字のもとになった記録")
def show(name: str, desk: AtDesk, view: AskedView, of: str = "", after: str = "") -> Response:
    """One page of records with the rule that counted them."""
    indicator = _indicator(name)
    found = evidence(desk.runtime.tables, view, indicator, of=bool(of), after=after)
    return desk.page(
        "records.html",
        view=view,
        indicator=indicator,
        found=found,
        first=not after,
        rule=[counted(count) for count in found.counts],
        formula=formula(indicator),
        rounding=rounding(indicator),
        areas=desk.runtime.areas,
    )


def _indicator(name: str) -> Indicator:
    if name not in INDICATORS:
        raise Missing
    return INDICATORS[name]
