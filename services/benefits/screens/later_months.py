"""Which months a later decision may still touch: those not ordered yet."""

from services.benefits.grant import Grant
from services.benefits.schedule import month_before
from services.benefits.screens.wording import month_label


def open_months(grant: Grant) -> list[str]:
    """Payable months behind the last one ordered."""
    ordered = max(grant.months, default="")
    return [month for month in grant.payable if month > ordered]


def last_months(grant: Grant, *, whole: bool) -> list[tuple[str, str]]:
    """Which month may be the last one paid, to choose from; `whole`: the very last decided one among them."""
    ordered = max(grant.months, default="")
    months = [month for month in grant.payable if month >= ordered]
    if not whole:
        months = [month for month in months if month != grant.payable[-1]]
    offered = [(month, f"{month_label(month)}まで") for month in months]
    if not ordered and grant.payable:
        offered.insert(0, (month_before(grant.payable[0]), "支給しない"))
    return offered
