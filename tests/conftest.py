"""The PostgreSQL servers of a test run: the embedded one, and Debian's 15 where a test asks for it.

`address` is a fresh migrated database on the best server found. `each_address` runs the test on
every supported server version.
"""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from deploy import embedded
from deploy.migrate import Area, migrate
from events.host.address import Address
from events.testing import postgres

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytest_plugins = [
    "tests.left_out",
    "tests.long_first",
    "tests.properties",
    "tests.write_golden",
    "tests.write_plug",
]
MEMORY = 1024**3
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    with ExitStack() as stack:
        yield Servers(stack)


@pytest.fixture
def address(servers: Servers) -> Iterator[Address]:
    with postgres.copied(servers.template(servers.newest)) as fresh:
        yield fresh


@pytest.fixture(params=[18, 15], ids=lambda major: f"postgresql-{major}")
def each_address(servers: Servers, request: pytest.FixtureRequest) -> Iterator[Address]:
    if request.param not in servers.majors:
        pytest.skip(f"PostgreSQL {request.param} is not installed")
    with postgres.copied(servers.template(request.param)) as fresh:
        yield fresh


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one Chromium of a run: Playwright's loop, once started, is the main thread's to the end."""
    from playwright.sync_api import sync_playwright  # so that tests without a browser need none

    from tests.pages.serving import chromium

    with sync_playwright() as playwright:
        program = chromium(playwright)
        yield program
        program.close()


class Servers:
    """Starts each server version once per run, when it is first wanted."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._programs = {found.major: found for found in reversed([*embedded.candidates()])}
        self._templates: dict[int, Address] = {}
        self._filled: Address | None = None

    @property
    def majors(self) -> set[int]:
        return set(self._programs)

    @property
    def newest(self) -> int:
        return max(self._programs)

    def programs(self, major: int) -> embedded.Binaries:
        return self._programs[major]

    def template(self, major: int) -> Address:
        """A migrated database nobody is connected to."""
        if major not in self._templates:
            server = self._stack.enter_context(
                embedded.server(
                    self._stack.enter_context(ScratchHome()),
                    db_user=None,
                    database_url=None,
                    say=lambda _: None,
                    programs=self._programs[major],
                    memory=MEMORY,
                )
            )
            from events.contract import KINDS  # so that tests without a database need no contract

            empty = self._stack.enter_context(postgres.created(server, "template"))
            self._templates[major] = migrate(empty, wire_names=KINDS, areas=areas())
        return self._templates[major]

    @property
    def office(self) -> Address:
        """The newest one with the tables of all services in place, as an office has them after its first start."""
        if self._filled is None:
            made = self._stack.enter_context(postgres.copied(self.template(self.newest)))
            place_tables(made)
            self._filled = made
        return self._filled


def place_tables(address: Address) -> None:
    """The tables of all services, empty; no fact is read, so no key is needed."""
    from events.bus.catch_up import catch_up
    from services.benefits import followers as benefits
    from services.intake import followers as intake
    from services.planning import followers as planning
    from services.reporting import followers as reporting

    for name, of in (
        ("intake", intake), ("planning", planning), ("benefits", benefits), ("reporting", reporting),
    ):  # fmt: skip
        catch_up(name, of.TABLES, address.conninfo, None)  # type: ignore[arg-type]


class ScratchHome:
    """A data directory whose path the database's account can pass; pytest's own is closed to it."""

    def __enter__(self) -> Path:
        self._path = Path(tempfile.mkdtemp(prefix="yorisoi-test-"))
        return self._path

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._path, ignore_errors=True)


def areas() -> list[Area]:
    """The areas of the installation, read by themselves so that no other room is needed here."""
    path = ROOT / "deploy" / "areas.csv"
    if not path.exists():
        return [Area(1, "000000", "nation", None, "全国", date(1970, 1, 1), None)]
    with path.open(encoding="utf-8", newline="") as file:
        return [_area(row) for row in csv.DictReader(file)]


def _area(row: dict[str, str]) -> Area:
    return Area(
        area_id=int(row["area_id"]),
        code=row["code"],
        level=row["level"],
        parent=int(row["parent"]) if row["parent"] else None,
        name=row["name"],
        since=date.fromisoformat(row["from"]),
        until=date.fromisoformat(row["until"]) if row["until"] else None,
    )
