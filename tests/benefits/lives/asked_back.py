"""The book of money asked back (benefits.md §6.4)."""

# ruff: noqa: ARG002 - every step is told its day, whether or not it matters
from __future__ import annotations

from datetime import date

from tests.benefits.lives.city import (
    closing,
    fiscal_year,
)
from tests.benefits.lives.money import Money
from tests.benefits.lives.page import (
    Answer,
    Debt,
)


class AskedBack(Money):
    """Into the year of the payment until 31 May, revenue after it."""

    def find(self, grant: int, on: date, cause: str, asked: dict[str, int]) -> Answer:
        """Never more of a month than was paid for it."""
        page = self.pages[grant]
        for month, wanted in asked.items():
            cell = page.cells[month]
            if wanted > (cell.yen if cell.state == "paid" else 0):
                return ("no", "more than paid")
        years = {page.cells[month].year for month in asked}
        one_year = years.pop() if len(years) == 1 else 0
        page.claim = Debt(owed=sum(asked.values()), year=0, paid_year=one_year)
        return ("found", page.claim.owed, one_year)

    def claim_back(self, grant: int, on: date, into: str) -> Answer:
        """戻入 into the year of the payment until 31 May; after it, or over several years, revenue of today."""
        claim = self._claim(grant)
        if into == "expenditure":
            if not claim.paid_year:
                return ("no", "several years")
            if on > closing(claim.paid_year):
                return ("no", "year over")
        claim.into = into
        claim.year = claim.paid_year if into == "expenditure" else fiscal_year(on)
        return ("fixed", into, claim.year, claim.owed)

    def collect(self, grant: int, on: date, amount: int) -> Answer:
        """What comes in, into the year it belongs to."""
        claim = self._claim(grant)
        if amount > claim.owed:
            return ("no", "more than owed")
        if claim.into == "expenditure" and on > closing(claim.year):
            return ("no", "year over")
        year = claim.year if claim.into == "expenditure" else fiscal_year(on)
        claim.owed -= amount
        key = (claim.into, year)
        claim.came[key] = claim.came.get(key, 0) + amount
        return ("came", year, amount, claim.into == "expenditure")

    def carry(self, grant: int, on: date) -> Answer:
        """過年度収入: only after 31 May."""
        claim = self._claim(grant)
        if claim.into != "expenditure":
            return ("no", "is revenue")
        if on <= closing(claim.year):
            return ("no", "year open")
        claim.into, claim.year = "revenue", fiscal_year(on)
        return ("carried", claim.year, claim.owed)

    def _claim(self, grant: int) -> Debt:
        claim = self.pages[grant].claim
        assert claim is not None
        return claim

    def due(self, grant: int, from_month: str, income: int, rent: int) -> dict[str, int]:
        """What each paid month should have been, had this income and rent been known from a month on."""
        page = self.pages[grant]
        size = page.told["size"]
        found = {}
        for month in page.paid:
            cell = page.cells[month]
            found[month] = cell.yen
            if month >= from_month:
                within = income <= self.city.threshold(cell.base, rent, size)
                found[month] = self.city.amount(cell.base, rent, size, income) if within else 0
        return found
