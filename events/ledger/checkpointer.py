"""The thread that signs a log's tree every second, and at once when somebody waits for it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Final

import psycopg

from events.ledger.checkpoints import Signed
from events.ledger.growing import Growing, Grown
from events.ledger.note_key import SigningKey
from events.ledger.refused import LedgerRefused
from events.ledger.session import LedgerSession
from events.ledger.tiles import TileDiffers, TileMissing

log = logging.getLogger(f"events.{__name__}")
STOPPED: Final = "停止中"
LEADING: Final = "署名中"
STANDING_BY: Final = "ほかの処理が署名中"
AWAY: Final = "データベースを待機中"
REFUSED: Final = "署名を拒否"


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds between checkpoints (log.md §7.4), and before another try after a failure (assumed)."""

    every: float = 1.0
    again: float = 2.0
    refused: float = 60.0


@dataclass(frozen=True, slots=True)
class Standing:
    """What the thread is doing; `fault` says in Japanese what is wrong."""

    word: str = STOPPED
    newest: Signed | None = None
    fault: str = ""


class Checkpointer:
    """One per log and process; among several processes the one that holds the lead signs."""

    def __init__(  # noqa: PLR0913 - where a ledger lives, and how it is kept
        self,
        service: str,
        conninfo: str,
        folder: Path,
        key: SigningKey,
        *,
        clock: Callable[[], datetime],
        waiting: Collection[str] = (),
        told: Callable[[Grown], None] = lambda _: None,
        pace: Pace | None = None,
        begins: int = 0,
    ) -> None:
        self.service = service
        self.standing = Standing()
        self._open: Callable[[], LedgerSession] = lambda: LedgerSession(conninfo, service)
        self._grow: Callable[[LedgerSession], Growing] = lambda session: Growing(
            session, folder, key, waiting, begins
        )
        self._clock, self._told = clock, told
        self._pace = pace or Pace()
        self._wake, self._stop = Event(), Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin; a database that is away is waited for."""
        self._thread = Thread(target=self._run, name=f"checkpointer {self.service}", daemon=True)
        self._thread.start()

    def soon(self) -> None:
        """Do not wait for the second to pass."""
        self._wake.set()

    def stop(self) -> None:
        """Sign what the log holds now, and end. Nothing to do where it was never started."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        self.standing = replace(self.standing, word=STOPPED)

    def _run(self) -> None:
        while True:
            pause = self._pace.again
            try:
                self._lead()
            except psycopg.OperationalError:
                self._say(AWAY)
            except (TileMissing, TileDiffers) as damaged:
                self._say(AWAY, f"タイル {damaged.path} を作り直します")
            except Exception as fault:  # noqa: BLE001 - whatever it is, 状態 shows it
                self._refuse(fault)
                pause = self._pace.refused
            if self._stop.wait(pause):
                return

    def _lead(self) -> None:
        """Until stopped, or until another process has the lead."""
        session = self._open()
        try:
            if not session.leads():
                self._say(STANDING_BY)
                return
            growing = self._grow(session)
            if growing.newest is not None:
                self._told(Grown(growing.newest, waits=True))
            while True:
                begun, last = (
                    monotonic(),
                    self._stop.is_set(),
                )  # looked at before: what came until then is signed
                self._wake.clear()
                grown = growing.advance(self._clock())
                self.standing = Standing(LEADING, growing.newest)
                if grown is not None:
                    self._told(grown)
                if last:
                    return
                self._wake.wait(max(0.0, begun + self._pace.every - monotonic()))
        finally:
            session.close()

    def _say(self, word: str, fault: str = "") -> None:
        self.standing = Standing(word, self.standing.newest, fault)

    def _refuse(self, fault: Exception) -> None:
        self._say(REFUSED, _plain(fault))
        log.error("ledger.refused service=%s error=%s", self.service, type(fault).__name__)


def _plain(fault: Exception) -> str:
    """Our own words, or a system error's; of others the kind only."""
    if isinstance(fault, LedgerRefused):
        return str(fault)
    if isinstance(fault, OSError) and fault.strerror:
        return f"ファイルに書けません（{fault.strerror}）"
    return type(fault).__name__
