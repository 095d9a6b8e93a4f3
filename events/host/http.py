"""A service as a web application: routes, problems, probes, static files, drafts, followers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, Final, Protocol
from uuid import UUID

import psycopg
from anyio import to_thread
from fastapi import APIRouter, FastAPI
from fastapi.responses import JSONResponse
from fastapi.telemetry import TelemetryConfig
from starlette.middleware import Middleware
from starlette.responses import Response

from events.host import draft_routes, problems, proof_routes
from events.host.auth import Requires
from events.host.desk import AtDesk, Desk, Receipt
from events.host.edge import Edge
from events.host.runtime import Around, Runtime
from events.host.sheet import Sheet
from events.host.standing import Watching
from events.host.static_files import static_files
from events.host.sweeper import Sweeper
from events.log.unstored import Unavailable

__all__ = [
    "AreaOf",
    "AtDesk",
    "Desk",
    "Receipt",
    "Requires",
    "Sheet",
    "areas_of_log",
    "service_app",
]

AreaOf = Callable[[UUID], str | None]
"""Case → code of the area it belongs to now, None where the service knows no such case."""

SILENT: Final[TelemetryConfig] = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
"""The framework's own telemetry records paths, queries and exception texts verbatim."""


class Worker(Protocol):
    """A thread beside the web server, e.g. a follower of another service's log."""

    def start(self) -> None: ...

    def stop(self) -> None: ...


def service_app(
    runtime: Runtime,
    *routers: APIRouter,
    followers: Sequence[Worker] = (),
    area_of: AreaOf | None = None,
) -> FastAPI:
    """The application of one service; its lifespan runs the followers and the sweep of drafts.

    `area_of` says to which area a case belongs; default: the newest fact of the case's own stream here.
    """
    drafts, clock = runtime.drafts, runtime.clock
    sweeper = Sweeper(lambda: drafts.delete_acknowledged(clock()), runtime.service)
    watching = Watching(runtime.standing, runtime.service)
    app = application(runtime.service, runtime, workers=[watching, *followers, sweeper])
    app.state.area_of = area_of or areas_of_log(runtime)
    app.include_router(probes(runtime))
    app.include_router(draft_routes.router)
    app.include_router(proof_routes.router)
    for router in routers:
        app.include_router(router)
    return app


def application(
    name: str,
    runtime: Around,
    *,
    workers: Sequence[Worker] = (),
    inside: Sequence[FastAPI] = (),
) -> FastAPI:
    """An application with everything that is the same everywhere, and no route but the static files.

    Its lifespan enters those of the applications `inside` it (the framework does not, house.md W13).
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = runtime.settings.threads
        async with AsyncExitStack() as stack:
            try:
                for one in inside:
                    await stack.enter_async_context(one.router.lifespan_context(one))
                for worker in workers:
                    worker.start()
                    stack.push_async_callback(to_thread.run_sync, worker.stop)
            except Exception as fault:
                app.state.fault = fault  # the server only says that it could not start
                raise
            yield

    app = FastAPI(
        title=f"寄り添い {name}",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        telemetry=SILENT,
        lifespan=lifespan,
        middleware=[Middleware(Edge, service=name)],
    )
    app.state.name = name
    app.state.fault = None
    app.state.runtime = runtime
    app.state.workers = tuple(workers)
    app.state.area_of = nowhere
    problems.register(app)
    app.mount("/static", static_files(*runtime.pages.own_static), name="static")
    return app


def nowhere(_: UUID) -> str | None:
    """An application without cases."""
    return None


def probes(runtime: Runtime) -> APIRouter:
    """/live says that the process answers, /ready that it can work; both say nothing else."""
    router = APIRouter()

    @router.get("/live", summary="動いているか")
    def live() -> dict[str, str]:
        return {"status": "live"}

    @router.get("/ready", summary="受け付けられるか")
    def ready() -> Response:
        try:
            runtime.log.reading.head()
        except (psycopg.Error, Unavailable):
            return JSONResponse({"status": "unready"}, 503, {"Retry-After": "10"})
        return JSONResponse({"status": "ready"})

    return router


def areas_of_log(runtime: Runtime) -> AreaOf:
    """The area of the newest fact in the stream whose id is the case id, in the service's own log."""
    reading, areas = runtime.log.reading, runtime.areas

    def area_of(case: UUID) -> str | None:
        rows: list[tuple[Any, ...]] = reading.rows(
            f"select ward from {runtime.service}.event where stream = %b"
            " order by version desc limit 1",
            case,
        )
        return areas.by_id(rows[0][0]).code if rows else None

    return area_of
