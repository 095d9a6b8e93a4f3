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
    with postgres.copied(servers.template(servers.newest)) as address, planted(address) as city:
        city.plant(6)
        yield [recorded for log in city.logs.values() for recorded in log.read()]


def shredded(recorded: Recorded, groups: set[Group]) -> Recorded:
    kind = kind_of(recorded.fact)
    gone = {field.name: GONE for field in kind.fields if field.group in groups}
    fact: Any = recorded.fact
    return replace(recorded, fact=replace(fact, **gone))


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


@pytest.mark.parametrize("service", sorted(EVOLVE))
def test_a_state_folds_on(service: str, facts: list[Recorded]) -> None:
    streams: dict[Any, list[Any]] = {}
    for one in facts:
        if one.source == service:
            streams.setdefault(one.stream, []).append(shredded(one, EVERYTHING).fact)
    states = []
    for stream in streams.values():
        try:
            states.append(fold(EVOLVE[service], stream))
        except ValueError:
            assert service == "benefits", "a person's months have a fold of their own"
    assert any(isinstance(state, Consultation | Case | Grant) for state in states)
