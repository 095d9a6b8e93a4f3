"""S, R, C and Y of a case: as given, else from the municipality's table by the month of the application."""

from dataclasses import dataclass
from datetime import date

from services.benefits.programmes.housing_security.amount import Comparison, MunicipalRule
from services.benefits.programmes.housing_security.evaluation.case_input import (
    CaseInput,
    PrintedRule,
)
from services.benefits.programmes.housing_security.municipal_rules import municipal_rule
from services.benefits.programmes.housing_security.standards import (
    prefecture_of,
    published_amount,
    published_cap,
)


@dataclass(frozen=True, slots=True)
class Home:
    """S, R and C, all known, and the rule that compares and rounds."""

    standard: int
    rent: int
    cap: int
    rule: MunicipalRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is known of the four figures, and the municipality's rule; `tables`: rows used instead of the input."""

    standard: int | None
    rent: int | None
    cap: int | None
    income: int | None
    rule: MunicipalRule
    tables: tuple[str, ...] = ()
    provisional: bool = False

    @property
    def home(self) -> Home | None:
        """The three figures of the dwelling, once all are known."""
        if self.standard is None or self.rent is None or self.cap is None:
            return None
        return Home(self.standard, self.rent, self.cap, self.rule)


def figures(case: CaseInput) -> Figures:
    """Of the household's own municipality."""
    standard, cap, rows, provisional = case.standard_amount, case.cap, [], False
    if standard is None and case.municipality and case.size and case.day:
        amount = published_amount(case.municipality, case.size, case.day)
        if amount:
            standard, provisional = amount.yen, amount.provisional
            rows.append(amount.row)
    if cap is None and case.municipality and case.size:
        held = published_cap(case.municipality, case.size)
        if held:
            cap, provisional = held.yen, provisional or held.provisional
            rows.append(held.row)
    rent = cap if case.rent is None and case.told.rent_at_or_above_cap else case.rent
    rule = rule_of(case)
    return Figures(
        standard=standard,
        rent=rent,
        cap=cap,
        income=case.income,
        rule=rule,
        tables=tuple(rows),
        provisional=provisional or rule.provisional,
    )


def rule_of(case: CaseInput) -> MunicipalRule:
    """The rule printed in the case, else the municipality's on the day of the application, else the nation's."""
    if case.rule is not None:
        return _printed(case.rule)
    prefecture = prefecture_of(case.municipality) if case.municipality else None
    if prefecture is None or case.municipality is None:
        return MunicipalRule()
    return municipal_rule(prefecture, case.municipality, case.day or date.max)


def _printed(rule: PrintedRule) -> MunicipalRule:
    return MunicipalRule(
        comparison=Comparison(rule.income_comparison or Comparison.AT_MOST.value),
        amount_round_up_to=rule.amount_round_up_to or 1,
        minimum_yen=rule.minimum_payment or 0,
        threshold_round_up_to=rule.threshold_round_up_to or 1,
    )
