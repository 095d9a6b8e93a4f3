"""The log as typed objects on one core, against COPY out of the same rows, bytes discarded."""

import time
from collections.abc import Callable
from contextlib import closing

from bench.log_of import copy_rate, log_of
from bench.rounds import Gate, Line, Measured, Variant, interleaved
from events.bus.decoding import Decoder
from events.bus.source import SourceLog
from events.bus.uncollected import uncollected
from events.host.address import Address
from events.log.codec import Codec
from events.log.event_log import EventLog

RANGE = 5_000


def reading(owner: Address, rounds: int, events: int, told: Callable[[str], None]) -> list[Line]:
    """As tables see the facts (statistics open), and as a person with every right sees them."""
    with log_of(owner, events, told) as (address, codec):
        copy = "copy-out"
        variants = [
            Variant(copy, lambda: copy_rate(address, events)),
            Variant(
                "facts as tables see them",
                lambda: _seen(address, codec, events),
                copy,
                Gate(at_least=0.25),
                goal="S5",
            ),
            Variant("every group open", lambda: _all_open(address, codec, events), copy),
        ]
        return interleaved(f"read {events:,}", variants, rounds, told)


def _seen(address: Address, codec: Codec, events: int) -> Measured:
    decoder, found = Decoder(codec, "intake"), 0
    begun = time.perf_counter()
    with closing(SourceLog.to_rebuild(address.conninfo, "reporting", "intake")) as log:
        for after in range(0, events, RANGE):
            with uncollected():  # as every reader does
                found += len(decoder.page(log.span(after, min(after + RANGE, events))))
    return _rate(found, events, begun)


def _all_open(address: Address, codec: Codec, events: int) -> Measured:
    with closing(EventLog("intake", address.conninfo("writer_intake"), codec)) as log:
        begun = time.perf_counter()
        found = sum(1 for _ in log.read())
        return _rate(found, events, begun)


def _rate(found: int, events: int, begun: float) -> Measured:
    if found != events:
        raise AssertionError("facts are missing: no figure")
    return Measured(events / (time.perf_counter() - begun))
