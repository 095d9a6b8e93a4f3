"""Where a municipality's rule differs from the Regulation (`municipal_rules.toml`)."""

from datetime import date
from pathlib import Path
from typing import Final

from services.benefits.programmes import dated
from services.benefits.programmes.housing_security.amount import Comparison, MunicipalRule

RULES: Final = dated.load(Path(__file__).with_name("municipal_rules.toml"))


def municipal_rule(prefecture: str, municipality: str, day: date) -> MunicipalRule:
    """The municipality's parameters on that day; the Regulation's where nothing is entered."""
    found: dict[str, dated.DatedValue] = {}
    for name in RULES.names:
        *place, parameter = name.split("/")
        entry = RULES.entry(name, day) if place == [prefecture, municipality] else None
        if entry is not None:
            found[parameter] = entry
    below = found.pop("income_below", None)
    return MunicipalRule(
        comparison=Comparison.BELOW if below and below.value else Comparison.AT_MOST,
        provisional=any(e.provisional for e in [*found.values(), *([below] if below else [])]),
        **{parameter: entry.value for parameter, entry in found.items()},
    )
