"""担当と件数: who has how much to do, and what nobody is in charge of."""

from typing import Final

from fastapi import APIRouter
from starlette.responses import Response

from events.host.http import AtDesk, Requires
from services.planning.projections import lookup, supervising
from services.planning.screens.workload import unassigned, worker_lines

router = APIRouter(prefix="/workload")
SHOWN: Final = 30


@router.get("", dependencies=[Requires("case.supervise")], summary="担当と件数")
def show(desk: AtDesk) -> Response:
    """One line per worker, a picture, and the cases still to be given to somebody."""
    areas = sorted(desk.staff.wards_for("case.supervise"))
    lines = worker_lines(desk, areas)
    waiting = supervising.unassigned(desk.runtime.tables, areas, SHOWN)
    return desk.page(
        "workload.html",
        lines=lines,
        average=max(1, round(sum(line.load.cases for line in lines) / max(len(lines), 1))),
        without=unassigned(desk, areas),
        waiting=waiting,
        known=lookup.known_cases(desk.runtime.tables, waiting),
        names=desk.names(waiting),
    )
