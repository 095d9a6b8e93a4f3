"""The papers an application needs (benefits.md §7.2); local form numbers are mapped elsewhere."""

from events.contract.code import Code, code_list


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
