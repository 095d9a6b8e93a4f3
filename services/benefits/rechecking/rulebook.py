"""The rules a recheck judges by: today's, or today's with the corrections of a file."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from events.contract.deciding import Refused
from services.benefits.programmes import dated
from services.benefits.programmes.housing_security import standards
from services.benefits.programmes.housing_security.amount import MunicipalRule
from services.benefits.programmes.housing_security.municipal_rules import RULES, municipal_rule
from services.benefits.programmes.housing_security.standards import Standard, standard
from services.benefits.programmes.housing_security.values import VALUES

PARTS: Final = {"values", "municipal", "standards"}
ROW: Final = {"from", "until", "amounts", "rent_cap", "source", "mark"}


@dataclass(frozen=True, slots=True)
class Corrections:
    """Entries that stand before those of the product: same name and first day replace, others are added.

    `text` is the file they came from; empty for none.
    """

    values: Mapping[str, Sequence[dated.DatedValue]] = field(default_factory=dict)
    municipal: Mapping[str, Sequence[dated.DatedValue]] = field(default_factory=dict)
    standards: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Rulebook:
    """Of one municipality."""

    prefecture: str
    municipality: str
    corrections: Corrections = Corrections()

    def standard_for(self, size: int, applied_on: date) -> Standard | None:
        """S and C by the month of application; None if the table has no such row."""
        place = f"{self.prefecture}/{self.municipality}"
        for row in reversed(self.corrections.standards.get(place, ())):
            if row["from"] <= applied_on <= row.get("until", date.max):
                return _of_row(row, self.municipality, size)
        return standard(self.prefecture, self.municipality, size, applied_on)

    def rule_on(self, day: date) -> MunicipalRule:
        """Where the municipality differs from the Regulation."""
        with RULES.corrected(self.corrections.municipal):
            return municipal_rule(self.prefecture, self.municipality, day)

    def in_force(self) -> Any:
        """For the length of the block the figures of the Act are those of this book."""
        return VALUES.corrected(self.corrections.values)


def read(text: str) -> Corrections:
    """TOML of `[[values.NAME]]`, `[[municipal."県/市/項目"]]`, `[[standards."県/市"]]`; Refused if unreadable."""
    if not text.strip():
        return Corrections()
    try:
        return _corrections(tomllib.loads(text), text)
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise Refused(
            "rules-unreadable", f"規則のファイルを読めません({fault})。", field="rules"
        ) from None


def _corrections(tables: Mapping[str, Any], text: str) -> Corrections:
    values = dated.entries(tables.get("values", {}))
    municipal = dated.entries(tables.get("municipal", {}))
    rows = tables.get("standards", {})
    if set(tables) - PARTS or set(values) - set(VALUES.entries):
        raise ValueError("values, municipal, standards")
    if any(name.count("/") != 2 for name in municipal):
        raise ValueError("都道府県/市町村/項目")
    for row in (row for found in rows.values() for row in found):
        _checked(row)
    return Corrections(values, municipal, rows, text)


def _checked(row: Mapping[str, Any]) -> None:
    if set(row) - ROW or not row["source"] or row["mark"] not in dated.MARKS:
        raise ValueError("from, amounts, rent_cap, source, mark")
    if not (row["from"] <= row.get("until", date.max)):
        raise ValueError("from, until")
    figures = [*row["amounts"].values(), *row["rent_cap"].values()]
    if not figures or any(type(figure) is not int or figure < 0 for figure in figures):
        raise ValueError("amounts, rent_cap")


def _of_row(row: Mapping[str, Any], municipality: str, size: int) -> Standard | None:
    band = standards.band(size)
    base, cap = row["amounts"].get(str(size)), row["rent_cap"].get(band or "")
    if base is None or cap is None:
        return None
    words = f"{municipality} {size}人 {row['from']}から(修正した規則)"
    return Standard(base, cap, words, provisional=row["mark"] != "sure")
