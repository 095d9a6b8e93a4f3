"""暮らしの状況: what holds in the households of the open cases, and what is done about it."""

from fastapi import APIRouter
from starlette.responses import Response

from events.contract.assessment_codes import BenefitResult
from events.host.filters import Column
from events.host.http import AtDesk, Requires
from services.reporting.circumstances import circumstances
from services.reporting.recipients import PROGRAMMES, recipients
from services.reporting.routes.asking import AskedView

router = APIRouter()


@router.get("/circumstances", dependencies=[Requires("report.read")], summary="暮らしの状況の集計")
def show(desk: AtDesk, view: AskedView) -> Response:
    """Stocks on the last day of the period (today while it runs), flows within it."""
    day = min(view.period.end, view.today)
    found = circumstances(desk.runtime.tables, view.ids, view.period.start, day)
    return desk.page(
        "circumstances.html",
        view=view,
        day=day,
        found=found,
        recipients=recipients(desk.runtime.tables, view.ids, day),
        programmes=[Column(one.ja, number=True) for one in PROGRAMMES],
        results=tuple(BenefitResult),
        heads=[Column("給付", wide=True), *(Column(r.ja, number=True) for r in BenefitResult)],
    )
