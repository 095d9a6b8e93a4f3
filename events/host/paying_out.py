"""How a municipality pays: budget items, closing days, and the file its treasury or bank takes, by date."""

from dataclasses import dataclass
from datetime import date

from events.host.dated import Dated, Mark


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetItem(Dated):
    """款・項・目・節(・細節) that a programme is paid from; `code` as the city's 財務会計 has it.

    `by_month`: a month is paid from its own fiscal year; else from the year of its commitment (施行令143条).
    """

    programme: str
    account: str
    kan: str
    kou: str
    moku: str
    setsu: str
    saisetsu: str = ""
    code: str = ""
    by_month: bool = False
    mark: Mark = Mark.SAMPLE
    source: str = ""

    @property
    def text(self) -> str:
        """民生費・社会福祉費・… as it stands on commitments and orders."""
        parts = (self.kan, self.kou, self.moku, self.setsu, self.saisetsu)
        return "・".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The city's own last days of a fiscal year, inside the statutory 31 March and 31 May."""

    fiscal_year: int
    commit_until: date
    order_until: date
    pay_until: date
    mark: Mark = Mark.SAMPLE
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TreasuryFile(Dated):
    """The mapping to the city's 財務会計. `columns` are `見出し=what` in the order of the file.

    What: order_no, fiscal_year, item, item_code, amount_yen, transfer_on, bank_code, branch_code,
    account_kind, account_number, holder_kana, reference, or a constant after a colon (`区分=:05`).
    `answer` names the columns of the result as `what=見出し` (order_no, status, paid_on), `statuses` its
    codes as `code=paid` or `code=<reason>`.
    """

    encoding: str = "cp932"
    heads: bool = True
    columns: tuple[str, ...]
    answer: tuple[str, ...]
    statuses: tuple[str, ...]
    mark: Mark = Mark.SAMPLE
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RemitterAccount(Dated):
    """振込依頼人 in the bank's record: given by the 指定金融機関. `kind` as the record has it (1, 2)."""

    code: str
    name_kana: str
    bank_code: str
    bank_kana: str
    branch_code: str
    branch_kana: str
    kind: str
    number: str
    mark: Mark = Mark.SAMPLE
    source: str = ""


def closings_checked(rows: tuple[Closing, ...]) -> tuple[Closing, ...]:
    """ValueError where a year stands twice or its own days lie after the statutory ones."""
    years = [row.fiscal_year for row in rows]
    if len(set(years)) < len(years):
        raise ValueError("closings: a year is given twice")
    for row in rows:
        statutory = date(row.fiscal_year + 1, 5, 31)
        if not row.order_until <= row.pay_until <= statutory:
            raise ValueError(f"closings {row.fiscal_year}: days lie after 31 May or cross")
    return rows
