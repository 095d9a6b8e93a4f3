"""What the campaign asks of the witness's memory: an honest state passes, each broken promise is named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from events.host.address import Address
from events.ledger import note
from events.ledger.checkpoint import Checkpoint
from events.ledger.log_key import log_key
from events.log.key_file import KeyFile
from tests.faults import standing_by
from tests.faults.installation import Place
from tests.faults.standing_by import EARLY, PERSISTED, Watcher
from tests.witness import standing_witness

LOG = "planning"
NOWHERE = Address("nowhere", 1, "none", "none", {})


def root(size: int, byte: bytes = b"r") -> bytes:
    return bytes((size,)) + byte * 31


@dataclass
class Honest:
    """Checkpoints of 3 and 5 entries are stored; the witness stands at 5 and has cosigned both."""

    watcher: Watcher
    signed: dict[int, bytes]
    cosigned: dict[int, str]

    def says(self) -> list[str]:
        return list(self.watcher.broken(NOWHERE))

    def book(self, statement: str, *values: object) -> None:
        with closing(sqlite3.connect(self.watcher.place.folder / "witness.db")) as db, db:
            db.execute(statement, values)


@pytest.fixture
def honest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Honest:
    at = Place(tmp_path / "home", tmp_path / "keys", tmp_path / "told")
    at.home.mkdir()
    key = log_key(KeyFile.make(at.keys), LOG)
    watcher = Watcher.of(at, "none")
    signed = {size: root(size) for size in (3, 5)}
    cosigned = {}
    for size, of in signed.items():
        text = Checkpoint(watcher.origins[LOG], size, of).text
        ours = note.Note(text, (note.signature_of(key.line(text)),))
        cosigned[size] = str(ours.joined([watcher.place.witness().cosignature(text, "")]))
    with closing(sqlite3.connect(watcher.place.folder / "witness.db")) as db, db:
        db.executescript(standing_witness.as_module().TABLES)
        row = (watcher.origins[LOG], 5, signed[5], cosigned[5])
        db.execute("insert into log values (?, ?, ?, ?)", row)
    made = Honest(watcher, signed, cosigned)
    monkeypatch.setattr(
        standing_by,
        "stored",
        lambda _, service: (made.signed, made.cosigned) if service == LOG else ({}, {}),
    )
    return made


def test_an_honest_state_breaks_nothing_twice(honest: Honest) -> None:
    assert honest.says() == honest.says() == []


def forgets(honest: Honest) -> None:
    honest.book("update log set size = 3, root = ?", root(3))


def runs_ahead(honest: Honest) -> None:
    del honest.signed[5], honest.cosigned[5]


def has_another_root(honest: Honest) -> None:
    honest.book("update log set root = ?", root(5, b"x"))


def accuses(honest: Honest) -> None:
    honest.book("insert into evidence values (?, 'split-view', '')", b"request")


def is_not_under_the_note(honest: Honest) -> None:
    honest.cosigned[3] = honest.cosigned[3].rpartition("\u2014")[0]


def signed_something_else(honest: Honest) -> None:
    honest.cosigned[3] = honest.cosigned[3].replace("\n3\n", "\n4\n")


def signed_another_size(honest: Honest) -> None:
    honest.cosigned[3] = honest.cosigned[5]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (forgets, "cosigned 5 and remembers 3"),
        (runs_ahead, "no checkpoint of that size is stored"),
        (has_another_root, "another root for 5"),
        (accuses, "accuses an honest log: split-view"),
        (is_not_under_the_note, "of 3 does not verify"),
        (signed_something_else, "of 3 does not verify"),
        (signed_another_size, "of 3 is another one"),
    ],
)
def test_each_broken_promise_is_named(
    honest: Honest, spoil: Callable[[Honest], None], said: str
) -> None:
    spoil(honest)
    assert [said in sentence for sentence in honest.says()] == [True]


def test_a_memory_that_shrinks_is_named_even_if_nothing_was_cosigned(honest: Honest) -> None:
    honest.cosigned.clear()
    assert honest.says() == []
    forgets(honest)
    assert honest.says() == [f"{LOG}: the witness stood at 5 and stands at 3"]


def test_the_copy_with_the_mistake_differs_only_in_when_it_writes(tmp_path: Path) -> None:
    original = standing_witness.FILE.read_text("utf-8")
    patched = standing_by._file(tmp_path, EARLY).read_text("utf-8")
    assert PERSISTED in original
    before = original[: original.index(PERSISTED)]
    assert patched.startswith(before + standing_by.LATER_CALL)
