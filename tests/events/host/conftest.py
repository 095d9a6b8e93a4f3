"""An installation on a real database with one toy service, a clock that is set by hand, and people."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from events.host import accounts, areas, municipality_file, passwords
from events.host.accounts import Account
from events.host.address import Address
from events.host.auth import Assignment
from events.host.checkpoint_sheet import printed
from events.host.front import Front, front
from events.host.runtime import Installation, Runtime, installation, service
from events.host.settings import Settings
from events.host.sign_in_pages import Demo
from events.host.status import Observer
from events.log.key_file import KeyFile
from tests.events.host import toy

ROOT = Path(__file__).parents[3]
PASSWORD = "correct horse battery staple"
QUICK = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
HASHED = QUICK.hash(PASSWORD)
HERE = "http://127.0.0.1:8400"
HTML = {"Accept": "text/html"}


@dataclass
class Hands:
    """A clock moved by hand."""

    now: datetime = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **units: float) -> None:
        self.now += timedelta(**units)


@dataclass
class House:
    """The toy installation; `sign_in(role, …)` gives the browser of a new person."""

    address: Address
    around: Installation
    runtime: Runtime
    app: FastAPI
    clock: Hands
    browsers: list[TestClient] = field(default_factory=list)

    def account(self, role: str, wards: tuple[str, ...] = (toy.NISHI,), **given: object) -> Account:
        login = f"{role}-{uuid4().hex[:8]}"
        held = Assignment(
            role=role,
            wards=frozenset(wards),
            office="nishi",
            operator=str(given.get("operator", "city")),
            contract=str(given.get("contract", "")),
            since=date(2020, 4, 1),
            until=given.get("until"),  # type: ignore[arg-type]
        )
        made = Account(
            login=login,
            password_hash=str(given.get("password_hash", HASHED)),
            name="試験 花子",
            roles=(held,),
        )
        with psycopg.connect(self.address.conninfo()) as session:
            accounts.insert(session, made)
        return made

    def browser(self, host: str = HERE, client: str = "127.0.0.1") -> TestClient:
        made = TestClient(
            self.app, base_url=host, client=(client, 50_000), follow_redirects=False, headers=HTML
        )
        self.browsers.append(made)
        return made

    def signed_in(self, account: Account) -> TestClient:
        browser = self.browser()
        answer = browser.post("/sign-in", data={"login": account.login, "password": PASSWORD})
        assert answer.status_code == 303, answer.status_code
        return browser

    def sign_in(self, role: str, *wards: str, **given: object) -> TestClient:
        return self.signed_in(self.account(role, wards or (toy.NISHI,), **given))


@pytest.fixture
def house(address: Address, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(passwords, "_HASHER", QUICK)
    with installed(address, tmp_path) as made:
        yield made


@contextmanager
def installed(address: Address, folder: Path, demo: Demo | None = None) -> Iterator[House]:
    """The toy installation on that database."""
    clock = Hands()
    with_areas = areas.load(ROOT / "deploy/areas.csv")
    city = municipality_file.load(ROOT / "deploy/municipality.toml", with_areas)
    settings = Settings(home=folder, keys=folder.with_name(f"{folder.name}.keys"))
    known = settings.keys.exists()
    key_file = KeyFile.load(settings.keys, folder) if known else KeyFile.make(settings.keys)
    with (
        installation(
            settings, address, key_file, with_areas, city, clock=clock, demo=demo is not None
        ) as around,
        service("intake", around, toy.PAGES) as runtime,
    ):
        observer = Observer(folder, [runtime], list, clock)
        mounted = {"/intake": toy.create_app(runtime)}
        sheets = lambda: [printed("受付", runtime.ledger)]  # noqa: E731
        app = front(around, Front(mounted, observer, demo, sheets))
        yield House(address, around, runtime, app, clock)


@pytest.fixture
def sign_in(house: House) -> Callable[..., TestClient]:
    return house.sign_in
