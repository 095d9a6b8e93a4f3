"""An installation on a real database with intake behind its front page, a clock set by hand, and people.

One installation serves all tests of a module, so every test invents its own persons (`somebody`).
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from itertools import count
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID, uuid4

import psycopg
from fastapi import FastAPI, Form
from fastapi.responses import HTMLResponse
from fastapi.testclient import TestClient
from httpx2 import Response

from events.host import accounts, areas, municipality_file
from events.host.accounts import Account
from events.host.address import Address
from events.host.auth import Assignment
from events.host.front import Front, front
from events.host.runtime import Installation, Runtime, installation, service
from events.host.settings import Settings
from events.host.status import Observer
from events.log.key_file import KeyFile
from services.intake.http import create_app
from tests.quick_passwords import QUICK, quick_passwords

ROOT = Path(__file__).parents[2]
PASSWORD = "correct horse battery staple"
HASHED = QUICK.hash(PASSWORD)
HERE = "http://127.0.0.1:8400"
HTML = {"Accept": "text/html"}
NISHI, MINATO = "271063", "271071"
TODAY = date(2026, 11, 21)


@dataclass
class Hands:
    """A clock moved by hand; it begins at 10:00 of 21 November 2026 in Japan."""

    now: datetime = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class Counter:
    """The installation. `planning` is the runtime of planning, whose log intake follows."""

    address: Address
    around: Installation
    runtime: Runtime
    planning: Runtime
    app: Any
    clock: Hands
    made: list[TestClient] = field(default_factory=list)

    def account(self, role: str = "counsellor", *wards: str, name: str = "試験 花子") -> str:
        """The login name of a new person of that role."""
        login = f"{role}-{uuid4().hex[:8]}"
        held = Assignment(
            role=role,
            wards=frozenset(wards or (NISHI,)),
            office="nishi",
            operator="city",
            since=date(2020, 4, 1),
        )
        with psycopg.connect(self.address.conninfo()) as session:
            account = Account(login=login, password_hash=HASHED, name=name, roles=(held,))
            accounts.insert(session, account)
        return login

    def sign_in(self, role: str = "counsellor", *wards: str, name: str = "試験 花子") -> Browser:
        """The browser of a new person of that role."""
        login = self.account(role, *wards, name=name)
        client = TestClient(
            self.app,
            base_url=HERE,
            client=("127.0.0.1", 50_000),
            follow_redirects=False,
            headers=HTML,
        )
        answer = client.post("/sign-in", data={"login": login, "password": PASSWORD})
        assert answer.status_code == 303
        return Browser(client)

    def facts(self, case: UUID) -> list[str]:
        """The kinds of a case's facts, in order."""
        return [type(r.fact).__name__ for r in self.runtime.log.history(case)]


@dataclass
class Browser:
    """Somebody at a computer, without JavaScript."""

    client: TestClient

    def get(self, path: str, **given: Any) -> Response:
        return self.client.get(path, **given)

    def panel(self, **typed: Any) -> str:
        """The duplicate panel for what is typed, as htmx asks for it."""
        page = self.open("/intake/consultations/new")
        answer = self.client.post(
            "/intake/consultations/candidates",
            data=page.fields | typed,
            headers={"HX-Request": "true"},
        )
        assert answer.status_code == 200
        return str(answer.text)

    def open(self, path: str) -> Page:
        """A page that is there."""
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.status_code
        return Page(answer.text)

    def send(self, path: str, page: Page, **typed: Any) -> Response:
        """Send the page's form as a browser would, with these fields typed."""
        return self.client.post(path, data=page.fields | typed)

    def receive(self, **typed: Any) -> UUID:
        """Receive a consultation; its case."""
        page = self.open("/intake/consultations/new")
        told = {"channel": "telephone", "story": "家賃が払えない", "received_on": "R8.11.21"}
        answer = self.send("/intake/consultations", page, **(told | typed))
        assert answer.status_code == 303, Page(answer.text).errors
        return UUID(answer.headers["location"].split("/cases/")[1][:36])


@dataclass
class Page:
    """The parts of an HTML answer that the tests speak of."""

    text: str

    @property
    def fields(self) -> dict[str, Any]:
        """What a browser would send of the form that names a command."""
        reader = Controls()
        reader.feed(self.text)
        return reader.fields

    @property
    def hidden(self) -> dict[str, str]:
        """The hidden fields of that form."""
        reader = Controls(only_hidden=True)
        reader.feed(self.text)
        return reader.fields

    @property
    def errors(self) -> list[str]:
        """The sentences of the summary."""
        summary = re.search(r'class="errors__list">(.*?)</ul>', self.text, re.DOTALL)
        return re.findall(r">([^<]+)</a>", summary[1]) if summary else []

    @property
    def note(self) -> str:
        """The words above a form that came back."""
        found = re.search(r'id="note".*?</div>\s*</div>\s*</div>', self.text, re.DOTALL)
        return re.sub(r"<[^>]+>|\s+", " ", found[0]) if found else ""

    def __contains__(self, words: str) -> bool:
        return words in self.text


