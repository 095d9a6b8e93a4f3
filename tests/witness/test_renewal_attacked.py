"""Renewals cut off at every step, key files of another day, two at once, and what a thief would like to hide."""

from __future__ import annotations

import shutil
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from deploy.renewal.examined import NOT_NEEDED, examined
from deploy.renewal.looking import Look
from deploy.renewal.noted import mending
from deploy.renewal.proposal import Proposal
from deploy.renewal.renewing import renewed
from deploy.verb import VerbRefused
from events.contract.renewing import Agreement, LossCause
from events.host.address import Address
from events.ledger import policy_file
from events.ledger.growing import Growing
from events.ledger.ledger import FOLDER
from events.ledger.log_key import generations, log_key
from events.ledger.refused import LedgerRefused
from events.ledger.session import LedgerSession
from events.log.key_file import KeyFile
from events.log.unstored import Withheld
from tests.auditor.towns import run
from tests.events.host.conftest import House
from tests.witness.test_chain import cosigned, quick_passwords
from tests.witness.test_renewal import Lost, as_deployed, bundle, lost, person, renew

__all__ = ["lost", "quick_passwords"]


class Cut(BaseException):
    """The power went."""


def _cut_before(*_: object, **__: object) -> None:
    raise Cut


def _cut_after(act: Callable[..., Any]) -> Callable[..., Any]:
    def done(*given: Any, **named: Any) -> None:
        act(*given, **named)
        raise Cut

    return done


BEFORE_THE_FACT: list[tuple[type, str, bool]] = [
    (KeyFile, "replace", False),
    (KeyFile, "replace", True),
    (LedgerSession, "head", False),
]
"""Whose step, its name, and whether the power goes after it rather than before."""


