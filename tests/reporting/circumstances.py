"""The circumstances of one household over four months, for tests of what reporting makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID, uuid5

from events.contract.assessment_codes import (
    BenefitResult,
    CauseAxis,
    CertificateStanding,
    DisabilityCertificate,
    HouseholdAttribute,
    IssueState,
    LeavingReason,
    PublicBenefit,
    ReadinessStage,
)
from events.contract.codes import Independence, Issue, ObservedChange
from events.contract.plan_links import MeasureIndependence
from tests.reporting.house import NISHI
from tests.reporting.logs import Spoken, made

START, MIDDLE, END = date(2026, 4, 1), date(2026, 6, 1), date(2026, 7, 31)


def said(case: UUID, ward: str = NISHI) -> Iterator[Spoken]:
    """A mother alone with her child and her father, who needs care until he moves out."""
    person = uuid5(case, "person")

    def say(wire: str, **changes: object) -> Spoken:
        return Spoken(case, ward, made(f"planning.{wire}", person, **changes))

    attribute, care = (
        HouseholdAttribute,
        {"member_no": 2, "attribute": HouseholdAttribute.CARE_NEED},
    )
    noted = {"noted_on": START, "since_on": None}
    yield say("household-attribute-noted", member_no=0, attribute=attribute.SINGLE_PARENT, **noted)
    yield say("household-attribute-noted", member_no=1, attribute=attribute.TRUANCY, **noted)
    yield say("household-attribute-noted", member_no=0, attribute=attribute.NEET, **noted)
    slip = {"member_no": 0, "attribute": attribute.NEET, "mistaken": True}
    yield say("household-attribute-ended", ended_on=END, **slip)
    yield say("household-attribute-noted", **care, **noted)
    yield say("household-member-left", member_no=2, left_on=END, reason=LeavingReason.FACILITY)
    mental = {"member_no": 0, "certificate": DisabilityCertificate.MENTAL}
    standing = CertificateStanding
    yield say("certificate-noted", noted_on=START, standing=standing.APPLYING, **mental)
    yield say("certificate-noted", noted_on=MIDDLE, standing=standing.HELD, **mental)
    raised = {"raised_on": START, "issue_no": 1, "topic": Issue.ISOLATION}
    yield say("issue-raised", axes=(CauseAxis.SOCIAL,), **raised)
    both = (CauseAxis.SOCIAL, CauseAxis.ECONOMIC)
    yield say("issue-analysed", analysed_on=MIDDLE, issue_no=1, axes=both)
    yield say("issue-moved", moved_on=END, issue_no=1, state=IssueState.RESOLVED)
    yield say("readiness-judged", judged_on=START, stage=ReadinessStage.DAILY_LIFE)
    yield say("readiness-judged", judged_on=END, stage=ReadinessStage.SOCIAL)
    economic = MeasureIndependence(measure=1, independence=(Independence.ECONOMIC,))
    linked = {"plan_no": 1, "draft_no": 1, "issues": (), "measures": (economic,)}
    yield say("plan-linked", linked_on=START, aims=(Independence.DAILY_LIFE,), **linked)
    changes = (ObservedChange.ISOLATION_RESOLVED, ObservedChange.OTHER)
    yield say("plan-evaluated", evaluated_on=END, plan_no=1, changes=changes)
    checked = {"benefit": PublicBenefit.SCHOOL_EXPENSES, "due_on": None}
    yield say("benefit-checked", checked_on=START, result=BenefitResult.TO_APPLY, **checked)
    yield say("benefit-checked", checked_on=END, result=BenefitResult.GRANTED, **checked)
