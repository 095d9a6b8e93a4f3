"""The input of one case: what a household is, what happened, and what the municipality prints. All optional."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from services.benefits.programmes.calendar_month import first_day_of, month_of
from services.benefits.programmes.housing_security.derivation import Ordinance
from services.benefits.programmes.housing_security.evaluation import reading as read
from services.benefits.programmes.housing_security.regrant import Ground
from services.benefits.programmes.housing_security.stage import Stage


class Programme(StrEnum):
    """What is asked."""

    RENT = "rent_subsidy"
    RELOCATION = "relocation_subsidy"
    STANDARD_AMOUNT = "standard_amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What is so at the time of the application."""

    all_others_met: bool | None
    rent_at_or_above_cap: bool | None
    stage: Stage
    cause: Ground | None
    own_fault: bool | None
    left_job_on: date | None
    runs_days: tuple[int, ...] | None
    applicant_type: str | None
    grant_months: tuple[int, ...] | None
    activities_done: tuple[str, ...] | None
    origin: str | None
    destination: str | None
    costs: Mapping[str, int] | None
    current_rent: int | None
    new_rent: int | None
    others_before: int | None
    others_after: int | None
    budget_confirmed: bool | None
    kyuchi: str | None
    ordinance: Ordinance | None
    tax_fiscal_year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What was before. `special_last` "" where a special re-grant is known without its months; None: none."""

    first_application_on: date | None
    receiving_since: str | None
    last_application_on: date | None
    ended_month: str | None
    months_paid: int | None
    suspended_from: str | None
    paid_elsewhere: bool | None
    special_last: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedRule:
    """The municipal rule of the case; None of a parameter: the national default."""

    income_comparison: str | None
    amount_round_up_to: int | None
    minimum_payment: int | None
    threshold_round_up_to: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseInput:
    """Yen a month but `assets`; `rule` None: the municipality's own data decide."""

    programme: Programme
    municipality: str | None
    month: str | None
    day: date | None
    payment_month: str | None
    size: int | None
    standard_amount: int | None
    rent: int | None
    cap: int | None
    income: int | None
    assets: int | None
    told: Circumstances
    history: History
    rule: PrintedRule | None


class _Comparison(StrEnum):
    LE = "le"
    LT = "lt"


KNOWN = {
    "": {
        "programme", "municipality", "application_month", "application_date", "payment_month",
        "household_size", "standard_amount", "rent", "rent_cap", "household_income",
        "financial_assets", "circumstances", "history", "municipal_rule",
    },
    "circumstances.": {
        "all_other_requirements_met", "rent_at_or_above_cap", "stage", "cause", "own_fault",
        "left_job_date", "no_job_search_runs_days", "applicant_type", "grant_months",
        "activities_done", "ward", "origin_municipality", "destination_municipality", "costs",
        "current_rent", "new_rent", "other_monthly_costs_before", "other_monthly_costs_after",
        "budget_service_confirmed", "kyuchi", "ordinance", "tax_fiscal_year",
    },
    "history.": {
        "first_application_date", "first_application_fiscal_year", "receiving_since",
        "last_application_date", "payment_ended_month", "months_paid", "suspended_from",
        "previous_ward", "month_already_paid_in_other_ward", "special_repayment",
    },
    "municipal_rule.": {
        "income_comparison", "amount_round_up_to", "minimum_payment", "threshold_round_up_to",
    },
}  # fmt: skip
"""Every key that is read, below its path."""


def case_input(given: object) -> CaseInput:
    """Read one input. Refused names the key and the rule."""
    held = read.table(given, "input")
    month = read.optional(held, "application_month", read.month_of_the_act)
    day = read.optional(held, "application_date", read.day_of_the_act)
    if month and day and month_of(day) != month:
        raise read.wrong("application_month", "申請日と同じ月で指定してください。")
    programme = read.optional(held, "programme", read.one_of(Programme))
    if programme is None:
        raise read.wrong("programme", "rent_subsidy などの種類を指定してください。")
    return CaseInput(
        programme=programme,
        municipality=read.optional(held, "municipality", read.text),
        month=month or (month_of(day) if day else None),
        day=day or (first_day_of(month) if month else None),
        payment_month=read.optional(held, "payment_month", read.month_of_the_act),
        size=read.optional(held, "household_size", read.people),
        standard_amount=read.optional(held, "standard_amount", read.yen),
        rent=read.optional(held, "rent", read.yen),
        cap=read.optional(held, "rent_cap", read.yen),
        income=read.optional(held, "household_income", read.yen),
        assets=read.optional(held, "financial_assets", read.yen),
        told=_circumstances(read.optional(held, "circumstances", read.table) or read.NOTHING),
        history=_history(read.optional(held, "history", read.table) or read.NOTHING),
        rule=_rule(held),
    )


