"""Live pages: server-sent events from table positions, calm, and over in an instant when the server stops."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Hashable
from threading import Lock, RLock
from time import monotonic
from typing import Final

from anyio import to_thread
from fastapi.sse import ServerSentEvent

CALM: Final = 1.0
"""Seconds between two pushes to one page at least (screens.md §10)."""
RECHECK: Final = 30.0
"""Seconds between two looks at the viewer's rights at most; a revoked person is out within 60 s."""
FRESH: Final = 5.0
"""Seconds one look at the viewer's rights is good for a push."""
DRAWINGS: Final = 500
"""Drawings kept at most; each is the newest of its kind."""
SHARED: Final = 0.5
"""Seconds one look at a table's position serves every page that follows it."""
GONE: Final = "closed"
"""Name of the last message: the page says that it no longer moves, instead of trying for ever."""


class Live:
    """The open streams of one process."""

    def __init__(self, *, calm: float = CALM, recheck: float = RECHECK) -> None:
        self._calm = calm
        self._recheck = recheck
        self._open: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self._closed = False
        self._lock = RLock()  # `close` may run in a signal handler of the thread that holds it
        self._looks: dict[Hashable, tuple[float, int]] = {}
        self._drawings: dict[Hashable, tuple[int, asyncio.Future[str]]] = {}
        self._looking = Lock()

    @property
    def streams(self) -> int:
        """How many pages are attached now."""
        return len(self._open)

    def close(self) -> None:
        """End every stream, from any thread; streams asked for later end at once."""
        with self._lock:
            self._closed = True
            waiting = list(self._open.items())
        for event, loop in waiting:
            loop.call_soon_threadsafe(event.set)

    async def follow(
        self,
        key: Hashable,
        position: Callable[[], int],
        draw: Callable[[int], str],
        allowed: Callable[[], bool],
        *,
        seen: int | None = None,
        shared: Callable[[], Hashable] | None = None,
    ) -> AsyncIterator[ServerSentEvent]:
        """A message with the drawn fragment and the position as id, whenever the position has moved.

        `seen` = the id the page already shows (Last-Event-ID). The three functions run in threads.
        `shared` names what is drawn, asked before each drawing: pages with the same name get one of each
        position.
        """
        closing = asyncio.Event()
        with self._lock:
            self._open[closing] = asyncio.get_running_loop()
            if self._closed:
                closing.set()
        try:
            checked = monotonic()
            while not closing.is_set():
                if monotonic() - checked >= self._recheck:
                    if not await to_thread.run_sync(allowed):
                        yield ServerSentEvent(event=GONE, raw_data="")
                        return
                    checked = monotonic()
                now = self._known(key)
                if now is None:
                    now = await to_thread.run_sync(self._look, key, position)
                if now != seen:
                    if monotonic() - checked >= FRESH:
                        if not await to_thread.run_sync(allowed):
                            yield ServerSentEvent(event=GONE, raw_data="")
                            return
                        checked = monotonic()
                    seen = now
                    drawn = (
                        await self._draw((key, shared()), now, draw)
                        if shared
                        else (await to_thread.run_sync(draw, now))
                    )
                    yield ServerSentEvent(raw_data=drawn, id=str(now))
                await self._pause(closing)
        finally:
            with self._lock:
                self._open.pop(closing, None)

    async def _draw(self, name: Hashable, now: int, draw: Callable[[int], str]) -> str:
        """One drawing for everybody who wants the same; a viewer who leaves takes it from nobody."""
        at, drawing = self._drawings.get(name, (-1, None))
        usable = drawing is not None and drawing.get_loop() is asyncio.get_running_loop()
        if drawing is None or at != now or not usable or _failed(drawing):
            if len(self._drawings) >= DRAWINGS:
                self._drawings.clear()
            drawing = asyncio.ensure_future(to_thread.run_sync(draw, now))
            self._drawings[name] = now, drawing
        return await asyncio.shield(drawing)

    async def _pause(self, closing: asyncio.Event) -> None:
        try:
            await asyncio.wait_for(closing.wait(), self._calm)
        except TimeoutError:
            return

    def _known(self, key: Hashable) -> int | None:
        """The position somebody asked for a moment ago."""
        until, known = self._looks.get(key, (0.0, 0))
        return known if monotonic() < until else None

    def _look(self, key: Hashable, position: Callable[[], int]) -> int:
        """The position, asked for once per half second however many pages follow it."""
        with self._looking:
            until, known = self._looks.get(key, (0.0, 0))
            if monotonic() < until:
                return known
        fresh = position()
        with self._looking:
            self._looks[key] = (monotonic() + SHARED, fresh)
        return fresh


def _failed(drawing: asyncio.Future[str]) -> bool:
    return drawing.done() and (drawing.cancelled() or drawing.exception() is not None)
