"""What an application paper may lack. A list, so that no personal words stand in the open part of a fact."""

from events.contract.code import Code, code_list
from events.contract.codes import FORM_1


@code_list("申込書の記載事項", basis=FORM_1, provisional=True)
class ApplicationItem(Code):
    """Items of the application block of the form."""

    SIGNATURE = "signature", "署名"
    APPLIED_ON = "applied_on", "申込日"
    NAME = "name", "氏名"
    ADDRESS = "address", "住所"
    BORN_ON = "born_on", "生年月日"
    CONSENT_HANDLING = "consent_handling", "個人情報の取扱いへの同意"
    ADDRESSEE = "addressee", "宛先"
    OTHER = "other", "その他の記載事項"
