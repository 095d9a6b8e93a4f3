"""`referral`: the referrals and the emergency help of each case, and when to ask back; no names, no words."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.contract.help_given import FACTS, Helped, HelpGiven, Referred, given
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseHelp:
    """`next_on` = the earliest day on which a body is to be asked, None where all are over."""

    case_id: UUID
    area_id: Int
    area: str
    referrals: dict[int, Referred]
    helps: dict[int, Helped]
    next_on: date | None = None


def evolve(row: CaseHelp | None, recorded: Recorded) -> CaseHelp | None:
    """The row after one fact of intake."""
    before = row or CaseHelp(
        case_id=recorded.case,
        area_id=recorded.area_id,
        area=recorded.context.area,
        referrals={},
        helps={},
    )
    so_far = HelpGiven(referrals=before.referrals, helps=tuple(before.helps.values()))
    after = given(so_far, recorded.fact)
    return replace(
        before,
        referrals=after.referrals,
        helps=dict(enumerate(after.helps, 1)),
        next_on=after.next_on,
    )


REFERRALS = Projection(
    "referral",
    1,
    CaseHelp,
    evolve,
    one_row_per="case",
    reads=FACTS,
    indexes=(Index(("area_id", "next_on"), where="next_on is not null"),),
)
