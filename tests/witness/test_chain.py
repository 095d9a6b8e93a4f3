"""Service, checkpointer and a real witness: cosigned, away and back, an older backup, folder and paper."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from time import monotonic, sleep
from uuid import uuid4

import pytest

from events.host import passwords
from events.host.address import Address
from events.host.checkpoint_sheet import printed
from events.ledger.log_key import log_key
from events.ledger.seen import PATIENCE
from events.log.unstored import Withheld
from events.testing import postgres
from tests.events.host.conftest import HTML, QUICK, House, installed
from tests.events.host.test_forms import STORY, filled, told
from tests.witness.standing_witness import Place, free_port

JSON = {"Accept": "application/json"}


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", QUICK)


@dataclass
class Chain:
    """One installation's home, its witness, and the road between them."""

    home: Path
    place: Place
    port: int

    @contextmanager
    def house(self, address: Address) -> Iterator[House]:
        with installed(address, self.home) as house:
            key = log_key(house.around.key_file, "intake").key
            (self.place.folder / "logs.txt").write_text(f"log {key.vkey}\n")
            house.runtime.ledger._witnessing._every = 0.3  # a minute is long in a test
            yield house

    def record(self, house: House, times: int = 1) -> str:
        """The last case."""
        browser = house.sign_in("counsellor")
        for case in [str(uuid4()) for _ in range(times)]:
            assert browser.post(f"/intake/cases/{case}", data=filled()).status_code == 303
        return case


def chain(tmp_path: Path, road: Callable[[int], str]) -> Chain:
    made = Chain(tmp_path / "home", Place.made(tmp_path / "witness"), free_port())
    made.home.mkdir()
    text = f'[[witness]]\nname = "kansa"\nvkey = "{made.place.vkey}"\n{road(made.port)}\n'
    assert tomllib.loads(text)
    (made.home / "witnesses.toml").write_text(text)
    return made


@pytest.fixture
def wired(tmp_path: Path) -> Chain:
    return chain(tmp_path, lambda port: f'address = "http://127.0.0.1:{port}"')


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    end = monotonic() + seconds
    while not holds():
        assert monotonic() < end, "it did not happen in time"
        sleep(0.05)


def cosigned(house: House) -> int:
    """Sign from now on; the size the witness has cosigned."""
    ledger, head = house.runtime.ledger, house.runtime.log.reading.head()
    ledger.start()
    until(lambda: ledger.cosigned_until() == head)
    return head


def signed(house: House) -> int:
    """The same without a witness."""
    ledger, head = house.runtime.ledger, house.runtime.log.reading.head()
    ledger.start()
    until(lambda: (found := ledger.checkpoints.newest()) is not None and found.size == head)
    return head


def test_a_log_is_cosigned_and_its_honest_restart_is_written(
    wired: Chain, address: Address
) -> None:
    with wired.house(address) as house:
        pass  # the witness learns the key
    with wired.place.serving(wired.port):
        for size in (1, 2, 3):
            with wired.house(address) as house:
                wired.record(house)
                assert cosigned(house) == size
        with wired.house(address) as house:
            assert house.runtime.standing.look().answered == ("kansa",)
            wired.record(house)
    assert wired.place.alarms == []


def test_a_witness_that_is_away_stops_nothing_and_is_asked_again(
    wired: Chain, address: Address
) -> None:
    with wired.house(address) as house:
        wired.record(house, 2)
        found = house.runtime.standing.look()
        assert (found.silent, found.missing) == (("kansa",), None)
        assert signed(house) == 2
        assert house.runtime.ledger.cosigned_until() == 0
    with wired.place.serving(wired.port), wired.house(address) as house:
        wired.record(house)
        assert cosigned(house) == 3


