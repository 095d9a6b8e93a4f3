"""The city road: the one-box application with its records on Apache Kafka, a broker that leaves and comes back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from fastapi.testclient import TestClient

from deploy import onebox
from deploy.city_road import CityRoad
from deploy.house import City, House
from deploy.kafka import broker, jars
from deploy.marker import Marker
from deploy.roles import SERVICES
from deploy.verb import VerbRefused
from events.bus.catch_up import catch_up
from events.bus.follow import Follower
from events.bus.kafka.cluster import AWAY
from events.host import accounts, passwords
from events.host.accounts import Account
from events.host.address import Address
from events.host.auth import Assignment
from events.host.calendar import japanese_day, utc_now
from events.host.runtime import installation
from events.host.settings import Settings
from events.log.key_file import KeyFile
from services.reporting.projections.kpi_fact import KPI_FACT
from tests.events.bus.city import positions, table
from tests.intake.installation import HERE, HTML, Browser
from tests.quick_passwords import quick_passwords

pytestmark = pytest.mark.kafka
NISHI, OSAKA = "271063", "271004"
PASSWORD = "あさがお-ひまわり-42"
PARTITIONS = 3
TABLES: dict[str, Any] = {
    name: import_module(f"services.{name}.followers").TABLES for name in SERVICES
}
"""Service → its tables."""


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Path]:
    """The home of a broker that this test may stop."""
    home = tmp_path / "kafka"
    try:
        broker.up(home)
    except jars.Missing as missing:
        pytest.skip(f"kafka: {missing}")
    yield home
    broker.down(home)


@pytest.fixture
def house(address: Address, tmp_path: Path, node: Path) -> Iterator[House]:
    """An installation set up for that broker."""
    settings = Settings(
        home=tmp_path / "home",
        keys=tmp_path / "keys",
        kafka_bootstrap_servers=broker.up(node).bootstrap,
        topic_prefix=f"t{uuid4().hex[:8]}.",
        topic_partitions=PARTITIONS,
    )
    settings.home.mkdir()
    key_file, city = KeyFile.make(settings.keys), City()
    with ExitStack() as stack:
        stack.enter_context(quick_passwords())
        around = stack.enter_context(
            installation(settings, address, key_file, city.areas, city.municipality)
        )
        yield House(settings, address, around, Marker.of(key_file), stack)


@contextmanager
def served(house: House) -> Iterator[TestClient]:
    """The application as `yorisoi run --broker` makes it, with workers running."""
    app = onebox.application(house, SERVICES, road=CityRoad.of(house.settings))
    with TestClient(app, base_url=HERE, headers=HTML) as client:
        yield client


def signed_in(house: House, app: Any, role: str, area: str) -> Browser:
    login = f"{role}-{uuid4().hex[:6]}"
    held = Assignment(
        role=role,
        wards=frozenset({area}),
        office="nishi",
        operator="city",
        since=date(2020, 4, 1),
    )
    with psycopg.connect(house.address.conninfo()) as session:
        account = Account(
            login=login, password_hash=passwords.hashed(PASSWORD), name="試験 花子", roles=(held,)
        )
        accounts.insert(session, account)
    client = TestClient(
        app, base_url=HERE, client=("127.0.0.1", 50_000), follow_redirects=False, headers=HTML
    )
    answer = client.post("/sign-in", data={"login": login, "password": PASSWORD})
    assert answer.status_code == 303
    return Browser(client)


def received(counsellor: Browser) -> UUID:
    today = japanese_day(utc_now())
    return counsellor.receive(received_on=f"R{today.year - 2018}.{today.month}.{today.day}")


PER_CASE = ("intake.worklist", "planning.known_case", "benefits.known_case", "reporting.case_list")
"""One row per case each: there once every service has seen every reception."""


def dashboard(headquarters: Browser) -> str:
    """The figure of new consultations on the first page of reporting."""
    page = headquarters.get("/reporting/").text
    head = page.split('data-live-key="head-new_consultations"')[1]
    return head.split('<span class="figure">')[1].split("<")[0]


def rows(address: Address) -> dict[str, dict[Any, Any]]:
    """Every table of every service."""
    return {
        f"{name}.{p.name}": table(address, name, p)
        for name, tables in TABLES.items()
        for p in tables
    }


def soon(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for other threads without taking their processor."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.2)


def counted(house: House) -> int:
    """Rows of the table that the dashboard reads."""
    try:
        return len(table(house.address, "reporting", KPI_FACT))
    except psycopg.errors.UndefinedTable:
        return 0


def arrived_by_topic(address: Address) -> dict[tuple[int, int], int]:
    """(source, partition) → offset on the topic, where `kpi_fact` was last fed from there."""
    with psycopg.connect(address.conninfo()) as session:
        found = session.execute(
            "select source, partition, topic_offset from reporting_read.checkpoint"
            " where projection = 'kpi_fact' and topic_offset is not null"
        )
        return {(source, partition): offset for source, partition, offset in found}


def on_the_embedded_road(house: House) -> dict[str, dict[Any, Any]]:
    """The same logs followed without a broker: tables filled on the other road are filled anew."""
    for name, tables in TABLES.items():
        runtime = house.runtime(name)
        follower = Follower(name, tables, house.address.conninfo, runtime.codec)
        follower.start()
        try:
            soon(lambda follower=follower: follower.ready)
        finally:
            follower.stop()
        places = [positions(house.address, name, p.name) for p in tables]
        assert {partition for place in places for _, partition in place} == {0}
    return rows(house.address)


@pytest.mark.slow
def test_records_reach_the_dashboard_through_a_broker_that_leaves_and_comes_back(
    house: House, node: Path
) -> None:
    with served(house) as client:
        counsellor = signed_in(house, client.app, "counsellor", NISHI)
        headquarters = signed_in(house, client.app, "city_headquarters", OSAKA)
        administrator = signed_in(house, client.app, "system_administrator", OSAKA)
        cases = [received(counsellor), received(counsellor)]
        soon(lambda: counted(house) == 2)
        assert dashboard(headquarters) == "2"
        by_topic = arrived_by_topic(house.address)
        assert by_topic, "the facts came by the topic, not from the log"

        runtime = house.runtime("reporting")
        catch_up("reporting", TABLES["reporting"], house.address.conninfo, runtime.codec)
        assert arrived_by_topic(house.address) == by_topic, "whoever feeds the tables still does"

        broker.down(node)
        cases.append(received(counsellor))
        assert counsellor.get(f"/intake/cases/{cases[-1]}").status_code == 200
        status = administrator.get("/status").text
        assert AWAY in status
        assert client.get("/ready").status_code == 200
        assert dashboard(headquarters) == "2"

        broker.up(node)
        soon(lambda: counted(house) == 3)
        cases.append(received(counsellor))
        soon(lambda: counted(house) == 4)
        assert dashboard(headquarters) == "4"
        tables = house.runtime("intake").tables
        head = house.runtime("intake").log.reading.head()
        assert tables.wait_for("worklist", "intake", head, 30, case=cases[-1])
        for name in PER_CASE:
            soon(lambda name=name: set(rows(house.address)[name]) == set(cases))
    by_broker = rows(house.address)
    assert set(by_broker["intake.worklist"]) == set(cases)
    assert by_broker == on_the_embedded_road(house)


def test_the_application_starts_and_stops_without_a_broker(house: House, node: Path) -> None:
    broker.down(node)
    road = CityRoad.of(house.settings)
    assert road.provide().startswith(AWAY)
    with served(house) as client:
        counsellor = signed_in(house, client.app, "counsellor", NISHI)
        case = received(counsellor)
        assert counsellor.get(f"/intake/cases/{case}").status_code == 200
        begun = time.monotonic()
    assert time.monotonic() - begun < 20, "nobody waits for a broker when the program ends"
    with served(house):
        broker.up(node)
        soon(lambda: counted(house) == 1, 90)


def test_topics_cut_otherwise_are_refused_with_a_sentence(house: House) -> None:
    CityRoad.of(house.settings).provide()
    other = house.settings.model_copy(update={"topic_partitions": PARTITIONS + 1})
    with pytest.raises(VerbRefused, match="YORISOI_TOPIC_PARTITIONS"):
        CityRoad.of(other).provide()
    unnamed = house.settings.model_copy(update={"kafka_bootstrap_servers": None})
    with pytest.raises(VerbRefused, match="YORISOI_KAFKA_BOOTSTRAP_SERVERS"):
        CityRoad.of(unnamed)
