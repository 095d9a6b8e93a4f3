"""中断 by illness or injury, and 再開 within two years: the months of the same grant are added up (施行規則12条2項)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits import Household
from events.contract.benefits_life import LaterFigures, Matter
from events.contract.deciding import Refused
from events.contract.kind import Event
from services.benefits.decisions.guards import month_named, running, told, unordered_after
from services.benefits.decisions.judging_again import Seen, Table, judged_again
from services.benefits.decisions.later import Proposal, propose, told_against
from services.benefits.grant import Grant
from services.benefits.programmes.housing_security import period
from services.benefits.programmes.housing_security.amount import MunicipalRule
from services.benefits.programmes.housing_security.findings import stated
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.programmes.housing_security.values import VALUES

CITATION = "施行規則12条2項"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSuspension:
    """`last_month` is the last one paid before the pause. `proved`: a doctor's paper was seen."""

    today: date
    drafted_on: date
    drafter: UUID
    last_month: str
    reasons: str
    proved: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftResumption:
    """The figures as they are now, and what was seen on the papers. `recovered`: work can be sought again."""

    today: date
    drafted_on: date
    drafter: UUID
    asked_on: date
    first_month: str
    household_size: int
    income_yen: int
    savings_yen: int
    rent_yen: int
    standard: Standard | None
    rule: MunicipalRule
    recovered: bool = False
    main_earner: bool = False
    housing_at_risk: bool = False
    seeking_work: bool = False
    own_business: bool = False
    no_overlap: bool = False
    no_gang_member: bool = False
    months_elsewhere: int = 0


def draft_suspension(state: Grant | None, command: DraftSuspension) -> list[Event]:
    """The proposal to let the payment rest. What is paid or ordered stays."""
    grant = running(state)
    if grant.life.suspended is not None:
        raise Refused("suspended", "すでに中断しています。")
    month_named(command.last_month, field="last_month")
    if not grant.payable or command.last_month > grant.payable[-1]:
        raise Refused("not-payable", "支給決定の期間にない月です。", field="last_month")
    unordered_after(grant, command.last_month)
    told(
        command.reasons,
        code="reasons-missing",
        ja="理由を書いてください。中断の通知には理由の提示が必要です(行政手続法14条)。",
        field="reasons",
    )
    if not command.proved:
        raise Refused(
            "not-proved", "診断書など、求職できないことの書面を確かめてください。", field="proved"
        )
    found = stated(
        True, "病気・けが", "病気・けがで求職活動ができないことを書面で確かめた", CITATION
    )
    figures = LaterFigures(household=None, monthly_yen=0, basis=None, findings=(found,))
    proposal = Proposal(
        matter=Matter.SUSPENSION,
        figures=figures,
        last_month=command.last_month,
        citation=CITATION,
        reasons=command.reasons,
    )
    return propose(grant, command, proposal)


def draft_resumption(state: Grant | None, command: DraftResumption) -> list[Event]:
    """The proposal to begin again where everything is met, else to refuse."""
    grant = running(state)
    figures, months = resumption_judged(grant, command)
    favours = figures.monthly_yen > 0
    citation, reasons = told_against(figures, CITATION)
    proposal = Proposal(
        matter=Matter.RESUMPTION,
        figures=figures,
        favours=favours,
        first_month=command.first_month,
        months=months if favours else 0,
        citation=citation,
        reasons=reasons,
    )
    return propose(grant, command, proposal)


def resumption_judged(grant: Grant, command: DraftResumption) -> tuple[LaterFigures, int]:
    """What the papers say, and for how many months: those put off, a period at most, nine in all."""
    suspended = grant.life.suspended
    if suspended is None:
        raise Refused("not-suspended", "中断していません。")
    month_named(command.first_month, field="first_month")
    if (
        command.first_month <= suspended.last_month
        or command.asked_on.strftime("%Y-%m") > command.first_month
    ):
        raise Refused(
            "month-too-early",
            "再開の月は、中断の前の最後の月より後で、申出の月以後の月です。",
            field="first_month",
        )
    recovered = stated(command.recovered, "回復", "回復し、求職活動ができる", CITATION)
    figures = judged_again(
        grant,
        _household(command),
        _seen(command),
        stage=Stage.RESUMPTION,
        on=command.asked_on,
        month=command.first_month,
        table=Table(standard=command.standard, rule=command.rule),
        besides=(recovered,),
    )
    return figures, _months(grant, command)


def _household(command: DraftResumption) -> Household:
    return Household(
        size=command.household_size,
        income_yen=command.income_yen,
        savings_yen=command.savings_yen,
        rent_yen=command.rent_yen,
    )


def _seen(command: DraftResumption) -> Seen:
    return Seen(
        main_earner=command.main_earner,
        housing_at_risk=command.housing_at_risk,
        seeking_work=command.seeking_work,
        own_business=command.own_business,
        no_overlap=command.no_overlap,
        no_gang_member=command.no_gang_member,
        months_elsewhere=command.months_elsewhere,
    )


def _months(grant: Grant, command: DraftResumption) -> int:
    """Those put off, or a new three; never above what is left of the nine."""
    at_most = period.months_at_most(grant.application.arrived_on)
    usual = VALUES.on("first_grant_months", command.asked_on)
    used = len(grant.payable) + command.months_elsewhere
    return min(grant.life.dropped or usual, period.months_left(at_most, used))
