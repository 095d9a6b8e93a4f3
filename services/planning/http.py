"""The web application of planning: pages under /planning, the same decisions as JSON under /planning/api."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import FastAPI

from events.bus.follow import Follower
from events.host.http import Worker, service_app
from events.host.runtime import Runtime
from services.planning.followers import TABLES
from services.planning.projections import lookup
from services.planning.routes import (
    assessment,
    case,
    conference,
    deciding,
    drafting,
    ending,
    machine,
    pausing,
    providing,
    sheets,
    worklist,
)


def create_app(runtime: Runtime, followers: Sequence[Worker] | None = None) -> FastAPI:
    """Pages of planning, and what fills its tables (default: the embedded road).

    A case's ward is the one where it was received.
    """
    if followers is None:
        followers = [Follower("planning", TABLES, runtime.address.conninfo, runtime.codec)]

    def area_of(case_id: UUID) -> str | None:
        known = lookup.known_case(runtime.tables, case_id)
        return known.area if known else None

    return service_app(
        runtime,
        worklist.router,
        case.router,
        assessment.router,
        drafting.router,
        conference.router,
        deciding.router,
        providing.router,
        pausing.router,
        ending.router,
        machine.router,
        sheets.router,
        followers=followers,
        area_of=area_of,
    )