def not_read(given: Mapping[str, Any]) -> tuple[str, ...]:
    """Paths of keys that no rule reads: a slip of the pen is told, not swallowed."""
    return tuple(_unknown(given))


def _unknown(given: Mapping[str, Any]) -> Iterator[str]:
    for above, known in KNOWN.items():
        held = given if not above else given.get(above.removesuffix("."))
        yield from (f"{above}{name}" for name in (held or {}) if name not in known)


def _circumstances(held: Mapping[str, Any]) -> Circumstances:
    above = "circumstances."
    return Circumstances(
        all_others_met=read.optional(held, "all_other_requirements_met", read.flag, above),
        rent_at_or_above_cap=read.optional(held, "rent_at_or_above_cap", read.flag, above),
        stage=read.optional(held, "stage", read.one_of(Stage), above) or Stage.FIRST,
        cause=read.optional(held, "cause", read.one_of(Ground), above),
        own_fault=read.optional(held, "own_fault", read.flag, above),
        left_job_on=read.optional(held, "left_job_date", read.day, above),
        runs_days=read.optional(held, "no_job_search_runs_days", read.many(read.days), above),
        applicant_type=read.optional(held, "applicant_type", read.text, above),
        grant_months=read.optional(held, "grant_months", read.many(read.months), above),
        activities_done=read.optional(held, "activities_done", read.many(read.text), above),
        origin=read.optional(held, "origin_municipality", read.text, above),
        destination=read.optional(held, "destination_municipality", read.text, above),
        costs=read.optional(held, "costs", read.each_key(read.yen), above),
        current_rent=read.optional(held, "current_rent", read.yen, above),
        new_rent=read.optional(held, "new_rent", read.yen, above),
        others_before=read.optional(held, "other_monthly_costs_before", read.yen, above),
        others_after=read.optional(held, "other_monthly_costs_after", read.yen, above),
        budget_confirmed=read.optional(held, "budget_service_confirmed", read.flag, above),
        kyuchi=read.optional(held, "kyuchi", read.text, above),
        ordinance=read.optional(held, "ordinance", _ordinance, above),
        tax_fiscal_year=read.optional(held, "tax_fiscal_year", read.year, above),
    )


def _ordinance(value: object, path: str) -> Ordinance:
    held = read.table(value, path)
    figures = {
        name: read.optional(held, name, read.yen, f"{path}.")
        for name in ("per_person", "base", "addition_from_two")
    }
    if None in figures.values():
        raise read.wrong(path, "per_person、base、addition_from_two を指定してください。")
    return Ordinance(**{name: yen or 0 for name, yen in figures.items()})


def _history(held: Mapping[str, Any]) -> History:
    above = "history."
    first = read.optional(held, "first_application_date", read.day_of_the_act, above)
    fiscal = read.optional(held, "first_application_fiscal_year", read.year, above)
    return History(
        first_application_on=first or (date(fiscal, 4, 1) if fiscal else None),
        receiving_since=read.optional(held, "receiving_since", read.month_of_the_act, above),
        last_application_on=read.optional(
            held, "last_application_date", read.day_of_the_act, above
        ),
        ended_month=read.optional(held, "payment_ended_month", read.month_of_the_act, above),
        months_paid=read.optional(held, "months_paid", read.months, above),
        suspended_from=read.optional(held, "suspended_from", read.month_of_the_act, above),
        paid_elsewhere=read.optional(held, "month_already_paid_in_other_ward", read.flag, above),
        special_last=read.optional(held, "special_repayment", _special, above),
    )


def _special(value: object, path: str) -> str:
    """The last month of the special re-grant; its end may be written as a month or a day."""
    held = read.table(value, path)
    last = read.optional(held, "to", read.text, f"{path}.")
    return read.month(last[: len("YYYY-MM")], f"{path}.to") if last else ""


def _rule(held: Mapping[str, Any]) -> PrintedRule | None:
    given = read.optional(held, "municipal_rule", read.table)
    if given is None:
        return None
    above = "municipal_rule."
    return PrintedRule(
        income_comparison=read.optional(
            given, "income_comparison", read.one_of(_Comparison), above
        ),
        amount_round_up_to=read.optional(given, "amount_round_up_to", read.positive, above),
        minimum_payment=read.optional(given, "minimum_payment", read.yen, above),
        threshold_round_up_to=read.optional(given, "threshold_round_up_to", read.positive, above),
    )
