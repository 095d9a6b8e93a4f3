"""`yorisoi rebuild [service] [table]`: fold the logs anew beside the tables that serve, then swap."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from time import monotonic
from typing import Any

from deploy.house import House, opened
from deploy.roles import SERVICES
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.bus.projection import Projection
from events.bus.rebuild import Progress, RebuildRefused, Step, rebuild
from events.bus.source import NotDense, SourceLog
from events.bus.tables import Tables
from events.bus.unapplicable import Unapplicable
from events.host.settings import Settings

EVERY = 1.0
"""Seconds between two lines of progress."""


def options(own: ArgumentParser) -> None:
    """Nothing = every table of every service."""
    own.add_argument("service", nargs="?", choices=SERVICES, help="サービス。なければすべて")
    own.add_argument("table", nargs="?", help="集計表の名前。なければサービスのすべて")


def run(given: Namespace, settings: Settings) -> int:
    """Table after table; each serves until its successor is complete."""
    tables = list(chosen(given.service, given.table))
    with opened(settings) as house:
        for service, projection in tables:
            _rebuild(house, service, projection)
    print(f"{len(tables)} の集計表を作り直しました。")
    return 0


def chosen(service: str | None, table: str | None) -> Iterator[tuple[str, Projection[Any]]]:
    """The tables asked for, with their service; VerbRefused names those there are."""
    found = [
        (name, projection)
        for name in SERVICES
        for projection in tables_of(name)
        if service in {None, name} and table in {None, projection.name}
    ]
    if table is not None and not found:
        names = "、".join(projection.name for projection in tables_of(service or ""))
        raise VerbRefused(f"{service} に {table} という集計表はありません。あるのは: {names}")
    yield from found


def tables_of(service: str) -> tuple[Projection[Any], ...]:
    """The tables a service fills; none where it fills none."""
    if find_spec(f"services.{service}.followers") is None:
        return ()
    tables: tuple[Projection[Any], ...] = import_module(f"services.{service}.followers").TABLES
    return tables


def _rebuild(house: House, service: str, projection: Projection[Any]) -> None:
    conninfo, codec = house.address.conninfo, house.runtime(service).codec
    tables = Tables.as_stored(service, conninfo(f"projector_{service}"), tables_of(service))
    tables.prepare()
    try:
        rebuild(
            tables,
            projection,
            lambda source: SourceLog.to_rebuild(conninfo, service, source),
            codec,
            again=True,
            report=_printed(service),
        )
    except (Unapplicable, NotDense, RebuildRefused) as fault:
        raise VerbRefused(str(fault)) from None


def _printed(service: str) -> Callable[[Progress], None]:
    """Each step once; how far the reading is, once a second."""
    last: tuple[Step, float] = (Step.DONE, 0.0)

    def report(progress: Progress) -> None:
        nonlocal last
        step, at = last
        if progress.step is not step or monotonic() - at >= EVERY:
            last = (progress.step, monotonic())
            print(
                f"  {service} {progress.projection}: {progress.step.ja}"
                f"({progress.read:,} / {progress.end:,} 件)"
            )

    return report


VERB = Verb("rebuild", "集計表を記録から作り直す(動かしたままでよい)", OPERATOR, run, options)
