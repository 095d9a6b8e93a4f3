"""Every table and every state folds on when every sealed value of every fact is shredded (T-E3)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest

from deploy.roles import SERVICES
from deploy.simulation.stating import EVOLVE
from events.bus.projection import Projection, replay
from events.contract import Group, Shredded, fold, kind_of
from events.log.recorded import Recorded
from events.testing import postgres
from services.benefits.grant import Grant
from services.intake.consultation import Consultation
from services.planning.case import Case
from tests.benefits.facts import PAYABLE, month_done
from tests.conftest import Servers
from tests.deploy.planted import planted

GONE = Shredded(uuid4(), date(2026, 11, 22), "retention_expired")
TABLES = [
    projection
    for service in SERVICES
    for projection in import_module(f"services.{service}.followers").TABLES
]


@pytest.fixture(scope="module")
def facts(servers: Servers) -> Iterator[list[Recorded]]:
    with postgres.copied(servers.office) as address, planted(address) as city:
        city.plant(6)
        yield [recorded for log in city.logs.values() for recorded in log.read()]


def shredded(recorded: Recorded, groups: set[Group]) -> Recorded:
    return replace(recorded, fact=gone(recorded.fact, groups))


def gone(fact: Any, groups: set[Group]) -> Any:
    fields = [field for field in kind_of(fact).fields if field.group in groups]
    return replace(fact, **dict.fromkeys([field.name for field in fields], GONE))


EVERYTHING = set(Group) - {Group.CLEAR}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_folds_on_and_without_the_person_it_is_the_same(
    table: Projection[Any], facts: list[Recorded]
) -> None:
    whole = replay(table, facts)
    personal = [shredded(one, EVERYTHING - {Group.STAT}) for one in facts]
    assert replay(table, personal) == whole
    nothing_left = replay(table, [shredded(one, EVERYTHING) for one in facts])
    assert nothing_left.keys() == whole.keys()


@pytest.mark.parametrize("service", ["intake", "planning"])
def test_a_state_folds_on(service: str, facts: list[Recorded]) -> None:
    streams: dict[Any, list[Any]] = {}
    for one in facts:
        if one.source == service:
            streams.setdefault(one.stream, []).append(shredded(one, EVERYTHING).fact)
    states = [fold(EVOLVE[service], stream) for stream in streams.values()]
    assert states
    assert all(isinstance(state, Consultation | Case) for state in states)


def test_a_grant_folds_on() -> None:
    stream = [*PAYABLE, *month_done("2026-11"), *month_done("2026-12")]
    state = fold(EVOLVE["benefits"], [gone(fact, EVERYTHING) for fact in stream])
    assert isinstance(state, Grant)
