"""T-K1 on a real data directory: after decision, deletion and the epoch's end nothing can be read anywhere.

Searched: every file under the data directory (heap, write-ahead log, settings), the key file and what lies
beside it, for the plaintext, for unwrapped keys and for the ended wrapping key, raw and in base64.
"""

from __future__ import annotations

import shutil
import tempfile
from argparse import ArgumentParser
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap

from deploy.house import House, opened
from deploy.simulation.planting import catch_up
from deploy.verbs import keys as keys_verb
from deploy.verbs import verify
from events.contract import Event, Group, Open, Shredded, kind_of
from events.contract.codes import ContactMethod, DestructionGround
from events.contract.intake import ContactRecorded, KeyDestroyed, KeyDestructionDecided
from events.host.drafts import DraftOf
from events.host.settings import Settings
from events.log.event_log import Move
from events.log.key_file import KeyFile
from events.log.recorded import Recorded
from services.intake.decisions import (
    DecideDestruction,
    ProposeDestruction,
    decide_destruction,
    propose_destruction,
)
from services.intake.destruction import evolve
from services.intake.key_destroyer import KeyDestroyer
from services.intake.pseudonyms import destruction_of, others_of, person_of
from tests.events.log.examples import CONTEXT
from tests.intake.facts import received

NAME, KANA = "寄添 金糸雀", "ヨリソイ カナリア"
STORY, PHONE = "カナリアだけが知る身の上話", "090-0000-7777"
LIVING = "別の 人"
SECRETS = (NAME, KANA, STORY, PHONE)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    folder = Path(tempfile.mkdtemp(prefix="yorisoi-keys-"))
    folder.chmod(0o755)
    monkeypatch.setenv("YORISOI_DATABASE_MEMORY_MB", "512")
    yield Settings(home=folder / "data", keys=folder / "data.keys")
    shutil.rmtree(folder, ignore_errors=True)


def quiet(_: str) -> None:
    pass


