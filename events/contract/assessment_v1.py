"""The first form of アセスメント記録, kept readable for ever: what it did not ask is 未聴取."""

from datetime import date
from typing import Any, Final
from uuid import UUID

from events.contract.answer import Answer
from events.contract.codes import (
    FORM_2,
    Dwelling,
    FieldState,
    HealthState,
    Issue,
    PublicAssistance,
    Work,
)
from events.contract.group import Clear, Health, Money, Narrative, Stat
from events.contract.kind import Event, event, upcast
from events.contract.sealed import Open

NOT_YET_ON_THE_SHEET: Final = (
    "marital",
    "children_count",
    "education",
    "since_leaving_work",
    "health_insurance",
    "pension",
    "taxation",
    "benefits",
    "arrears",
    "certificates",
    "treatment",
    "own_income_yen",
    "rent_yen",
    "work_history",
    "relations",
    "wishes",
)
"""The fields that version 2 added."""


@event("planning.assessment-recorded", ja="アセスメント記録", basis=FORM_2, occurred="assessed_on")
class AssessmentRecordedV1(Event):
    """One sitting; partial records are normal."""

    assessed_on: Clear[date]
    person: Clear[UUID]
    assessment_no: Clear[int]
    issues: Stat[tuple[Issue, ...]]
    work: Stat[Answer[Work]]
    dwelling: Stat[Answer[Dwelling]]
    public_assistance: Stat[Answer[PublicAssistance]]
    household_size: Stat[Answer[int]]
    health: Health[Answer[HealthState]]
    monthly_income_yen: Money[Answer[int]]
    savings_yen: Money[Answer[int]]
    debts_yen: Money[Answer[int]]
    background: Narrative[str]
    strengths: Narrative[str]


@upcast("planning.assessment-recorded.v1", "planning.assessment-recorded.v2")
def _asked_less(body: dict[str, Any]) -> dict[str, Any]:
    """Nobody had asked: that holds no secret, so it is open to whoever reads."""
    unasked = Open(UUID(str(body["person"])), {"state": FieldState.NOT_ASKED.value})
    return body | dict.fromkeys(NOT_YET_ON_THE_SHEET, unasked)
