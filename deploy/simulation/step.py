"""One command of a history: what is decided about which day, and at what instant it is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from events.contract import Event
from events.log.recorded import MIGRATION_ROLE

LATEST_DAYS: Final = 20
OFFICE_MINUTES: Final = 480
"""Minutes of a working day from 9:00 in Japan, which is 0:00 UTC."""
JAPAN: Final = timedelta(hours=9)

Decision = Callable[[Any, Any], Sequence[Event]]
Command = Callable[[date, str], Any]
"""Made from the Japanese day of typing and the leaf hash of the standing 起案 ("" where there is none)."""
Look = Callable[[UUID], tuple[Any, str]]
"""State and standing leaf hash of another stream of the same service, as they are at the moment of typing."""


@dataclass(frozen=True, slots=True)
class Also:
    """A further stream's part in the same command, filed under `about` where it is of another case."""

    stream: UUID
    evolve: Callable[[Any, Any], Any]
    decision: Decision
    command: Command
    about: UUID | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """A command about a legal day, not yet on the clock. Without `stream` and `evolve`: the case's own.

    `seeing` stands for `command` where it must know other streams too: what a batch holds.
    `about`: what it is filed under where that is no case but an entry of a register; `area` where it is not the
    ward's affair.
    """

    day: date
    service: str
    decision: Decision
    command: Command
    role: str = "counsellor"
    stream: UUID | None = None
    evolve: Callable[[Any, Any], Any] | None = None
    also: tuple[Also, ...] = ()
    basis: str = "consent"
    about: UUID | None = None
    area: str = ""
    seeing: Callable[[date, str, Look], Any] | None = None

    def commanding(self, look: Look) -> Command:
        """The command, with what it sees."""
        seeing = self.seeing
        if seeing is None:
            return self.command
        return lambda today, standing: seeing(today, standing, look)


@dataclass(frozen=True, slots=True)
class Step:
    """`what`, typed at `at` (UTC)."""

    at: datetime
    what: Typed

    @property
    def today(self) -> date:
        """The Japanese day of typing."""
        return (self.at + JAPAN).date()


@dataclass(slots=True)
class Typing:
    """Puts the commands of one case on the clock, which never goes back."""

    chance: Random
    late_share: float
    migrated: date | None = None
    clock: datetime = field(default=datetime(1970, 1, 1, tzinfo=UTC))

    def step(self, what: Typed) -> Step:
        """Typed on its day, some of them days later; all that is older than `migrated` on that day."""
        if self.migrated and what.day <= self.migrated:
            return self._at(_morning(self.migrated), replace(what, role=MIGRATION_ROLE))
        late = (
            timedelta(days=self.chance.randint(1, LATEST_DAYS))
            if self.chance.random() < self.late_share
            else timedelta()
        )
        minutes = timedelta(minutes=self.chance.randint(0, OFFICE_MINUTES))
        return self._at(_morning(what.day) + late + minutes, what)

    def _at(self, typed: datetime, what: Typed) -> Step:
        self.clock = max(typed, self.clock + timedelta(seconds=30))
        return Step(self.clock, what)


def _morning(day: date) -> datetime:
    """9:00 in Japan."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def planned(day: date, decision: Decision, command: Command, role: str = "counsellor") -> Typed:
    """A command of planning on the case's own stream."""
    return Typed(day, "planning", decision, command, role)
