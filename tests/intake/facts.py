"""Facts of one fictitious consultation, as the scenarios of intake need them."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from events.contract import NOT_ASKED, Open
from events.contract.codes import (
    Channel,
    ConsultationTopic,
    ContactMethod,
    Naming,
    Origin,
    Triage,
    Urgency,
)
from events.contract.intake import (
    CaseTriaged,
    ConsultationReceived,
    ContactRecorded,
    UseAppliedFor,
)
from events.testing.scenario import Scenario
from services.intake.consultation import evolve

intake = Scenario(evolve)

PERSON = UUID("00000000-0000-4000-8000-000000000001")
VISITOR = UUID("00000000-0000-4000-8000-000000000002")
CANDIDATE = UUID("00000000-0000-4000-8000-000000000003")
APR_30, MAY_1, MAY_6, MAY_7, MAY_8, MAY_31 = (
    date(2026, 4, 30),
    date(2026, 5, 1),
    date(2026, 5, 6),
    date(2026, 5, 7),
    date(2026, 5, 8),
    date(2026, 5, 31),
)
TODAY = MAY_31


def received(**changes: Any) -> ConsultationReceived:
    made = ConsultationReceived(
        received_on=MAY_7,
        person=PERSON,
        channel=Channel.OFFICE_VISIT,
        origin=Origin.NEW,
        previous_case=None,
        naming=Naming.ANONYMOUS,
        urgency=Urgency.ORDINARY,
        route=Open(PERSON, NOT_ASKED),
        sex=Open(PERSON, NOT_ASKED),
        age_band=Open(PERSON, NOT_ASKED),
        target_class=Open(PERSON, NOT_ASKED),
        topics=Open(PERSON, (ConsultationTopic.HOUSING,)),
        main_topics=Open(PERSON, ()),
        name=Open(PERSON, NOT_ASKED),
        kana=Open(PERSON, NOT_ASKED),
        born_on=Open(PERSON, NOT_ASKED),
        visitor=Open(PERSON, None),
        address=Open(PERSON, NOT_ASKED),
        phone=Open(PERSON, NOT_ASKED),
        email=Open(PERSON, NOT_ASKED),
        story=Open(PERSON, ""),
    )
    return replace(made, **changes)


RECEIVED = received()


def triaged(triage: Triage, on: date = MAY_8, reason: str = "") -> CaseTriaged:
    return CaseTriaged(decided_on=on, person=PERSON, triage=triage, reason=Open(PERSON, reason))


def applied(on: date = MAY_8, sharing: bool = False) -> UseAppliedFor:
    return UseAppliedFor(
        applied_on=on, person=PERSON, consent_handling=True, consent_sharing=sharing
    )


def contact(
    reached: bool = True, content: str = "近況を聞いた", on: date = MAY_8
) -> ContactRecorded:
    return ContactRecorded(
        contacted_on=on,
        person=PERSON,
        method=ContactMethod.TELEPHONE,
        reached=reached,
        minutes=10,
        next_contact_on=None,
        counterpart=Open(PERSON, "本人"),
        content=Open(PERSON, content),
    )
