"""`known_eligibility`: which programmes benefits found a case may use, and until when; days and codes only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Projection
from events.bus.read_tables import ReadTables
from events.contract.codes import Service
from events.contract.programme_eligibility import ProgrammeEligibilityJudged
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownEligibility:
    """The latest judgement of one programme. `ends_on` None: no limit of time is known."""

    case_id: UUID
    area_id: Int
    area: str
    programme: Service
    judged_on: date
    met: bool
    begins_on: date
    ends_on: date | None
    at_most_on: date | None

    def runs(self, day: date) -> bool:
        """Whether it may be used on that day."""
        begun = self.met and self.begins_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on)


def evolve(row: KnownEligibility | None, recorded: Recorded) -> KnownEligibility | None:
    """After one judgement; a later one replaces the former."""
    match recorded.fact:
        case ProgrammeEligibilityJudged() as judged:
            return KnownEligibility(
                case_id=recorded.case,
                area_id=recorded.area_id,
                area=recorded.context.area,
                programme=judged.programme,
                judged_on=judged.judged_on,
                met=judged.met,
                begins_on=judged.begins_on,
                ends_on=judged.ends_on,
                at_most_on=judged.at_most_on,
            )
    return row


def _key(recorded: Recorded) -> tuple[UUID, str]:
    fact = recorded.fact
    programme = fact.programme.value if isinstance(fact, ProgrammeEligibilityJudged) else ""
    return recorded.case, programme


KNOWN_ELIGIBILITY = Projection(
    "known_eligibility",
    1,
    KnownEligibility,
    evolve,
    one_row_per=_key,
    keys=("case_id", "programme"),
    reads=frozenset({ProgrammeEligibilityJudged}),
)


def eligibilities(tables: ReadTables, case: UUID) -> Sequence[KnownEligibility]:
    """What was judged of a case, by the day of the judgement."""
    return tables.rows(KNOWN_ELIGIBILITY, "case_id = %s", [case], order="judged_on, programme")
