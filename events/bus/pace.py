"""How long a follower waits before it looks again without having been woken."""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class Limits:
    """Shortest and longest wait, and how long after an event the shortest one holds; seconds."""

    shortest: float
    longest: float
    calm_after: float


LISTENING: Final = Limits(0.05, 1.0, 10.0)
"""With NOTIFY: a safety poll only (assumed)."""
POLLING: Final = Limits(0.005, 0.25, 1.0)
"""Without, as behind a pooler in transaction mode (assumed back-off)."""
RECONNECTING: Final = Limits(0.1, 5.0, 0.0)
"""After a lost connection (assumed)."""


@dataclass
class Pace:
    """Doubles from the shortest to the longest wait once nothing has happened for a while."""

    limits: Limits
    _wait: float = field(init=False, default=0.0)
    _last: float = field(init=False, default=0.0)

    def moved(self, now: float) -> None:
        """Something happened, or somebody waits for it."""
        self._last, self._wait = now, 0.0

    def wait(self, now: float) -> float:
        """Seconds until the next look."""
        if not self._wait or now - self._last < self.limits.calm_after:
            self._wait = self.limits.shortest
        else:
            self._wait = min(self._wait * 2, self.limits.longest)
        return self._wait
