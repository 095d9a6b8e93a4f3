"""A running house for the tests of benefits: real database, real sign-in, intake's log beside it, a clock one can set."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path
from time import sleep
from typing import Any
from uuid import UUID, uuid4

import psycopg
from fastapi import FastAPI

from events.bus.follow import Follower
from events.bus.projection import Projection
from events.bus.read_tables import NotReady
from events.contract.codes import Channel
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
from services.benefits.followers import TABLES
from services.benefits.http import create_app
from services.intake.consultation import evolve as evolve_intake
from services.intake.decisions import ReceiveConsultation, receive_consultation
from tests.intake.installation import naming
from tests.planning.house import NISHI, PASSWORD, Page
from tests.planning.house import Browser as PlanningBrowser
from tests.quick_passwords import quick_passwords

ROOT = Path(__file__).parent.parent.parent
KITA = "271276"
CITY = (NISHI, "city-hall", "city", "")
ROLES: Mapping[str, tuple[str, tuple[str, ...], str, str, str, str]] = {
    "yamamoto": (
        "山本 直子",
        ("counsellor",),
        NISHI,
        "nishi",
        "minatoryo-nishi",
        "nishi-2015",
    ),
    "kita": ("北村 葵", ("counsellor",), KITA, "kita", "mihon-kita", "kita-2015"),
    "sato": ("佐藤 良", ("municipal_officer",), *CITY),
    "mori": ("森 明子", ("municipal_officer",), *CITY),
    "kimura": ("木村 恵", ("decision_maker",), *CITY),
    "both": ("大野 学", ("municipal_officer", "decision_maker"), *CITY),
    "fujii": ("藤井 亮", ("payment_clerk",), *CITY),
    "yoshikawa": ("吉川 静", ("accounting_manager",), *CITY),
    "deguchi": ("出口 薫", ("treasury_officer",), *CITY),
    "kitagawa": ("北川 明", ("city_headquarters",), *CITY),
    "purse": ("石田 悟", ("payment_clerk", "accounting_manager"), *CITY),
}
"""Login → name, roles, ward, office, operator, contract."""


@dataclass
class House:
    """`now` is what every service takes for the present instant."""

    around: Installation
    benefits: Runtime
    intake: Runtime
    app: FastAPI
    persons: Mapping[str, UUID]
    now: datetime = field(default_factory=lambda: datetime(2026, 11, 2, 1, 0, tzinfo=UTC))

    @property
    def today(self) -> date:
        return self.now.astimezone(JAPAN).date()

    def on(self, day: date, hour: int = 10) -> None:
        """Set the clock to a Japanese day."""
        self.now = datetime.combine(day, time(hour), JAPAN).astimezone(UTC)

    def received(self, ward: str = NISHI, *, person: UUID | None = None) -> UUID:
        """A case at intake, today."""
        case, request = uuid4(), uuid4()
        command = ReceiveConsultation(
            today=self.today,
            received_on=self.today,
            person=person or uuid4(),
            channel=Channel.TELEPHONE,
            story="家賃が払えない",
        )
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
        move = Move(case, evolve_intake, receive_consultation, command)
        self.intake.log.execute(uuid4(), case, [move], context)
        self.caught_up()
        return case

    def caught_up(self) -> None:
        """Wait until the tables of benefits are there and show every fact of both logs."""
        for table in TABLES:
            self._there(table)
        for name, runtime in (("intake", self.intake), ("benefits", self.benefits)):
            head = runtime.log.reading.head()
            for table in TABLES:
                if name in table.sources:
                    assert self.benefits.tables.wait_for(table.name, name, head, 20)

    def _there(self, table: Projection[Any]) -> None:
        """A table of an empty log has nothing to wait for but itself."""
        for _ in range(400):
            try:
                self.benefits.tables.rows(table, limit=1)
            except NotReady:
                sleep(0.05)
            else:
                return
        raise AssertionError(table.name)


@contextmanager
def house(address: Address) -> Iterator[House]:
    """Benefits as it runs; followers run for the length of the block."""
    moving: dict[str, House] = {}

    def clock() -> datetime:
        return moving["house"].now if moving else datetime(2026, 11, 2, 1, 0, tzinfo=UTC)

    with ExitStack() as stack:
        stack.enter_context(quick_passwords())
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yorisoi-benefits-")))
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
        pages = ROOT / "services" / "benefits" / "pages"
        benefits = stack.enter_context(service("benefits", around, pages))
        follower = Follower("benefits", TABLES, address.conninfo, benefits.codec)
        app = front(
            around,
            Front(
                mounted={
                    "/benefits": create_app(benefits, [follower]),
                    "/intake": naming("山本 花子"),
                },
                observer=Observer(home, [benefits], list, clock),
            ),
        )
        made = House(around, benefits, intake, app, persons)
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
                for role in roles
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


class Browser(PlanningBrowser):
    """One signed-in person with a browser that runs no JavaScript, on the pages of benefits."""

    def __init__(self, house: House, login: str) -> None:
        super().__init__(house, login)  # type: ignore[arg-type] # of a house it needs the app alone

    def get(self, path: str) -> Page:
        return Page(self.client.get(f"/benefits{path}"))

    def post(self, path: str, typed: Mapping[str, Any]) -> Page:
        return Page(self.client.post(f"/benefits{path}", data=dict(typed)))
