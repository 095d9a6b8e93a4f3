"""A town of its own: all four services on one address, a clock one can set, and the people at their desks."""

from __future__ import annotations

import time as clock_time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
from playwright.sync_api import Browser

from deploy import onebox
from deploy.house import City, House
from deploy.marker import FILLED, Marker
from deploy.roles import SERVICES
from deploy.verbs import demo
from deploy.verbs.demo import Sample
from events.bus.projection import Projection
from events.bus.tables import NotReady, ReadTables
from events.contract import wareki
from events.host import accounts
from events.host.address import Address
from events.host.calendar import JAPAN
from events.host.runtime import installation
from events.host.settings import Settings
from events.log.key_file import KeyFile
from tests.lives.desk import Desk
from tests.lives.window import Window
from tests.pages.serving import served
from tests.quick_passwords import quick_passwords

BEGINS = date(2026, 5, 7)
"""The slow hash is tested with the sign-in; here people sign in again whenever the clock has moved."""


def _also(of: str, login: str, name: str, role: str) -> Sample:
    """One more person of the same office as `of`."""
    found = next(sample for sample in demo.ACCOUNTS if sample.login == of)
    return replace(found, login=login, name=name, roles=(role,))


PEOPLE = (
    *demo.ACCOUNTS,
    _also("nishi", "kakei", "谷口 文", "budget_adviser"),
    _also("nishi", "shigoto", "小川 進", "employment_support_worker"),
    _also("naniwa", "naniwa-shunin", "村井 久", "chief_counsellor"),
)


@dataclass
class Town:
    """`at` is its address; every service takes `now` for the present instant."""

    house: House
    at: str
    now: datetime
    browser: Browser
    _desks: dict[tuple[str, date], Desk] = field(default_factory=dict)
    _windows: dict[tuple[str, date], Window] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.now.astimezone(JAPAN).date()

    def on(self, day: date, hour: int = 10) -> None:
        """Set the clock to a Japanese day; whoever was signed in signs in anew."""
        self.now = datetime.combine(day, time(hour), JAPAN).astimezone(UTC)

    def desk(self, login: str) -> Desk:
        """That person at a computer without JavaScript, today."""
        key = login, self.today
        if key not in self._desks:
            self._desks[key] = Desk.signed_in(self.at, login, demo.PASSWORD)
        return self._desks[key]

    def window(self, login: str) -> Window:
        """That person at a Chromium of their own, today."""
        key = login, self.today
        if key not in self._windows:
            self._windows[key] = Window.signed_in(self.browser, self.at, login, demo.PASSWORD)
        return self._windows[key]

    def opens(self) -> None:
        """Wait until every table of every service is there to be asked."""
        for tables, table in self._tables():
            while not _there(tables, table):
                clock_time.sleep(0.02)

    def caught_up(self) -> None:
        """Wait until every table of every service shows every fact."""
        heads = {name: self.house.runtime(name).log.reading.head() for name in SERVICES}
        for tables, table in self._tables():
            for source in table.sources:
                if source in heads:
                    assert tables.wait_for(table.name, source, heads[source], 30), table.name

    def _tables(self) -> Iterator[tuple[ReadTables, Projection[Any]]]:
        for service in SERVICES:
            for table in import_module(f"services.{service}.followers").TABLES:
                yield self.house.runtime(service).tables, table

    def goes_home(self) -> None:
        """Every window and every connection is closed."""
        for window in self._windows.values():
            window.close()
        for desk in self._desks.values():
            desk.close()
        self._windows.clear()
        self._desks.clear()


def _there(tables: ReadTables, table: Projection[Any]) -> bool:
    try:
        tables.rows(table, "false", [])
    except NotReady:
        return False
    return True


def day(text: date) -> str:
    """A day as people here type it, R8.5.7."""
    return wareki.short(text)


@contextmanager
def town(address: Address, folder: Path, browser: Browser) -> Iterator[Town]:
    """The installation with its people and no history, served until the end of the block."""
    moving: dict[str, Town] = {}
    begin = datetime.combine(BEGINS, time(10), JAPAN).astimezone(UTC)

    def clock() -> datetime:
        return moving["town"].now if moving else begin

    settings = Settings(home=folder / "home", keys=folder / "keys")
    settings.home.mkdir()
    key_file, city = KeyFile.make(settings.keys), City()
    with ExitStack() as stack:
        stack.enter_context(quick_passwords())
        around = stack.enter_context(
            installation(
                settings, address, key_file, city.areas, city.municipality, demo=True, clock=clock
            )
        )
        first = Marker.of(key_file)
        marker = Marker(first.origin, first.key_check, FILLED)
        with psycopg.connect(address.conninfo()) as session:
            for person in PEOPLE:
                accounts.insert(session, person.account)
        house = House(settings, address, around, marker, stack)
        at = stack.enter_context(served(onebox.application(house, SERVICES, demo.shown(house))))
        made = moving["town"] = Town(house, at, begin, browser)
        made.opens()
        yield made
        made.goes_home()
