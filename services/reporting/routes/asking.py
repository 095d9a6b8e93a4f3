"""The query of a page of figures, read the same way by every route."""

from typing import Annotated

from fastapi import Depends

from events.host.desk import Desk, position
from events.host.filters import instant
from events.host.http import AtDesk
from services.reporting.asked import past_day
from services.reporting.known import Known, known_on
from services.reporting.measure import load
from services.reporting.projections.kpi_fact import KPI_FACT
from services.reporting.screens.view import View, view_of

INDICATORS = load()
"""Read once: an indicator file that says an unknown word keeps the service from starting."""


def asked_view(
    desk: AtDesk, year: str = "", month: str = "", area: str = "", as_of: str = ""
) -> View:
    """Period and area of the query, within the viewer's scope for this route; as a past day knew it if asked."""
    known = asked_known(desk, as_of)
    return view_of(
        desk.runtime,
        desk.staff,
        desk.permission,
        desk.today,
        year=year,
        month=month,
        area=area,
        known=known,
    )


def asked_known(desk: Desk, as_of: str) -> Known | None:
    """What the past day of the query knew; None for now."""
    if not as_of:
        return None
    runtime = desk.runtime
    day = past_day(as_of, desk.today)
    return known_on(runtime.address.conninfo, day, runtime.ledger.policy)


def counted_at(desk: Desk, view: View) -> str:
    """How far a file of figures has counted, in words."""
    if view.known:
        return view.known.words
    return f"記録 {position(desk.runtime, KPI_FACT.name):,} 件目まで（{instant(desk.now)}）"


AskedView = Annotated[View, Depends(asked_view)]
