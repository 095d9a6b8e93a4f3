"""What stands beside a grant's steps: its home, its papers, what was found out; None for another matter."""

from events.contract import Event, opened, wareki
from events.contract.benefits_dwelling import (
    DwellingNotified,
    EligibilityConfirmed,
    LeaseShown,
    MoveInReported,
)
from events.contract.benefits_papers import DocumentReceived, NoticeIssued
from events.contract.benefits_recheck import HouseholdFound, PaymentCorrected
from events.contract.programme_eligibility import ProgrammeEligibilityJudged
from services.benefits.decisions.document import Document
from services.benefits.screens.wording import month_label, sum_label


def dwelling_words(fact: Event) -> str | None:
    """A home looked for and found."""
    match fact:
        case EligibilityConfirmed():
            return f"家賃の上限 {sum_label(fact.cap_yen)}、{wareki.short(fact.valid_until)}まで"
        case DwellingNotified():
            return f"家賃 {sum_label(fact.rent_yen)}、入居予定 {wareki.short(fact.planned_on)}"
        case LeaseShown():
            return f"契約は{wareki.short(fact.lease_from)}から"
        case MoveInReported():
            return f"{wareki.short(fact.moved_in_on)}に入居"
    return None


def paper_words(fact: Event) -> str | None:
    """Documents in, letters out."""
    match fact:
        case DocumentReceived():
            seen = "原本を確認" if fact.original_seen_by else "原本は未確認"
            return f"{Document.stored(fact.document).ja}(書面{fact.scan_no}、{seen})"
        case NoticeIssued():
            return f"{fact.notice.ja} {fact.number}"
    return None


def found_words(fact: Event) -> str | None:
    """What was found out later, and what was judged of other programmes."""
    match fact:
        case HouseholdFound():
            return f"{month_label(fact.from_month)}から。{opened(fact.how, '')}"
        case PaymentCorrected():
            cause = opened(fact.cause, None)
            sums = f"{sum_label(fact.old_yen)} → {sum_label(fact.new_yen)}"
            return f"{month_label(fact.month)} {sums}。{cause.ja if cause else ''}"
        case ProgrammeEligibilityJudged():
            return f"{fact.programme.ja}は要件を{'満たす' if fact.met else '満たさない'}"
    return None
