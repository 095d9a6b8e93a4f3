"""Each month's activity: reported, accepted by an officer; then the next month is ordered (benefits.md §7.1)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits_duties import (
    ActivityCounts,
    ActivityReported,
    ActivityType,
    EvidenceAccepted,
)
from events.contract.codes import HardshipCause
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open, opened
from services.benefits.decisions.guards import happened, month_named, payable, told
from services.benefits.grant import Grant, first_day
from services.benefits.programmes.housing_security import activity
from services.benefits.programmes.housing_security.activity import Doing
from services.benefits.schedule import month_before


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportActivity:
    """参考様式9: how often what was done in that month."""

    today: date
    reported_on: date
    month: str
    kind: ActivityType
    contacts: int = 0
    consultations: int = 0
    applications: int = 0
    plan_actions: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptEvidence:
    """`reason` where less was done than required."""

    today: date
    accepted_on: date
    officer: UUID
    month: str
    reason: str = ""


def report_activity(state: Grant | None, command: ReportActivity) -> list[Event]:
    """What was done in a month of the grant; corrected by a later report until it is accepted."""
    grant = payable(state)
    month_named(command.month, field="month")
    if command.month not in grant.payable:
        raise Refused("not-payable", "支給決定の期間にない月です。", field="month")
    if command.kind is ActivityType.OWN_BUSINESS and not own_business(grant, command.month):
        raise Refused(
            "job-search-needed",
            "この月は、自営の方も通常の求職活動が必要です。",
            field="kind",
        )
    person = grant.person
    required, source = required_counts(command.kind, command.month)
    made = ActivityReported(
        reported_on=command.reported_on,
        person=person,
        grant_no=grant.application.grant_no,
        month=command.month,
        kind=command.kind,
        done=Open(
            person,
            ActivityCounts(
                contacts=command.contacts,
                consultations=command.consultations,
                applications=command.applications,
                plan_actions=command.plan_actions,
            ),
        ),
        required=Open(person, required),
        source=source,
        note=Open(person, command.note),
    )
    if made == grant.duties.reported.get(command.month):
        return []
    if command.month in grant.duties.accepted:
        raise Refused("already-accepted", "この月の報告はすでに確認が済んでいます。")
    happened(
        command.reported_on,
        today=command.today,
        field="reported_on",
        not_before=first_day(command.month),
        step="活動した月の初日",
    )
    return [made]


def accept_evidence(state: Grant | None, command: AcceptEvidence) -> list[Event]:
    """An officer's word that the month's duty is done, or that what lacks is excused."""
    grant = payable(state)
    month_named(command.month, field="month")
    before = grant.duties.accepted.get(command.month)
    if before is not None:
        if (before.accepted_on, before.officer) == (command.accepted_on, command.officer):
            return []
        raise Refused("already-accepted", "この月の報告はすでに確認が済んでいます。")
    report = grant.duties.reported.get(command.month)
    if report is None:
        raise Refused("not-reported", "この月の活動の報告がまだありません。")
    short = bool(lacking(report))
    if short:
        told(
            command.reason,
            code="reason-missing",
            ja="回数が足りない月を認めるときは、理由を書いてください。",
            field="reason",
        )
    happened(
        command.accepted_on,
        today=command.today,
        field="accepted_on",
        not_before=report.reported_on,
        step="活動の報告",
    )
    return [
        EvidenceAccepted(
            accepted_on=command.accepted_on,
            person=grant.person,
            grant_no=grant.application.grant_no,
            month=command.month,
            officer=command.officer,
            short=short,
            reason=Open(grant.person, command.reason),
        )
    ]


def required_counts(kind: ActivityType, month: str) -> tuple[ActivityCounts, str]:
    """What that month asks for, and the source of it."""
    asked = activity.duties(month, business=kind is ActivityType.OWN_BUSINESS)
    needed = {duty.doing: duty.in_month(month) for duty in asked.duties}
    counts = ActivityCounts(
        contacts=needed.get(Doing.CONTACT, 0),
        consultations=needed.get(Doing.JOB_CONSULTATION, 0)
        + needed.get(Doing.BUSINESS_CONSULTATION, 0),
        applications=needed.get(Doing.APPLICATION, 0),
        plan_actions=needed.get(Doing.PLAN_ACTION, 0),
    )
    return counts, asked.source


def own_business(grant: Grant, month: str) -> bool:
    """Whether the alternative of the self-employed is open in that month (E9); they say themselves that they are."""
    application = grant.application
    cause = opened(application.cause, None)
    return activity.business_alternative(
        arrived_on=application.arrived_on,
        income_loss=cause is HardshipCause.INCOME_LOSS,
        self_employed=True,
        grant_month=grant.payable.index(month) + 1,
    )


def lacking(report: ActivityReported) -> dict[str, int]:
    """By name of the count: how many less than required. Refused where they cannot be opened."""
    done, wanted = opened(report.done, None), opened(report.required, None)
    if done is None or wanted is None:
        raise Refused(
            "not-readable", "報告の内容を開けません。権限または保存期間を確認してください。"
        )
    names = ("contacts", "consultations", "applications", "plan_actions")
    short = {name: getattr(wanted, name) - getattr(done, name) for name in names}
    return {name: missing for name, missing in short.items() if missing > 0}


def evidence_wanted(grant: Grant, month: str) -> str:
    """The month whose accepted evidence the order of `month` waits for; "" where it waits for none.

    The first month, and the first after a pause, have no month of activity before them.
    """
    before = month_before(month)
    if before not in grant.payable or before in grant.duties.accepted:
        return ""
    return before
