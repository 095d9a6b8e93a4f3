"""Facts of 移管: a case goes on at another office of the body, or at another municipality (T27).

They stand in a stream of their own beside the case that is handed over. On which basis it is told stands in
the context.
"""

from datetime import date
from typing import Final
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event

TRANSFER: Final = "自立相談支援事業の手引き(移管・引継ぎ)"


@code_list("引き継ぐ項目", basis=TRANSFER, provisional=True)
class TransferItem(Code):
    """What the receiving office will see of the former case."""

    RECEPTION = "reception", "相談受付のときの内容"
    ADDRESS = "address", "住所・電話番号"
    CONTACTS = "contacts", "支援経過記録"
    STEPS = "steps", "振り分け・つなぎ・利用申込などの手続"


@event(
    "intake.transfer-requested",
    ja="移管の依頼",
    basis=TRANSFER,
    occurred="requested_on",
    provisional=True,
)
class TransferRequested(Event):
    """`to_area` = code of the ward asked, empty for another municipality, which `to_body` then names."""

    requested_on: Clear[date]
    person: Clear[UUID]
    transfer_no: Clear[int]
    to_area: Clear[str]
    to_body: Clear[str]
    items: Clear[tuple[TransferItem, ...]]
    reason: Narrative[str]


@event(
    "intake.transfer-accepted",
    ja="移管の受入れ",
    basis=TRANSFER,
    occurred="accepted_on",
    provisional=True,
)
class TransferAccepted(Event):
    """From this day the other office is responsible. `new_case` None = another municipality, by its own records."""

    accepted_on: Clear[date]
    person: Clear[UUID]
    transfer_no: Clear[int]
    new_case: Clear[UUID | None]
    note: Narrative[str]


@event(
    "intake.transfer-declined",
    ja="移管の不受入れ",
    basis=TRANSFER,
    occurred="declined_on",
    provisional=True,
)
class TransferDeclined(Event):
    """The other office does not take over; the case stays where it was."""

    declined_on: Clear[date]
    person: Clear[UUID]
    transfer_no: Clear[int]
    note: Narrative[str]
