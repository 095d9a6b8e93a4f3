"""A city to follow, and what tests of followers share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from events.bus.follow import Follower
from events.bus.projection import Projection
from events.host.address import Address
from tests.events.bus.city import City


@pytest.fixture
def city(address: Address) -> Iterator[City]:
    made = City(address)
    yield made
    made.close()


Follow = Callable[..., Follower]


@pytest.fixture
def follow(city: City) -> Iterator[Follow]:
    """Make followers of the city's logs; each is started by the test and stopped after it."""
    made: list[Follower] = []

    def follower(
        *projections: Projection[Any], service: str = "reporting", listening: bool = True
    ) -> Follower:
        made.append(
            Follower(service, projections, city.address.conninfo, city.codec, listening=listening)
        )
        return made[-1]

    yield follower
    for one in made:
        one.stop()
