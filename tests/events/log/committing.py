"""Commands, held locks and writer processes for the tests of the committer and the recorder.

Run as a program it is one writer: conninfo on the first line of its input, then it appends and
prints each acknowledged command (`command-id first-position`) until it is told to end or killed.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from subprocess import PIPE, Popen
from threading import Thread
from uuid import UUID, uuid4

import psycopg

from events.host.address import Address
from events.log import appending
from events.log.committer import Committer
from events.log.stored import StoredCommand, StoredRow

ROOT = Path(__file__).parents[3]
DAY = date(2027, 5, 7)
INSTANT = datetime(2027, 5, 7, 1, 2, 3, 456789, tzinfo=UTC)


def row(stream: UUID, version: int, data: bytes = b"entry") -> StoredRow:
    return StoredRow(stream, version, 1, 1, DAY, INSTANT, data)


def command(*rows: StoredRow, command_id: UUID | None = None) -> StoredCommand:
    return StoredCommand(command_id or uuid4(), rows or (row(uuid4(), 1),))


def facts(address: Address) -> list[tuple[UUID, int]]:
    """Streams and versions in order of position, after checking that nothing disagrees."""
    with psycopg.connect(address.conninfo()) as session:
        rows = session.execute(
            "select position, stream, version from intake.event order by position"
        ).fetchall()
        head = session.execute("select position from intake.log_head").fetchone()
        heads: dict[UUID, int] = dict(
            session.execute("select stream, version from intake.stream_head").fetchall()
        )
        asked = session.execute(
            "select coalesce(sum(events), 0), count(distinct first_position), count(*)"
            " from intake.command"
        ).fetchone()
    positions = [position for position, _, _ in rows]
    assert positions == list(range(1, len(rows) + 1)), "positions are dense from 1"
    assert head == (len(rows),), "the head is the number of events"
    reached: dict[UUID, int] = {}
    for _, stream, version in rows:
        assert version == reached.get(stream, 0) + 1, "versions are contiguous"
        reached[stream] = version
    assert heads == reached, "stream heads are what the events say"
    assert asked is not None
    assert asked[0] == len(rows)
    assert asked[1] == asked[2], "commands account for every event"
    return [(stream, version) for _, stream, version in rows]


@contextmanager
def head_row_held(address: Address) -> Iterator[psycopg.Connection]:
    """Another writer's transaction is open: every append waits until the block ends."""
    with psycopg.connect(address.conninfo()) as other:
        other.execute("select from intake.log_head for update")
        yield other
        other.rollback()


def waits_for_the_head(address: Address, sessions: int = 1) -> None:
    """Return when that many sessions wait for the head row."""
    with psycopg.connect(address.conninfo(), autocommit=True) as watcher:
        while True:
            found = watcher.execute(
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                " and datname = current_database()"
            ).fetchone()
            if found is not None and found[0] >= sessions:
                return


class Writer:
    """A writer in its own process, and what it acknowledged so far."""

    def __init__(
        self, conninfo: str, *, threads: int = 2, only: UUID | None = None, way: str = "arrays"
    ) -> None:
        self.acknowledged: dict[UUID, int] = {}
        words = [sys.executable, "-m", "tests.events.log.committing", str(threads), way]
        self.process = Popen(
            [*words, *([str(only)] if only else [])], stdin=PIPE, stdout=PIPE, text=True, cwd=ROOT
        )
        assert self.process.stdin is not None
        self.process.stdin.write(f"{conninfo}\n")
        self.process.stdin.flush()
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()

    def go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("go\n")
        self.process.stdin.flush()

    def end(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.joined()

    def joined(self) -> None:
        self.process.wait(60)
        self._listener.join(60)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if line.endswith("\n"):  # a line cut off by the kill was not an acknowledgement
                name, position = line.split()
                self.acknowledged[UUID(name)] = int(position)


def write() -> None:
    conninfo = sys.stdin.readline().strip()
    threads, way, only = int(sys.argv[1]), sys.argv[2], [UUID(word) for word in sys.argv[3:]]
    if way == "copy":
        appending.COPIED_FROM = 1  # type: ignore[misc]
    committer = Committer(conninfo, "intake")
    sys.stdin.readline()
    if only:
        say(only[0], committer.submit(command(command_id=only[0])))
        return
    workers = [Thread(target=append, args=(committer,)) for _ in range(threads)]
    for worker in workers:
        worker.start()
    sys.stdin.read()  # until the test closes it
    committer.close()


def append(committer: Committer) -> None:
    stream = uuid4()
    for version in count(1, 2):
        stated = command(row(stream, version), row(stream, version + 1))
        try:
            position = committer.submit(stated)
        except Exception:  # noqa: BLE001 - the test looks at what was acknowledged, nothing else
            return
        say(stated.command_id, position)


def say(command_id: UUID, position: int) -> None:
    sys.stdout.write(f"{command_id} {position}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    write()
