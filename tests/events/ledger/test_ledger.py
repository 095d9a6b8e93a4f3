"""The whole of it over a database: signed, cosigned, proved; what waits for a witness waits no second."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
import pytest

from events.host.address import Address
from events.ledger import note, proof, tree, witnesses_file
from events.ledger.checkpoint import Checkpoint
from events.ledger.checkpointer import Pace
from events.ledger.checkpoints import Checkpoints, CosignedNote, Signed
from events.ledger.ledger import Ledger, NotSigned, Seat
from events.ledger.policy import Former, Group, Policy
from events.ledger.size_on import size_on
from events.ledger.witnesses import Witness
from events.ledger.witnesses_file import Witnesses, WitnessesRefused
from events.log.reading import Reading, pool
from tests.events.ledger.logs import appended, entries, session_of, without_triggers
from tests.events.ledger.observing import Near, Observing
from tests.events.ledger.signed import BINDER, KANSA, LOG_KEY, ORIGIN
from tests.events.ledger.test_checkpointer import until


@contextmanager
def opened(address: Address, folder: Path, *, waiting: bool, near: Near | None) -> Iterator[Ledger]:
    """`waiting`: whether the facts of these tests are of a kind that waits."""
    with psycopg.connect(address.conninfo()) as session:
        session.execute("insert into intake.event_type values (1, 'a.b.v1') on conflict do nothing")
        found = session.execute("select wire_name from intake.event_type where type_id = 1")
        (name,) = found.fetchone() or ("",)
    known = Witnesses((Witness("kansa", KANSA.key, near),), 1) if near else Witnesses()
    with pool(address.conninfo("writer_intake"), name="reads", largest=2) as connections:
        ledger = Ledger(
            Seat("intake", address.conninfo("ledger_intake"), folder, LOG_KEY),
            Reading(connections, "intake").rows,
            known.policy([LOG_KEY.key]),
            known.every,
            clock=lambda: datetime.now(UTC),
            waiting=[name] if waiting else [],
            pace=Pace(every=0.05),
        )
        try:
            yield ledger
        finally:
            ledger.stop()


def test_a_decision_is_cosigned_at_once_and_everything_can_be_proved(
    address: Address, tmp_path: Path
) -> None:
    with opened(address, tmp_path, waiting=True, near=Near(Observing())) as ledger:
        with pytest.raises(NotSigned):
            ledger.proof(1)
        ledger.start()
        assert ledger.cosigned_until() == 0
        for size in (3, 300):
            appended(address, size - ledger.cosigned_until())
            ledger.soon()
            until(lambda size=size: ledger.cosigned_until() == size)
        for position, entry in [(n, entries(address)[n - 1]) for n in (1, 3, 4, 256, 257, 300)]:
            made = proof.read(str(ledger.proof(position)))
            assert made.check(tree.leaf(entry)).size == 300
            ledger.policy.check(note.read(made.checkpoint))
            with pytest.raises(tree.BadProof):
                made.check(tree.leaf(entry + b"x"))
        for position in (0, -1, 301):
            with pytest.raises(NotSigned):
                ledger.proof(position)


def test_other_facts_are_signed_and_wait_for_the_minute(address: Address, tmp_path: Path) -> None:
    near = Near(Observing())
    with opened(address, tmp_path, waiting=False, near=near) as ledger:
        ledger.start()
        appended(address, 1)
        until(lambda: ledger.cosigned_until() == 1)  # the first checkpoint is carried at once
        appended(address, 1)
        until(lambda: (ledger.checkpoints.newest() or 0) and ledger.checkpoints.newest().size == 2)
        assert ledger.cosigned_until() == 1
        assert ledger.proof(2).check(tree.leaf(entries(address)[1])).size == 2, (
            "under our own checkpoint"
        )
        assert near.witness.asked == 1


def test_what_was_signed_before_a_restart_is_carried_by_the_next_start(
    address: Address, tmp_path: Path
) -> None:
    appended(address, 5)
    with opened(address, tmp_path, waiting=True, near=None) as ledger:
        ledger.start()
    with opened(address, tmp_path, waiting=True, near=Near(Observing())) as ledger:
        assert ledger.cosigned_until() == 0
        ledger.start()
        until(lambda: ledger.cosigned_until() == 5)


def test_a_row_that_no_witness_signed_makes_nothing_final(address: Address, tmp_path: Path) -> None:
    """Whoever owns the database can write the row, but not the signature in it."""
    appended(address, 5)
    near = Near(Observing())
    near.away = True
    with opened(address, tmp_path, waiting=True, near=near) as ledger:
        ledger.start()
        until(lambda: ledger.checkpoints.newest() is not None)
        newest, session = ledger.checkpoints.newest(), session_of(address)
        assert newest is not None
        session.add_cosigned(CosignedNote(newest.size, newest.note, newest.at))
        session.close()
        assert ledger.cosigned_until() == 0
        near.away = False
        appended(address, 1)
        ledger.soon()
        until(lambda: ledger.cosigned_until() == 6)
    with opened(address, tmp_path, waiting=True, near=None) as ledger:
        assert ledger.cosigned_until() == 0, "a witness that is no longer named counts for nothing"


def stamped(address: Address, *rows: tuple[int, datetime, datetime | None]) -> Checkpoints:
    """(size, signed at, cosigned at), with notes that say so."""
    session = session_of(address)
    for size, signed_at, cosigned_at in rows:
        text = Checkpoint(ORIGIN, size, bytes(32)).text
        mine = note.Note(text, (note.signature_of(LOG_KEY.line(text)),))
        session.add(Signed(size, bytes(32), str(mine), signed_at))
        if cosigned_at:
            line = KANSA.line(text, int(cosigned_at.timestamp()))
            session.add_cosigned(CosignedNote(size, str(mine.joined([line])), cosigned_at))
    return session.checkpoints


ONE = Policy({ORIGIN: LOG_KEY.key}, {"kansa": KANSA.key}, {"q": Group(1, ("kansa",))}, "q")


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc]


def test_as_known_on_a_day_is_what_witnesses_had_by_japanese_midnight(address: Address) -> None:
    checkpoints = stamped(
        address,
        (10, utc(2027, 5, 6, 1), None),
        (20, utc(2027, 5, 7, 14, 58), utc(2027, 5, 7, 14, 59, 59)),  # 23:59:59 in Tokyo
        (30, utc(2027, 5, 7, 14, 59), utc(2027, 5, 7, 15, 0, 0)),
        (40, utc(2027, 5, 9), None),
    )
    found = {
        day: (known.size, known.provisional)
        for day in (5, 6, 7, 8, 30)
        for known in [size_on(checkpoints, date(2027, 5, day), ONE)]
    }
    assert found == {
        5: (0, True),
        6: (10, True),
        7: (20, False),
        8: (30, False),
        30: (30, False),
    }
    assert size_on(checkpoints, date(2027, 5, 7), ONE).at == utc(2027, 5, 7, 14, 59, 59)
    unnamed = size_on(checkpoints, date(2027, 5, 8), Policy({ORIGIN: LOG_KEY.key}))
    assert (unnamed.size, unnamed.provisional) == (30, True)
    until = int(utc(2027, 5, 8).timestamp())
    former = (Former(replace(ONE, logs={}), 0, until),)
    others = Policy({ORIGIN: LOG_KEY.key}, {"b": BINDER.key}, {"q": Group(1, ("b",))}, "q", former)
    changed = size_on(checkpoints, date(2027, 5, 7), others)
    assert (changed.size, changed.provisional) == (20, False), "who replaces a witness loses no day"
    assert checkpoints.newest_believed(others) is not None
    assert checkpoints.newest_believed(replace(others, former=())) is None


def test_a_row_that_was_forged_moves_no_past_day(address: Address) -> None:
    """The owner of the database writes rows, and times of rows, but no signature."""
    stamped(address, (20, utc(2027, 5, 6, 1), utc(2027, 5, 6, 2)))
    later = stamped(address, (30, utc(2027, 5, 9, 1), utc(2027, 5, 9, 2)))
    before = later.newest()
    assert before is not None
    session = session_of(address)
    session.add(Signed(40, bytes(32), before.note, utc(2027, 5, 6, 3)))
    session.add_cosigned(CosignedNote(40, before.note, utc(2027, 5, 6, 3)))
    session.close()
    earlier = "update intake_ledger.cosigned set at = '2027-05-06 03:00+00' where size = 30"
    without_triggers(address, earlier)
    known = size_on(later, date(2027, 5, 6), ONE)
    assert (known.size, known.provisional, known.at) == (20, False, utc(2027, 5, 6, 2))
    without_triggers(address, "delete from intake_ledger.cosigned")
    assert size_on(later, date(2027, 5, 6), ONE).size == 20, (
        "our own signature counts, a row does not"
    )


def test_the_file_of_witnesses(tmp_path: Path) -> None:
    assert witnesses_file.load(tmp_path) == Witnesses()
    row = f'[[witness]]\nname = "監査"\nvkey = "{KANSA.key.vkey}"\n'
    (tmp_path / "witnesses.toml").write_text(row + 'address = "https://witness.example/w/"\n')
    found = witnesses_file.load(tmp_path)
    assert found.quorum == 1
    assert found.every[0].road == witnesses_file.Address("https://witness.example/w")
    made = found.policy([LOG_KEY.key])
    assert made.satisfied({"監査"})
    assert not made.satisfied(set())


GOOD = {"name": "k", "vkey": KANSA.key.vkey, "folder": "/media/stick"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"witness": [GOOD, GOOD]},
        {"witness": [GOOD], "quorum": 0},
        {"witness": [GOOD], "quorum": 2},
        {"witness": [GOOD], "quorum": "1"},
        {"quorum": 1},
        {"witness": [{**GOOD, "name": ""}]},
        {"witness": [{**GOOD, "name": "a b"}]},
        {"witness": [{**GOOD, "name": "none"}]},
        {"witness": [{**GOOD, "vkey": LOG_KEY.key.vkey}]},
        {"witness": [{**GOOD, "vkey": "x"}]},
        {"witness": [{**GOOD, "folder": "stick"}]},
        {"witness": [{**GOOD, "address": "http://a"}]},
        {"witness": [{**GOOD, "folder": "", "address": "file:///etc"}]},
        {"witness": [{**GOOD, "folder": ""}]},
    ],
)
def test_a_file_that_cannot_be_is_refused(wrong: dict[str, object]) -> None:
    assert witnesses_file.read({"witness": [GOOD]}).quorum == 1
    with pytest.raises(WitnessesRefused):
        witnesses_file.read(wrong)
