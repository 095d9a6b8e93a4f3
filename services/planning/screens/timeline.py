"""The planning facts of a case as entries of its timeline: term, day, who, and a few words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from events.contract import Event, kind_of, opened, wareki
from events.contract.approving import (
    DecidedByDeputy,
    DecisionReviewed,
    DeputyDecisionSeen,
    EndorsementConditioned,
)
from events.contract.codes import ConferencePurpose
from events.contract.dispatching import NoticeDispatched
from events.contract.plan_links import EmploymentAimReasoned, PlanLinked
from events.contract.planning import (
    AssessmentCompleted,
    AssessmentRecorded,
    CaseClosed,
    DecisionDrafted,
    FollowUpRecorded,
    JobStarted,
    MonitoringRecorded,
    PlanAgreed,
    PlanAmended,
    PlanConfirmed,
    PlanDecided,
    PlanDrafted,
    PlanEndorsed,
    PlanEvaluated,
    PlanRenewed,
    PlanReturned,
    ServiceEnded,
    ServiceStarted,
    SupportConferenceHeld,
    SupportDecided,
    SupportRefused,
    SupportSuspended,
)
from events.contract.resource_picks import PlanResourcesPicked
from events.contract.watching import JobRetentionChecked, MonitoringJudged
from events.host.auth import ROLES_JA
from events.host.desk import Desk
from events.host.frames import office_name
from events.host.unnotarised import is_unnotarised
from events.log.recorded import Recorded
from services.planning.screens.written import assessed, discussed

ICONS: dict[type[Event], str] = {
    AssessmentRecorded: "assessment",
    AssessmentCompleted: "assessment",
    PlanDrafted: "plan",
    PlanAgreed: "application",
    PlanAmended: "plan",
    PlanRenewed: "plan",
    SupportConferenceHeld: "conference",
    PlanEndorsed: "conference",
    PlanReturned: "conference",
    EndorsementConditioned: "conference",
    DecisionDrafted: "decision",
    SupportDecided: "decision",
    SupportRefused: "decision",
    DecisionReviewed: "decision",
    DecidedByDeputy: "decision",
    DeputyDecisionSeen: "decision",
    NoticeDispatched: "decision",
    PlanConfirmed: "decision",
    PlanDecided: "decision",
    ServiceStarted: "benefit",
    ServiceEnded: "benefit",
    MonitoringRecorded: "contact",
    PlanEvaluated: "assessment",
    CaseClosed: "closing",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """`anchor` is the id of the entry on the page; `migrated` marks facts from before the system (移行).

    `unnotarised`: a decision the witnesses have not signed yet (未公証).
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
    """In which capacity somebody stated it: role and office, with the name for those who read names."""
    context = recorded.context
    role = ROLES_JA.get(context.role, context.role)
    office = office_name(desk.runtime.municipality, context.office) if context.office else ""
    capacity = f"{role}・{office}" if office else role
    name = desk.colleague(context.actor)
    return f"{name}({capacity})" if name else capacity


def hand(desk: Desk, recorded: Recorded) -> str:
    """Who stated it, for a narrow column: one's own name, else the role."""
    context = recorded.context
    own = context.actor == desk.staff.person
    return desk.staff.name if own else ROLES_JA.get(context.role, context.role)


