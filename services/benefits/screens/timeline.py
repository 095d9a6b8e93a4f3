"""The facts of a grant as entries of its timeline: term, day, who, and a few words."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.contract import Event, kind_of, opened, wareki
from events.contract.benefits import (
    ApplicationSubmitted,
    BenefitCorrectionAsked,
    ExpenditureCommitted,
    GrantDecided,
    GrantDrafted,
    GrantEnded,
    GrantRefused,
    GrantReviewed,
    GrantStopped,
    OrderPassed,
    PaymentMade,
    PaymentOrdered,
)
from events.contract.benefits_dwelling import (
    DwellingNotified,
    EligibilityConfirmed,
    LeaseShown,
    MoveInReported,
)
from events.contract.benefits_life import DECISIONS
from events.contract.benefits_moving import (
    MovingBudgetFound,
    MovingCommitted,
    MovingDecided,
    MovingDrafted,
    MovingOrdered,
    MovingOrderPassed,
    MovingPaid,
    MovingRefused,
    MovingReviewed,
)
from events.contract.benefits_papers import DocumentReceived, NoticeIssued
from events.contract.benefits_recheck import HouseholdFound, PaymentCorrected
from events.contract.grant_approving import GrantDecidedByDeputy, GrantDeputyDecisionSeen
from events.contract.money_approving import MoneyDecidedByDeputy, MoneyDeputyDecisionSeen
from events.contract.programme_eligibility import ProgrammeEligibilityJudged
from events.host.auth import ROLES_JA
from events.host.desk import Desk
from events.host.frames import office_name
from events.host.unnotarised import is_unnotarised
from events.log.recorded import Recorded
from services.benefits.decisions.document import Document
from services.benefits.screens.duty_words import duty_words
from services.benefits.screens.later_words import later_words
from services.benefits.screens.transfer_words import transfer_words
from services.benefits.screens.wording import month_label, period

ICONS: dict[type[Event], str] = {
    ApplicationSubmitted: "application",
    GrantDecided: "decision",
    GrantRefused: "decision",
    GrantDecidedByDeputy: "decision",
    GrantDeputyDecisionSeen: "decision",
    MoneyDecidedByDeputy: "decision",
    MoneyDeputyDecisionSeen: "decision",
    PaymentMade: "benefit",
    GrantEnded: "closing",
    GrantStopped: "closing",
    PaymentCorrected: "correction",
    **dict.fromkeys(DECISIONS, "decision"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`anchor` is the id of the entry on the page; `migrated` marks facts from before the system (移行).

    `unnotarised`: a decision no witness has signed yet (未公証).
    """

    anchor: str
    title: str
    on: str
    who: str
    icon: str
    text: str
    migrated: bool
    unnotarised: bool


def timeline(desk: Desk, recorded: Iterable[Recorded]) -> list[Entry]:
    """The entries in the order of recording."""
    until = desk.runtime.ledger.cosigned_until()
    return [entry(desk, one, until) for one in recorded]


def entry(desk: Desk, recorded: Recorded, cosigned_until: int) -> Entry:
    """One fact for people; `cosigned_until` = the last position the witnesses have signed."""
    return Entry(
        anchor=f"record-{recorded.version}",
        title=kind_of(recorded.fact).ja,
        on=wareki.short(recorded.occurred_on),
        who=capacity(desk, recorded),
        icon=ICONS.get(kind_of(recorded.fact).cls, ""),
        text=words(recorded.fact),
        migrated=recorded.migrated,
        unnotarised=is_unnotarised(recorded, cosigned_until),
    )


def capacity(desk: Desk, recorded: Recorded) -> str:
    """In which capacity somebody stated it: role and office; one's own entries by name."""
    context = recorded.context
    role = ROLES_JA.get(context.role, context.role)
    office = office_name(desk.runtime.municipality, context.office) if context.office else ""
    held = f"{role}・{office}" if office else role
    return f"{desk.staff.name}({held})" if context.actor == desk.staff.person else held


