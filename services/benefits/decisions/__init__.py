"""The decisions of benefits: a command above its function, one idea per file."""

from services.benefits.decisions.deciding import (
    DecideGrant,
    RefuseGrant,
    decide_grant,
    refuse_grant,
)
from services.benefits.decisions.document import Document
from services.benefits.decisions.ending import (
    EndGrant,
    StopGrant,
    end_grant,
    stop_grant,
)
from services.benefits.decisions.paying import (
    CommitExpenditure,
    ConfirmPayment,
    OrderPayment,
    PassOrder,
    commit_expenditure,
    confirm_payment,
    order_payment,
    pass_order,
)
from services.benefits.decisions.proposing import (
    DraftGrant,
    ReviewGrant,
    draft_grant,
    review_grant,
)
from services.benefits.decisions.receiving import (
    CorrectApplication,
    ReceiveApplication,
    correct_application,
    receive_application,
)

__all__ = [
    "CommitExpenditure",
    "ConfirmPayment",
    "CorrectApplication",
    "DecideGrant",
    "Document",
    "DraftGrant",
    "EndGrant",
    "OrderPayment",
    "PassOrder",
    "ReceiveApplication",
    "RefuseGrant",
    "ReviewGrant",
    "StopGrant",
    "commit_expenditure",
    "confirm_payment",
    "correct_application",
    "decide_grant",
    "draft_grant",
    "end_grant",
    "order_payment",
    "pass_order",
    "receive_application",
    "refuse_grant",
    "review_grant",
    "stop_grant",
]
