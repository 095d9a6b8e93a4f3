"""The book of a city’s money: commitment, order, review, payment, return (benefits.md §6.3)."""

# ruff: noqa: ARG002 - every step is told its day, whether or not it matters
from __future__ import annotations

from datetime import date

from tests.benefits.lives.city import (
    closing,
    first_of,
    fiscal_year,
)
from tests.benefits.lives.page import (
    Answer,
    Page,
)
from tests.benefits.lives.running import Running


class Money(Running):
    """Pots of fiscal years; one payment per person and month."""

    def short(self, grant: int, on: date, year: int) -> int:
        """Yen of that year's commitments that are lacking."""
        page = self.pages[grant]
        if self.by_month:
            due = sum(c.yen for m, c in page.cells.items() if fiscal_year(first_of(m)) == year)
            return due - page.pots.get(year, 0)
        held = 0
        for pot, put in page.pots.items():
            dead = pot != year and on > closing(pot)
            held += self._drawn(page, pot) if dead else put
        return sum(cell.yen for cell in page.cells.values()) - held

    def _drawn(self, page: Page, year: int) -> int:
        return sum(c.yen for c in page.cells.values() if c.state != "open" and c.year == year)

    def commit(self, grant: int, on: date, year: int) -> Answer:
        """支出負担行為: the difference; nothing new for a year after its 31 March."""
        page = self.pages[grant]
        lacking = self.short(grant, on, year)
        if on > date(year + 1, 3, 31):
            return ("no", "year over")
        page.pots[year] = page.pots.get(year, 0) + lacking
        return ("committed", year, lacking)

    def order(self, grant: int, on: date, month: str) -> Answer:
        """The year of the order is that of the commitment it draws on, never of the day of payment."""
        page = self.pages[grant]
        cell = page.cells.get(month)
        if cell is None:
            return ("no", "not payable")
        if cell.state != "open":
            return ("no", "ordered already")
        over = False
        for year in sorted(page.pots):
            if self.by_month and year != fiscal_year(first_of(month)):
                continue
            if page.pots[year] - self._drawn(page, year) < cell.yen:
                continue
            if on > closing(year):
                over = True
                continue
            if self.taken.get(month, grant) != grant:
                return ("no", "taken")
            self.taken[month] = grant
            cell.state, cell.year = "ordered", year
            return ("ordered", month, cell.yen, year)
        return ("no", "year over" if over else "short")

    def check(self, grant: int, on: date, month: str) -> Answer:
        """会計管理者."""
        cell = self.pages[grant].cells[month]
        if on > closing(cell.year):
            return ("no", "year over")
        cell.state = "passed"
        return ("passed", month)

    def pay(self, grant: int, on: date, month: str) -> Answer:
        """給付支給 on the day of the transfer."""
        cell = self.pages[grant].cells[month]
        cell.state, cell.paid_on = "paid", on
        return ("paid", month, cell.yen, cell.year, on)

    def bounce(self, grant: int, on: date, month: str) -> Answer:
        """組戻: the month is unpaid again."""
        page = self.pages[grant]
        cell = page.cells[month]
        was_paid = cell.state == "paid"
        if was_paid:
            page.undone.append((month, cell.yen, cell.year))
        cell.state, cell.paid_on = "back", None
        return ("back", month, was_paid, cell.yen)

    def reissue(self, grant: int, on: date, month: str, number: str) -> Answer:
        """The same order once more, of its own year, while that year can still be paid from."""
        cell = self.pages[grant].cells[month]
        if on > closing(cell.year):
            return ("no", "year over")
        cell.state = "ordered"
        return ("again", month)

    def cancel(self, grant: int, on: date, month: str) -> Answer:
        """The month is free again for everybody."""
        cell = self.pages[grant].cells[month]
        cell.state, cell.year = "open", 0
        del self.taken[month]
        return ("cancelled", month)

    def put_back(self, grant: int, on: date, month: str) -> Answer:
        """戻入 of the returned money into its year, until 31 May."""
        page = self.pages[grant]
        found = next((one for one in page.undone if one[0] == month), None)
        if found is None:
            return ("no", "nothing returned")
        if on > closing(found[2]):
            return ("no", "year over")
        page.undone.remove(found)
        return ("put back", month, found[1], found[2])
