"""Code lists of paying out: kinds of accounts, the way out of the house, why a transfer came back, what is paid."""

from events.contract.code import Code, code_list

RECORD = "全銀協規定形式 総合振込"
RULES = "各市 財務規則"


@code_list("預金種目", basis=RECORD)
class AccountKind(Code):
    """As the bank's record has it (1, 2, 4, 9)."""

    ORDINARY = "ordinary", "普通"
    CURRENT = "current", "当座"
    SAVINGS = "savings", "貯蓄"
    OTHER = "other", "その他"


@code_list("振込の引渡し先", basis=RULES, provisional=True)
class HandOver(Code):
    """To whom the file of a batch goes."""

    FINANCE = "finance", "財務会計システム"
    BANK = "bank", "指定金融機関(総合振込)"


@code_list("振込が戻った理由", basis="指定金融機関の組戻・振込不能の通知", provisional=True)
class TransferReason(Code):
    """What the bank or the treasury said."""

    NO_ACCOUNT = "no_account", "該当口座なし"
    NAME_DIFFERS = "name_differs", "受取人名の相違"
    CLOSED = "closed", "口座の解約"
    RECALLED = "recalled", "市からの組戻依頼"
    OTHER = "other", "その他"


@code_list("支出の区分", basis=RULES)
class PaidMatter(Code):
    """What one order pays: a month of rent, one cost of a move, or what a correction found missing."""

    RENT = "rent", "家賃"
    MOVING = "moving", "転居費用"
    SUPPLEMENT = "supplement", "追加支給"
