"""A planted city behind its pages, whose keys can be destroyed; pages are walked link by link."""

import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import psycopg
from fastapi.testclient import TestClient

from deploy import onebox
from deploy.house import City, House
from deploy.marker import FILLED, Marker
from deploy.roles import SERVICES
from deploy.verbs import demo
from events.host import accounts
from events.host.address import Address
from events.host.runtime import installation
from events.host.settings import Settings
from tests.deploy.planted import KEYS
from tests.quick_passwords import quick_passwords

HERE = "http://127.0.0.1:8400"
LINK = re.compile(r'(?:href|hx-get)="(/[^"#]*)')
NOT_WALKED = re.compile(r"sign-out|/static/|/look/|/live|draft=")


@dataclass
class Pages:
    """What one person can reach from some first pages by following links."""

    client: TestClient
    texts: dict[str, str] = field(default_factory=dict)
    failed: list[tuple[str, int]] = field(default_factory=list)

    def walk(self, first: list[str], most: int = 400) -> None:
        waiting, seen = list(first), set(first)
        while waiting and len(self.texts) < most:
            path = waiting.pop(0)
            answer = self.client.get(path)
            if answer.status_code >= 400:
                self.failed.append((path, answer.status_code))
                continue
            self.texts[path] = answer.text
            for link in LINK.findall(answer.text):
                found = unescape(link)
                if found not in seen and not NOT_WALKED.search(found):
                    seen.add(found)
                    waiting.append(found)


@contextmanager
def behind_pages(address: Address, folder: Path) -> Iterator[House]:
    """The house of a database that `tests.deploy.planted` filled, with the people of the demo."""
    settings = Settings(home=folder / "home", keys=folder / "keys")
    settings.home.mkdir()
    city = City()
    with ExitStack() as stack:
        stack.enter_context(quick_passwords())
        around = stack.enter_context(
            installation(settings, address, KEYS, city.areas, city.municipality, demo=True)
        )
        marker = Marker(Marker.of(KEYS).origin, Marker.of(KEYS).key_check, FILLED)
        with psycopg.connect(address.conninfo()) as session:
            for sample in demo.ACCOUNTS:
                accounts.insert(session, sample.account)
        yield House(settings, address, around, marker, stack)


@contextmanager
def served(house: House) -> Iterator[TestClient]:
    """The pages of all services, followers running."""
    app = onebox.application(house, SERVICES, demo.shown(house))
    with TestClient(app, base_url=HERE) as client:
        yield client


def signed_in(client: TestClient, login: str) -> TestClient:
    """Another browser of the same application."""
    other = TestClient(client.app, base_url=HERE, client=("127.0.0.1", 50_000))
    answer = other.post("/sign-in", data={"login": login, "password": demo.PASSWORD})
    assert answer.status_code == 200, answer.text
    return other


def destroy(address: Address, person: str = "") -> None:
    """Every key of everybody, statistics and all; or of one person. As the owner could do it."""
    with psycopg.connect(address.conninfo()) as session:
        if person:
            session.execute("delete from keys.data_key where subject = %s", [person])
            session.execute("delete from keys.person_key where person = %s", [person])
        else:
            session.execute("delete from keys.data_key")
            session.execute("delete from keys.person_key")
