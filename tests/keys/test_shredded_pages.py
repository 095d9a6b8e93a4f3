"""Every page that people reach goes on when the keys are gone: it says 消去済み and fails nowhere (T-E3).

And while they are there, whoever may not read a person's own words finds none of them on any page.
"""

from pathlib import Path

import psycopg
import pytest

from deploy.roles import SERVICES
from events.contract import Group, Open, kind_of
from events.contract.intake import ConsultationReceived
from events.log.event_log import EventLog
from events.testing import postgres
from tests.conftest import Servers
from tests.deploy.planted import planted
from tests.keys.city import Pages, behind_pages, destroy, served, signed_in

PEOPLE = ("nishi", "tanto", "kacho", "shiharai", "kansa", "kaikei", "honcho")
WITHOUT_WORDS = ("kansa", "kaikei", "honcho")
PASSES_PAYMENTS = "kaikei"
"""Sees whose account is paid into."""
LONG = 6
"""Letters of a text that is no word of the page itself."""


@pytest.mark.slow
def test_every_page_bears_that_everything_was_shredded(servers: Servers, tmp_path: Path) -> None:
    with postgres.copied(servers.office) as address:
        with planted(address) as city:
            city.plant(3)
            city.fill_tables()
            words = [said for service in SERVICES for said in narratives(city.logs[service])]
            names = [
                r.fact.name.value
                for r in city.logs["intake"].read()
                if isinstance(r.fact, ConsultationReceived) and isinstance(r.fact.name, Open)
            ]
        with behind_pages(address, tmp_path) as house:
            before = walked(house, address)
            assert any(str(names[0]) in text for text in before.texts.values())
            assert not [path for path, status in before.failed if status >= 500]
            assert any(said in read_by(before, "nishi") for said in words)
            for login in WITHOUT_WORDS:
                read = read_by(before, login)
                assert any(path.startswith(f"{login} /planning/cases/") for path in before.texts)
                closed = words if login == PASSES_PAYMENTS else [*words, *map(str, names)]
                assert not [said for said in closed if said in read], login
            destroy(address)
            for name in house._runtimes.values():
                name.keys.forget()
        (tmp_path / "again").mkdir()
        with psycopg.connect(address.conninfo()) as session:
            session.execute("delete from host.sign_in")
            session.execute("delete from host.account")
        with behind_pages(address, tmp_path / "again") as house:
            after = walked(house, address)
        whole = "\n".join(after.texts.values())
        assert after.failed == before.failed
        assert len(after.texts) > 50
        assert "消去済み" in whole
        assert not [n for n in names if isinstance(n, str) and n in whole]


def narratives(log: EventLog) -> set[str]:
    """The longer texts of a log that only people who work on a case may read."""
    return {
        sealed.value
        for recorded in log.read()
        for field in kind_of(recorded.fact).of(Group.NARRATIVE)
        if isinstance(sealed := getattr(recorded.fact, field.name), Open)
        and isinstance(sealed.value, str)
        and len(sealed.value) > LONG
    }


def read_by(found: Pages, login: str) -> str:
    """All that one person saw."""
    return "\n".join(text for path, text in found.texts.items() if path.startswith(f"{login} "))


def walked(house, address) -> Pages:
    with served(house) as client, psycopg.connect(address.conninfo()) as session:
        received = session.execute("select case_id from intake_read.worklist order by 1")
        cases = [str(case) for (case,) in received]
        grants = session.execute("select distinct case_id, grant_no from benefits_read.grant_work")
        first = [f"/{s}/cases/{c}" for c in cases for s in ("intake", "planning", "benefits")]
        first += [f"/benefits/cases/{case}/grants/{n}" for case, n in grants]
        first += ["/", "/intake/", "/planning/", "/benefits/", "/reporting/"]
        found = Pages(client)
        for login in PEOPLE:
            one = Pages(signed_in(client, login))
            one.walk(first)
            found.texts |= {f"{login} {path}": text for path, text in one.texts.items()}
            found.failed += [(f"{login} {path}", status) for path, status in one.failed]
        return found
