"""Services in one process behind one origin: all four, or one alone, with their followers as threads."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Final

from fastapi import FastAPI

from deploy.house import House
from deploy.verb import VerbRefused
from events.bus.reader import State
from events.host.checkpoint_sheet import Sheets, printed
from events.host.front import Front, front
from events.host.runtime import Runtime
from events.host.server import server
from events.host.settings import Settings
from events.host.sign_in_pages import Demo
from events.host.status import SERVICES_JA, Observer
from events.log.recorded import SOURCES
from services.reporting import checked

if TYPE_CHECKING:
    from deploy.city_road import CityRoad

Say = Callable[[str], None]


def create(runtime: Runtime, road: CityRoad | None = None) -> FastAPI:
    """The application of one service."""
    followers = None if road is None else [road.consumer(runtime)]
    made: FastAPI = import_module(f"services.{runtime.service}.http").create_app(runtime, followers)
    return made


def application(
    house: House, services: Sequence[str], demo: Demo | None = None, road: CityRoad | None = None
) -> FastAPI:
    """The front page with these services below their prefixes; facts travel in the database, or by `road`."""
    runtimes = [house.runtime(name) for name in services]
    mounted = {f"/{runtime.service}": create(runtime, road) for runtime in runtimes}
    if "/intake" in mounted:  # whoever runs beside intake draws names at once
        for runtime in runtimes:
            runtime.names = mounted["/intake"].state.names
    observer = Observer(
        house.settings.home,
        runtimes,
        lambda: states(mounted.values()),
        house.around.clock,
        lambda: [*(road.lines() if road else ()), *checked.lines(house.settings.home, services)],
    )
    # Workers of the front page end before those of the services: relays, then consumers.
    relays = [road.relays(house.address, services)] if road else []
    given = Front(mounted, observer, demo, lambda: sheets(runtimes))
    return front(house.around, given, workers=relays)


def sheets(runtimes: Iterable[Runtime]) -> Sheets:
    """The 時点票's part of each log."""
    for runtime in runtimes:
        yield printed(SERVICES_JA[runtime.service], runtime.ledger)


def states(applications: Iterable[FastAPI]) -> Iterator[State]:
    """What every follower of these applications is doing."""
    for app in applications:
        for worker in app.state.workers:
            yield from getattr(worker, "states", ())


def serve(
    house: House,
    listener: socket.socket,
    services: Sequence[str],
    demo: Demo | None,
    told: Say,
    road: CityRoad | None = None,
) -> None:
    """Until somebody ends it: stop accepting, end live pages, stop relays and followers, return.

    The logs are signed from here until the house closes.
    """
    app = application(house, services, demo, road)
    house.sign(services)
    port = listener.getsockname()[1]

    def ready() -> None:
        settled()
        told(address_of(house, port))

    web = server(app, house.settings, house.around.live.close, ready)
    try:
        web.run(sockets=[listener])
    except SystemExit:
        raise app.state.fault or VerbRefused("始められませんでした。") from None


SELDOM: Final = (20_000, 50, 100)
"""Allocations before the collector looks through the young, and how seldom through the old (gc.set_threshold)."""


def settled() -> None:
    """What was loaded until now stays: the collector's walk through all of it would halt every page meanwhile."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


def listening(settings: Settings, port: int) -> socket.socket:
    """The port, taken before anything is started; VerbRefused if another program has it."""
    family = socket.AF_INET6 if ":" in settings.bind else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((settings.bind, port))
    except OSError as fault:
        made.close()
        raise VerbRefused(
            f"{settings.bind} のポート {port} を使えません（{fault.strerror}）。"
            "`--port` か YORISOI_PORT で別のポートを選んでください。"
        ) from None
    return made


def port_of(settings: Settings, services: Sequence[str]) -> int:
    """8400 for all; a service alone has a port of its own behind it: 8401 intake … 8404 reporting."""
    if settings.port == 0 or len(services) != 1:
        return settings.port
    return settings.port + SOURCES[services[0]]


def address_of(house: House, port: int) -> str:
    """What to type into a browser."""
    bind = house.settings.bind
    host = f"[{bind}]" if ":" in bind else bind
    return f"http://{host}:{port}/"
