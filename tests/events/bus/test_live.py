"""Live feeding, rebuilding and replaying give the same tables; a reader never sees anything half."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from events.bus.catch_up import catch_up
from events.bus.projection import replay
from events.host.address import Address
from tests.events.bus.city import City, Saying, positions, sayings, table
from tests.events.bus.folds import ALL, CASES, OPEN_PLANS, TALLY


@pytest.fixture
def city(address: Address) -> Iterator[City]:
    made = City(address)
    yield made
    made.close()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sayings)
def test_live_tables_equal_a_replay_of_the_logs(city: City, said: list[Saying]) -> None:
    city.say(*said)
    catch_up("reporting", ALL, city.address.conninfo, city.codec)
    stated = city.stated()
    for projection in ALL:
        assert table(city.address, "reporting", projection) == replay(projection, stated)
