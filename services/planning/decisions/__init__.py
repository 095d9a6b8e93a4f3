"""The decisions of planning: a command above its function, one idea per file."""

from services.planning.decisions.assessment import (
    CompleteAssessment,
    RecordAssessment,
    complete_assessment,
    record_assessment,
)
from services.planning.decisions.closing import (
    CloseCase,
    RecordFollowUp,
    close_case,
    record_follow_up,
)
from services.planning.decisions.conference import (
    HoldSupportConference,
    hold_support_conference,
)
from services.planning.decisions.confirming import (
    ConfirmPlan,
    confirm_plan,
)
from services.planning.decisions.convening import (
    ConveneConference,
    Listing,
    ListItems,
    WithdrawItem,
    convene_conference,
    list_items,
    withdraw_item,
)
from services.planning.decisions.deciding import (
    DecideSupport,
    Granting,
    decide_support,
)
from services.planning.decisions.drafting import (
    AgreePlan,
    DraftPlan,
    agree_plan,
    draft_plan,
)
from services.planning.decisions.evaluating import (
    EvaluatePlan,
    evaluate_plan,
)
from services.planning.decisions.minuting import (
    ConcludeItem,
    RecordAttendance,
    conclude_item,
    record_attendance,
)
from services.planning.decisions.monitoring import (
    AmendPlan,
    RecordMonitoring,
    amend_plan,
    record_monitoring,
)
from services.planning.decisions.pausing import (
    ResumeSupport,
    SuspendSupport,
    resume_support,
    suspend_support,
)
from services.planning.decisions.proposing import (
    DraftDecision,
    draft_decision,
)
from services.planning.decisions.providing import (
    EndService,
    StartService,
    end_service,
    start_service,
)
from services.planning.decisions.refusing import (
    RefuseSupport,
    refuse_support,
)
from services.planning.decisions.renewing import (
    RenewPlan,
    renew_plan,
)
from services.planning.decisions.retention import (
    CheckJobRetention,
    check_job_retention,
)
from services.planning.decisions.reviewing import (
    ReviewDecision,
    review_decision,
)
from services.planning.decisions.seeing import (
    SeeDeputyDecision,
    see_deputy_decision,
)
from services.planning.decisions.work import (
    RecordIncomeIncrease,
    RecordJobStarted,
    record_income_increase,
    record_job_started,
)

__all__ = [
    "AgreePlan",
    "AmendPlan",
    "CheckJobRetention",
    "CloseCase",
    "CompleteAssessment",
    "ConcludeItem",
    "ConfirmPlan",
    "ConveneConference",
    "DecideSupport",
    "DraftDecision",
    "DraftPlan",
    "EndService",
    "EvaluatePlan",
    "Granting",
    "HoldSupportConference",
    "ListItems",
    "Listing",
    "RecordAssessment",
    "RecordAttendance",
    "RecordFollowUp",
    "RecordIncomeIncrease",
    "RecordJobStarted",
    "RecordMonitoring",
    "RefuseSupport",
    "RenewPlan",
    "ResumeSupport",
    "ReviewDecision",
    "SeeDeputyDecision",
    "StartService",
    "SuspendSupport",
    "WithdrawItem",
    "agree_plan",
    "amend_plan",
    "check_job_retention",
    "close_case",
    "complete_assessment",
    "conclude_item",
    "confirm_plan",
    "convene_conference",
    "decide_support",
    "draft_decision",
    "draft_plan",
    "end_service",
    "evaluate_plan",
    "hold_support_conference",
    "list_items",
    "record_assessment",
    "record_attendance",
    "record_follow_up",
    "record_income_increase",
    "record_job_started",
    "record_monitoring",
    "refuse_support",
    "renew_plan",
    "resume_support",
    "review_decision",
    "see_deputy_decision",
    "start_service",
    "suspend_support",
    "withdraw_item",
]
