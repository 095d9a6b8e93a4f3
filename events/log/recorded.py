"""A fact as it stands in a log: where, who, when, and which command stated it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid4

from events.contract import Event, kind_of

SOURCES: Final = {"intake": 1, "planning": 2, "benefits": 3, "reporting": 4}
"""Service → number of its log. Never reused (performance.md §3.2)."""

MIGRATION_ROLE: Final = "migration"
"""Role under which facts from before the system are stated; every screen and export marks them 移行."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Who stated a fact, in which capacity, and through which request. Filled at the edge only.

    `area` is the six-digit code of the ward or municipality the fact belongs to; `operator` is
    `operator/contract` (nothing after the slash for a municipality without a contract); `at` is UTC.
    `basis` = basis of sharing, mandatory where a fact leaves the office.
    """

    actor: UUID
    role: str
    office: str
    operator: str
    area: str
    request: UUID
    correlation: UUID
    at: datetime
    causation: UUID | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One stored fact. `case` is the Kafka key and differs from `stream` for a case's several grants."""

    stream: UUID
    version: int
    case: UUID
    fact: Event
    context: Context
    event_id: UUID = field(default_factory=uuid4)
    command: UUID = field(default_factory=uuid4)
    ordinal: int = 1
    count: int = 1
    position: int = 0
    """Place in the log, dense from 1; 0 while not yet stored."""
    source: str = ""
    """The service whose log holds it."""
    leaf: str = ""
    """Leaf hash (hex) of the stored entry; empty while not yet stored."""
    area_id: int = 0
    """Number of `context.area` on the legal day, as the log's column has it; 0 while not yet stored."""

    @property
    def originator_id(self) -> UUID:
        """The library's name of `stream`."""
        return self.stream

    @property
    def originator_version(self) -> int:
        """The library's name of `version`."""
        return self.version

    @property
    def occurred_on(self) -> date:
        """The legal day of the fact, Japanese calendar day."""
        day: date = getattr(self.fact, kind_of(self.fact).occurred)
        return day

    @property
    def migrated(self) -> bool:
        """Whether the fact came from before the system (移行)."""
        return self.context.role == MIGRATION_ROLE
