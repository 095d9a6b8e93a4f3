"""A row planted into an opened installation: its body's files, its staff, its cases, its tables."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Final
from uuid import UUID, uuid5

from deploy.house import HERE, House, holds_data
from deploy.roles import SERVICES
from deploy.simulation.counted import outlines
from deploy.simulation.figures import Figures, NotThere, Row
from deploy.simulation.histories import history
from deploy.simulation.setting import Setting, one_counter
from deploy.simulation.stating import Stating
from deploy.simulation.targets import targets
from deploy.simulation.telling import Say, Telling
from events.bus import catch_up as catching
from events.contract.codes import Service
from events.contract.deciding import Refused
from events.host import areas
from events.host.areas import Area
from events.host.goals import of_published
from events.host.municipality import Municipality, Population, usual_register_date
from events.host.municipality_file import generated_for
from events.log.event_log import EventLog
from events.log.keys import KeyRing

LOGS: Final = ("intake", "planning")
MUNICIPALITY: Final = "municipality.toml"


@dataclass(frozen=True, slots=True)
class Planted:
    """What a run put there, or found there."""

    cases: int
    facts: int


def accommodate(home: Path, row: Row, bare: Callable[[], bool]) -> None:
    """Write the municipality file of the row's body into a data directory without records.

    `bare` = whether the installation that stands there holds none. NotThere where the body is unknown, or where
    the directory is another body's.
    """
    text = municipality_of(row)
    file = home / MUNICIPALITY
    if file.exists():
        if file.read_text(encoding="utf-8") != text:
            raise NotThere(
                f"{home} には別の自治体・年度の設定があります。空の YORISOI_HOME を指定してください。"
            )
        return
    if holds_data(home) and not bare():
        raise NotThere(f"{home} にはすでに記録があります。空の YORISOI_HOME を指定してください。")
    home.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Ground:
    """Where a row is planted: the logs by service, the keys, and the body's municipality file."""

    logs: Mapping[str, EventLog]
    keys: KeyRing
    municipality: Municipality

    @classmethod
    def of(cls, house: House) -> "Ground":
        """The ground of an opened installation."""
        logs = {name: house.runtime(name).log for name in LOGS}
        return cls(logs, house.runtime(LOGS[0]).keys, house.around.municipality)


def plant(ground: Ground, figures: Figures, row: Row, seed: int, say: Say) -> Planted:
    """State every command of the row that is not stored yet, with progress."""
    chance = Random(f"{row.id}:{seed}")  # noqa: S311 - believable, not secret
    cases = outlines(row, targets(row, chance), chance)
    root = uuid5(figures.namespace, f"{row.id}:{seed}")
    municipality = ground.municipality
    area = _area(municipality.areas, row)

    def needs_decision(day: date) -> frozenset[Service]:
        return municipality.switchboard.needing(area.code, day)

    counter = f"{municipality.operators[0].code}/"
    setting = Setting(
        place=area.name,
        area=area.code,
        acting=one_counter(root, municipality.offices[0].code, counter),
        needs_decision=needs_decision,
        seed=root,
    )
    say(f"「{row.id}」: {len(cases):,}件のケースを作っています…")
    histories = [(ordinal, history(case, ordinal, setting)) for ordinal, case in enumerate(cases)]
    stating = Stating(
        ground.logs, ground.keys, lambda _: setting, _command(figures.namespace, row, seed), root
    )
    tell = Telling(say)
    for progress in stating.run(histories):
        tell(progress)
    return Planted(len(cases), sum(log.reading.head() for log in ground.logs.values()))


def catch_up(house: House, say: Say) -> None:
    """Bring the tables of every service to the heads of the logs."""
    for name in SERVICES:
        tables = import_module(f"services.{name}.followers").TABLES
        if tables:
            say(f"  集計表を更新しています({name})…")
            codec = house.runtime(name).codec
            catching.catch_up(name, tables, house.address.conninfo, codec)


def _command(namespace: UUID, row: Row, seed: int) -> Callable[[int], UUID]:
    return lambda ordinal: uuid5(namespace, f"{row.id}:{seed}:{ordinal}")


def municipality_of(row: Row) -> str:
    """The municipality file of the row's body: population, goals, one counter. NotThere for an unknown body."""
    known = areas.load(HERE / "areas.csv")
    area = _area(known, row)
    people = None
    if row.population is not None:
        registered = row.population_as_of
        people = Population(
            area=area.code,
            fiscal_year=row.fiscal_year,
            population=row.population,
            register_date=date.fromisoformat(registered)
            if registered
            else usual_register_date(row.fiscal_year),
        )
    goals = of_published(row.printed, row.fiscal_year, area)
    return generated_for(known, area, row.fiscal_year, people, goals)


def _area(known: areas.Areas, row: Row) -> Area:
    try:
        return known.by_name(row.area, row.start)
    except Refused:
        raise NotThere(f"「{row.area}」は地域の一覧(areas.csv)にありません。") from None
