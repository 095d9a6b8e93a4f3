"""A service over its ledger: proofs for auditors, lines on 状態, signatures at the end of the process."""

from datetime import timedelta
from uuid import UUID

import pytest

from events.contract import kind_of
from events.host import unnotarised
from events.host.ledger_lines import ago, of_ledger
from events.host.lines import Health
from events.ledger import checkpointer, note, proof
from events.ledger.checkpointer import Standing
from events.log.recorded import Recorded
from tests.events.host.conftest import House
from tests.events.host.test_forms import CASE, filled
from tests.events.ledger.test_checkpointer import until


@pytest.fixture
def recorded(house: House) -> Recorded:
    """One fact, stored through a page."""
    answer = house.sign_in("counsellor").post(f"/intake/cases/{CASE}", data=filled())
    assert answer.status_code == 303
    return house.runtime.log.history(UUID(CASE))[-1]


def test_an_auditor_gets_a_proof_that_stands_alone(house: House, recorded: Recorded):
    auditor = house.sign_in("auditor")
    path = f"/intake/api/proofs/{recorded.position}"
    assert auditor.get(path).status_code == 503, "nothing is signed before the process starts to"
    house.runtime.ledger.start()
    until(lambda: auditor.get(path).status_code == 200)
    answer = auditor.get(path)
    assert f"intake-{recorded.position}.tlog-proof" in answer.headers["content-disposition"]
    made = proof.read(answer.text)
    assert made.index == recorded.position - 1
    assert made.check(bytes.fromhex(recorded.leaf)).origin == house.runtime.ledger.origin
    house.runtime.ledger.policy.check(note.read(made.checkpoint))
    for position, status in ((recorded.position + 1, 404), (0, 422), (2**63, 422)):
        assert auditor.get(f"/intake/api/proofs/{position}").status_code == status


def test_proofs_are_for_auditors_only(house: House, recorded: Recorded):
    for role in ("counsellor", "system_administrator", "city_headquarters"):
        answer = house.sign_in(role).get(f"/intake/api/proofs/{recorded.position}")
        assert answer.status_code == 403, role


def lines(house: House) -> dict[str, tuple[str, Health, str]]:
    head = house.runtime.log.reading.head()
    found = of_ledger(house.runtime, "受付", head, house.clock())
    return {line.name: (line.value, line.health, line.note) for line in found}


def test_the_lines_say_what_is_signed_and_what_is_not(house: House, recorded: Recorded):
    value, health, said = lines(house)["受付の署名"]
    assert (value, health) == ("まだありません", Health.WELL)
    assert "1 件" in said
    house.runtime.ledger.start()
    until(lambda: house.runtime.ledger.checkpoints.newest() is not None)
    assert lines(house)["受付の署名"] == ("1 件まで（0 秒前）", Health.WELL, "")


def test_a_refused_signature_is_an_alarm(house: House, monkeypatch: pytest.MonkeyPatch):
    refused = Standing(checkpointer.REFUSED, None, "記録の位置が続いていません")
    monkeypatch.setattr(house.runtime.ledger._checkpointer, "standing", refused)
    assert lines(house)["受付の署名"][1:] == (Health.ALARM, "記録の位置が続いていません")


def test_a_fact_that_waits_counts_until_it_is_cosigned(
    house: House, recorded: Recorded, monkeypatch
):
    monkeypatch.setattr(unnotarised, "WAITING", frozenset({type(recorded.fact)}))
    monkeypatch.setattr(unnotarised, "wire_names", lambda _: [kind_of(recorded.fact).wire])
    value, health, said = lines(house)["受付の未公証"]
    assert value.startswith("1 件")
    assert (health, "証人がまだ決まっていません" in said) == (Health.WELL, True)
    assert unnotarised.is_unnotarised(recorded, 0)
    assert not unnotarised.is_unnotarised(recorded, recorded.position)
    assert unnotarised.pending(house.runtime.log.reading, "intake", recorded.position).count == 0


def test_ages_are_told_as_people_do():
    told = [ago(timedelta(seconds=n)) for n in (-5, 0, 59, 60, 3599, 3600, 86_399, 200_000)]
    assert told == [
        "0 秒前",
        "0 秒前",
        "59 秒前",
        "1 分前",
        "59 分前",
        "1 時間前",
        "23 時間前",
        "2 日前",
    ]