class Controls(HTMLParser):
    """The successful controls of the last form with a command id, and those that point at it by name."""

    def __init__(self, *, only_hidden: bool = False) -> None:
        super().__init__()
        self.only_hidden = only_hidden
        self.fields: dict[str, Any] = {}
        self._found: dict[str, Any] = {}
        self._form: str | None = None
        self._text: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form, self._found = given.get("id", ""), {}
        elif tag == "input":
            self._input(given, "checked" in dict(attrs))
        elif tag == "textarea":
            self._text = given["name"]
            self._keep(self._text, "")
        elif tag == "select":
            self._select = given["name"]
        elif tag == "option" and self._select:
            self._option(given.get("value", ""), "selected" in dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            if "command_id" in self._found:
                self.fields = self._found
            self._form = None
        elif tag == "textarea":
            self._text = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._text:
            self._keep(self._text, (self._found.get(self._text, "") + data).removeprefix("\n"))

    def _option(self, value: str, selected: bool) -> None:
        if self._select and (selected or self._select not in self._found):
            self._keep(self._select, value)

    def _input(self, given: dict[str, str], checked: bool) -> None:
        kind, name = given.get("type", "text"), given.get("name", "")
        if not name or (self.only_hidden and kind != "hidden"):
            return
        if kind not in {"radio", "checkbox"}:
            self._keep(name, given.get("value", ""))
        elif checked and kind == "checkbox":
            self._keep(name, [*self._found.get(name, []), given.get("value", "on")])
        elif checked:
            self._keep(name, given.get("value", "on"))

    def _keep(self, name: str, value: Any) -> None:
        if self._form is not None and not (self.only_hidden and self._select):
            self._found[name] = value


_PERSONS = count()
SYLLABLES = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ"
)


@dataclass(frozen=True)
class Somebody:
    """A fictitious person nobody else resembles."""

    name: str
    kana: str
    phone: str


def somebody() -> Somebody:
    """A new one each time; far enough from all others for the search of duplicates."""
    rng = random.Random(next(_PERSONS))  # noqa: S311 - repeatable
    family, given = ("".join(rng.choices(SYLLABLES, k=5)) for _ in range(2))
    return Somebody(
        name=f"髙{family} {given}",
        kana=f"{family} {given}",
        phone=f"090-{rng.randint(1000, 9999)}-{rng.randint(1000, 9999)}",
    )


def neighbour(words: str) -> FastAPI:
    """Another service as far as a page of intake needs it: it answers every panel with these words."""
    app = FastAPI(openapi_url=None)
    app.state.workers = []

    @app.get("/{path:path}")
    def panel(path: str) -> HTMLResponse:
        return HTMLResponse(f'<div class="card"><h2 class="card__title">{words}</h2></div>')

    return app


def naming(name: str) -> FastAPI:
    """Intake as far as the pages of other services need it: whom a case concerns."""
    app = FastAPI(openapi_url=None)
    app.state.name, app.state.workers = "intake", []

    @app.get("/cases/{case}/who")
    def who(case: str) -> HTMLResponse:
        return HTMLResponse(f'<p class="of-case"><strong>{name}</strong>　西区</p>')

    @app.get("/cases/{case}/addressee")
    def addressee(case: str) -> HTMLResponse:
        return HTMLResponse(f'<p class="of-case"><strong>{name}</strong></p>')

    @app.post("/names")
    def names(case: Annotated[list[str], Form()]) -> HTMLResponse:
        return HTMLResponse(
            "".join(
                f"<span hx-swap-oob=\"innerHTML:[data-name='{one}']\">{name}</span>" for one in case
            )
        )

    return app


@contextmanager
def counter(
    address: Address,
    folder: Path,
    *,
    started: bool = True,
    beside: dict[str, FastAPI] | None = None,
) -> Iterator[Counter]:
    """Until the end of the block; `started` = its tables are followed, else a server will do that.

    `beside` = prefix → another service.
    """
    clock = Hands()
    with_areas = areas.load(ROOT / "deploy/areas.csv")
    city = municipality_file.load(ROOT / "deploy/municipality.toml", with_areas)
    settings = Settings(home=folder, keys=folder.with_name(f"{folder.name}.keys"))
    key_file = KeyFile.make(settings.keys)
    with ExitStack() as stack:
        stack.enter_context(quick_passwords())
        around = stack.enter_context(
            installation(settings, address, key_file, with_areas, city, clock=clock)
        )
        pages = ROOT / "services/intake/pages"
        runtime = stack.enter_context(service("intake", around, pages))
        planning = stack.enter_context(service("planning", around, pages))
        observer = Observer(folder, [runtime], list, clock)
        mounted = {"/intake": create_app(runtime), **(beside or {})}
        app = front(around, Front(mounted, observer))
        if started:
            stack.enter_context(TestClient(app, base_url=HERE))
        yield Counter(address, around, runtime, planning, app, clock)