def test_a_renewal_cut_off_at_every_step_is_gone_on_with(
    lost: Lost, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with lost.house() as house:
        people = person(house), person(house, "decision_maker")
        proposal = Proposal.of(
            examined(as_deployed(house), "intake"),
            LossCause.DISASTER,
            "情シ第1号",
            people[0].person,
        )

    def attempt(house: House) -> None:
        deployed = as_deployed(house)
        assert mending(deployed, "intake") is None
        found = examined(deployed, "intake")
        assert proposal.fits(found), "what was proposed still stands"
        renewed(deployed, found, proposal, people[1])

    for owner, name, after in BEFORE_THE_FACT:
        with lost.house() as house, monkeypatch.context() as power:
            act = getattr(owner, name)
            power.setattr(owner, name, _cut_after(act) if after else _cut_before)
            with pytest.raises(Cut):
                attempt(house)
    with lost.house() as house, monkeypatch.context() as power:
        power.setattr(LedgerSession, "add", _cut_before)  # the fact stands, the tiles too
        with pytest.raises(Cut):
            attempt(house)
    with lost.house() as house:
        with pytest.raises(VerbRefused, match=NOT_NEEDED) as refused:
            examined(as_deployed(house), "intake")
        assert generations(house.around.key_file, "intake").now.vkey in str(refused.value)
        assert cosigned(house) == 4
    with lost.house() as house:
        lost.chain.record(house)
        assert cosigned(house) == 5
        made = bundle(house, tmp_path / "bundle")
    judged = run(made / "verify.py", "--seen", lost.seen)
    assert judged.returncode == 0, judged.stdout


def test_a_renewal_begun_in_vain_is_taken_back_when_everything_is_found_again(
    lost: Lost, address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    with lost.house() as house, monkeypatch.context() as power:
        power.setattr(house.runtime.log, "execute", _cut_before)
        with pytest.raises(Cut):
            renew(house)
    whole = Lost(lost.chain, address, lost.port, lost.seen, lost.three)
    with whole.house() as house:
        with pytest.raises(Withheld):
            house.runtime.log.permit()  # its fact is missing, though the log is long enough
        assert "改めて始められました" in house.runtime.standing.look().ja
        with pytest.raises(LedgerRefused):
            _signing(house)
        found = mending(as_deployed(house), "intake")
        assert found is not None
        assert "取り消します" in found.ja
        found.apply(as_deployed(house))
        with pytest.raises(VerbRefused, match="ほかの処理"):
            found.apply(as_deployed(house))
    with whole.house() as house:
        assert generations(house.around.key_file, "intake").number == 1
        lost.chain.record(house)
        assert cosigned(house) == 6


def _signing(house: House) -> None:
    origins = generations(house.around.key_file, "intake")
    session = LedgerSession(house.address.conninfo("ledger_intake"), "intake")
    folder = origins.folder(house.around.settings.home / FOLDER, "intake")
    try:
        key = log_key(house.around.key_file, "intake")
        Growing(session, folder, key, begins=origins.begins).advance(house.clock())
    finally:
        session.close()


def test_a_key_file_of_before_the_renewal_learns_of_it_from_the_log(
    lost: Lost, tmp_path: Path
) -> None:
    with lost.house() as house:
        keys = house.around.settings.keys
        shutil.copy(keys, tmp_path / "copy")
        renew(house)
        later = KeyFile.read(keys)
        (tmp_path / "copy").replace(keys)
    with lost.house() as house:
        with pytest.raises(Withheld):
            house.runtime.log.permit()
        found = mending(as_deployed(house), "intake")
        assert found is not None
        assert "2 代目" in found.ja
        found.apply(as_deployed(house))
        assert KeyFile.read(keys).renewed == later.renewed
    with lost.house() as house:
        assert mending(as_deployed(house), "intake") is None
        lost.chain.record(house)
        assert cosigned(house) == 5


def test_of_two_confirmations_at_once_one_is_refused(lost: Lost) -> None:
    with lost.house() as house:
        deployed = as_deployed(house)
        found = examined(deployed, "intake")
        proposal = Proposal.of(found, LossCause.ATTACK, "情シ第2号", person(house).person)
        renewed(deployed, found, proposal, person(house, "decision_maker"))
        before = KeyFile.read(house.around.settings.keys).renewed
        with pytest.raises(VerbRefused, match="ほかの処理"):
            renewed(deployed, found, proposal, person(house, "decision_maker"))
        assert KeyFile.read(house.around.settings.keys).renewed == before


@pytest.mark.parametrize("text", ["", "\0\xff not a note", "a\n\n— b c\n"])
def test_a_kept_note_that_is_none_is_named_and_nothing_is_renewed(lost: Lost, text: str) -> None:
    kept = lost.ledger / "intake/cosigned"
    kept.write_text(text)
    with lost.house() as house, pytest.raises(VerbRefused, match="「この機械の控え」が示した"):
        examined(as_deployed(house), "intake")


def test_two_trees_among_what_was_lost_are_found_and_every_loss_stays_on_the_page(
    lost: Lost, tmp_path: Path
) -> None:
    with lost.house() as house:
        renew(house)
        first = log_key(house.around.key_file, "intake", 1)
    with lost.house() as house:
        lost.chain.record(house)
        cosigned(house)
        made = bundle(house, tmp_path / "bundle")
        assert Look(as_deployed(house), "intake").newest(1) is not None
        assert policy_file.read((made / "policy").read_text())
    text = f"{first.key.name}\n5\n{b64encode(bytes(32)).decode()}\n"
    forked = tmp_path / "forked"
    forked.write_text(f"{text}\n{first.line(text)}")
    judged = run(made / "verify.py", "--seen", lost.seen, forked)
    assert judged.returncode == 1
    assert "a fork in what was lost" in judged.stdout
    meant = run(made / "v2.py", "--late", "9999999999")
    assert meant.returncode == 0, meant.stdout
    assert "注意: 2 件が失われ" in meant.stdout


def test_without_a_witness_what_this_machine_signed_last_is_missed(lost: Lost) -> None:
    (lost.chain.home / "witnesses.toml").unlink()
    (lost.ledger / "intake/cosigned").unlink(missing_ok=True)
    with lost.house() as house:
        with pytest.raises(Withheld):
            house.runtime.log.permit()
        said = house.runtime.standing.look().ja
        assert said.startswith("「この機械が署名した時点」は 5 件目までの記録を見ていますが")
        fact = renew(house)
        assert (fact.kept, fact.lost, fact.agreement) == (3, 2, Agreement.PROVED)
    with lost.house() as house:
        lost.chain.record(house)
