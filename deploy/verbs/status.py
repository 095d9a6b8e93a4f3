"""`yorisoi status`: the lines of the 状態 page; exit code 0 正常, 1 注意, 2 異常."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import suppress

from deploy.house import House, holds_data, opened
from deploy.roles import SERVICES
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.bus.reader import State, Status
from events.bus.tables import NotReady
from events.host.settings import Settings
from events.host.status import Observer, Standing
from events.log.recorded import SOURCES
from events.log.unstored import Unavailable
from services.reporting import checked


def status(given: Namespace, settings: Settings) -> int:
    """Looks at the data itself, whether the services run or not; makes nothing where nothing is."""
    if not settings.database_url and not holds_data(settings.home):
        raise VerbRefused(
            f"{settings.home} には何もありません。`yorisoi setup` で用意してください。"
        )
    with opened(settings) as house:
        runtimes = [house.runtime(name) for name in SERVICES]
        for runtime in runtimes:
            with suppress(Unavailable):  # the lines below say so
                runtime.standing.look()
        observer = Observer(
            settings.home,
            runtimes,
            lambda: readings(house),
            house.around.clock,
            lambda: checked.lines(settings.home),
        )
        standing = observer.standing()
    print(_as_json(standing) if given.json else _as_text(standing))
    return standing.health.code


def readings(house: House) -> Iterator[State]:
    """How far the tables of each service have read each log, from their checkpoints."""
    names = {number: name for name, number in SOURCES.items()}
    for service in SERVICES:
        try:
            rows = house.runtime(service).tables.query(
                "select source, min(position) as position from"
                # a partition of the city road stands at its own last fact: the furthest one counts
                " (select source, max(position) as position from checkpoint"
                " group by source, projection) as reached group by source order by 1"
            )
        except NotReady:
            continue
        for row in rows:
            source = names[row["source"]]
            head = house.runtime(source).log.reading.head()
            place = Status.FOLLOWING if row["position"] >= head else Status.STANDING_BY
            yield State(
                service=service, source=source, status=place, position=row["position"], head=head
            )


def _as_text(standing: Standing) -> str:
    lines = [f"{line.health.value}  {line.name}: {line.value}" for line in standing.lines]
    lines += [
        f"{r.health.value}  {r.reader} ← {r.source}: {r.position:,} 件まで反映、残り {r.lag:,} 件 {r.error}"
        for r in standing.readings
    ]
    return "\n".join([*lines, f"全体: {standing.health.value}"])


def _as_json(standing: Standing) -> str:
    return json.dumps(
        {
            "health": standing.health.value,
            "lines": [
                {"name": x.name, "value": x.value, "health": x.health.value} for x in standing.lines
            ],
            "readings": [
                {"reader": r.reader, "source": r.source, "position": r.position, "lag": r.lag}
                for r in standing.readings
            ],
        },
        ensure_ascii=False,
        indent=1,
    )


def options(parser: ArgumentParser) -> None:
    """For people lines, for programs JSON."""
    parser.add_argument("--json", action="store_true", help="JSON で出す")


VERB = Verb("status", "設置のようすを見る", OPERATOR, status, options)
