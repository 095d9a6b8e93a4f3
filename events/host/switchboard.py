"""Which programmes of the Act a municipality runs, in which wards and years, and what needs its decision.

programme.md §1: a row, never code, says whether a service needs 支援決定 or 支給決定.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from events.contract.codes import Service
from events.host.dated import Dated, Mark

CONSULTATION = "self_reliance_consultation"
"""自立相談支援事業: a programme, not a service of a plan."""

SWITCHED = frozenset(
    {
        Service.HOUSING_SECURITY,
        Service.TEMPORARY_LIVING,
        Service.RESIDENTIAL_SUPPORT,
        Service.BUDGET_COUNSELLING,
        Service.BUDGET_IMPROVEMENT,
        Service.WORK_PREPARATION,
        Service.CERTIFIED_TRAINING,
        Service.CHILD_LEARNING,
    }
)
"""Offered only where a row says so. Other schemes and the office's own work are offered everywhere."""


_SERVICE = {str(code): code for code in Service}


class Duty(StrEnum):
    """Whether the Act obliges the municipality to run it."""

    MANDATORY = "mandatory"
    OPTIONAL = "optional"
    ENDEAVOUR = "endeavour"

    @property
    def ja(self) -> str:
        """As printed."""
        words = {Duty.MANDATORY: "必須", Duty.OPTIONAL: "任意", Duty.ENDEAVOUR: "努力義務"}
        return words[self]


class NeedsDecision(StrEnum):
    """What the municipality must decide before the service is provided."""

    NONE = "none"
    SUPPORT_DECISION = "support_decision"
    GRANT_DECISION = "grant_decision"

    @property
    def ja(self) -> str:
        """As printed."""
        return {"none": "不要", "support_decision": "支援決定", "grant_decision": "支給決定"}[self]


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch(Dated):
    """One programme is on in some wards (empty = all of the body) for some time."""

    programme: str
    duty: Duty
    needs_decision: NeedsDecision
    wards: frozenset[str] = field(default_factory=frozenset)
    mark: Mark = Mark.ASSUMED
    source: str = ""

    def __post_init__(self) -> None:
        if self.programme == CONSULTATION:
            return
        if self.programme not in SWITCHED:
            raise ValueError(f"{self.programme} is no programme of the switchboard")
        code = _SERVICE[self.programme]
        if self.since < code.since or (self.until or date.max) > (code.until or date.max):
            raise ValueError(
                f"{self.programme} exists from {code.since} to {code.until or 'today'}"
            )

    def covers(self, ward: str, day: date) -> bool:
        """Whether it is on there that day."""
        return self.in_force(day) and (not self.wards or ward in self.wards)


@dataclass(frozen=True, slots=True)
class Switchboard:
    """All rows of one municipality. Wards are area codes."""

    switches: tuple[Switch, ...]

    def on(self, ward: str, day: date) -> tuple[Switch, ...]:
        """The rows in force in a ward on a day."""
        return tuple(switch for switch in self.switches if switch.covers(ward, day))

    def in_fiscal_year(self, year: int) -> tuple[Switch, ...]:
        """The rows in force on any day of that fiscal year, for the table 事業 × 年度."""
        first, last = date(year, 4, 1), date(year + 1, 3, 31)
        return tuple(switch for switch in self.switches if switch.touches(first, last))

    def offered(self, ward: str, day: date) -> tuple[Service, ...]:
        """The services a plan of that day may hold, in the order of the national form."""
        switched_on = {switch.programme for switch in self.on(ward, day)}
        return tuple(s for s in Service.on(day) if s not in SWITCHED or s in switched_on)

    def needing(self, ward: str, day: date, *forms: NeedsDecision) -> frozenset[Service]:
        """The services that need one of these decisions there; without `forms`, any decision."""
        wanted = forms or (NeedsDecision.SUPPORT_DECISION, NeedsDecision.GRANT_DECISION)
        rows = (switch for switch in self.on(ward, day) if switch.needs_decision in wanted)
        return frozenset(_SERVICE[row.programme] for row in rows if row.programme != CONSULTATION)


def checked(switches: Iterable[Switch]) -> Switchboard:
    """A switchboard without two rows for one programme, ward and day; ValueError names the programme."""
    rows = tuple(switches)
    for place, row in enumerate(rows):
        for other in rows[:place]:
            together = not row.wards or not other.wards or row.wards & other.wards
            same_time = other.touches(row.since, row.until or date.max)
            if row.programme == other.programme and together and same_time:
                raise ValueError(f"{row.programme}: two rows of the switchboard overlap")
    return Switchboard(rows)


def assumed() -> Switchboard:
    """The safer default of programme.md §1: every programme on, decisions where most cities take them (暫定)."""
    support, grant, none = (
        NeedsDecision.SUPPORT_DECISION,
        NeedsDecision.GRANT_DECISION,
        NeedsDecision.NONE,
    )
    lines = (
        (Service.HOUSING_SECURITY, Duty.MANDATORY, grant),
        (Service.TEMPORARY_LIVING, Duty.OPTIONAL, support),
        (Service.RESIDENTIAL_SUPPORT, Duty.ENDEAVOUR, support),
        (Service.BUDGET_COUNSELLING, Duty.OPTIONAL, support),
        (Service.BUDGET_IMPROVEMENT, Duty.OPTIONAL, support),
        (Service.WORK_PREPARATION, Duty.OPTIONAL, support),
        (Service.CERTIFIED_TRAINING, Duty.OPTIONAL, support),
        (Service.CHILD_LEARNING, Duty.OPTIONAL, none),
    )
    act = Service.HOUSING_SECURITY.since
    consultation = Switch(
        since=act, programme=CONSULTATION, duty=Duty.MANDATORY, needs_decision=none
    )
    services = (
        Switch(since=code.since, until=code.until, programme=code, duty=duty, needs_decision=form)
        for code, duty, form in lines
    )
    return checked((consultation, *services))
