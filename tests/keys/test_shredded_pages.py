"""Every page that people reach goes on when the keys are gone: it says 消去済み and fails nowhere (T-E3)."""

from pathlib import Path

import psycopg

from events.contract import Open
from events.contract.intake import ConsultationReceived
from events.testing import postgres
from tests.conftest import Servers
from tests.deploy.planted import planted
from tests.keys.city import Pages, behind_pages, destroy, served, signed_in

PEOPLE = ("nishi", "tanto", "kacho", "shiharai", "kansa")


def test_every_page_bears_that_everything_was_shredded(servers: Servers, tmp_path: Path) -> None:
    with postgres.copied(servers.template(servers.newest)) as address:
        with planted(address) as city:
            city.plant(3)
            city.fill_tables()
            names = [
                r.fact.name.value
                for r in city.logs["intake"].read()
                if isinstance(r.fact, ConsultationReceived) and isinstance(r.fact.name, Open)
            ]
        with behind_pages(address, tmp_path) as house:
            before = walked(house, address)
            assert any(str(names[0]) in text for text in before.texts.values())
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
