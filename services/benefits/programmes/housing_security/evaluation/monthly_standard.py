"""基準額 of a case (施行規則4条): by the ordinance named; else as the municipality's table prints it; else by 級地."""

from datetime import date

from services.benefits.programmes.housing_security.derivation import (
    JULY,
    Ordinance,
    derive,
    tax_fiscal_year,
    variant_of,
)
from services.benefits.programmes.housing_security.evaluation.case_input import CaseInput
from services.benefits.programmes.housing_security.evaluation.part import NOTHING, Part
from services.benefits.programmes.housing_security.evaluation.reading import wrong
from services.benefits.programmes.housing_security.standards import (
    derived_amount,
    published_amount,
)

FORMULA = ("salary_by_twelve_rounded_up_to_1000",)
PRINTED = ("standard_amount_of_the_table",)


def derived(case: CaseInput) -> Part:
    """For the tax year named, or that of the application."""
    told = case.told
    year = told.tax_fiscal_year or (tax_fiscal_year(case.day) if case.day else None)
    if year is None or case.size is None:
        return NOTHING
    if told.ordinance is not None:
        return _formula(told.ordinance, case.size, year, assumed=False)
    if case.municipality is not None:
        printed = _printed(case.municipality, case.size, year)
        if printed is not None:
            return printed
    if told.kyuchi is None:
        return NOTHING
    ordinance = variant_of(told.kyuchi)
    if ordinance is None:
        return Part(reasons=("kyuchi_not_known",))
    return _formula(ordinance, case.size, year, assumed=True)


def _printed(municipality: str, size: int, year: int) -> Part | None:
    """What the municipality prints stands above the formula: two of one 級地 can differ."""
    on = date(year, JULY, 1)
    found = published_amount(municipality, size, on)
    if found is None:
        return None
    values = {"standard_amount": found.yen}
    computed = derived_amount(municipality, size, on)
    if computed is None or computed.standard_amount_yen != found.yen:
        return Part(values, PRINTED, provisional=found.provisional)
    values["annual_salary_limit"] = computed.annual_salary_yen
    return Part(values, FORMULA, provisional=found.provisional)


def _formula(ordinance: Ordinance, size: int, year: int, *, assumed: bool) -> Part:
    try:
        found = derive(ordinance, size, year)
    except LookupError:
        raise wrong("circumstances.ordinance", "給与所得の表の範囲を超えます。") from None
    values = {
        "annual_salary_limit": found.annual_salary_yen,
        "standard_amount": found.standard_amount_yen,
    }
    return Part(values, FORMULA, provisional=found.provisional or assumed)
