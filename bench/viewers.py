"""Open browsers as raw connections that speak `text/event-stream`, in a process of their own.

Instants are wall-clock seconds of this machine, so that they compare with the instant of a record.
"""

import asyncio
import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from bench.http_client import head

STREAM = "/reporting/live/kpi"
AT_ONCE = 25
"""Connections opened in one go, so that the listen queue is not what is measured."""
OPENING = 120.0
_ID = re.compile(rb"\nid: (\d+)\r?\n")
_LONGEST_ID = 40


@dataclass(frozen=True, slots=True)
class Watched:
    """Per connection: (id of the message, when its last byte was there) …, and when it ended.

    `cpu` = share of one core that this process took since it was last asked.
    """

    seen: list[list[tuple[int, float]]]
    ended: list[float | None]
    cpu: float


class _Viewer(asyncio.Protocol):
    def __init__(self, token: str) -> None:
        self._request = head("GET", STREAM, token, {"Accept": "text/event-stream"})
        self._rest = b""
        self.seen: list[tuple[int, float]] = []
        self.ended: float | None = None
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        now, text, end = time.time(), self._rest + data, 0
        for found in _ID.finditer(text):
            self.seen.append((int(found[1]), now))
            end = found.end()
        self._rest = text[max(end, len(text) - _LONGEST_ID) :]

    def connection_lost(self, _: Exception | None) -> None:
        self.ended = time.time()

    def reached(self, number: int) -> bool:
        """Whether nothing more is to be waited for."""
        return self.ended is not None or bool(self.seen and self.seen[-1][0] >= number)


class Viewers:
    """The process, as its parent speaks to it."""

    def __init__(self, pipe: "Connection[Any, Any]") -> None:
        self._pipe = pipe

    def until(self, number: int, patience: float) -> Watched:
        """When each has a message with that id or a later one, or patience is at its end."""
        return self._asked(("reached", number, patience), patience)

    def until_ended(self, patience: float) -> Watched:
        """When every connection has ended."""
        return self._asked(("ended", 0, patience), patience)

    def _asked(self, question: tuple[str, int, float], patience: float) -> Watched:
        try:
            self._pipe.send(question)
            if self._pipe.poll(OPENING + patience + 60):
                answer: Watched = self._pipe.recv()
                return answer
        except (EOFError, OSError):
            raise AssertionError("the viewers died: no figure") from None
        raise AssertionError("the viewers do not answer: no figure")


@contextmanager
def viewers(port: int, tokens: Sequence[str]) -> Iterator[Viewers]:
    """One connection per token, each with its first message there; all closed at the end of the block."""
    context = get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_watch, args=(port, list(tokens), there), daemon=True)
    process.start()
    there.close()
    try:
        yield Viewers(here)
    finally:
        here.close()  # the process ends with its parent's end of the pipe
        process.join(20)
        if process.is_alive():
            process.kill()


def _watch(port: int, tokens: list[str], pipe: "Connection[Any, Any]") -> None:
    asyncio.run(_watching(port, tokens, pipe))


async def _watching(port: int, tokens: list[str], pipe: "Connection[Any, Any]") -> None:
    loop = asyncio.get_running_loop()
    all_of_them = [_Viewer(token) for token in tokens]

    async def connect(viewer: _Viewer) -> None:
        await loop.create_connection(lambda: viewer, "127.0.0.1", port)

    for first in range(0, len(all_of_them), AT_ONCE):
        await asyncio.gather(*(connect(one) for one in all_of_them[first : first + AT_ONCE]))
    await _until(lambda: all(one.reached(0) for one in all_of_them), OPENING)
    begun, worked = time.perf_counter(), time.process_time()
    while True:
        try:
            what, number, patience = await loop.run_in_executor(None, pipe.recv)
        except (EOFError, OSError):
            break
        if what == "ended":
            await _until(lambda: all(one.ended for one in all_of_them), patience)
        else:
            await _until(lambda n=number: all(v.reached(n) for v in all_of_them), patience)  # type: ignore[misc]
        now, cpu = time.perf_counter(), time.process_time()
        ended, seen = [one.ended for one in all_of_them], [one.seen for one in all_of_them]
        pipe.send(Watched(seen, ended, (cpu - worked) / (now - begun)))
        begun, worked = now, cpu
    for viewer in all_of_them:
        if viewer.transport is not None:
            viewer.transport.abort()


async def _until(true: Callable[[], bool], patience: float) -> None:
    deadline = time.perf_counter() + patience
    while not true() and time.perf_counter() < deadline:  # noqa: ASYNC110 - what is asked has no event
        await asyncio.sleep(0.02)
