"""Facts of one fictitious concern, as its scenarios need them."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from events.contract import NOT_ASKED, Open
from events.contract.codes import ContactMethod, ReferralTarget, Urgency
from events.contract.concern import (
    ConcernEnded,
    ConcernHandedOver,
    ConcernLinked,
    ConcernLookedInto,
    ConcernNoted,
    ConcernTriaged,
)
from events.contract.concern_codes import (
    ConcernBasis,
    ConcernEndReason,
    ConcernHandling,
    ConcernSource,
    LookOutcome,
)
from events.testing.scenario import Scenario
from services.intake.states.concern import evolve

concern = Scenario(evolve)

PERSON = UUID("00000000-0000-4000-8000-000000000011")
INFORMANT = UUID("00000000-0000-4000-8000-000000000012")
CASE = UUID("00000000-0000-4000-8000-000000000013")
OTHER_CASE = UUID("00000000-0000-4000-8000-000000000014")
COUNCIL = UUID("00000000-0000-4000-8000-000000000015")
READER = UUID("00000000-0000-4000-8000-000000000016")
MAY_6, MAY_7, MAY_8, MAY_20, TODAY = (
    date(2026, 5, 6),
    date(2026, 5, 7),
    date(2026, 5, 8),
    date(2026, 5, 20),
    date(2026, 5, 31),
)


def noted(**changes: Any) -> ConcernNoted:
    made = ConcernNoted(
        noted_on=MAY_7,
        person=PERSON,
        source=ConcernSource.NEIGHBOUR,
        partner="",
        basis=ConcernBasis.NOBODY_NAMED,
        urgency=Urgency.ORDINARY,
        reply_wanted=False,
        name=Open(PERSON, NOT_ASKED),
        kana=Open(PERSON, NOT_ASKED),
        informant=Open(INFORMANT, ""),
        reference=Open(PERSON, ""),
        address=Open(PERSON, NOT_ASKED),
        phone=Open(PERSON, NOT_ASKED),
        told=Open(PERSON, "郵便がたまっている"),
        basis_note=Open(PERSON, ""),
    )
    return replace(made, **changes)


NOTED = noted()
TRIAGED = ConcernTriaged(
    triaged_on=MAY_8,
    person=PERSON,
    handling=ConcernHandling.LOOK_INTO,
    next_on=MAY_20,
    note=Open(PERSON, ""),
)
LOOKED = ConcernLookedInto(
    looked_on=MAY_8,
    person=PERSON,
    look_no=1,
    method=ContactMethod.VISIT_OR_ACCOMPANIMENT,
    outcome=LookOutcome.ABSENT,
    next_on=None,
    note=Open(PERSON, ""),
)
LINKED = ConcernLinked(linked_on=MAY_8, person=PERSON, case=CASE, known=False)
HANDED = ConcernHandedOver(
    handed_on=MAY_8,
    person=PERSON,
    target=ReferralTarget.COMMUNITY_CARE,
    note=Open(PERSON, "介護の相談が先"),
)
ENDED = ConcernEnded(
    ended_on=MAY_8,
    person=PERSON,
    reason=ConcernEndReason.NO_NEED,
    note=Open(PERSON, "長期の旅行と分かった"),
)
