"""支給額の変更: rent, income, a forced move. Another amount from a month on that is not ordered yet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits import Basis, Found, Household
from events.contract.benefits_life import ChangeGround, LaterFigures, Matter
from events.contract.codes import AmountBranch
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import opened
from services.benefits.decisions.guards import month_named, running, unordered_after
from services.benefits.decisions.judging_again import NO_STANDARD, Seen, claim_again
from services.benefits.decisions.later import Proposal, propose, told_against
from services.benefits.grant import Grant, first_day
from services.benefits.programmes.housing_security.amount import (
    MunicipalRule,
    amount,
    threshold,
)
from services.benefits.programmes.housing_security.findings import income
from services.benefits.programmes.housing_security.rules import RULE_VERSION
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.schedule import month_before

CITATION = "施行規則11条1項1号"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChange:
    """The figures as they are now. `agreed`: the papers (contract, income) prove the ground."""

    today: date
    drafted_on: date
    drafter: UUID
    first_month: str
    ground: ChangeGround
    household_size: int
    income_yen: int
    savings_yen: int
    rent_yen: int
    standard: Standard | None
    rule: MunicipalRule
    proved: bool = False


def draft_change(state: Grant | None, command: DraftChange) -> list[Event]:
    """The proposal: the amount by the same functions as the first decision, or a refusal of the change."""
    grant = running(state)
    figures = change_judged(grant, command)
    unordered_after(grant, month_before(command.first_month))
    former = grant.line(command.first_month)
    if former and opened(former.yen, None) == figures.monthly_yen:
        raise Refused("nothing-to-change", "計算した月額はいまと同じです。変更の決定は要りません。")
    citation, reasons = told_against(figures, CITATION)
    proposal = Proposal(
        matter=Matter.CHANGE,
        figures=figures,
        favours=figures.monthly_yen > 0,
        first_month=command.first_month,
        change=command.ground,
        citation=citation,
        reasons=reasons,
    )
    return propose(grant, command, proposal)


def change_judged(grant: Grant, command: DraftChange) -> LaterFigures:
    """Figures and findings of a change; requirements that were judged before stay as they are."""
    month_named(command.first_month, field="first_month")
    if command.first_month not in grant.payable:
        raise Refused("not-payable", "支給決定の期間にない月です。", field="first_month")
    words = f"{command.ground.ja}を書類で確かめた"
    proved = Found(
        requirement="変更の理由",
        met=command.proved,
        sentence=f"{words}。" if command.proved else f"{words}とはいえません。",
        citation=CITATION,
    )
    household = Household(
        size=command.household_size,
        income_yen=command.income_yen,
        savings_yen=command.savings_yen,
        rent_yen=command.rent_yen,
    )
    seen = Seen(main_earner=True, housing_at_risk=True, seeking_work=True)
    return _of_the_month(grant, command, household, seen, proved)


def _of_the_month(
    grant: Grant, command: DraftChange, household: Household, seen: Seen, proved: Found
) -> LaterFigures:
    """Income against the threshold, and the amount; what was found of the person before is not judged again."""
    standard = command.standard
    if standard is None:
        raise Refused("no-standard", NO_STANDARD)
    rent, cap = command.rent_yen, standard.rent_cap_yen
    limit = threshold(standard.base_amount_yen, rent, cap, command.rule)
    claim = claim_again(
        grant, household, seen, stage=Stage.CONTINUATION_AFTER_MOVE, on=command.drafted_on
    )
    within = income(claim, standard, limit, command.rule)
    paid = amount(
        base=standard.base_amount_yen,
        rent=rent,
        cap=cap,
        income=command.income_yen,
        payment_month=first_day(command.first_month),
        rule=command.rule,
    )
    met = proved.met and within.met
    basis = Basis(
        base_amount_yen=standard.base_amount_yen,
        rent_yen=rent,
        rent_cap_yen=cap,
        income_yen=command.income_yen,
        threshold_yen=limit,
        branch=paid.branch if met else AmountBranch.UNMET,
        table_row=standard.row,
        rule_version=RULE_VERSION,
    )
    return LaterFigures(
        household=household,
        monthly_yen=paid.monthly_yen if met else 0,
        basis=basis,
        findings=(proved, within),
    )
