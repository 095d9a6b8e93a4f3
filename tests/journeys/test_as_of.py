"""Yesterday's figures over HTTP: what was typed later is not in them, and the page says how sure the day is."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from fastapi.testclient import TestClient

from events.bus.as_of import as_of
from events.ledger import note as notes
from events.ledger.checkpoints import CosignedNote
from events.ledger.growing import Growing
from events.ledger.log_key import log_key
from events.ledger.session import LedgerSession
from events.log.key_file import KeyFile
from events.log.recorded import SOURCES
from events.testing import postgres
from services.reporting.figures import figures
from services.reporting.known import known_on
from services.reporting.measure import Scope, load
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import KPI_FACT
from services.reporting.readings import by_replay
from tests.conftest import Servers
from tests.events.ledger.signed import KANSA
from tests.journeys.test_reporting import head, opened_page, words
from tests.reporting.house import EVERY_WARD, OSAKA, House, opened
from tests.reporting.logs import Spoken, made, spoken

FIRST = date(2026, 10, 31)
SECOND = date(2026, 11, 10)
YEAR = Period(2026)


def signed(house: House, folder: Path, day: date) -> None:
    """Every log's checkpoint at noon of a day, as a quorum of witnesses would leave it."""
    at = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    settings = house.runtime.settings
    key_file = KeyFile.load(settings.keys, settings.home)
    for source in SOURCES:
        with closing(
            LedgerSession(house.runtime.address.conninfo(f"ledger_{source}"), source)
        ) as session:
            key = log_key(key_file, source)
            grown = Growing(session, folder / source, key).advance(at)
            if grown is not None:
                made = notes.read(grown.signed.note)
                made = made.joined([KANSA.line(made.text, int(at.timestamp()))])
                session.add_cosigned(CosignedNote(grown.signed.size, str(made), at))


@pytest.fixture(scope="module")
def house(servers: Servers) -> Iterator[House]:
    with (
        postgres.copied(servers.office) as address,
        tempfile.TemporaryDirectory() as folder,
    ):
        home = Path(folder) / "home"
        home.mkdir()
        named = (
            f'[[witness]]\nname = "kansa"\nvkey = "{KANSA.key.vkey}"\nfolder = "{folder}/stick"\n'
        )
        (home / "witnesses.toml").write_text(named)
        with opened(address, home, cases=120) as made:
            signed(made, Path(folder) / "tiles", FIRST)
            later = replace(EVERY_WARD, begins=date(2026, 5, 1), days=150)
            made.logs.state(spoken(seed=9, cases=60, setting=later))
            signed(made, Path(folder) / "tiles", SECOND)
            made.logs.state(spoken(seed=10, cases=30, setting=later))
            made.caught_up()
            yield made


@pytest.fixture(scope="module")
def headquarters(house: House) -> TestClient:
    return house.sign_in("city_headquarters", OSAKA)


def counted(house: House, day: date) -> str:
    """New consultations of the year by folding the logs as far as the day knew them."""
    runtime = house.runtime
    known = known_on(runtime.address.conninfo, day, runtime.ledger.policy)
    rows = as_of(KPI_FACT, "reporting", runtime.address.conninfo, runtime.codec, known.sizes)
    scope = Scope(tuple(area.area_id for area in runtime.areas), YEAR.start, YEAR.end)
    return (
        f"{figures(load().values(), scope, by_replay(rows.values()))['new_consultations'].value:,}"
    )


def test_a_past_day_shows_what_it_knew(house: House, headquarters: TestClient) -> None:
    shown = {}
    for day in (FIRST, SECOND):
        page = opened_page(headquarters, f"/?year=2026&as_of={day.isoformat()}")
        shown[day] = head(page, "new_consultations")
        assert shown[day] == counted(house, day)
        assert "そのあとの記録や訂正は入っていません" in words(page)
        assert "/live/kpi" not in page
    now = head(opened_page(headquarters, "/?year=2026"), "new_consultations")
    assert int(shown[FIRST]) < int(shown[SECOND]) < int(now)


