"""Open-loop load: arrivals of a Poisson process, each timed from the instant it was due, whatever came before."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from random import Random

PATIENCE = 120.0
"""Seconds after the last arrival until what has no answer counts as wrong."""


@dataclass(slots=True)
class Answered:
    """`waits`: kind of request → seconds from due to answer. `wrong`: kind and status of each other answer."""

    waits: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    took: float = 0.0
    cpu: float = 0.0

    def note(self, kind: str, due: float, status: int, expected: int) -> bool:
        """Whether the answer was the expected one; only such answers are timed."""
        if status != expected:
            self.wrong.append(f"{kind} {status}")
            return False
        self.waits.setdefault(kind, []).append(time.perf_counter() - due)
        return True

    @property
    def count(self) -> int:
        """Answers that were right."""
        return sum(map(len, self.waits.values()))


async def arrivals(
    rate: float,
    seconds: float,
    chance: Random,
    answered: Answered,
    one: Callable[[float], Awaitable[None]],
) -> None:
    """`one(due)` per arrival; ends when all have their answers. Notes the time it took and the own CPU."""
    sent: set[asyncio.Task[None]] = set()
    begun, worked = time.perf_counter(), time.process_time()
    for due in _dues(begun, rate, seconds, chance):
        await asyncio.sleep(max(due - time.perf_counter(), 0))
        sent.add(asyncio.ensure_future(_alone(one, due)))
    done, late = await asyncio.wait(sent, timeout=PATIENCE) if sent else (set(), set())
    answered.took = time.perf_counter() - begun
    answered.cpu = (time.process_time() - worked) / answered.took
    for task in late:
        task.cancel()
        answered.wrong.append("no answer")
    for task in done:
        task.result()


async def _alone(one: Callable[[float], Awaitable[None]], due: float) -> None:
    await one(due)


def _dues(begun: float, rate: float, seconds: float, chance: Random) -> Iterator[float]:
    due = begun + chance.expovariate(rate)
    while due < begun + seconds:
        yield due
        due += chance.expovariate(rate)
