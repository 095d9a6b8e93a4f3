"""支給起案: every requirement as a finding, the amount by the same functions as the quote; then 審査."""

from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar
from uuid import UUID

from events.contract import wareki
from events.contract.benefits import BenefitCorrectionAsked, Found, GrantDrafted, GrantReviewed
from events.contract.codes import HardshipCause
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open, Sealed
from services.benefits.decisions.document import Document
from services.benefits.decisions.guards import happened, month_named, undecided
from services.benefits.grant import Grant, first_day
from services.benefits.programmes.housing_security.amount import MunicipalRule
from services.benefits.programmes.housing_security.claim import Before
from services.benefits.programmes.housing_security.hindered import HinderedRun, runs_days
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.rules import (
    Adjudication,
    Claim,
    adjudicate,
    unanswered,
)
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.programmes.housing_security.values import VALUES

T = TypeVar("T")

NO_STANDARD: Final = (
    "この世帯人数と申請月の基準額・家賃の上限が、この自治体の表にありません。"
    "システム管理者に登録を依頼してください。"
)

NO_DWELLING: Final = (
    "入居予定住宅の通知(2-1)と賃貸借契約を確かめてから、その家賃で起案してください。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftGrant:
    """What the examiner checked on the papers. `standard` and `rule` are the municipality's of that day.

    `standard` None: the municipality's table has no row for this household and month.
    `before`: the person's latest grant, here or elsewhere; None for a first grant. `ground`: 16条.
    `own_fault`: 16条, and the fall in earnings of 10条 (休業等). `hindered`: runs of days without the search
    for work, `hindered_days` their sum where only that is known.
    """

    today: date
    drafted_on: date
    drafter: UUID
    first_month: str
    standard: Standard | None
    rule: MunicipalRule
    main_earner: bool = False
    housing_at_risk: bool = False
    seeking_work: bool = False
    no_overlap: bool = False
    no_gang_member: bool = False
    hindered: tuple[HinderedRun, ...] = ()
    hindered_days: int = 0
    before: Before | None = None
    ground: Ground | None = None
    own_fault: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGrant:
    """A superior's look at the proposal, before 決裁."""

    today: date
    reviewed_on: date
    reviewer: UUID
    opinion: str = ""


def draft_grant(state: Grant | None, command: DraftGrant) -> list[Event]:
    """The proposal to grant (all met, amount above 0) or to refuse. A later one replaces the former."""
    grant = undecided(state)
    application = grant.application
    month_named(command.first_month, field="first_month")
    if command.first_month < application.arrived_on.strftime("%Y-%m"):
        raise Refused(
            "before-application", "申請した月より前の月からは支給できません。", field="first_month"
        )
    found = judged(grant, command)
    if found.met and found.monthly_yen > 0 and not grant.housed:
        raise Refused("no-dwelling", NO_DWELLING)
    made = GrantDrafted(
        drafted_on=command.drafted_on,
        person=grant.person,
        grant_no=application.grant_no,
        drafter=command.drafter,
        first_month=command.first_month,
        months=VALUES.on("first_grant_months", application.arrived_on),
        monthly_yen=Open(grant.person, found.monthly_yen),
        basis=Open(grant.person, found.basis),
        findings=Open(grant.person, found.findings),
        proposal=found.met and found.monthly_yen > 0,
    )
    if made == grant.proposal:
        return []
    happened(
        command.drafted_on,
        today=command.today,
        field="drafted_on",
        not_before=application.arrived_on,
        step="支給申請の到達",
    )
    return [made]


def review_grant(state: Grant | None, command: ReviewGrant) -> list[Event]:
    """審査 by another person than the drafter."""
    grant = undecided(state)
    if grant.proposal is None:
        raise Refused("no-proposal", "支給起案がまだありません。先に起案してください。")
    made = GrantReviewed(
        reviewed_on=command.reviewed_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        reviewer=command.reviewer,
        opinion=Open(grant.person, command.opinion),
    )
    if made == grant.reviewed:
        return []
    if command.reviewer == grant.proposal.drafter:
        raise Refused("self-review", "起案者本人は審査できません。別の方に回してください。")
    happened(
        command.reviewed_on,
        today=command.today,
        field="reviewed_on",
        not_before=grant.proposal.drafted_on,
        step="支給起案",
    )
    return [made]


def judged(grant: Grant, command: DraftGrant) -> Adjudication:
    """All requirements, or the formal ground where a correction asked for was never answered (行政手続法7条)."""
    asked = grant.asked
    if asked is not None and not grant.complete:
        if command.drafted_on <= asked.due_on:
            raise Refused(
                "correction-open",
                "補正がまだ済んでいません。補正を記録するか、期限の経過後に不支給を起案してください。",
            )
        return unanswered(_readable(grant.application.household), papers_missing(asked))
    claim = claim_of(grant, command)
    if command.standard is None:
        raise Refused("no-standard", NO_STANDARD)
    return adjudicate(claim, command.standard, command.rule, first_day(command.first_month))


def papers_missing(asked: BenefitCorrectionAsked) -> Found:
    """The finding that refuses an application whose papers never came."""
    lacking = "、".join(Document.stored(name).ja for name in asked.missing)
    return Found(
        requirement="申請書類の補正",
        met=False,
        sentence=f"補正の期限 {wareki.long(asked.due_on)} までに届いていません: {lacking}。",
        citation="行政手続法7条",
    )


def claim_of(grant: Grant, command: DraftGrant) -> Claim:
    """The application as it stands, with what the examiner checked."""
    application = grant.application
    household = _readable(application.household)
    size, income, savings, rent = (
        household.size,
        household.income_yen,
        household.savings_yen,
        household.rent_yen,
    )
    if rent is None and grant.dwelling is not None and command.standard is not None:
        rent = command.standard.rent_cap_yen  # judged up to the cap until there is a dwelling
    if size is None or income is None or savings is None or rent is None:
        raise Refused("figures-missing", "申請の世帯人数・収入・資産・家賃がそろっていません。")
    cause: HardshipCause = _readable(application.cause)
    cause_on = _readable(application.cause_on)
    return Claim(
        arrived_on=application.arrived_on,
        cause=cause,
        cause_on=cause_on,
        household_size=size,
        income_yen=income,
        savings_yen=savings,
        rent_yen=rent,
        main_earner=command.main_earner,
        housing_at_risk=command.housing_at_risk,
        seeking_work=command.seeking_work,
        no_overlap=command.no_overlap,
        no_gang_member=command.no_gang_member,
        hindered_days=command.hindered_days,
        runs_days=runs_days(command.hindered, cause_on, application.arrived_on),
        stage=Stage.REGRANT if command.before else Stage.FIRST,
        ground=command.ground,
        own_fault=command.own_fault
        if command.before or cause is HardshipCause.INCOME_LOSS
        else None,
        before=command.before or Before(),
    )


def _readable(sealed: Sealed[T]) -> T:
    if isinstance(sealed, Open):
        return sealed.value
    raise Refused("not-readable", "申請の内容を開けません。権限または保存期間を確認してください。")
