"""Asking witnesses: every answer of the protocol, over every road."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from http.client import BadStatusLine
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import pytest

from events.ledger import note, witness_address
from events.ledger.asking import Asking
from events.ledger.checkpoint import Checkpoint
from events.ledger.checkpoints import Signed
from events.ledger.note_key import LOG, WITNESS, SigningKey
from events.ledger.policy import Policy
from events.ledger.tiles import Tiles
from events.ledger.witness_address import Address
from events.ledger.witness_folder import Folder
from events.ledger.witnesses import Answer, Away, Cosigned, Road, Stale, Witness, origin_name
from tests.events.ledger.logs import NOW, root_of
from tests.events.ledger.observing import Near, Observing, served, visits
from tests.events.ledger.signed import BINDER, KANSA, LOG_KEY, ORIGIN, checkpoint_note, policy

ENTRIES = [b"%d" % at for at in range(600)]


class Log:
    """A log of 600 entries, of which any size can be signed."""

    def __init__(self, folder: Path, entries: list[bytes] = ENTRIES) -> None:
        self.tiles = Tiles(folder / "tiles")
        self.entries = entries
        self.tiles.append(0, entries)

    def signed(self, size: int) -> Signed:
        told = Checkpoint(ORIGIN, size, root_of(self.entries[:size]))
        return Signed(size, told.root, checkpoint_note(told), NOW)

    def note(self, size: int) -> str:
        return self.signed(size).note

    def asking(self, *roads: Road, quorum: str = "kansa") -> Asking:
        keys = [("kansa", KANSA.key), ("binder", BINDER.key)]
        every = tuple(Witness(*named, road) for named, road in zip(keys, roads, strict=False))
        return Asking(every, policy(quorum), ORIGIN, self.tiles)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path)


def sizes(asking: Asking, log: Log, size: int, held: int = 0) -> list[int]:
    """What is full after asking about `size`; `held` = the largest checkpoint stored, where larger."""

    def note_of(wanted: int) -> str | None:
        return log.note(wanted) if wanted <= max(size, held) else None

    found = asking.ask(log.signed(size), note_of)
    for one in found:
        checked = asking.policy.check(note.read(one.note))
        assert checked.at is not None
        assert one.at == datetime.fromtimestamp(checked.at, UTC)
        assert checked.checkpoint.size == one.size
    return [one.size for one in found]


def test_a_witness_follows_the_log_as_it_grows(log: Log) -> None:
    asking = log.asking(Near(Observing()))
    assert [sizes(asking, log, size) for size in (1, 2, 256, 257, 600)] == [
        [1],
        [2],
        [256],
        [257],
        [600],
    ]
    assert asking.seen["kansa"].word == "600 件まで署名"
    assert sizes(asking, log, 600) == [600], "the same again is harmless"


@pytest.mark.parametrize("tells", [True, False])
def test_after_a_restart_the_witness_says_where_it_stands(log: Log, tells: bool) -> None:
    witness = Observing()
    sizes(log.asking(Near(witness)), log, 300)
    again = log.asking(Near(witness, tells=tells))
    assert sizes(again, log, 600) == [600]
    assert witness.asked == (2 if tells else 3)


def test_a_witness_that_saw_more_than_the_log_has_is_an_alarm(log: Log) -> None:
    witness = Observing()
    sizes(log.asking(Near(witness)), log, 600)
    for tells in (True, False):
        asking = log.asking(Near(witness, tells=tells))
        assert sizes(asking, log, 400) == []
        assert asking.seen["kansa"].alarm


def test_a_witness_that_saw_another_tree_is_an_alarm(log: Log, tmp_path: Path) -> None:
    witness = Observing()
    sizes(log.asking(Near(witness)), log, 300)
    other = Log(tmp_path / "other", [b"other", *ENTRIES[1:]])
    for size in (300, 600):
        asking = other.asking(Near(witness))
        assert sizes(asking, other, size) == []
        assert asking.seen["kansa"].alarm
    assert witness.seen.size == 300


def test_nobody_there_or_not_ours_is_said_and_asked_again(log: Log) -> None:
    away, stranger = Near(Observing()), Observing()
    away.away = True
    stranger.log = SigningKey.from_seed(ORIGIN, LOG, b"\x08" * 32).key
    asking = log.asking(away, Near(stranger))
    assert sizes(asking, log, 600) == []
    assert asking.seen["kansa"].word == "証人に届きません"
    assert asking.seen["binder"].word == "証人はこの記録の鍵を知りません"
    assert not any(one.alarm for one in asking.seen.values())
    away.away = False
    assert sizes(asking, log, 600) == [600]


def test_a_cosignature_of_another_key_or_text_counts_for_nothing(log: Log) -> None:
    impostor = Near(Observing(BINDER))
    asking = log.asking(impostor)
    assert sizes(asking, log, 600) == []
    assert asking.seen["kansa"].fault
    assert sizes(asking, log, 600) == []


def test_both_are_needed_where_the_quorum_is_both(log: Log) -> None:
    first, second = Near(Observing(KANSA, 1000)), Near(Observing(BINDER, 2000))
    second.away = True
    asking = log.asking(first, second, quorum="both")
    assert sizes(asking, log, 600) == []
    second.away = False
    assert sizes(asking, log, 600) == [600]
    assert asking.policy.check(note.read(asking.ask(log.signed(600), log.note)[0].note)).at == 2000


def test_over_http(log: Log) -> None:
    witness = Observing()
    with served(witness) as url:
        asking = log.asking(Address(url))
        assert [sizes(asking, log, size) for size in (300, 600)] == [[300], [600]]
        again = log.asking(Address(url))
        assert sizes(again, log, 600) == [600]
        assert sizes(log.asking(Address(f"{url}/elsewhere")), log, 600) == []
    gone = log.asking(Address(url))
    assert sizes(gone, log, 600) == []
    assert Address(url).add(0, [], log.note(600)) == Away()
    assert gone.seen["kansa"].word == "証人に届きません"


def test_over_a_folder_the_answer_comes_later(log: Log, tmp_path: Path) -> None:
    folder, witness = tmp_path / "stick", Observing()
    asking = log.asking(Folder(folder))
    assert sizes(asking, log, 100) == []
    assert asking.seen["kansa"].word == "証人に届きません"
    folder.mkdir()
    assert sizes(asking, log, 100) == []
    assert sizes(asking, log, 300) == [], "the newer request replaces the older one"
    assert len(list(folder.iterdir())) == 1
    visits(witness, folder)
    assert sizes(asking, log, 600) == [300], "what was asked then is cosigned now"
    assert sizes(asking, log, 600) == []
    visits(witness, folder)
    again = log.asking(Folder(folder))  # restarted meanwhile
    assert sizes(again, log, 600) == [600]
    assert [path.suffix for path in folder.iterdir()] == [".checkpoint"]
    visits(witness, folder)


@pytest.mark.parametrize("answer", ["", "200", "x\n", "200\nnonsense\n", "500\nno\n", "200\n"])
def test_a_folder_with_nonsense_in_it_is_said(log: Log, tmp_path: Path, answer: str) -> None:
    asking = log.asking(Folder(tmp_path))
    assert sizes(asking, log, 100) == []
    (asked,) = tmp_path.glob("*.request")
    asked.with_suffix(".answer").write_text(answer)
    assert sizes(asking, log, 100) == []
    assert asking.seen["kansa"].fault
    assert not list(tmp_path.glob("*.answer"))


def test_without_witnesses_nothing_is_ever_full(log: Log) -> None:
    asking = Asking((), Policy({ORIGIN: LOG_KEY.key}), ORIGIN, log.tiles)
    assert asking.ask(log.signed(600), log.note) == []


class Saying(Near):
    """A witness on its way to us whose words are bent by `bend`, or which raises it."""

    def __init__(self, witness: Observing, bend: object = None) -> None:
        super().__init__(witness)
        self.bend: Any = bend

    def seen(self, origin: str) -> str | None:
        if isinstance(self.bend, Exception):
            raise self.bend
        return super().seen(origin)

    def add(self, old: int, proof: Sequence[bytes], signed: str) -> Answer:
        found = super().add(old, proof, signed)
        return self.bend(found) if callable(self.bend) else found


@pytest.mark.parametrize(
    "fault", [BadStatusLine("nonsense"), ValueError("no text"), UnicodeError("no text")]
)
def test_a_witness_that_makes_no_sense_keeps_nobody_from_asking_the_next(
    log: Log, fault: Exception
) -> None:
    asking = log.asking(Saying(Observing(), fault), Near(Observing(BINDER)), quorum="binder")
    assert sizes(asking, log, 600) == [600]
    assert not asking.seen["kansa"].alarm


def test_an_answer_that_cannot_be_read_is_said(log: Log) -> None:
    def garbled(_: Answer) -> Answer:
        raise BadStatusLine("nonsense")

    asking = log.asking(Saying(Observing(), garbled), Near(Observing(BINDER)), quorum="binder")
    assert sizes(asking, log, 600) == [600]
    assert asking.seen["kansa"].word == "証人の答えを読めません"


def test_lines_of_others_in_an_answer_count_for_nothing(log: Log) -> None:
    """A witness can neither fill the note with strangers nor spoil it with a wrong line of another witness."""

    def stuffed(found: Answer) -> Answer:
        assert isinstance(found, Cosigned)
        told = log.signed(found.size)
        text = note.read(told.note).text
        strangers = [
            SigningKey.from_seed(f"stranger/{n}", WITNESS, bytes([n]) * 32).line(text, 5)
            for n in range(70)
        ]
        spoilt = BINDER.line(text.replace("600", "601"), 7)
        return Cosigned(found.size, (*strangers, spoilt, *found.lines))

    asking = log.asking(Saying(Observing(), stuffed), Near(Observing(BINDER)), quorum="both")
    [full] = asking.ask(log.signed(600), log.note)
    assert [line.name for line in note.read(full.note).signatures] == [
        ORIGIN, KANSA.key.name, BINDER.key.name,
    ]  # fmt: skip


def test_a_size_somebody_made_up_is_no_alarm_for_ever(log: Log) -> None:
    witness = Observing()
    liar = Saying(witness, lambda _: Stale(10**18))
    asking = log.asking(liar)
    assert sizes(asking, log, 300) == []
    assert asking.seen["kansa"].alarm
    liar.bend = None
    assert sizes(asking, log, 300) == [300], "asked afresh"
    assert not asking.seen["kansa"].alarm


def test_what_another_process_of_ours_had_cosigned_is_no_alarm(log: Log) -> None:
    """Two processes took turns at signing; this one asks with what it signed before."""
    witness = Near(Observing())
    mine, other = log.asking(witness), log.asking(witness)
    assert sizes(mine, log, 100) == [100]
    assert sizes(other, log, 600) == [600]
    mine.seen["kansa"].size = 100
    assert sizes(mine, log, 300, held=600) == []
    assert not mine.seen["kansa"].alarm
    assert sizes(mine, log, 600) == [600]


def test_a_foreign_file_in_the_folder_is_said_and_stops_nobody(log: Log, tmp_path: Path) -> None:
    name = origin_name(ORIGIN)
    for foreign in (f"{name}.checkpoint", f"{name}-600.answer"):
        folder = tmp_path / foreign
        folder.mkdir()
        (folder / foreign).write_bytes(b"\xff\xfe")
        asking = log.asking(Folder(folder), Near(Observing(BINDER)), quorum="binder")
        assert sizes(asking, log, 600) == [600]


def test_a_witness_that_answers_byte_by_byte_is_away(
    log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(witness_address, "PATIENCE", 0.3)

    class Drip(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.end_headers()
            with suppress(OSError):
                for _ in range(40):
                    self.wfile.write(b"x")
                    sleep(0.1)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Drip)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    begun = monotonic()
    assert Address(f"http://127.0.0.1:{server.server_port}").add(0, [], log.note(600)) == Away()
    assert monotonic() - begun < 2
    server.shutdown()
    server.server_close()
