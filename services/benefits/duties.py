"""The monthly duties of a grant: what was reported, accepted, held; which month may be ordered."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from events.contract.benefits_duties import (
    ActivityReported,
    EvidenceAccepted,
    IncomeReported,
    PaymentHeld,
    PaymentReleased,
)
from events.contract.kind import Event

DUTIES = (ActivityReported, EvidenceAccepted, PaymentHeld, PaymentReleased, IncomeReported)
"""The kinds folded here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duties:
    """By month of activity: `reported`, `accepted`; by month of payment: `held`, `released`. `incomes` by month."""

    reported: Mapping[str, ActivityReported] = field(default_factory=dict)
    accepted: Mapping[str, EvidenceAccepted] = field(default_factory=dict)
    held: Mapping[str, PaymentHeld] = field(default_factory=dict)
    incomes: Mapping[str, IncomeReported] = field(default_factory=dict)
    released: Mapping[str, PaymentReleased] = field(default_factory=dict)


def kept(duties: Duties, fact: Event) -> Duties:
    """The duties after one of their facts."""
    match fact:
        case ActivityReported():
            return replace(duties, reported={**duties.reported, fact.month: fact})
        case EvidenceAccepted():
            return replace(duties, accepted={**duties.accepted, fact.month: fact})
        case PaymentHeld():
            return replace(duties, held={**duties.held, fact.month: fact})
        case PaymentReleased():
            left = {month: one for month, one in duties.held.items() if month != fact.month}
            return replace(duties, held=left, released={**duties.released, fact.month: fact})
        case IncomeReported():
            return replace(duties, incomes={**duties.incomes, fact.month: fact})
    return duties
