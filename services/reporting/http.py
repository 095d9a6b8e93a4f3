"""The web application of reporting."""

from collections.abc import Sequence
from uuid import UUID

from fastapi import FastAPI

from events.bus.follow import Follower
from events.host.http import Worker, service_app
from events.host.runtime import Runtime
from services.reporting.checked import Checking
from services.reporting.followers import TABLES
from services.reporting.projections.case_list import CASE_LIST
from services.reporting.routes import (
    cases,
    catalogue,
    checking,
    circumstances,
    dashboard,
    programmes,
    records,
)


def create_app(runtime: Runtime, followers: Sequence[Worker] | None = None) -> FastAPI:
    """Pages of reporting, and what fills its tables (default: the embedded road).

    A case's ward is the one where it was received.
    """
    if followers is None:
        followers = [Follower("reporting", TABLES, runtime.address.conninfo, runtime.codec)]

    def area_of(case_id: UUID) -> str | None:
        case = runtime.tables.row(CASE_LIST, case_id)
        return runtime.areas.by_id(case.area_id).code if case and case.area_id else None

    checks = Checking(runtime)
    app = service_app(
        runtime,
        dashboard.router,
        records.router,
        catalogue.router,
        programmes.router,
        circumstances.router,
        cases.router,
        checking.router,
        followers=[*followers, checks],
        area_of=area_of,
    )
    app.state.checks = checks
    return app
