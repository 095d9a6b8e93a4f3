"""The query of a page of figures, read the same way by every route."""

from typing import Annotated

from fastapi import Depends

from events.host.http import AtDesk
from services.reporting.measure import load
from services.reporting.screens.view import View, view_of

INDICATORS = load()
"""Read once: an indicator file that says an unknown word keeps the service from starting."""


def asked_view(desk: AtDesk, year: str = "", month: str = "", area: str = "") -> View:
    """Period and area of the query, within the viewer's scope for this route."""
    return view_of(
        desk.runtime, desk.staff, desk.permission, desk.today, year=year, month=month, area=area
    )


AskedView = Annotated[View, Depends(asked_view)]