def test_an_older_backup_is_read_and_not_written(wired: Chain, address: Address) -> None:
    with wired.house(address) as house:
        case = wired.record(house, 3)
        account = house.account("counsellor")
        admin = house.account("system_administrator")
    with postgres.copied(address) as backup:
        with wired.place.serving(wired.port):
            with wired.house(address) as house:
                wired.record(house, 2)
                assert cosigned(house) == 5
            (wired.home / "ledger/intake/cosigned").unlink(
                missing_ok=True
            )  # restored with the rest
            with wired.house(backup) as house:
                browser = house.signed_in(account)
                begun = monotonic()
                sent = filled()
                answer = browser.post(f"/intake/cases/{uuid4()}", data=sent, headers=HTML)
                assert monotonic() - begun < PATIENCE + 2
                assert answer.status_code == 503
                text = unescape(answer.text)
                assert "5 件目までの記録を見ています" in text
                assert "2 件足りません" in text
                assert STORY in text
                assert re.search(r"20\d\d年\d+月\d+日", text)
                body = {"received_on": "2026-11-20", "channel": "office_visit", "story": STORY}
                refused = browser.post(
                    f"/intake/cases/{uuid4()}/receptions", json=body,
                    headers=JSON | {"Idempotency-Key": str(uuid4())},
                )  # fmt: skip
                assert refused.status_code == 503
                assert refused.json()["type"] == "urn:problem:log-behind-witness"
                assert STORY not in refused.text
                assert told(browser, case) == 1  # reading goes on
                status = house.signed_in(admin)
                assert "書き込み" in status.get("/status").text
                assert status.get("/status", headers=JSON).json()["health"] == "異常"
                assert status.get("/ready").status_code == 200
                assert house.runtime.log.reading.head() == 3
            assert (wired.home / "ledger/intake/cosigned").exists()
        with wired.house(backup) as house, pytest.raises(Withheld):
            house.runtime.log.permit()  # the witness is away now: the copy it left speaks
    with wired.house(address) as house:
        wired.record(house)


def test_a_folder_is_a_witness_too(tmp_path: Path, address: Address) -> None:
    stick = tmp_path / "stick"
    made = chain(tmp_path, lambda _: f'folder = "{stick}"')
    stick.mkdir()
    with made.house(address) as house:
        made.record(house, 2)
        assert signed(house) == 2
        until(lambda: bool(list(stick.glob("*.request"))))
    assert made.place.run("folder", str(stick)).returncode == 0
    with made.house(address) as house:
        assert cosigned(house) == 2
        assert house.runtime.standing.look().answered == ("kansa",)
    stick.rename(tmp_path / "unplugged")
    with made.house(address) as house:
        assert house.runtime.standing.look().silent == ("kansa",)
        made.record(house)


@pytest.mark.slow
def test_the_printed_sheet_can_be_typed_into_the_witness(wired: Chain, address: Address) -> None:
    with wired.house(address) as house:
        wired.record(house, 2)
        assert signed(house) == 2
        page = house.sign_in("auditor").get("/checkpoints")
        assert page.status_code == 200
        assert "<svg" in page.text
        assert house.sign_in("counsellor").get("/checkpoints").status_code == 403
        sheet = printed("受付", house.runtime.ledger)
        newest = house.runtime.ledger.checkpoints.newest()
    seen = unescape(re.sub(r"<[^>]+>", " ", page.text))
    lines = [sheet.origin, f"{sheet.size:,}", " ".join(sheet.root), " ".join(sheet.signature)]
    assert all(" ".join(line.split()) in " ".join(seen.split()) for line in lines)
    run = wired.place.run("paper", typed="\n".join(lines))
    assert (run.returncode, run.stderr) == (0, "")
    assert f"{newest.size:,} 件" in run.stdout


@pytest.mark.slow
def test_a_paper_typed_at_the_witness_stops_an_older_backup(wired: Chain, address: Address) -> None:
    with wired.house(address) as house:
        wired.record(house, 2)
    with postgres.copied(address) as backup:
        with wired.house(address) as house:
            wired.record(house, 2)
            assert signed(house) == 4
            sheet = printed("受付", house.runtime.ledger)
        lines = [sheet.origin, str(sheet.size), " ".join(sheet.root), " ".join(sheet.signature)]
        assert wired.place.run("paper", typed="\n".join(lines)).returncode == 0
        with wired.place.serving(wired.port):
            with wired.house(backup) as house, pytest.raises(Withheld) as refusal:
                house.runtime.log.permit()
            assert "2 件足りません" in refusal.value.ja
            with wired.house(address) as house:
                wired.record(house)
