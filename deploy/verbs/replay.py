"""`yorisoi replay SERVICE TABLE --until DAY`: a table as a past day knew it, from the logs alone."""

from __future__ import annotations

import csv
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from enum import Enum
from typing import Any

from deploy.house import House, opened
from deploy.roles import SERVICES
from deploy.verb import OPERATOR, Verb, VerbRefused
from deploy.verbs.rebuild import chosen
from events.bus.as_of import as_of
from events.bus.columns import all_columns, key_columns
from events.bus.projection import Projection
from events.bus.source import NotDense
from events.bus.unapplicable import Unapplicable
from events.contract import Refused
from events.host.settings import Settings
from services.reporting.asked import past_day
from services.reporting.known import known_on


def options(own: ArgumentParser) -> None:
    """Which table, and when: a day, or a length of each log."""
    own.add_argument("service", choices=SERVICES, help="サービス")
    own.add_argument("table", help="集計表の名前")
    own.add_argument("--until", metavar="DAY", help="この日の終わりまで(例: R8.10.31)")
    own.add_argument(
        "--size",
        action="append",
        default=[],
        metavar="SERVICE=N",
        help="このサービスの記録 N 件目まで(くり返し指定できます)",
    )


def run(given: Namespace, settings: Settings) -> int:
    """The rows as CSV to stdout, in the order of their keys; what is said meanwhile goes to stderr."""
    if bool(given.until) == bool(given.size):
        raise VerbRefused("--until 日付 か --size サービス=件数 のどちらかを指定してください。")
    with opened(settings, say=_said) as house:
        [(service, projection)] = chosen(given.service, given.table)
        sizes = _of_day(house, given.until) if given.until else _of_sizes(house, given.size)
        try:
            rows = as_of(
                projection, service, house.address.conninfo, house.runtime(service).codec, sizes
            )
        except (NotDense, Unapplicable) as fault:
            raise VerbRefused(str(fault)) from None
        _printed(projection, rows)
    return 0


def _of_day(house: House, typed: str) -> Mapping[str, int]:
    try:
        day = past_day(typed, house.around.calendar.today())
        known = known_on(house.address.conninfo, day, house.runtime("reporting").ledger.policy)
    except Refused as refusal:
        raise VerbRefused(refusal.ja) from None
    _said(known.words)
    return known.sizes


def _of_sizes(house: House, given: Iterable[str]) -> Mapping[str, int]:
    sizes = {}
    for text in given:
        service, _, number = text.partition("=")
        if service not in SERVICES or not (number.isascii() and number.isdigit()):
            raise VerbRefused(f"--size intake=1200 のように指定してください: {text}")
        head = house.runtime(service).log.reading.head()
        if int(number) > head:
            raise VerbRefused(f"{service} の記録は {head:,} 件です。{text} まではありません。")
        sizes[service] = int(number)
    return sizes


def _printed(projection: Projection[Any], rows: Mapping[Any, Any]) -> None:
    columns = all_columns(projection)
    keys = [column.name for column in key_columns(projection)]
    own = {field.name for field in fields(projection.row)}
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for key in sorted(rows, key=_order):
        parts = dict(zip(keys, key if isinstance(key, tuple) else (key,), strict=True))
        row = rows[key]
        writer.writerow(
            _cell(getattr(row, column.name) if column.name in own else parts[column.name])
            for column in columns
        )


def _order(key: Any) -> tuple[Any, ...]:
    parts = key if isinstance(key, tuple) else (key,)
    return tuple(part if isinstance(part, int) else str(part) for part in parts)


def _cell(value: Any) -> object:
    if value is None:
        return ""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def _said(sentence: str) -> None:
    """Beside the table, which alone goes to stdout."""
    print(sentence, file=sys.stderr)


VERB = Verb("replay", "過去のある日に分かっていた集計表を出す", OPERATOR, run, options)
