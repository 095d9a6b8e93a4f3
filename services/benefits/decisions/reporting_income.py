"""収入の報告 and 常用就職届: what is reported is a fact; what follows from it is proposed, never done by itself."""

from dataclasses import dataclass
from datetime import date

from events.contract.benefits_duties import IncomeReported
from events.contract.benefits_life import Matter
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open, opened
from services.benefits.decisions.guards import happened, month_named, payable
from services.benefits.decisions.judging_again import basis_in_force
from services.benefits.grant import Grant, first_day
from services.benefits.programmes.housing_security.amount import (
    MunicipalRule,
    amount,
    income_meets,
)
from services.benefits.programmes.housing_security.period import last_month_after_excess
from services.benefits.schedule import month_after


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIncome:
    """The household's income of a month; `employed_on` where somebody began regular work (様式6)."""

    today: date
    reported_on: date
    month: str
    income_yen: int
    employed_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Consequence:
    """What a report leads to: a stop with its last month, a change from a month on, or nothing (`matter` None)."""

    matter: Matter | None
    month: str
    monthly_yen: int
    sentence: str


def report_income(state: Grant | None, command: ReportIncome) -> list[Event]:
    """The report; a later one of the month replaces the former."""
    grant = payable(state)
    made = IncomeReported(
        reported_on=command.reported_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        month=command.month,
        employed=command.employed_on is not None,
        income_yen=Open(grant.person, command.income_yen),
        employed_on=Open(grant.person, command.employed_on),
        note=Open(grant.person, command.note),
    )
    if made == grant.duties.incomes.get(command.month):
        return []
    month_named(command.month, field="month")
    happened(
        command.reported_on,
        today=command.today,
        field="reported_on",
        not_before=first_day(command.month),
        step="収入の月の初日",
    )
    if command.month < grant.application.arrived_on.strftime("%Y-%m"):
        raise Refused("before-application", "申請した月より前の月です。", field="month")
    return [made]


def consequence(grant: Grant, report: IncomeReported, rule: MunicipalRule) -> Consequence | None:
    """By the figures of the running decision and the rule; None where they cannot be opened."""
    income, basis = opened(report.income_yen, None), basis_in_force(grant)
    if income is None or basis is None:
        return None
    base, rent, cap, limit = (
        basis.base_amount_yen,
        basis.rent_yen,
        basis.rent_cap_yen,
        basis.threshold_yen,
    )
    if base is None or rent is None or cap is None or limit is None:
        return None
    if not income_meets(income, limit, rule):
        last = last_month_after_excess(report.month)
        sentence = f"収入 {income:,}円は、上限 {limit:,}円を超えます。"
        return Consequence(Matter.STOP, last, 0, sentence)
    month = month_after(report.month)
    paid = amount(
        base=base, rent=rent, cap=cap, income=income, payment_month=first_day(month), rule=rule
    ).monthly_yen
    now = grant.line(month)
    current = opened(now.yen, None) if now else None
    if current is None or paid <= current:
        sentence = f"収入 {income:,}円は、上限 {limit:,}円の範囲です。月額はこのままです。"
        return Consequence(None, month, paid, sentence)
    sentence = f"収入が減り、計算した月額は {paid:,}円(いまは {current:,}円)です。"
    return Consequence(Matter.CHANGE, month, paid, sentence)
