"""After a lawful restore: two persons begin the ledger anew, the loss stays stated, and nothing else can be hidden."""

from __future__ import annotations

import importlib.util
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from html import unescape
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest

from deploy.bundle.contents import Contents
from deploy.bundle.logs import Wanted, part
from deploy.bundle.writing import write
from deploy.renewal.examined import NOT_NEEDED, examined
from deploy.renewal.persons import Person, recognised
from deploy.renewal.proposal import Proposal, sealing_key
from deploy.renewal.renewing import renewed
from deploy.verb import VerbRefused
from deploy.verbs import ledger as verb
from events.contract.renewing import Agreement, LedgerRenewed, LossCause
from events.host.address import Address
from events.ledger import note as notes
from events.ledger.checkpoint import Checkpoint
from events.ledger.log_key import log_key
from events.ledger.note_key import SigningKey
from events.log.key_file import KeyFile
from events.log.unstored import Withheld
from events.testing import postgres
from tests.auditor.towns import AUDITOR, run
from tests.events.host.conftest import PASSWORD, House
from tests.events.ledger.logs import without_triggers
from tests.witness.test_chain import Chain, chain, cosigned, quick_passwords, signed

__all__ = ["quick_passwords"]
DAY = date(2026, 11, 21)


def as_deployed(house: House) -> Any:
    """The toy installation as the operator's verbs see one."""
    return SimpleNamespace(
        settings=house.around.settings, address=house.address, around=house.around,
        runtime=lambda _: house.runtime,
    )  # fmt: skip


def person(house: House, role: str = "system_administrator") -> Person:
    login = house.account(role).login
    return recognised(house.address.conninfo(), login, PASSWORD, DAY)


@dataclass
class Lost:
    """Five entries were cosigned, three came back from a backup; `seen` = the note of the five, `three` of these."""

    chain: Chain
    backup: Address
    port: int
    seen: Path
    three: Path

    @contextmanager
    def house(self) -> Iterator[House]:
        with self.chain.house(self.backup) as house, self.chain.place.serving(self.port):
            yield house  # the witness was given the key the house signs with

    @property
    def ledger(self) -> Path:
        return self.chain.home / "ledger"


@pytest.fixture
def lost(tmp_path: Path, address: Address) -> Iterator[Lost]:
    made = chain(tmp_path, lambda port: f'address = "http://127.0.0.1:{port}"')
    with made.house(address) as house:
        made.record(house, 3)
    with made.place.serving(made.port), made.house(address) as house:
        assert cosigned(house) == 3
        three = shown(house, tmp_path / "three")
    with postgres.copied(address) as backup:
        with made.place.serving(made.port), made.house(address) as house:
            made.record(house, 2)
            assert cosigned(house) == 5
            seen = shown(house, tmp_path / "seen")
        yield Lost(made, backup, made.port, seen, three)


def shown(house: House, path: Path) -> Path:
    """The note an auditor keeps."""
    found = house.runtime.ledger.cosigned
    assert found is not None
    path.write_text(found.note)
    return path


def renew(house: House) -> LedgerRenewed:
    """Proposed by one, confirmed by another."""
    deployed = as_deployed(house)
    found = examined(deployed, "intake")
    proposal = Proposal.of(found, LossCause.EQUIPMENT, "情シ第12号", person(house).person)
    renewed(deployed, found, proposal, person(house, "decision_maker"))
    [recorded] = house.runtime.log.read(found.head)
    assert isinstance(recorded.fact, LedgerRenewed)
    return recorded.fact


def bundle(house: House, target: Path) -> Path:
    runtime = house.runtime
    policy = runtime.ledger.policy
    signer = house.around.key_file.signer("intake")
    rows, tiles = runtime.log.reading.rows, runtime.ledger.tiles
    made = part("intake", rows, tiles, signer, policy, Wanted())
    assert made is not None
    write(Contents([made], str(policy)), target, lambda _: None)
    return target


def test_a_renewed_ledger_is_written_cosigned_and_verified(lost: Lost, tmp_path: Path) -> None:
    with lost.house() as house:
        with pytest.raises(Withheld):
            house.runtime.log.permit()
        fact = renew(house)
        two = log_key(KeyFile.read(house.around.settings.keys), "intake").key
    assert (fact.generation, fact.kept, fact.lost, fact.agreed) == (2, 3, 2, 3)
    assert fact.agreement is Agreement.PROVED
    assert fact.seen == (lost.seen.read_text(),)
    assert fact.origin == two.name
    assert two.name.endswith("/intake.2")
    assert fact.proposer != fact.confirmer
    with lost.house() as house:
        lost.chain.record(house)
        assert cosigned(house) == 5
        assert house.runtime.ledger.checkpoints.newest_believed(house.runtime.ledger.policy)
        text = unescape(house.sign_in("system_administrator").get("/status").text)
        assert "2 件が失われ（機器の故障、情シ第12号）" in text
        made = bundle(house, tmp_path / "bundle")
        with pytest.raises(VerbRefused, match="足りないものはありません"):
            examined(as_deployed(house), "intake")
    judged = run(made / "verify.py", "--seen", lost.seen)
    assert judged.returncode == 0, judged.stdout
    assert "2 件が失われ、3 件までの一致" in judged.stdout
    meant = run(made / "v2.py", "--late", "9999999999")
    assert meant.returncode == 0, meant.stdout
    assert (lost.ledger / "intake/tile").exists(), "what was lost stays as evidence"
    assert lost.chain.place.alarms == []
    _lies_are_found(made, lost, tmp_path)


