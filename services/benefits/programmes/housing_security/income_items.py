"""世帯収入, item by item: what counts on the day of the application, and what is left out (施行規則10条, 各市)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final

from services.benefits.programmes import dated

COUNTED: Final = dated.load(Path(__file__).with_name("income_items.toml"))


class IncomeKind(StrEnum):
    """What money of the household is."""

    EMPLOYMENT = "employment"
    COMMUTING_ALLOWANCE = "commuting_allowance"
    SELF_EMPLOYMENT = "self_employment"
    UNEMPLOYMENT_BENEFIT = "unemployment_benefit"
    PENSION = "pension"
    REMITTANCE = "remittance"
    RENT_INCOME = "rent_income"
    CHILD_ALLOWANCE = "child_allowance"
    CHILD_REARING_ALLOWANCE = "child_rearing_allowance"
    PURPOSE_BOUND_BENEFIT = "purpose_bound_benefit"
    STUDENT_INCOME = "student_income"
    OTHER = "other"

    @property
    def ja(self) -> str:
        """As a form and a sentence name it."""
        return JA[self]


JA: Final = {
    IncomeKind.EMPLOYMENT: "給与（総支給額）",
    IncomeKind.COMMUTING_ALLOWANCE: "通勤手当",
    IncomeKind.SELF_EMPLOYMENT: "事業の収入",
    IncomeKind.UNEMPLOYMENT_BENEFIT: "雇用保険の給付",
    IncomeKind.PENSION: "年金",
    IncomeKind.REMITTANCE: "仕送り",
    IncomeKind.RENT_INCOME: "家賃・地代の収入",
    IncomeKind.CHILD_ALLOWANCE: "児童手当",
    IncomeKind.CHILD_REARING_ALLOWANCE: "児童扶養手当",
    IncomeKind.PURPOSE_BOUND_BENEFIT: "使いみちの決まった給付",
    IncomeKind.STUDENT_INCOME: "就学中の子の収入",
    IncomeKind.OTHER: "その他の収入",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomeItem:
    """Money of one member and kind in the application month; `expenses_yen` only where sales stand against them."""

    kind: IncomeKind
    yen: int
    expenses_yen: int = 0


@dataclass(frozen=True, slots=True)
class CountedItem:
    """An item and what of it counts; `source` says why."""

    item: IncomeItem
    counted_yen: int
    source: str
    provisional: bool


@dataclass(frozen=True, slots=True)
class Counted:
    """The household's income Y as it is compared with the threshold, with every item behind it."""

    lines: tuple[CountedItem, ...]

    @property
    def total_yen(self) -> int:
        """Y."""
        return sum(line.counted_yen for line in self.lines)

    @property
    def left_out(self) -> tuple[CountedItem, ...]:
        """Items of which nothing counts though money came in."""
        return tuple(line for line in self.lines if line.item.yen and not line.counted_yen)

    @property
    def provisional(self) -> bool:
        """Whether an item rests on what is not confirmed."""
        return any(line.provisional for line in self.lines)


def count(items: Iterable[IncomeItem], on: date, *, student_left_out: bool) -> Counted:
    """By the law of the application day; a loss of a business counts as nothing, never against other income."""
    return Counted(tuple(_line(item, on, student_left_out) for item in items))


def _line(item: IncomeItem, on: date, student_left_out: bool) -> CountedItem:
    entry = COUNTED.entry(item.kind.value, on)
    if entry is None:
        raise LookupError(f"{item.kind.value} has no treatment on {on}")
    out = student_left_out and item.kind is IncomeKind.STUDENT_INCOME
    net = max(item.yen - item.expenses_yen, 0)
    return CountedItem(item, 0 if out or not entry.value else net, entry.source, entry.provisional)
