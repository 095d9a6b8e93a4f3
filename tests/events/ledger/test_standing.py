"""May a log be written? Against what witnesses saw: older backups, forks, liars, silence."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep

import pytest

from events.ledger import tree
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import LOG, WITNESS, NoteKey, SigningKey
from events.ledger.own_copy import OwnCopy
from events.ledger.standing import Standing
from events.log.reading import Gap
from events.log.unstored import Withheld

ORIGIN = "yorisoi.example/intake"
LOG_KEY = SigningKey.from_seed(ORIGIN, LOG, b"l" * 32)
KANSA = SigningKey.from_seed("witness.example/kansa", WITNESS, b"w" * 32)
AT = int(datetime(2026, 11, 20, 1, 5, tzinfo=UTC).timestamp())


@dataclass
class Entries:
    """A log in memory."""

    entries: list[bytes]

    def size(self) -> int:
        return len(self.entries)

    def root(self, size: int) -> bytes:
        edge = tree.CompactRange()
        edge.extend(map(tree.leaf, self.entries[:size]))
        return edge.root()

    def note(
        self, size: int | None = None, key: SigningKey = LOG_KEY, *, cosigned: bool = True
    ) -> bytes:
        size = self.size() if size is None else size
        text = Checkpoint(key.key.name, size, self.root(size)).text
        mine = KANSA.line(text, AT) if cosigned else ""
        return f"{text}\n{key.line(text)}{mine}".encode()


@dataclass(frozen=True)
class Named:
    name: str
    road: object
    key: NoteKey | None = None


@dataclass
class Told:
    """A witness that says this."""

    note: bytes | None

    def seen(self, _: str) -> str | None:
        if self.note == b"away":
            raise ConnectionRefusedError
        return None if self.note is None else self.note.decode()


def entries(count: int, mark: bytes = b"") -> list[bytes]:
    return [mark + n.to_bytes(4, "big") for n in range(count)]


def standing(own: Entries, tmp_path: Path, *notes: bytes | None) -> Standing:
    witnesses = [Named(f"監査{n}", Told(note), KANSA.key) for n, note in enumerate(notes, 1)]
    return Standing(LOG_KEY.key, own, witnesses, OwnCopy(tmp_path / "ledger/intake/cosigned"))


@pytest.mark.parametrize("seed", range(20))
def test_an_older_backup_is_refused_and_an_honest_log_never(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same again
    whole = Entries(entries(chance.randint(2, 600)))
    seen = chance.randint(1, whole.size())
    standing(whole, tmp_path / "honest", whole.note(seen)).permit()
    restored = Entries(whole.entries[: chance.randrange(seen)])
    with pytest.raises(Withheld) as refusal:
        standing(restored, tmp_path / "restored", whole.note(seen)).permit()
    assert f"{seen:,} 件目まで" in refusal.value.ja
    assert f"{seen - restored.size():,} 件足りません" in refusal.value.ja
    assert "2026年11月20日10時05分" in refusal.value.ja
    regrown = Entries(restored.entries + entries(700, b"other"))
    with pytest.raises(Withheld, match="does not hold") as refusal:
        standing(regrown, tmp_path / "regrown", whole.note(seen)).permit()
    assert "内容が違います" in refusal.value.ja


def test_a_log_that_grew_since_is_written(tmp_path: Path) -> None:
    own = Entries(entries(50))
    made = standing(own, tmp_path, own.note(40), own.note(0), None)
    made.permit()
    own.entries += entries(9, b"later")
    assert made.look().answered == ("監査1", "監査2", "監査3")
    made.permit()


@pytest.mark.parametrize(
    "lie",
    [
        b"1000000\n",
        b"",
        b"\xff\xfe",
        Entries(entries(90)).note(key=SigningKey.from_seed(ORIGIN, LOG, b"x" * 32)),
        Entries(entries(90)).note(key=SigningKey.from_seed("another.example/log", LOG, b"l" * 32)),
        Entries(entries(90)).note().replace(b"\n90\n", b"\n91\n"),
    ],
    ids=["number", "empty", "no text", "strange key", "another log", "bent"],
)
def test_a_witness_that_lies_is_told_of_and_stops_nothing(tmp_path: Path, lie: bytes) -> None:
    own, heard = Entries(entries(50)), []
    made = standing(own, tmp_path, lie, own.note(50))
    made.told = heard.append
    made.permit()
    assert heard == ["監査1"]
    assert made.found is not None
    assert (made.found.senseless, made.found.missing) == (("監査1",), None)


def test_our_signature_counts_even_under_a_wrong_cosignature(tmp_path: Path) -> None:
    whole = Entries(entries(60))
    text = Checkpoint(ORIGIN, 60, whole.root(60)).text
    wrong = KANSA.line(text + "x", AT)
    made = standing(Entries(entries(50)), tmp_path, f"{text}\n{LOG_KEY.line(text)}{wrong}".encode())
    with pytest.raises(Withheld) as refusal:
        made.permit()
    assert "は 60 件目" in refusal.value.ja  # without a time


def test_silence_never_stops_writing_and_is_asked_again(tmp_path: Path) -> None:
    whole, own = Entries(entries(60)), Entries(entries(50))
    made = standing(own, tmp_path, b"away")
    made.permit()
    assert made.found is not None
    assert (made.found.silent, made.found.answered) == (("監査1",), ())
    made.witnesses = [replace(made.witnesses[0], road=Told(whole.note()))]
    made.look()
    with pytest.raises(Withheld):
        made.permit()


def test_what_was_seen_is_kept_beside_and_asked_when_the_witness_is_away(tmp_path: Path) -> None:
    whole = Entries(entries(60))
    standing(whole, tmp_path, whole.note(55)).permit()
    kept = tmp_path / "ledger/intake/cosigned"
    assert kept.read_bytes() == whole.note(55)
    standing(whole, tmp_path, whole.note(20)).permit()
    assert kept.read_bytes() == whole.note(55)
    standing(whole, tmp_path, whole.note(58)).permit()
    assert kept.read_bytes() == whole.note(58)
    with pytest.raises(Withheld, match="does not hold"):
        standing(Entries(entries(57)), tmp_path, b"away").permit()


def test_a_paper_put_into_the_file_counts(tmp_path: Path) -> None:
    kept = tmp_path / "ledger/intake/cosigned"
    kept.parent.mkdir(parents=True)
    kept.write_bytes(Entries(entries(60)).note(cosigned=False))
    with pytest.raises(Withheld):
        standing(Entries(entries(57)), tmp_path).permit()
    standing(Entries(entries(60)), tmp_path).permit()


def test_a_hole_in_the_log_holds_nothing(tmp_path: Path) -> None:
    class Holed(Entries):
        def root(self, _: int) -> bytes:
            raise Gap("positions behind 3 are missing")

    whole = Entries(entries(9))
    with pytest.raises(Withheld):
        standing(Holed(whole.entries), tmp_path, whole.note()).permit()


class Mute:
    def seen(self, _: str) -> str | None:
        sleep(60)
        return None


def test_the_check_is_done_within_five_seconds_whatever_a_witness_does(tmp_path: Path) -> None:
    whole = Entries(entries(60))
    made = standing(Entries(entries(50)), tmp_path, whole.note())
    made.witnesses = [Named("黙る", Mute()), *made.witnesses]
    begun = monotonic()
    with pytest.raises(Withheld):
        made.permit()
    assert monotonic() - begun < 5
    assert made.found is not None
    assert made.found.silent == ("黙る",)
