"""`case_consent`: to whom a case may be told, one row per case, for the list of what ends and for pages that share."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from events.bus.column_types import Int
from events.bus.projection import Index, Projection
from events.bus.tables import NotReady
from events.contract.codes import Triage
from events.contract.consent import ConsentGiven, ConsentParty, ConsentWithdrawn
from events.contract.consents import Consent, Consents, consented
from events.contract.intake import CaseTriaged, UseAppliedFor
from events.contract.planning import CaseClosed

if TYPE_CHECKING:
    from events.host.desk import Desk
    from events.log.recorded import Recorded

AHEAD: Final = timedelta(days=30)
"""How long before its end a consent is asked for again (assumed, 暫定)."""
GOES_ON: Final = frozenset({Triage.SUPPORT, Triage.CONSENT_PENDING})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseConsent:
    """`ends_on` = the last day on which anything may be shared, None without end; `withdrawn_on` = the last one."""

    case_id: UUID
    area_id: Int = 0
    area: str = ""
    consents: dict[int, Consent] = field(default_factory=dict)
    ends_on: date | None = None
    withdrawn_on: date | None = None
    over: bool = False

    @property
    def known(self) -> Consents:
        """As pages ask them."""
        return Consents(self.consents)


def evolve(row: CaseConsent | None, recorded: Recorded) -> CaseConsent | None:
    """The row after one fact of intake or planning, in whatever mutual order they arrive."""
    before = row or CaseConsent(case_id=recorded.case)
    match recorded.fact:
        case CaseClosed():
            return replace(before, over=True)
        case CaseTriaged(triage=triage):
            return replace(before, over=before.over or triage not in GOES_ON)
        case UseAppliedFor() | ConsentGiven() | ConsentWithdrawn():
            after = consented(before.known, recorded.fact)
            back = [one.withdrawn_on for one in after.given.values() if one.withdrawn_on]
            return replace(
                before,
                area_id=recorded.area_id,
                area=recorded.context.area,
                consents=after.given,
                ends_on=after.ends_on,
                withdrawn_on=max(back, default=None),
            )
    return row


CASE_CONSENT = Projection(
    "case_consent",
    1,
    CaseConsent,
    evolve,
    one_row_per="case",
    reads=frozenset({CaseClosed, CaseTriaged, UseAppliedFor, ConsentGiven, ConsentWithdrawn}),
    indexes=(Index(("area_id", "ends_on"), where="ends_on is not null"),),
)


@dataclass(frozen=True, slots=True)
class Sharing:
    """What a page that tells others must know. `words`: whom and until when, or why nobody."""

    consents: Consents
    day: date
    ready: bool = True

    @property
    def words(self) -> str:
        """For people."""
        return self.consents.said(self.day) if self.ready else "同意を確かめています"

    @property
    def closed(self) -> bool:
        """There was a consent and none is left."""
        return not self.ready or self.consents.closed_on(self.day)

    def open_to(self, party: ConsentParty | None = None) -> bool:
        """Whether they may be told; while the table is not ready nobody is."""
        return self.ready and self.consents.open_on(self.day, party)

    @property
    def open_to_conference(self) -> bool:
        """支援調整会議."""
        return self.open_to(ConsentParty.CONFERENCE)


def sharing(desk: Desk, case: UUID) -> Sharing:
    """As the service's own table has it."""
    try:
        row = desk.runtime.tables.row(CASE_CONSENT, case)
    except NotReady:
        return Sharing(Consents(), desk.today, ready=False)
    return Sharing(row.known if row else Consents(), desk.today)
