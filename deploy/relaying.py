"""The relays of one process as threads beside the web server: topics made first, lines for 状態."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from threading import Event, Thread
from typing import Final

from events.bus.kafka.relay import Relay
from events.bus.kafka.topics import BrokerAway, TopicRefused
from events.host.lines import Health, Line
from events.host.status import SERVICES_JA

AGAIN: Final = 2.0
"""Seconds between two tries to make the topics (assumed)."""
log = logging.getLogger(f"events.{__name__}")


class Relaying:
    """`provide` makes the topics; `stopped` is called when the process begins to end."""

    def __init__(
        self,
        relays: Sequence[Relay],
        *,
        provide: Callable[[], None],
        stopped: Callable[[], None] = lambda: None,
    ) -> None:
        self._relays = relays
        self._provide, self._stopped = provide, stopped
        self._stop = Event()
        self._ended: dict[str, str] = {}
        self._threads = [Thread(target=self._topics, name="makes topics", daemon=True)]
        self._threads += [
            Thread(target=self._run, args=[relay], name=f"relay {relay.service}", daemon=True)
            for relay in relays
        ]

    def start(self) -> None:
        """Begin; a broker that is away is waited for."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """What is acknowledged is noted; the rest is sent again by the next start."""
        self._stop.set()
        self._stopped()
        for thread in self._threads:
            thread.join()

    def lines(self) -> Iterator[Line]:
        """How far each log is on its topic."""
        for relay in self._relays:
            name = f"{SERVICES_JA[relay.service]}の記録の配信"
            if error := self._ended.get(relay.service) or self._ended.get(""):
                yield Line(name, "異常停止", Health.ALARM, error)
            elif relay.leads:
                yield Line(name, f"{relay.reached.position:,} 件まで配信")
            else:
                note = "ほかの処理が配っているか、つながるのを待っています。"
                yield Line(name, "待機中", note=note)

    def _topics(self) -> None:
        while not self._stop.is_set():
            try:
                self._provide()
            except BrokerAway:
                self._stop.wait(AGAIN)
            except TopicRefused as refused:
                self._fail("", refused, str(refused))
                return
            else:
                return

    def _run(self, relay: Relay) -> None:
        try:
            relay.run(self._stop)
        except TopicRefused as refused:
            self._fail(relay.service, refused, str(refused))
        except Exception as error:  # noqa: BLE001 - whatever it is, 状態 shows it
            self._fail(relay.service, error, type(error).__name__)

    def _fail(self, service: str, error: Exception, shown: str) -> None:
        self._ended[service] = shown
        log.error("relay.failed service=%s error=%s", service, type(error).__name__)