def words(fact: Event) -> str:  # noqa: C901, PLR0911, PLR0912 - one arm per kind
    """What it says, in a line or two; protected parts only where they may be read."""
    match fact:
        case AssessmentRecorded():
            issues = "、".join(issue.ja for issue in opened(fact.issues, ()))
            return _joined(issues, *assessed(fact))
        case AssessmentCompleted():
            issues = "、".join(issue.ja for issue in opened(fact.issues, ()))
            return _joined(issues, opened(fact.direction, ""))
        case PlanDrafted():
            return _joined(f"第{fact.plan_no}期 第{fact.draft_no}案", _services(fact.services))
        case PlanResourcesPicked():
            return "社会資源台帳から " + "、".join(
                f"実施内容{one.measure}" for one in fact.measures
            )
        case PlanLinked() | EmploymentAimReasoned():
            return _beside_the_draft(fact)
        case PlanAgreed():
            return f"第{fact.plan_no}期の案に同意({fact.manner.ja})"
        case SupportConferenceHeld():
            return _joined(_attendance(fact), *discussed(fact))
        case PlanReturned():
            return opened(fact.reason, "")
        case EndorsementConditioned():
            return opened(fact.conditions, "")
        case DecisionDrafted():
            return _joined(f"{fact.form.ja}を起案", opened(fact.opinion, ""))
        case DecisionReviewed():
            result = "審査済み" if fact.passes else "差戻し"
            return _joined(f"{result} {fact.post}", opened(fact.opinion, ""))
        case DecidedByDeputy():
            return f"{fact.holder_post}に代わり{fact.deputy_post}({fact.ground.ja})"
        case DeputyDecisionSeen():
            return fact.post
        case NoticeDispatched():
            arrived = f"{_day(fact.delivered_on)}に到達" if fact.delivered_on else ""
            return _joined(fact.number, fact.manner.ja, opened(fact.tracking, ""), arrived)
        case SupportDecided():
            period = f"{_day(fact.begins_on)}から{_day(fact.ends_on)}まで"
            return _joined(f"{fact.service.ja} {fact.number}", period, f"決裁 {fact.post}")
        case SupportRefused():
            return _joined(fact.number, fact.citation, opened(fact.reasons, ""))
        case PlanConfirmed():
            return _joined(fact.number, f"決裁 {fact.post}")
        case PlanDecided():
            period = f"{_day(fact.begins_on)}から{_day(fact.ends_on)}まで"
            aim = "就労目標あり" if opened(fact.seeks_employment, otherwise=False) else ""
            return _joined(f"第{fact.plan_no}期({fact.form.ja})", period, aim)
        case ServiceStarted():
            return _joined(fact.service.ja, "事後了承が必要" if fact.retroactive_approval else "")
        case ServiceEnded():
            return _joined(fact.service.ja, opened(fact.reason, ""))
    return _later_words(fact)


def _beside_the_draft(fact: PlanLinked | EmploymentAimReasoned) -> str:
    if isinstance(fact, EmploymentAimReasoned):
        aim = "就労目標あり" if opened(fact.seeks_employment, otherwise=False) else "就労目標なし"
        return _joined(aim, opened(fact.reason, ""))
    links = (
        f"目標{link.objective} {'・'.join(f'課題{number}' for number in link.issues)}"
        for link in fact.issues
    )
    aims = "・".join(kind.ja for kind in opened(fact.aims, ()))
    return _joined(*links, aims)


def _later_words(fact: Event) -> str:  # noqa: PLR0911 - one arm per kind
    match fact:
        case MonitoringRecorded():
            fits = "プランは合っている" if fact.plan_fits else "プランが合わなくなっている"
            again = f"次回 {_day(fact.next_on)}" if fact.next_on else ""
            return _joined(fits, again, opened(fact.note, ""))
        case PlanAmended() | SupportSuspended():
            return opened(fact.reason, "")
        case JobStarted():
            kind = opened(fact.employment, None)
            holds = "就労支援対象者" if fact.holds_employment_plan else ""
            return _joined(kind.ja if kind else "", holds)
        case PlanEvaluated():
            changes = "、".join(change.ja for change in opened(fact.changes, ()))
            return _joined(f"結果 {fact.outcome.ja}", changes, opened(fact.remaining, ""))
        case PlanRenewed():
            return f"第{fact.plan_no}期({fact.reason.ja})"
        case MonitoringJudged():
            again = f"次の連絡 {_day(fact.next_contact_on)}" if fact.next_contact_on else ""
            return _joined(fact.result.ja, again)
        case JobRetentionChecked():
            how = opened(fact.retention, None)
            return _joined(f"{fact.month}か月 {how.ja if how else ''}", opened(fact.note, ""))
        case CaseClosed():
            return _joined(fact.reason.ja, opened(fact.note, ""))
        case FollowUpRecorded():
            return opened(fact.note, "")
    return ""


def _attendance(held: SupportConferenceHeld) -> str:
    purpose = "プラン終了時の評価。" if held.purpose is ConferencePurpose.EVALUATION else ""
    city = "自治体職員出席" if held.municipality_present else "自治体職員欠席"
    return f"{purpose}出席{len(opened(held.attended, ()))}名({city})"


def _services(services: Iterable[object]) -> str:
    return "、".join(getattr(service, "ja", "") for service in services)


def _day(day: date) -> str:
    return wareki.short(day)


def _joined(*parts: str) -> str:
    said = [part for part in parts if part]
    return "。".join([*(part.rstrip("。") for part in said[:-1]), *said[-1:]])
