"""The decisions of benefits: a command above its function, one idea per file."""

from services.benefits.decisions.answering import AnswerFinding, answer_finding
from services.benefits.decisions.changing import DraftChange, draft_change
from services.benefits.decisions.deciding import (
    DecideGrant,
    RefuseGrant,
    decide_grant,
    refuse_grant,
)
from services.benefits.decisions.deciding_later import DecideLater, decide_later
from services.benefits.decisions.document import Document
from services.benefits.decisions.elsewhere import (
    CountElsewhere,
    RecordElsewhere,
    VoidElsewhere,
    count_elsewhere,
    record_elsewhere,
    void_elsewhere,
)
from services.benefits.decisions.ending import (
    EndGrant,
    StopGrant,
    end_grant,
    stop_grant,
)
from services.benefits.decisions.extending import (
    ApplyForExtension,
    DraftExtension,
    apply_for_extension,
    draft_extension,
)
from services.benefits.decisions.holding import (
    HoldPayment,
    ReleasePayment,
    hold_payment,
    release_payment,
)
from services.benefits.decisions.later import DropLater, ReviewLater, drop_later, review_later
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
from services.benefits.decisions.reporting_activity import (
    AcceptEvidence,
    ReportActivity,
    accept_evidence,
    report_activity,
)
from services.benefits.decisions.reporting_income import ReportIncome, report_income
from services.benefits.decisions.stopping import (
    AskForExplanation,
    DraftStop,
    RecordExplanation,
    ask_for_explanation,
    draft_stop,
    record_explanation,
)
from services.benefits.decisions.suspending import (
    DraftResumption,
    DraftSuspension,
    draft_resumption,
    draft_suspension,
)
from services.benefits.decisions.withdrawing import WithdrawApplication, withdraw_application

__all__ = [
    "AcceptEvidence",
    "AnswerFinding",
    "ApplyForExtension",
    "AskForExplanation",
    "CommitExpenditure",
    "ConfirmPayment",
    "CorrectApplication",
    "CountElsewhere",
    "DecideGrant",
    "DecideLater",
    "Document",
    "DraftChange",
    "DraftExtension",
    "DraftGrant",
    "DraftResumption",
    "DraftStop",
    "DraftSuspension",
    "DropLater",
    "EndGrant",
    "HoldPayment",
    "OrderPayment",
    "PassOrder",
    "ReceiveApplication",
    "RecordElsewhere",
    "RecordExplanation",
    "RefuseGrant",
    "ReleasePayment",
    "ReportActivity",
    "ReportIncome",
    "ReviewGrant",
    "ReviewLater",
    "StopGrant",
    "VoidElsewhere",
    "WithdrawApplication",
    "accept_evidence",
    "answer_finding",
    "apply_for_extension",
    "ask_for_explanation",
    "commit_expenditure",
    "confirm_payment",
    "correct_application",
    "count_elsewhere",
    "decide_grant",
    "decide_later",
    "draft_change",
    "draft_extension",
    "draft_grant",
    "draft_resumption",
    "draft_stop",
    "draft_suspension",
    "drop_later",
    "end_grant",
    "hold_payment",
    "order_payment",
    "pass_order",
    "receive_application",
    "record_elsewhere",
    "record_explanation",
    "refuse_grant",
    "release_payment",
    "report_activity",
    "report_income",
    "review_grant",
    "review_later",
    "stop_grant",
    "void_elsewhere",
    "withdraw_application",
]
