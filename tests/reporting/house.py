"""Reporting as a person meets it: a real installation with a generated city, signed-in browsers, a clock by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

import psycopg
from fastapi import FastAPI
from fastapi.testclient import TestClient

from events.bus.catch_up import catch_up
from events.host import accounts, areas, municipality_file
from events.host.accounts import Account
from events.host.address import Address
from events.host.auth import Assignment
from events.host.front import Front, front
from events.host.municipality import Municipality
from events.host.runtime import Runtime, installation, service
from events.host.settings import Settings
from events.host.status import Observer
from events.log.key_file import KeyFile
from services.reporting.followers import TABLES
from services.reporting.http import create_app
from tests.quick_passwords import QUICK, quick_passwords
from tests.reporting.logs import Logs, Setting, spoken

ROOT = Path(__file__).parents[2]
AREAS = areas.load(ROOT / "deploy/areas.csv")
CITY = municipality_file.load(ROOT / "deploy/municipality.toml", AREAS)
OSAKA, NISHI, NANIWA = "271004", "271063", "271110"
PASSWORD = "correct horse battery staple"
HASHED = QUICK.hash(PASSWORD)
NOW = datetime(2026, 11, 21, 5, 3, 22, tzinfo=UTC)
TODAY = date(2026, 11, 21)
EVERY_WARD = Setting(
    wards=tuple(ward.code for ward in CITY.wards_on(TODAY)),
    begins=date(2025, 4, 1),
    days=(TODAY - date(2025, 4, 1)).days,
    migrated=0.04,
)


@dataclass
class House:
    """`sign_in(role, wards)` gives the browser of a new person; `account` the login alone."""

    runtime: Runtime
    app: FastAPI
    logs: Logs
    browsers: list[TestClient] = field(default_factory=list)

    def account(self, role: str, *wards: str) -> str:
        held = Assignment(
            role=role,
            wards=frozenset(wards or (OSAKA,)),
            office="city-hall",
            operator="city",
            since=date(2020, 4, 1),
        )
        made = Account(
            login=f"{role}-{uuid4().hex[:8]}",
            password_hash=HASHED,
            name="北川 明",
            roles=(held,),
        )
        with psycopg.connect(self.runtime.address.conninfo()) as session:
            accounts.insert(session, made)
        return made.login

    def sign_in(self, role: str, *wards: str) -> TestClient:
        browser = TestClient(
            self.app,
            base_url="http://127.0.0.1:8400",
            client=("127.0.0.1", 50_000),
            follow_redirects=False,
            headers={"Accept": "text/html"},
        )
        self.browsers.append(browser)
        sent = {"login": self.account(role, *wards), "password": PASSWORD}
        answer = browser.post("/sign-in", data=sent)
        assert answer.status_code == 303, answer.status_code
        return browser

    def caught_up(self) -> None:
        catch_up("reporting", TABLES, self.runtime.address.conninfo, self.runtime.codec)


@contextmanager
def opened(
    address: Address,
    home: Path,
    *,
    cases: int = 0,
    setting: Setting = EVERY_WARD,
    municipality: Municipality = CITY,
    now: datetime = NOW,
    following: bool = False,
) -> Iterator[House]:
    """Reporting in front of a database; `following`: its tables follow the logs while a server runs."""
    settings = Settings(home=home, keys=home.with_name(f"{home.name}.keys"))
    key_file = KeyFile.make(settings.keys)
    with ExitStack() as stack:
        stack.enter_context(quick_passwords())
        around = stack.enter_context(
            installation(settings, address, key_file, AREAS, municipality, clock=lambda: now)
        )
        runtime = stack.enter_context(
            service("reporting", around, ROOT / "services/reporting/pages")
        )
        logs = Logs(address, runtime.codec)
        stack.callback(logs.close)
        if cases:
            logs.state(spoken(seed=4, cases=cases, setting=setting))
        catch_up("reporting", TABLES, address.conninfo, runtime.codec)
        app = create_app(runtime, None if following else [])
        observer = Observer(home, [runtime], list, around.clock)
        yield House(runtime, front(around, Front({"/reporting": app}, observer)), logs)
