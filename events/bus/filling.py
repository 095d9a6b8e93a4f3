"""Filling one table by several processes: ranges of the logs for independent rows, shares of the cases for others.

Each worker reads, folds and writes by itself and keeps no more than a few thousand rows. Rows that are made of
one fact may come in any order, so ranges are handed out as workers get free; a case's facts stay with one
worker, in their order. Workers hold a lock as long as they live: what a killed rebuild left is waited for.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Final

from events.bus.decoding import Decoder, Undecoded
from events.bus.locks import Lock, hold_shared
from events.bus.projection import Projection
from events.bus.sheet import Sheet
from events.bus.source import WHOLE, Conninfo, NotDense, Share, SourceLog, reading_role
from events.bus.tables import projector
from events.bus.unapplicable import Unapplicable
from events.log.codec import Codec

RANGE: Final = 5_000
"""Positions of one read: no snapshot stays open longer."""
PIECE: Final = 25_000
"""Positions handed to a worker at a time."""
ROWS: Final = 50_000
"""Rows in memory before they are written: bounds a process far below 1 GiB."""
PATIENCE: Final = 10.0
"""Seconds for a worker to end once it is told to."""


class WorkerDied(Exception):
    """A process that filled a table ended before its work: nothing was put in place."""


@dataclass(frozen=True)
class Workers:
    """How many processes, and what each opens for itself; `conninfo` and `codec` travel to them."""

    number: int
    conninfo: Conninfo
    codec: Callable[[], Codec] = field(repr=False)  # it may hold the key of keys
    least: int = 50_000
    """Facts from which on starting processes is worth its second."""


@dataclass(frozen=True, slots=True)
class Piece:
    """The facts of a source in (after, upto], or a share of their cases."""

    source: str
    after: int
    upto: int
    share: Share = WHOLE


@dataclass(frozen=True)
class Filling:
    """What a worker needs to know: the table beside, and how to reach what it is made of."""

    service: str
    projection: Projection[Any]
    table: str
    workers: Workers


def splits(projection: Projection[Any]) -> bool:
    """Whether several processes can fill the table: not where a key may join facts of several cases."""
    return projection.one_row_per in {"fact", "case"}


def fill(filling: Filling, ends: Mapping[str, int], told: Callable[[str, int], None]) -> None:
    """Everything up to these ends. `told(source, positions)` after each read.

    Raises Unapplicable or NotDense as a worker met it, WorkerDied where one was lost.
    """
    context = get_context("spawn")
    pieces = _pieces(filling, ends)
    with ExitStack() as stack:
        busy: dict[Connection, BaseProcess] = {}
        for _ in range(filling.workers.number):
            ours, theirs = context.Pipe()
            process = context.Process(target=_work, args=(filling, theirs), daemon=True)
            process.start()
            theirs.close()
            stack.callback(_ended, process, ours)
            if _hand_out(ours, pieces):
                busy[ours] = process
        while busy:
            for ready in wait([*busy]):
                if isinstance(ready, Connection) and not _heard(ready, pieces, told):
                    del busy[ready]


def _pieces(filling: Filling, ends: Mapping[str, int]) -> Iterator[list[Piece]]:
    """What is handed out at a time: a range of one source, or one share of all of them."""
    if filling.projection.one_row_per == "fact":
        for source, end in ends.items():
            for after in range(0, end, PIECE):
                yield [Piece(source, after, min(after + PIECE, end))]
        return
    for number in range(filling.workers.number):
        share = Share(number, filling.workers.number)
        yield [Piece(source, 0, end, share) for source, end in ends.items()]


def _hand_out(worker: Connection, pieces: Iterator[list[Piece]]) -> bool:
    piece = next(pieces, None)
    worker.send(piece)
    return piece is not None


def _heard(
    worker: Connection, pieces: Iterator[list[Piece]], told: Callable[[str, int], None]
) -> bool:
    """Deal with one word of a worker; False once it has nothing more to do."""
    try:
        word = worker.recv()
    except (EOFError, OSError):
        raise WorkerDied from None
    if isinstance(word, Exception):
        raise word
    if word is None:
        return _hand_out(worker, pieces)
    told(*word)
    return True


def _ended(process: BaseProcess, pipe: Connection) -> None:
    pipe.close()  # a worker in the middle of a piece notices at its next word
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()


def _work(filling: Filling, pipe: Connection) -> None:
    """A worker's life: pieces until there are none, or until nobody is at the other end."""
    gc.disable()  # nothing here makes cycles, and looking for them takes a third of the time
    try:
        with ExitStack() as stack:
            worker = _Worker(filling, pipe, stack)
            while (pieces := pipe.recv()) is not None:
                worker.fill(pieces)
                pipe.send(None)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except Exception as error:  # noqa: BLE001 - raised again where somebody can tell it
        known = isinstance(error, Unapplicable | NotDense)
        pipe.send(error if known else WorkerDied(type(error).__name__))


class _Worker:
    def __init__(self, filling: Filling, pipe: Connection, stack: ExitStack) -> None:
        self._filling = filling
        self._pipe = pipe
        self._codec = filling.workers.codec()
        close = getattr(self._codec.keys, "close", None)
        if close is not None:
            stack.callback(close)
        conninfo, service = filling.workers.conninfo, filling.service
        self._session = stack.enter_context(
            closing(projector(conninfo(f"projector_{service}"), service))
        )
        hold_shared(self._session, Lock.FILLING, service)
        self._sheet = Sheet(filling.projection, service, filling.table)
        self._sheet.blank()
        self._stack = stack
        self._logs: dict[str, tuple[SourceLog, Decoder]] = {}

    def fill(self, pieces: list[Piece]) -> None:
        """Fold all of it into the table."""
        for piece in pieces:
            log, decoder = self._log(piece.source)
            for after in range(piece.after, piece.upto, RANGE):
                upto = min(after + RANGE, piece.upto)
                rows = log.span(after, upto, piece.share)
                try:
                    facts = decoder.page(rows)
                except Undecoded as fault:
                    raise Unapplicable(
                        piece.source, fault.position, "読取不能", fault.cause
                    ) from None
                self._sheet.fold(self._session, facts)
                if self._sheet.independent or len(self._sheet) >= ROWS:
                    self._write()
                if piece.share.number == 0:  # the others read the same positions
                    self._pipe.send((piece.source, upto - after))
                elif self._pipe.poll():
                    self._pipe.recv()  # nobody sends now: the other end is gone
        self._write()

    def _log(self, source: str) -> tuple[SourceLog, Decoder]:
        if source not in self._logs:
            conninfo, service = self._filling.workers.conninfo, self._filling.service
            name = f"{service} fills from {source}"
            log = SourceLog.opened(conninfo(reading_role(service, source)), source, name)
            self._stack.callback(log.close)
            log.want(self._filling.projection.reads)
            self._logs[source] = log, Decoder(self._codec, source)
        return self._logs[source]

    def _write(self) -> None:
        with self._session.transaction():
            self._sheet.write(self._session)