def _lies_are_found(made: Path, lost: Lost, tmp_path: Path) -> None:
    """A renewed bundle that was cut, or that leaves its renewal out, agrees with nothing."""
    notes = (made / "checkpoints.txt").read_text().split("\f\n")
    newest = tmp_path / "newest"
    newest.write_text(notes[-1])
    cut = Path(shutil.copytree(made, tmp_path / "cut"))
    (cut / "checkpoints.txt").write_text("\f\n".join(notes[:-1]))
    assert run(cut / "verify.py", "--seen", newest).returncode == 1
    policy = (made / "policy").read_text()
    without = Path(shutil.copytree(made, tmp_path / "without"))
    (without / "policy").write_text(policy.replace(".2+", ".3+"))
    assert run(without / "verify.py", "--seen", lost.seen).returncode == 1


def test_nothing_is_renewed_without_need_or_while_a_witness_is_silent(
    lost: Lost, address: Address
) -> None:
    with (
        lost.chain.place.serving(lost.port),
        lost.chain.house(address) as house,
        pytest.raises(VerbRefused, match=NOT_NEEDED),
    ):
        examined(as_deployed(house), "intake")
    with lost.chain.house(lost.backup) as house, pytest.raises(VerbRefused, match="届きません"):
        examined(as_deployed(house), "intake")


@pytest.mark.slow
def test_without_the_old_tiles_only_what_was_cosigned_is_claimed(lost: Lost) -> None:
    shutil.rmtree(lost.ledger)
    with lost.house() as house:
        found = examined(as_deployed(house), "intake").loss
    assert (found.agreement, found.kept, found.agreed) == (Agreement.COSIGNED, 3, 3)


def rewritten(backup: Address) -> None:
    """The second entry gets the first one's bytes, as who owns the database can do."""
    without_triggers(
        backup,
        "update intake.event set data = (select data from intake.event where position = 1)"
        " where position = 2",
    )


@pytest.mark.slow
def test_a_rewritten_beginning_is_refused_and_cannot_be_claimed(lost: Lost, tmp_path: Path) -> None:
    rewritten(lost.backup)
    with lost.house() as house, pytest.raises(VerbRefused, match="書き換えられた疑い"):
        examined(as_deployed(house), "intake")
    forget = "delete from intake_ledger.cosigned; delete from intake_ledger.checkpoint"
    without_triggers(lost.backup, forget)
    with lost.house() as house:
        found = examined(as_deployed(house), "intake").loss
    assert (found.agreement, found.agreed) == (Agreement.DIFFERS, 0)
    shutil.rmtree(lost.ledger)
    with lost.house() as house:
        fact = renew(house)
        assert (fact.agreement, fact.agreed) == (Agreement.COSIGNED, 0), "nothing is claimed"
    with lost.house() as house:
        lost.chain.record(house)
        cosigned(house)
        made = bundle(house, tmp_path / "bundle")
    judged = run(made / "verify.py", "--seen", lost.three, lost.seen)
    assert judged.returncode == 1
    assert "番号 0–2 のどこかが変わっています" in judged.stdout


@pytest.mark.slow
def test_written_on_while_the_witness_was_away_is_said_to_differ(
    lost: Lost, tmp_path: Path
) -> None:
    shutil.rmtree(lost.ledger)
    with lost.chain.house(lost.backup) as house:
        lost.chain.record(house, 4)
        assert signed(house) == 7
    with lost.house() as house:
        fact = renew(house)
        assert (fact.agreement, fact.kept, fact.agreed, fact.lost) == (Agreement.DIFFERS, 7, 3, 2)
    with lost.house() as house:
        lost.chain.record(house)
        cosigned(house)
        made = bundle(house, tmp_path / "bundle")
    judged = run(made / "verify.py", "--seen", lost.seen)
    assert judged.returncode == 0, judged.stdout
    assert "differs" in judged.stdout


