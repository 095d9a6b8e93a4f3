"""One town for all lives of a run; each life begins again on 7 May 2026 and ends with everybody gone home."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from events.testing import postgres
from tests.conftest import Servers
from tests.lives.town import BEGINS, Town, town


@pytest.fixture(scope="session")
def standing(
    servers: Servers, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    folder = tmp_path_factory.mktemp("town")
    with (
        postgres.copied(servers.office) as address,
        town(address, folder, browser) as made,
    ):
        yield made


@pytest.fixture
def here(standing: Town) -> Iterator[Town]:
    standing.on(BEGINS)
    yield standing
    standing.goes_home()
