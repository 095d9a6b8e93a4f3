"""The catalogue of indicators: what each counts, by which rule, from which source."""

from fastapi import APIRouter
from starlette.responses import Response

from events.host.http import AtDesk, Requires
from services.reporting.routes.asking import INDICATORS
from services.reporting.screens.wording import formula, rounding

router = APIRouter()


@router.get("/indicators", dependencies=[Requires("report.read")], summary="指標の定義")
def show(desk: AtDesk) -> Response:
    """All indicators, in the order of the national table."""
    return desk.page(
        "indicators.html",
        indicators=[(each, formula(each), rounding(each)) for each in INDICATORS.values()],
    )