@pytest.mark.slow
def test_a_person_is_forgotten_everywhere_and_no_figure_changes(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    gone, living = uuid4(), uuid4()
    with opened(settings, quiet) as house:
        say(house, gone, *facts(gone, NAME, KANA, STORY, PHONE))
        say(house, living, *facts(living, LIVING, "ベツノ ヒト", "別の話", "090-0000-8888"))
        catch_up(house, quiet)
        figures = counted(house)
        wrapped, unwrapped = material(house, gone)
        draft(house, gone)
        decide(house, gone)
        assert KeyDestroyer(house.runtime("intake"))() == 1
        with psycopg.connect(house.address.conninfo()) as session:
            assert session.execute("select count(*) from intake_desk.draft").fetchone() == (0,)
    old = dict(KeyFile.read(settings.keys).keks)
    assert len(wrapped) == 5, "person, identity, address, and two narratives"

    rotated(settings)
    with opened(settings, quiet) as house:
        kinds = [r.fact for r in house.runtime("intake").log.history(destruction_of(gone))]
        assert isinstance(kinds[-1], KeyDestroyed)
        assert kinds[-1].keys == len(wrapped)
        facts_left = [r.fact for r in house.runtime("intake").log.history(gone)]
        assert all(shredded(fact) for fact in facts_left)
        assert house.runtime("intake").log.history(living)[0].fact.name == Open(  # type: ignore[attr-defined]
            person_of(living), LIVING
        )
        catch_up(house, quiet)
        assert counted(house) == figures
        standing = [
            key
            for key_id in all_keys(house)
            if isinstance(key := house.runtime("intake").keys.opening(key_id), bytes)
        ]
    parser = ArgumentParser()
    verify.options(parser)
    assert verify.run(parser.parse_args([]), settings) == 0
    named = len(wrapped) - 1  # no entry names the key around the narratives
    assert f"消去済みの鍵 {named} 件" in capsys.readouterr().out

    keks = KeyFile.read(settings.keys).keks
    assert not set(old) & set(keks)
    found = search(settings, [*SECRETS, LIVING], [*unwrapped, *old.values()], wrapped)
    assert found["plain"] == []
    assert found["keys"] == []
    assert found["wrapped"], "the search finds what deletion leaves behind in files"
    for blob in wrapped:
        for key in (*keks.values(), *standing):
            with pytest.raises(InvalidUnwrap):
                aes_key_unwrap(key, blob)
        assert any(opens(key, blob) for key in old.values()), "only the destroyed key opened it"


def facts(case: UUID, name: str, kana: str, story: str, phone: str) -> list[Event]:
    person = person_of(case)
    first: Any = received()
    told = {"name": name, "kana": kana, "story": story, "phone": phone}
    sealed = {
        each: Open(person, getattr(first, each).value)
        for each in first.__dataclass_fields__
        if isinstance(getattr(first, each), Open)
    }
    opening = replace(
        first, person=person, **sealed | {k: Open(person, v) for k, v in told.items()}
    )
    contact = ContactRecorded(
        contacted_on=first.received_on,
        person=person,
        method=ContactMethod.TELEPHONE,
        reached=True,
        minutes=10,
        next_contact_on=None,
        counterpart=Open(person, name),
        content=Open(person, story),
    )
    return [opening, contact]


def say(house: House, case: UUID, *said: Event) -> None:
    command = uuid4()
    house.runtime("intake").log.append(
        [Recorded(case, n, case, fact, CONTEXT, command=command) for n, fact in enumerate(said, 1)]
    )


def decide(house: House, case: UUID) -> None:
    log, stream = house.runtime("intake").log, destruction_of(case)
    today = CONTEXT.at.date()
    propose = ProposeDestruction(
        today=today,
        proposed_on=today,
        person=person_of(case),
        proposer=uuid4(),
        ground=DestructionGround.SUSPENSION_OF_USE,
        number="第1号",
        closed_on=None,
        kept_until=None,
        entries=frozenset(),
    )
    move: Any = Move(stream, evolve, propose_destruction, propose)
    [proposed] = log.execute(uuid4(), case, [move], CONTEXT).recorded
    decision = DecideDestruction(
        today=today,
        decided_on=today,
        decider=uuid4(),
        number="第2号",
        approved=proposed.leaf,
        standing=proposed.leaf,
        closed_on=None,
        kept_until=None,
        others=others_of(case),
    )
    second: Any = Move(stream, evolve, decide_destruction, decision)
    [decided] = log.execute(uuid4(), case, [second], CONTEXT).recorded
    assert isinstance(decided.fact, KeyDestructionDecided)


def draft(house: House, case: UUID) -> None:
    runtime = house.runtime("intake")
    of = DraftOf(form="contact", case=case, area=CONTEXT.area, at=f"/intake/cases/{case}")
    now = runtime.clock()
    typed = {"content": [STORY]}
    assert runtime.drafts.save(uuid4(), uuid4(), of, uuid4(), "担当", 1, typed, now)


def material(house: House, case: UUID) -> tuple[list[bytes], list[bytes]]:
    """The person's wrapped rows, and what they hold."""
    with psycopg.connect(house.address.conninfo()) as session:
        rows = session.execute(
            "select key_id, wrapped from keys.data_key where subject = %(p)s"
            " union all select key_id, wrapped from keys.person_key where person = %(p)s",
            {"p": person_of(case)},
        ).fetchall()
    ring = house.runtime("intake").keys
    opened_keys = [ring.opening(key_id) for key_id, _ in rows]
    assert all(isinstance(key, bytes) for key in opened_keys)
    return [bytes(w) for _, w in rows], [key for key in opened_keys if isinstance(key, bytes)]


def all_keys(house: House) -> list[UUID]:
    with psycopg.connect(house.address.conninfo()) as session:
        rows = session.execute(
            "select key_id from keys.data_key union all select key_id from keys.person_key"
        ).fetchall()
    return [key_id for (key_id,) in rows]


def counted(house: House) -> list[Any]:
    with psycopg.connect(house.address.conninfo()) as session:
        return session.execute(
            "select k::text from reporting_read.kpi_fact k order by k::text"
        ).fetchall()


def rotated(settings: Settings) -> None:
    parser = ArgumentParser()
    keys_verb.options(parser)
    assert keys_verb.run(parser.parse_args(["rotate", "--again"]), settings) == 0


def shredded(fact: Any) -> bool:
    """Nothing but statistics, which are the cohort's, is open."""
    sealed = [f for f in kind_of(fact).fields if f.group not in {Group.CLEAR, Group.STAT}]
    return all(isinstance(getattr(fact, f.name), Shredded) for f in sealed)


def search(
    settings: Settings, texts: list[str], keys: list[bytes], wrapped: list[bytes]
) -> dict[str, list[str]]:
    plain = [t.encode(e) for t in texts for e in ("utf-8", "utf-16-le", "shift_jis")]
    plain += [b64encode(t.encode())[:-4] for t in texts]
    secret = [form for key in keys for form in (key, b64encode(key), key.hex().encode())]
    sought = {"plain": plain, "keys": secret, "wrapped": wrapped}
    found: dict[str, list[str]] = {name: [] for name in sought}
    beside = settings.keys.parent.glob("data.keys*")
    for path in (*settings.home.rglob("*"), *beside):
        with suppress(OSError):
            data = path.read_bytes() if path.is_file() else b""
            for name, needles in sought.items():
                found[name] += [path.name for needle in needles if needle in data]
    return found


def opens(key: bytes, wrapped: bytes) -> bool:
    with suppress(InvalidUnwrap):
        return bool(aes_key_unwrap(key, wrapped))
    return False
