"""The requirements tested once more, by the function of the first decision: at an extension and at a return."""

from dataclasses import dataclass
from datetime import date

from events.contract.benefits import Basis, Found, Household
from events.contract.benefits_life import LaterFigures
from events.contract.deciding import Refused
from events.contract.sealed import opened
from services.benefits.decisions.guards import readable
from services.benefits.grant import Grant, first_day
from services.benefits.programmes.housing_security.amount import MunicipalRule
from services.benefits.programmes.housing_security.claim import Before, Claim
from services.benefits.programmes.housing_security.rules import adjudicate
from services.benefits.programmes.housing_security.stage import Stage
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.schedule import month_after

CITATION = "施行規則12条1項"
NO_STANDARD = (
    "この世帯人数と月の基準額・家賃の上限が、この自治体の表にありません。"
    "システム管理者に登録を依頼してください。"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the examiner saw on the papers once more. `own_business`: consults instead of seeking work (E9).

    `months_elsewhere`: of other cities, which an officer lets count toward the nine.
    """

    main_earner: bool = False
    housing_at_risk: bool = False
    seeking_work: bool = False
    own_business: bool = False
    no_overlap: bool = False
    no_gang_member: bool = False
    months_elsewhere: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The municipality's row and rule of the day that chooses them; `standard` None where it has no row."""

    standard: Standard | None
    rule: MunicipalRule


def judged_again(
    grant: Grant,
    household: Household,
    seen: Seen,
    *,
    stage: Stage,
    on: date,
    month: str,
    table: Table,
    besides: tuple[Found, ...] = (),
) -> LaterFigures:
    """Findings (`besides` first), figures, and the yen of `month`; 0 unless everything is met."""
    standard = table.standard
    if standard is None:
        raise Refused("no-standard", NO_STANDARD)
    claim = claim_again(grant, household, seen, stage=stage, on=on)
    found = adjudicate(claim, standard, table.rule, first_day(month))
    met = all(one.met for one in besides)
    return LaterFigures(
        household=household,
        monthly_yen=found.monthly_yen if met else 0,
        basis=found.basis,
        findings=(*besides, *found.findings),
    )


def claim_again(grant: Grant, household: Household, seen: Seen, *, stage: Stage, on: date) -> Claim:
    """The grant as a claim of its next stage. Refused where a figure is missing or may not be read."""
    size, income, savings, rent = (
        household.size,
        household.income_yen,
        household.savings_yen,
        household.rent_yen,
    )
    if size is None or income is None or savings is None or rent is None:
        raise Refused("figures-missing", "世帯人数・収入・資産・家賃がそろっていません。")
    application, paused = grant.application, grant.life.suspended
    return Claim(
        arrived_on=on,
        cause=readable(application.cause),
        cause_on=readable(application.cause_on),
        household_size=size,
        income_yen=income,
        savings_yen=savings,
        rent_yen=rent,
        main_earner=seen.main_earner,
        housing_at_risk=seen.housing_at_risk,
        seeking_work=seen.seeking_work,
        no_overlap=seen.no_overlap,
        no_gang_member=seen.no_gang_member,
        stage=stage,
        self_employed=seen.own_business,
        grant_month=len(grant.payable) + 1,
        before=Before(
            months_paid=len(grant.payable) + seen.months_elsewhere,
            first_application_on=application.arrived_on,
            suspended_from=month_after(paused.last_month) if paused else "",
        ),
    )


def basis_in_force(grant: Grant) -> Basis | None:
    """The figures the running amount rests on; None where they cannot be opened."""
    for one in reversed(grant.life.decisions):
        figures = opened(one.figures, None)
        if figures and figures.monthly_yen and figures.basis:
            return figures.basis
    return opened(grant.decided.basis, None) if grant.decided else None
