"""The forms of 住居確保給付金 on A4, blank, or filled from the application that stands."""

from collections.abc import Callable, Mapping
from typing import Final

from events.host.paper_form import PaperForm
from services.benefits.screens.grant_file import GrantFile
from services.benefits.sheets.activity import activity_report, regular_employment
from services.benefits.sheets.application import application
from services.benefits.sheets.checklist import checklist
from services.benefits.sheets.dwelling import dwelling_notice, move_in_report, new_dwelling_notice
from services.benefits.sheets.statement import job_loss_statement

Drawn = Callable[[GrantFile | None], PaperForm]

FORMS: Final[Mapping[str, tuple[str, Drawn]]] = {
    "application": ("1-1 住居確保給付金支給申請書", application),
    "checklist": ("1-1A 申請時確認書", checklist),
    "new-dwelling": ("2-1 入居予定住宅に関する状況通知書", new_dwelling_notice),
    "dwelling": ("2-2 入居住宅に関する状況通知書", dwelling_notice),
    "regular-employment": ("6 常用就職届", regular_employment),
    "activity-report": ("参考様式9 求職活動状況報告書", activity_report),
    "job-loss": ("参考様式5 離職状況等申立書", job_loss_statement),
    "move-in": ("住居確保報告書", move_in_report),
}
"""Name in the address → title and drawing. The local number of a form is the municipality's own."""