def test_the_same_person_cannot_confirm_and_a_changed_log_needs_a_new_proposal(
    lost: Lost, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with lost.house() as house:
        admin, chief = house.account("system_administrator"), house.account("decision_maker")
        counsellor = house.account("counsellor")

        @contextmanager
        def opened(_: object) -> Iterator[Any]:
            yield as_deployed(house)

        monkeypatch.setattr(verb, "opened", opened)
        monkeypatch.setattr(verb, "getpass", lambda _: PASSWORD)

        def typed(login: str, **given: object) -> None:
            words = {"service": "intake", "login": login, "cause": None, "document": None}
            verb.run(SimpleNamespace(**words | {"confirm": False} | given), house.around.settings)  # type: ignore[arg-type]

        with pytest.raises(VerbRefused, match="提案がありません"):
            typed(chief.login, confirm=True)
        with pytest.raises(VerbRefused, match="付けずに"):
            typed(chief.login, confirm=True, cause="attack")
        with pytest.raises(VerbRefused, match="--document"):
            typed(admin.login, cause="equipment")
        with pytest.raises(VerbRefused, match="行えません"):
            typed(counsellor.login, cause="equipment", document="情シ第12号")
        typed(admin.login, cause="equipment", document="情シ第12号")
        with pytest.raises(VerbRefused, match="提案した人"):
            typed(admin.login, confirm=True)
        path = lost.ledger / "intake.renewal.json"
        kept = json.loads(path.read_text())
        for edited in (kept | {"proposer": str(UUID(int=1))}, kept | {"seal": ""}, []):
            path.write_text(json.dumps(edited))
            with pytest.raises(VerbRefused, match="提案がありません"):
                typed(chief.login, confirm=True)
        key = sealing_key(house.around.key_file)
        path.write_text(json.dumps(kept))
        proposal = Proposal.load(path, key)
        assert proposal is not None
        replace(proposal, head=2).save(path, key)
        with pytest.raises(VerbRefused, match="変わっています"):
            typed(chief.login, confirm=True)
        proposal.save(path, key)
        typed(chief.login, confirm=True)
        told = capsys.readouterr().out
        assert "/intake.2+" in told
        assert "原因 機器の故障、文書番号 情シ第12号" in told, "who confirms has read the proposal"
        assert not path.exists()


@pytest.mark.slow
def test_a_renewal_cut_off_halfway_holds_writing_and_goes_on(
    lost: Lost, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lost.house() as house:
        found = examined(as_deployed(house), "intake")
        one, other = person(house), person(house, "decision_maker")
        proposal = Proposal.of(found, LossCause.EQUIPMENT, "情シ第12号", one.person)
        with monkeypatch.context() as cut:
            cut.setattr(house.runtime.log, "execute", _power_cut)
            with pytest.raises(InterruptedError):
                renewed(as_deployed(house), found, proposal, other)
    with lost.chain.house(lost.backup) as house, pytest.raises(Withheld):
        house.runtime.log.permit()  # the witness is away: the key file knows
    with lost.house() as house:
        again = examined(as_deployed(house), "intake")
        assert again.resumes
        assert proposal.fits(again)
        renewed(as_deployed(house), again, proposal, other)
    with lost.house() as house:
        lost.chain.record(house)


def _power_cut(*_: object) -> None:
    raise InterruptedError


@pytest.mark.slow
def test_who_restores_once_more_begins_a_third_origin(lost: Lost, tmp_path: Path) -> None:
    with postgres.copied(lost.backup) as older:
        with lost.house() as house:
            renew(house)
        with lost.house() as house:
            lost.chain.record(house, 2)
            assert cosigned(house) == 6
        _restored_again(replace(lost, backup=older), tmp_path)


def _restored_again(lost: Lost, tmp_path: Path) -> None:
    with lost.house() as house:
        found = examined(as_deployed(house), "intake")
        sizes = [Checkpoint.read(notes.read(note).text).size for note in found.notes]
        assert (found.generation, sizes) == (3, [5, 6])
        assert (found.loss.kept, found.loss.lost) == (3, 3)
        renew(house)
    with lost.house() as house:
        lost.chain.record(house)
        assert cosigned(house) == 5
        six = shown(house, tmp_path / "six")
        made = bundle(house, tmp_path / "bundle")
    judged = run(made / "verify.py", "--seen", lost.three, lost.seen, six)
    assert judged.returncode == 0, judged.stdout


def test_a_seed_of_a_later_origin_is_another_key(tmp_path: Path) -> None:
    first = KeyFile.make(tmp_path / "keys")
    keys: list[SigningKey] = [log_key(first, "intake", number) for number in (1, 2, 3)]
    assert len({key.key.public for key in keys}) == 3
    again = first.renewing("intake", 2, 4)
    again.replace(tmp_path / "keys")
    assert log_key(KeyFile.read(tmp_path / "keys"), "intake").key == keys[1].key


def test_v2_finds_who_confirmed_their_own_proposal() -> None:
    spec = importlib.util.spec_from_file_location("procedure", AUDITOR / "procedure.py")
    assert spec is not None and spec.loader is not None
    procedure = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(procedure)
    one, other = UUID(int=1), UUID(int=2)

    def found(proposer: UUID, confirmer: UUID, actor: UUID) -> list[str]:
        fact = {"proposer": str(proposer), "confirmer": str(confirmer)}
        return list(procedure.Stream().eyes("intake.ledger-renewed", fact, actor.hex, "leaf"))

    assert found(one, other, other) == []
    assert len(found(one, one, one)) == 1
    assert len(found(one, other, one)) == 1
