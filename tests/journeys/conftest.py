"""Journeys begin in an office that has been started before: its tables stand, empty."""

from collections.abc import Iterator

import pytest

from events.host.address import Address
from events.testing import postgres
from tests.conftest import Servers


@pytest.fixture
def address(servers: Servers) -> Iterator[Address]:
    with postgres.copied(servers.office) as fresh:
        yield fresh
