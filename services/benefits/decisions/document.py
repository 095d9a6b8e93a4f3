"""The papers an application needs (benefits.md §7.2); local form numbers are mapped elsewhere."""

from typing import Final

from events.contract.code import Code, code_list
from events.contract.codes import GrantKind, HardshipCause


@code_list("申請の添付書類", basis="各市要綱の添付書類", provisional=True)
class Document(Code):
    """A paper that may be missing."""

    ENTRIES = "entries", "申請書の記載(世帯人数・収入・資産・家賃)"
    IDENTITY = "identity", "本人確認書類"
    JOB_LOSS = "job_loss", "離職・廃業・休業等の証明"
    INCOME = "income", "世帯全員の収入の証明"
    SAVINGS = "savings", "世帯全員の預貯金通帳の写し"
    TENANCY = "tenancy", "賃貸借契約書の写し"
    DWELLING_NOTICE = "dwelling_notice", "入居住宅に関する状況通知書(2-2)"
    JOB_SEEKER = "job_seeker", "求職申込みの写し"
    PAYEE = "payee", "貸主等の口座の届出"
    APPLICATION = "application", "支給申請書(1-1)"
    CHECKLIST = "checklist", "申請時確認書(1-1A)"
    NEW_DWELLING_NOTICE = "new_dwelling_notice", "入居予定住宅に関する状況通知書(2-1)"
    MOVE_IN_REPORT = "move_in_report", "住居確保報告書"
    ESTIMATE = "estimate", "転居費用の見積書"
    BUDGET_FINDING = "budget_finding", "家計改善支援の確認書(転居の必要)"
    ACTIVITY_REPORT = "activity_report", "求職活動状況報告書"
    REGULAR_EMPLOYMENT = "regular_employment", "常用就職届"
    OTHER = "other", "その他の書類"


ALWAYS: Final = (
    Document.APPLICATION,
    Document.CHECKLIST,
    Document.IDENTITY,
    Document.JOB_LOSS,
    Document.INCOME,
    Document.SAVINGS,
)


def needed_for(
    kind: GrantKind, cause: HardshipCause | None, *, without_dwelling: bool = False
) -> tuple[Document, ...]:
    """The papers an application of that kind and cause must bring (benefits.md §7.2), in the order of the form.

    An unread `cause` asks for the job registration, as most need it. The moving subsidy has no job search (§8).
    """
    if kind is GrantKind.MOVING:
        return (*ALWAYS, Document.BUDGET_FINDING, Document.ESTIMATE)
    dwelling = (
        (Document.NEW_DWELLING_NOTICE, Document.TENANCY)
        if without_dwelling
        else (Document.TENANCY, Document.DWELLING_NOTICE)
    )
    seeker = () if cause is HardshipCause.INCOME_LOSS else (Document.JOB_SEEKER,)
    return (*ALWAYS, *dwelling, *seeker)