def words(fact: Event) -> str:  # noqa: C901, PLR0911, PLR0912 - one arm per kind
    """What it says, in a line; protected parts only where they may be read."""
    match fact:
        case ApplicationSubmitted():
            return f"第{fact.grant_no}回 {fact.kind.ja}({fact.medium.ja}で到達)"
        case BenefitCorrectionAsked():
            papers = "、".join(Document.stored(one).ja for one in fact.missing)
            return f"{papers}。期限 {wareki.short(fact.due_on)}"
        case GrantDrafted():
            yen = opened(fact.monthly_yen, None)
            if not fact.proposal:
                return "不支給を起案"
            return f"月額 {_yen(yen)}、{period(fact.first_month, fact.months)}"
        case GrantReviewed():
            return opened(fact.opinion, "")
        case GrantDecided():
            return f"{fact.number} 月額 {_yen(opened(fact.monthly_yen, None))}、決裁 {fact.post}"
        case GrantRefused():
            return f"{fact.number} {opened(fact.reasons, '')}"
        case ExpenditureCommitted():
            return f"{fact.fiscal_year}年度 {fact.item} {_yen(opened(fact.amount_yen, None))}"
        case PaymentOrdered():
            return f"{month_label(fact.month)} 命令 {fact.order_no} {_yen(opened(fact.amount_yen, None))}"
        case OrderPassed():
            return month_label(fact.month)
        case PaymentMade():
            return f"{month_label(fact.month)} {_yen(opened(fact.amount_yen, None))}"
        case _ if (told := transfer_words(fact)) is not None:
            return told
        case GrantStopped():
            return f"{fact.reason.ja}。{month_label(fact.last_month)}まで"
        case GrantDecidedByDeputy() | MoneyDecidedByDeputy():
            return f"{fact.holder_post}に代わり{fact.deputy_post}({fact.ground.ja})"
        case GrantDeputyDecisionSeen() | MoneyDeputyDecisionSeen():
            return fact.post
        case GrantEnded():
            return f"{fact.months_paid}か月を支給"
        case HouseholdFound():
            return f"{month_label(fact.from_month)}から。{opened(fact.how, '')}"
        case PaymentCorrected():
            cause = opened(fact.cause, None)
            old, new = opened(fact.old_yen, None), opened(fact.new_yen, None)
            return (
                f"{month_label(fact.month)} {_yen(old)} → {_yen(new)}。{cause.ja if cause else ''}"
            )
        case MovingBudgetFound():
            return "転居が必要" if fact.needed else "転居の必要は認められない"
        case MovingDrafted():
            figures = opened(fact.figures, None)
            return (
                f"支給 {_yen(figures.total_yen if figures else None)}"
                if fact.proposal
                else "不支給"
            )
        case MovingReviewed():
            return opened(fact.opinion, "")
        case MovingDecided():
            figures = opened(fact.figures, None)
            return f"{fact.number} {_yen(figures.total_yen if figures else None)}、決裁 {fact.post}"
        case MovingRefused():
            return f"{fact.number} {opened(fact.reasons, '')}"
        case MovingCommitted():
            return f"{fact.fiscal_year}年度 {fact.item} {_yen(opened(fact.amount_yen, None))}"
        case MovingOrdered():
            return f"{fact.cost.ja} 命令 {fact.order_no} {_yen(opened(fact.amount_yen, None))}"
        case MovingOrderPassed():
            return fact.cost.ja
        case MovingPaid():
            return f"{fact.cost.ja} {_yen(opened(fact.amount_yen, None))}"
        case EligibilityConfirmed():
            return f"家賃の上限 {_yen(opened(fact.cap_yen, None))}、{wareki.short(fact.valid_until)}まで"
        case DwellingNotified():
            return f"家賃 {_yen(opened(fact.rent_yen, None))}、入居予定 {wareki.short(fact.planned_on)}"
        case LeaseShown():
            return f"契約は{wareki.short(fact.lease_from)}から"
        case MoveInReported():
            return f"{wareki.short(fact.moved_in_on)}に入居"
        case DocumentReceived():
            seen = "原本を確認" if fact.original_seen_by else "原本は未確認"
            return f"{Document.stored(fact.document).ja}(書面{fact.scan_no}、{seen})"
        case NoticeIssued():
            return f"{fact.notice.ja} {fact.number}"
        case ProgrammeEligibilityJudged():
            return f"{fact.programme.ja}は要件を{'満たす' if fact.met else '満たさない'}"
        case _:
            return later_words(fact) or duty_words(fact)


def _yen(yen: int | None) -> str:
    return "(金額は開示できません)" if yen is None else f"{yen:,}円"
