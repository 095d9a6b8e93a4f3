"""`case_route`: by which route each consultation came, for what publicity may have done."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.projection import Index, Projection
from events.contract import opened
from events.contract.codes import Route
from events.contract.intake import ConsultationReceived
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRoute:
    """`route` None = nobody asked, or no answer."""

    case_id: UUID
    area: str
    received_on: date
    route: Route | None


def evolve(row: CaseRoute | None, recorded: Recorded) -> CaseRoute | None:
    """The row of a reception."""
    fact = recorded.fact
    if not isinstance(fact, ConsultationReceived):
        return row
    said = opened(fact.route, None)
    return CaseRoute(
        case_id=recorded.case,
        area=recorded.context.area,
        received_on=fact.received_on,
        route=said if isinstance(said, Route) else None,
    )


CASE_ROUTE = Projection(
    "case_route",
    1,
    CaseRoute,
    evolve,
    one_row_per="case",
    reads=frozenset({ConsultationReceived}),
    indexes=(Index(("area", "received_on")),),
)
