"""How far a run is, for people: how many of how many, how fast, how long still."""

from collections.abc import Callable
from time import monotonic
from typing import Final

from deploy.simulation.stating import Progress

EVERY: Final = 1.0
"""Seconds between two lines."""
Say = Callable[[str], None]


class Telling:
    """Says a line once a second, and the last one always."""

    def __init__(self, say: Say, clock: Callable[[], float] = monotonic) -> None:
        self._say, self._clock = say, clock
        self._begun = self._last = clock()

    def __call__(self, progress: Progress) -> None:
        """After each stretch."""
        now = self._clock()
        if progress.done < progress.of and now - self._last < EVERY:
            return
        self._last = now
        rate = progress.done / max(now - self._begun, 0.001)
        left = (progress.of - progress.done) / rate
        rest = f"、あと約{left:,.0f}秒" if left >= 1 else ""
        self._say(
            f"  {progress.done:,} / {progress.of:,}件(今回の記録 {progress.stored:,}件、"
            f"毎秒 {rate:,.0f}件{rest})"
        )
