"""A running house for the tests of planning's pages: real database, real sign-in, a clock one can set."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
from fastapi import FastAPI
from fastapi.testclient import TestClient

from events.bus.follow import Follower
from events.contract.codes import Channel, ContactMethod
from events.host import accounts, areas, municipality_file, passwords
from events.host.address import Address
from events.host.auth import Assignment
from events.host.calendar import JAPAN
from events.host.front import Front, front
from events.host.runtime import Installation, Runtime, installation, service
from events.host.settings import Settings
from events.host.status import Observer
from events.log.event_log import Move
from events.log.key_file import KeyFile
from events.log.recorded import Context
from services.intake.consultation import evolve as evolve_intake
from services.intake.decisions import (
    ApplyForUse,
    ReceiveConsultation,
    RecordContact,
    apply_for_use,
    receive_consultation,
    record_contact,
)
from services.planning.followers import TABLES
from services.planning.http import create_app
from tests.intake.installation import naming
from tests.quick_passwords import quick_passwords

ROOT = Path(__file__).parent.parent.parent
NISHI, KITA = "271063", "271276"
PASSWORD = "あさがお-ひまわり-42"
"""The slow hash is tested with the sign-in; here people sign in dozens of times."""
ROLES = {
    "yamamoto": ("山本 直子", "counsellor", NISHI, "nishi", "minatoryo-nishi", "nishi-2015"),
    "inoue": ("井上 健一", "chief_counsellor", NISHI, "nishi", "minatoryo-nishi", "nishi-2015"),
    "sato": ("佐藤 良", "municipal_officer", NISHI, "city-hall", "city", ""),
    "kimura": ("木村 恵", "decision_maker", NISHI, "city-hall", "city", ""),
    "both": ("大野 学", ("municipal_officer", "decision_maker"), NISHI, "city-hall", "city", ""),
    "kita": ("北村 葵", "counsellor", KITA, "kita", "mihon-kita", "kita-2015"),
    "oonishi": ("大西 遥", "payment_clerk", NISHI, "city-hall", "city", ""),
    "takase": ("高瀬 律子", "auditor", NISHI, "city-hall", "city", ""),
}
"""Login → name, role or roles, ward, office, operator, contract."""


@dataclass
class House:
    """`now` is what every service takes for the present instant."""

    around: Installation
    planning: Runtime
    intake: Runtime
    app: FastAPI
    persons: Mapping[str, UUID]
    now: datetime = field(default_factory=lambda: datetime(2026, 5, 7, 1, 0, tzinfo=UTC))

    @property
    def today(self) -> date:
        return self.now.astimezone(JAPAN).date()

    def on(self, day: date, hour: int = 10) -> None:
        """Set the clock to a Japanese day."""
        self.now = datetime.combine(day, time(hour), JAPAN).astimezone(UTC)

    def received(self, ward: str = NISHI, *, applied: bool = True, sharing: bool = False) -> UUID:
        """A case at intake, today; with a signed application unless told otherwise."""
        case = uuid4()
        command = ReceiveConsultation(
            today=self.today,
            received_on=self.today,
            person=uuid4(),
            channel=Channel.TELEPHONE,
            story="家賃が払えない",
        )
        self._intake(case, ward, receive_consultation, command)
        if applied:
            apply = ApplyForUse(
                today=self.today,
                applied_on=self.today,
                consent_handling=True,
                consent_sharing=sharing,
            )
            self._intake(case, ward, apply_for_use, apply)
        self.caught_up()
        return case

    def said_at_intake(self, case: UUID, *steps: tuple[Any, Any], ward: str = NISHI) -> None:
        """Decisions of intake with their commands."""
        for decision, command in steps:
            self._intake(case, ward, decision, command)
        self.caught_up()

    def tried_in_vain(self, case: UUID, ward: str = NISHI) -> None:
        command = RecordContact(
            today=self.today,
            contacted_on=self.today,
            method=ContactMethod.TELEPHONE,
            reached=False,
            minutes=len(self.intake.log.history(case)),
        )
        self._intake(case, ward, record_contact, command)
        self.caught_up()

    def caught_up(self) -> None:
        """Wait until planning's tables show every fact of both logs."""
        for name, runtime in (("intake", self.intake), ("planning", self.planning)):
            head = runtime.log.reading.head()
            for table in TABLES:
                if name in table.sources:
                    assert self.planning.tables.wait_for(table.name, name, head, 20)

    def _intake(self, case: UUID, ward: str, decision: Any, command: Any) -> None:
        move = Move(case, evolve_intake, decision, command)
        request = uuid4()
        context = Context(
            actor=self.persons["yamamoto"],
            role="counsellor",
            office="nishi",
            operator="minatoryo-nishi/nishi-2015",
            area=ward,
            request=request,
            correlation=request,
            at=self.now,
        )
        self.intake.log.execute(uuid4(), case, [move], context)


