"""基準額 and rent caps per municipality and date (`standards.json`, public figures with their confidence)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

BANDS: Final = ((1, 1, "1"), (2, 2, "2"), (3, 5, "3-5"), (6, 6, "6"), (7, 8, "7+"))
"""Household sizes of a rent cap. The table of base amounts ends at eight; larger households are not guessed."""


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
    amounts = _in_force(found, application_month) if found else None
    row_of_cap = band(size)
    if found is None or amounts is None or row_of_cap is None or not found.get("rent_cap"):
        return None
    base = amounts["amounts"].get(str(size))
    cap = found["rent_cap"]["amounts"].get(row_of_cap)
    if base is None or cap is None:
        return None
    marks = {amounts["confidence"], found["rent_cap"]["confidence"]}
    row = f"{municipality} {size}人 {amounts['effective_from']}から"
    return Standard(base, cap, row, provisional=bool(marks - {"sure"}))


def band(size: int) -> str | None:
    """The row of the rent caps for a household size; None above the table."""
    return next((name for first, last, name in BANDS if first <= size <= last), None)


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
    """S by the name alone and the APPLICATION day; None where the table does not say."""
    found = _table().get((prefecture_of(municipality) or "", municipality))
    amounts = _in_force(found, day) if found else None
    yen = amounts["amounts"].get(str(size)) if amounts else None
    if amounts is None or yen is None:
        return None
    row = f"{municipality} {size}人 {amounts['effective_from']}から"
    return Published(yen, row, provisional=amounts["confidence"] != "sure")


def published_cap(municipality: str, size: int) -> Published | None:
    """C by the name alone and the household size (one band for seven and more)."""
    found = _table().get((prefecture_of(municipality) or "", municipality))
    held = found.get("rent_cap") if found else None
    band = next((name for first, last, name in BANDS if first <= min(size, 8) <= last), "")
    yen = held["amounts"].get(band) if held else None
    if held is None or yen is None:
        return None
    return Published(yen, f"{municipality} {band}人", provisional=held["confidence"] != "sure")


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
