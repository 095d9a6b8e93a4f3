"""基準額 and rent caps per municipality and date (`standards.json`, public figures with their confidence).

The table prints one to eight persons. For more, 基準額 is computed as 施行規則4条 defines it, from the ordinance
that gives every printed figure of that municipality, and is provisional; no figure within the table is guessed.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from services.benefits.programmes.housing_security.derivation import (
    Derived,
    derive,
    explaining,
    tax_fiscal_year,
)

BANDS: Final = ((7, "7+"), (6, "6"), (3, "3-5"), (2, "2"), (1, "1"))
"""Smallest household of each rent cap, the largest band first; seven and more share one."""
LARGEST_PRINTED: Final = 8


@dataclass(frozen=True, slots=True)
class Standard:
    """The table row used for a household: S and C in yen a month. `row` names it for the decision."""

    base_amount_yen: int
    rent_cap_yen: int
    row: str
    provisional: bool


def standard(
    prefecture: str, municipality: str, size: int, application_month: date
) -> Standard | None:
    """S by the APPLICATION month (the year of tax changes on 1 July), C by household size; None if not in the table."""
    found = _table().get((prefecture, municipality))
    base = _amount(found, size, application_month) if found else None
    cap = _cap(found, size) if found else None
    if base is None or cap is None:
        return None
    return Standard(base.yen, cap.yen, base.row, provisional=base.provisional or cap.provisional)


def band(size: int) -> str | None:
    """The row of the rent caps for a household size; None for nobody."""
    return next((name for least, name in BANDS if least <= size), None)


@dataclass(frozen=True, slots=True)
class Published:
    """One figure of a table, yen a month, and the row it stands in."""

    yen: int
    row: str
    provisional: bool


def prefecture_of(municipality: str) -> str | None:
    """The prefecture of a municipality in the table; None where it is unknown or two bear the name."""
    found = [prefecture for prefecture, name in _table() if name == municipality]
    return found[0] if len(found) == 1 else None


def municipalities() -> tuple[str, ...]:
    """Names that can be asked for alone, in the order of the table."""
    return tuple(name for _, name in _table() if prefecture_of(name))


def published_amount(municipality: str, size: int, day: date) -> Published | None:
    """S by the name alone and the APPLICATION day; None where neither the table nor the formula says."""
    found = _named(municipality)
    return _amount(found, size, day) if found else None


def published_cap(municipality: str, size: int) -> Published | None:
    """C by the name alone and the household size."""
    found = _named(municipality)
    return _cap(found, size) if found else None


def derived_amount(municipality: str, size: int, day: date) -> Derived | None:
    """The formula by the ordinance that explains the printed figures; None where none of those known does."""
    found = _named(municipality)
    amounts = _in_force(found, day) if found else None
    return _derived(amounts, size, day) if amounts else None


def _named(municipality: str) -> Mapping[str, Any] | None:
    return _table().get((prefecture_of(municipality) or "", municipality))


def _amount(found: Mapping[str, Any], size: int, day: date) -> Published | None:
    amounts = _in_force(found, day)
    if amounts is None:
        return None
    row = f"{found['municipality']} {size}人 {amounts['effective_from']}から"
    yen = amounts["amounts"].get(str(size))
    if yen is not None:
        return Published(yen, row, provisional=amounts["confidence"] != "sure")
    computed = _derived(amounts, size, day) if size > LARGEST_PRINTED else None
    if computed is None:
        return None
    return Published(computed.standard_amount_yen, f"{row}（算式による）", provisional=True)


def _derived(amounts: Mapping[str, Any], size: int, day: date) -> Derived | None:
    printed = {int(persons): yen for persons, yen in amounts["amounts"].items()}
    year = tax_fiscal_year(day)
    ordinance = explaining(printed, year)
    if ordinance is None:
        return None
    try:
        return derive(ordinance, size, year)
    except LookupError:
        return None


def _cap(found: Mapping[str, Any], size: int) -> Published | None:
    held, row = found.get("rent_cap"), band(size)
    yen = held["amounts"].get(row) if held and row else None
    if held is None or yen is None:
        return None
    name = f"{found['municipality']} {row}人"
    return Published(yen, name, provisional=held["confidence"] != "sure")


def _in_force(found: Mapping[str, Any], day: date) -> Mapping[str, Any] | None:
    for entry in found["standard_amounts"]:
        until = entry["effective_to"]
        if date.fromisoformat(entry["effective_from"]) <= day and (
            until is None or day <= date.fromisoformat(until)
        ):
            chosen: Mapping[str, Any] = entry
            return chosen
    return None


@cache
def _table() -> dict[tuple[str, str], Mapping[str, Any]]:
    text = Path(__file__).with_name("standards.json").read_text(encoding="utf-8")
    return {(m["prefecture"], m["municipality"]): m for m in json.loads(text)["municipalities"]}
