"""The form by which an entry of these registers is taken back."""

from typing import Final

from services.planning.programmes.community.entry import Withdraw, withdraw
from services.planning.screens.community.register import RegisterForm, words

WITHDRAWAL: Final = RegisterForm(
    path="withdrawal",
    heading="記録の取消",
    send="取り消す",
    lead="取り消した記録も残り、件数には数えません。正しい内容は、あらためて記録してください。",
    into=Withdraw,
    decision=withdraw,
    fields=[words("reason", "取り消す理由", required=True)],
    danger=True,
)
