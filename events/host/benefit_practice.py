"""What a municipality has settled for 住居確保給付金 beside its rules: papers, numbers, periods; by date."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from events.contract.benefits_papers import NoticeKind
from events.contract.deciding import Refused
from events.contract.document_number import document_number
from events.host.dated import Dated, Mark

ACT: Final = date(2015, 4, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeForm(Dated):
    """One neutral type under its local form number. `number`: how a 文書番号 of the series is written.

    `{serial}` and, if wanted, `{year}` (令和 year of the 会計年度) stand in it. `series` shares one count among types.
    """

    notice: NoticeKind
    series: str
    number: str
    form: str = ""
    title: str = ""
    mark: Mark = Mark.ASSUMED
    source: str = ""

    def __post_init__(self) -> None:
        if "{serial}" not in self.number:
            raise ValueError("number needs {serial}")
        try:
            document_number(self.written(2026, 1), "number")
        except (Refused, KeyError, IndexError):
            raise ValueError("number is no document number") from None

    def written(self, fiscal_year: int, serial: int) -> str:
        """The number as printed."""
        return self.number.format(serial=serial, year=fiscal_year - 2018)


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitPractice(Dated):
    """Days are calendar days. `paper_first`: the paper for 住居喪失者 comes before form 2-1.

    `contractor_desk_counts`: a paper has arrived when it is at the contractor's desk.
    """

    paper_first: bool = True
    processing_days: int = 14
    correction_days: int = 14
    eligibility_days: int = 30
    move_in_report_days: int = 7
    contractor_desk_counts: bool = True
    mark: Mark = Mark.ASSUMED
    source: str = ""


ASSUMED_PRACTICE: Final = BenefitPractice(since=ACT)
"""Where the file says nothing (暫定): benefits.md 6.1, 6.2."""


def practice_on(rows: tuple[BenefitPractice, ...], day: date) -> BenefitPractice:
    """What holds on that day."""
    return next((row for row in rows if row.in_force(day)), ASSUMED_PRACTICE)


def notice_form_on(rows: tuple[NoticeForm, ...], notice: NoticeKind, day: date) -> NoticeForm:
    """The local form of a type on that day; a neutral one, in one series for all, where the file has none."""
    found = (row for row in rows if row.notice is notice and row.in_force(day))
    return next(found, NoticeForm(since=ACT, notice=notice, series="住居確保給付金",
                                  number="令和{year}年度住第{serial}号"))  # fmt: skip
