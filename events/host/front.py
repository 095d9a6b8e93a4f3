"""The one origin people see: sign-in, the first page, 状態, and the services below their prefixes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.responses import Response

from events.host import printing, sign_in_pages
from events.host.auth import OWN_ACCOUNT, Requires, Staff
from events.host.checkpoint_sheet import Sheets
from events.host.frames import frame
from events.host.http import application
from events.host.lines import Health
from events.host.problems import NO_STORE, wants_html
from events.host.runtime import Installation
from events.host.sign_in_pages import Demo
from events.host.status import Observer
from events.host.sweeper import Sweeper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from events.host.http import Worker

router = APIRouter()

HOMES: Final = (
    ("decision_maker", "/planning/"),
    ("municipal_officer", "/planning/"),
    ("payment_clerk", "/benefits/"),
    ("treasury_officer", "/benefits/"),
    ("accounting_manager", "/benefits/"),
    ("city_headquarters", "/reporting/"),
    ("auditor", "/reporting/"),
    ("system_administrator", "/status"),
)
"""First page by role; everybody else begins at the counter's worklist."""


@dataclass(frozen=True)
class Front:
    """What the first page needs besides the installation. `mounted` = prefix → application.

    `sheets` = the parts of the 時点票, looked up at each call.
    """

    mounted: Mapping[str, FastAPI]
    observer: Observer
    demo: Demo | None = None
    sheets: Callable[[], Sheets] = tuple


def front(around: Installation, given: Front, *, workers: Sequence[Worker] = ()) -> FastAPI:
    """The outer application; its lifespan enters those of the mounted ones."""
    sweeper = Sweeper(lambda: around.sign_in.sweep(around.clock()), "sign-in")
    inside = list(given.mounted.values())
    app = application("host", around, workers=[*workers, sweeper], inside=inside)
    app.state.demo = given.demo
    app.state.observer = given.observer
    app.state.homes = set(given.mounted)
    app.state.sheets = given.sheets
    app.include_router(router)
    app.include_router(printing.router)
    app.include_router(sign_in_pages.router)
    app.include_router(sign_in_pages.own)
    for prefix, service in given.mounted.items():
        app.mount(prefix, service)
    return app


@router.get("/", summary="はじめの画面", dependencies=[Requires(OWN_ACCOUNT)])
def home(request: Request) -> Response:
    """The worklist of the person's role."""
    return RedirectResponse(home_of(request.state.staff, request.app.state.homes), 303, NO_STORE)


@router.get("/status", summary="状態", dependencies=[Requires("status.read")])
def status(request: Request) -> Response:
    """For people a page, for programs the same lines."""
    standing = request.app.state.observer.standing()
    if wants_html(request):
        around = request.app.state.runtime
        return sign_in_pages.around_of(request).pages.render(
            request,
            "status.html",
            standing=standing,
            place="status",
            healths=Health,
            prints=request.state.staff.may("checkpoint.print"),
            frame=frame(around, request.state.staff, "status.read"),
        )
    lines = [{"name": x.name, "value": x.value, "health": x.health.value} for x in standing.lines]
    readings = [
        {"reader": r.reader, "source": r.source, "word": r.word, "lag": r.lag, "error": r.error}
        for r in standing.readings
    ]
    body = {"health": standing.health.value, "lines": lines, "readings": readings}
    return JSONResponse(body, headers=NO_STORE)


@router.get("/checkpoints", summary="時点票", dependencies=[Requires("checkpoint.print")])
def checkpoints(request: Request) -> Response:
    """One sheet to print: what each log held, and its signature."""
    around = request.app.state.runtime
    return sign_in_pages.around_of(request).pages.render(
        request,
        "checkpoints.html",
        parts=list(request.app.state.sheets()),
        at=around.clock(),
        place="status",
        frame=frame(around, request.state.staff, "checkpoint.print"),
    )


@router.get("/live", summary="動いているか")
def live() -> dict[str, str]:
    """The process answers."""
    return {"status": "live"}


@router.get("/ready", summary="受け付けられるか")
def ready(request: Request) -> Response:
    """Whether it can work: not while something is in alarm (a log that may only be read still can)."""
    if not request.app.state.observer.standing().ready:
        return JSONResponse({"status": "unready"}, 503, {"Retry-After": "10"})
    return JSONResponse({"status": "ready"})


def home_of(staff: Staff, mounted: set[str]) -> str:
    """The first page of a person, among the services that run here."""
    held = {one.role for one in staff.roles}
    wanted = next((path for role, path in HOMES if role in held), "/intake/")
    return wanted if wanted.rstrip("/") in mounted else "/status"