@contextmanager
def house(address: Address) -> Iterator[House]:
    """Planning as it runs, with intake's log beside it; followers run for the length of the block."""
    moving: dict[str, House] = {}

    def clock() -> datetime:
        return moving["house"].now if moving else datetime(2026, 5, 7, 1, 0, tzinfo=UTC)

    with ExitStack() as stack:
        stack.enter_context(quick_passwords())
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yorisoi-planning-")))
        known = areas.load(ROOT / "deploy" / "areas.csv")
        around = stack.enter_context(
            installation(
                Settings(home=home / "home", keys=home / "keys"),
                address,
                KeyFile.make(home / "keys"),
                known,
                municipality_file.load(ROOT / "deploy" / "municipality.toml", known),
                demo=True,
                clock=clock,
            )
        )
        persons = _accounts(address)
        intake = stack.enter_context(service("intake", around, home))
        pages = ROOT / "services" / "planning" / "pages"
        planning = stack.enter_context(service("planning", around, pages))
        follower = Follower("planning", TABLES, address.conninfo, planning.codec)
        app = front(
            around,
            Front(
                mounted={
                    "/planning": create_app(planning, [follower]),
                    "/intake": naming("山本 花子"),
                },
                observer=Observer(home, [planning], list, clock),
            ),
        )
        made = House(around, planning, intake, app, persons)
        moving["house"] = made
        yield made


def _accounts(address: Address) -> dict[str, UUID]:
    persons = {}
    with psycopg.connect(address.conninfo()) as session:
        for login, (name, roles, ward, office, operator, contract) in ROLES.items():
            held = tuple(
                Assignment(
                    role=role,
                    wards=frozenset({ward}),
                    office=office,
                    operator=operator,
                    contract=contract,
                    since=date(2015, 4, 1),
                )
                for role in ((roles,) if isinstance(roles, str) else roles)
            )
            account = accounts.Account(
                login=login,
                password_hash=passwords.hashed(PASSWORD),
                name=name,
                roles=held,
                demo=True,
            )
            accounts.insert(session, account)
            persons[login] = account.person
    return persons


class Browser:
    """One signed-in person with a browser that runs no JavaScript."""

    def __init__(self, house: House, login: str) -> None:
        self.client = TestClient(
            house.app,
            base_url="http://127.0.0.1",
            client=("127.0.0.1", 50_000),
            headers={"accept": "text/html"},
            follow_redirects=False,
        )
        entered = self.client.post("/sign-in", data={"login": login, "password": PASSWORD})
        assert entered.status_code == 303, entered.status_code

    def get(self, path: str) -> Page:
        return Page(self.client.get(f"/planning{path}"))

    def post(self, path: str, typed: Mapping[str, Any]) -> Page:
        return Page(self.client.post(f"/planning{path}", data=dict(typed)))

    def open(self, path: str) -> Page:
        """A page that must be there."""
        page = self.get(path)
        assert page.status == 200, (path, page.status)
        return page

    def send(self, path: str, typed: Mapping[str, Any]) -> Page:
        """Open the form, fill it over what it brought, send it."""
        return self.post(path, self.open(path).form | dict(typed))

    def record(self, path: str, typed: Mapping[str, Any]) -> None:
        """Send a form that must be recorded."""
        answer = self.send(path, typed)
        assert answer.status == 303, (path, answer.status, answer.alerts)


@dataclass
class Page:
    """An answer, read as a person without JavaScript would."""

    response: Any

    @property
    def status(self) -> int:
        status: int = self.response.status_code
        return status

    @property
    def text(self) -> str:
        text: str = self.response.text
        return text

    @property
    def words(self) -> str:
        """The text between the tags."""
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", self.text)))

    @property
    def form(self) -> dict[str, Any]:
        """What the page's form would send as it stands: name → text or list of texts."""
        return Fields(self.text).sent

    @property
    def alerts(self) -> list[str]:
        return [
            unescape(a)
            for a in re.findall(r"field__error[^>]*>.*?<span>(.*?)</span>", self.text, re.DOTALL)
        ] + [
            re.sub(r"<[^>]+>|\s+", " ", unescape(a))
            for a in re.findall(r'class="notice .*?</div>', self.text, re.DOTALL)
        ]


class Fields(HTMLParser):
    """Reads the first form with the id `form`."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sent: dict[str, Any] = {}
        self._inside = False
        self._area: str | None = None
        self._select: str | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._inside = given.get("id") == "form"
        if not self._inside:
            return
        name = given.get("name", "")
        if tag == "input" and name:
            ticked = given.get("type") not in {"checkbox", "radio"} or "checked" in given
            if ticked:
                self._add(name, given.get("value", "on"))
        elif tag == "textarea":
            self._area = name
            self._add(name, "")
        elif tag == "select":
            self._select = name
            self.sent[name] = None
        elif (
            tag == "option"
            and self._select
            and ("selected" in given or self.sent[self._select] is None)
        ):
            self.sent[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "textarea":
            self._area = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        if self._inside and self._area is not None:
            self.sent[self._area] = (self.sent[self._area] + data).removeprefix("\n")

    def _add(self, name: str, value: str) -> None:
        before = self.sent.get(name)
        if before is None:
            self.sent[name] = value
        else:
            self.sent[name] = [*(before if isinstance(before, list) else [before]), value]