def test_it_says_whether_a_witness_has_signed_that_day(headquarters: TestClient) -> None:
    first = words(opened_page(headquarters, f"/?year=2026&as_of={FIRST.isoformat()}"))
    assert "証人の署名、2026年10月31日 12:00 まで" in first
    before = words(opened_page(headquarters, "/?year=2026&as_of=2026-10-30"))
    assert "署名された記録がまだありません" in before


def test_every_number_leads_to_the_records_of_that_day(headquarters: TestClient) -> None:
    page = opened_page(headquarters, f"/?year=2026&as_of={FIRST.isoformat()}")
    links = re.findall(r'class="number-link" href="([^"]+)"', page)
    assert links
    assert all(f"as_of={FIRST.isoformat()}" in link for link in links)
    path = f"/records/new_consultations?year=2026&as_of={FIRST.isoformat()}"
    records = words(opened_page(headquarters, path))
    assert "の時点を見ています" in records


def test_a_file_says_which_day_it_shows(headquarters: TestClient) -> None:
    answer = headquarters.get(
        f"/reporting/records/new_consultations.csv?year=2026&as_of={FIRST.isoformat()}"
    )
    now = headquarters.get("/reporting/records/new_consultations.csv?year=2026")
    assert answer.status_code == now.status_code == 200
    assert len(answer.content.splitlines()) < len(now.content.splitlines())


def test_the_day_is_typed_as_days_are_and_lies_before_today(headquarters: TestClient) -> None:
    assert opened_page(headquarters, "/?year=2026&as_of=R8.10.31") == opened_page(
        headquarters, f"/?year=2026&as_of={FIRST.isoformat()}"
    )
    for typed, said in (("2026-11-21", "昨日まで"), ("平成40年1月1日", "平成"), ("いつか", "日付")):
        answer = headquarters.get("/reporting/", params={"year": "2026", "as_of": typed})
        assert answer.status_code == 422
        assert said in words(answer.text)


def test_a_case_shows_what_was_recorded_by_then(house: House, headquarters: TestClient) -> None:
    case = next(iter(house.logs.of["intake"].read(0, 1))).case
    now = words(opened_page(headquarters, f"/cases/{case}/timeline"))
    then = words(opened_page(headquarters, f"/cases/{case}/timeline?as_of={FIRST.isoformat()}"))
    nothing = words(opened_page(headquarters, f"/cases/{case}/timeline?as_of=2026-10-30"))
    assert "相談受付" in now
    assert "相談受付" in then
    assert "今の経過に戻る" in then
    assert "相談受付" not in nothing.split("の時点を見ています")[1].split("今の経過に戻る")[1]


def test_the_same_day_gives_the_same_page_whatever_comes_later(
    house: House, headquarters: TestClient
) -> None:
    path = f"/?year=2026&as_of={FIRST.isoformat()}"
    before = opened_page(headquarters, path)
    later = replace(EVERY_WARD, begins=date(2026, 5, 1), days=100)
    house.logs.state(spoken(seed=11, cases=10, setting=later))
    house.caught_up()
    assert opened_page(headquarters, path) == before
    assert FIRST + timedelta(days=1) < SECOND


def test_a_decision_that_no_witness_has_signed_is_marked(
    house: House, headquarters: TestClient, tmp_path: Path
) -> None:
    rows = [row for row in house.logs.of["intake"].read(0, 40) if row.context.role != "migration"]
    early, late = list(dict.fromkeys((row.case, row.context.area) for row in rows))[:2]
    for number, (case, ward) in enumerate((early, late), 1):
        fact = made("planning.support-decided", uuid4(), decided_on=SECOND)
        house.logs.state([Spoken(case, ward, fact)])
        if number == 1:
            signed(house, tmp_path, SECOND + timedelta(days=1))
    house.caught_up()
    for (case, _), marked in ((early, False), (late, True)):
        page = words(opened_page(headquarters, f"/cases/{case}/timeline"))
        assert "支援決定" in page
        assert ("未公証" in page) is marked
