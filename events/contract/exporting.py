"""Facts of a list that left as a file: who took how many rows of which list. No personal value in them."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from events.contract.code import Code, code_list
from events.contract.group import Clear, Group
from events.contract.kind import Event, event

BASIS: Final = "Yorisoi の定め(書き出しの記録)"


@code_list("書き出した一覧", basis=BASIS)
class ExportedList(Code):
    """The lists that leave with one row per case or record."""

    RECEPTIONS = "receptions", "受付の一覧"
    PLANS = "plans", "支援計画の一覧"
    BUDGET_DUES = "budget_dues", "家計の期日の一覧"
    GRANTS = "grants", "給付の一覧"
    SUBSIDY = "subsidy", "国庫負担金の内訳"
    LETTERS = "letters", "文書番号簿"
    WORK_SUPPORT = "work_support", "就労支援の一覧"
    ATTENDANCE = "attendance", "就労準備の出欠の一覧"
    LEARNING = "learning", "学習支援の子どもの一覧"
    LEARNING_ATTENDANCE = "learning_attendance", "学習支援の出欠の一覧"
    TUTORS = "tutors", "講師の一覧"
    CASES = "cases", "ケース一覧"
    CONCERNS = "concerns", "気がかりの一覧"
    COUNTED_RECORDS = "counted_records", "数字のもとになった記録"
    REFERRALS = "referrals", "つなぎの一覧"
    CONTACT_COUNTS = "contact_counts", "連絡の件数"


@code_list("書き出しの形式", basis=BASIS)
class FileForm(Code):
    """CSV in Unicode, in the code page of old Japanese Excel, and a workbook."""

    CSV = "csv", "CSV"
    CP932 = "cp932", "CSV(Shift_JIS)"
    EXCEL = "xlsx", "Excel"


@code_list("書き出した項目の区分", basis=BASIS)
class FieldGroup(Code):
    """The protection groups by name: numbers in a fact would say nothing to its reader."""

    CLEAR = "clear", Group.CLEAR.ja
    STAT = "stat", Group.STAT.ja
    IDENTITY = "identity", Group.IDENTITY.ja
    ADDRESS = "address", Group.ADDRESS.ja
    HEALTH = "health", Group.HEALTH.ja
    MONEY = "money", Group.MONEY.ja
    NARRATIVE = "narrative", Group.NARRATIVE.ja


@dataclass(frozen=True, slots=True, kw_only=True)
class ListExported(Event):
    """What every export says, in a stream of its own. Who took it stands in the context.

    `groups` are the protection groups of the columns, `wards` the codes the rows were taken from.
    """

    exported_on: Clear[date]
    listed: Clear[ExportedList]
    form: Clear[FileForm]
    rows: Clear[int]
    groups: Clear[tuple[FieldGroup, ...]]
    wards: Clear[tuple[str, ...]]


@event("intake.list-exported", ja="受付の一覧の書き出し", basis=BASIS, occurred="exported_on")
class ReceptionsExported(ListExported):
    """The only list with names."""


@event("planning.list-exported", ja="支援計画の一覧の書き出し", basis=BASIS, occurred="exported_on")
class PlansExported(ListExported):
    """By case number."""


@event("benefits.list-exported", ja="給付の一覧の書き出し", basis=BASIS, occurred="exported_on")
class GrantsExported(ListExported):
    """By case number, with sums."""


@event("reporting.list-exported", ja="集計の一覧の書き出し", basis=BASIS, occurred="exported_on")
class CountedExported(ListExported):
    """ケース一覧, or the records behind a number."""
