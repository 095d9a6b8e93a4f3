"""The form by which an entry on the way to work is taken back."""

from typing import Final

from events.contract import Event
from services.planning.programmes.work_book import WithdrawEntry, withdraw_entry
from services.planning.screens.record_form import RecordForm, words

WITHDRAWAL: Final = RecordForm(
    path="withdrawal",
    heading="記録の取消",
    send="取り消す",
    lead="取り消した記録も、線を引いて残ります。正しい内容は、あらためて記録してください。",
    into=WithdrawEntry,
    decision=withdraw_entry,
    of=Event,
    fields=[words("reason", "取り消す理由", required=True, rows=3)],
)
