"""`help_given`: the emergency help and the referrals that came before a plan, one row per case; from intake."""

from dataclasses import dataclass, replace
from uuid import UUID

from events.bus.projection import Projection
from events.bus.read_tables import NotReady, ReadTables
from events.contract.help_given import FACTS, Helped, HelpGiven, Referred, given
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHelp:
    """Codes and days only, by number."""

    case_id: UUID
    referrals: dict[int, Referred]
    helps: dict[int, Helped]


def evolve(row: CaseHelp | None, recorded: Recorded) -> CaseHelp | None:
    """The row after one fact of intake."""
    before = row or CaseHelp(case_id=recorded.case, referrals={}, helps={})
    so_far = HelpGiven(referrals=before.referrals, helps=tuple(before.helps.values()))
    after = given(so_far, recorded.fact)
    return replace(before, referrals=after.referrals, helps=dict(enumerate(after.helps, 1)))


HELP_GIVEN = Projection("help_given", 1, CaseHelp, evolve, one_row_per="case", reads=FACTS)


def help_given(tables: ReadTables, case: UUID) -> CaseHelp | None:
    """What a plan must know of; None where there was none, or the table is not ready."""
    try:
        return tables.row(HELP_GIVEN, case)
    except NotReady:
        return None
