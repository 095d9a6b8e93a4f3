"""Facts of watching over a plan and a job: what a monitoring found, and whether a job was kept."""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.codes import FORM_3
from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.planning import PROCESS


@code_list("モニタリングの結果", basis=FORM_3, provisional=True)
class MonitoringResult(Code):
    """What is to follow from one look at the plan."""

    CONTINUE = "continue", "このまま続ける"
    ENCOURAGE = "encourage", "声掛けを増やして続ける"
    AMEND = "amend", "プランを変更する"
    REASSESS = "reassess", "アセスメントをやり直す"
    EVALUATE = "evaluate", "評価に進む"
    NOT_MET = "not_met", "会えなかった"


@code_list("就職後の状況", basis=PROCESS, provisional=True)
class JobRetention(Code):
    """How it stands with the job."""

    KEPT = "kept", "続いている"
    CHANGED = "changed", "転職して働いている"
    LEFT = "left", "離職した"
    UNKNOWN = "unknown", "確認できない"


@event("planning.monitoring-judged", ja="モニタリングの結果", basis=FORM_3, occurred="monitored_on")
class MonitoringJudged(Event):
    """The result of the monitoring stated in the same command, and when the person is contacted next."""

    monitored_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    result: Clear[MonitoringResult]
    next_contact_on: Clear[date | None]


@event(
    "planning.job-retention-checked",
    ja="就職後のフォローアップ",
    basis=PROCESS,
    occurred="checked_on",
)
class JobRetentionChecked(Event):
    """A look `month` months (1, 3 or 6) after the job of `job_started_on`. Does not reopen a closed case."""

    checked_on: Clear[date]
    person: Clear[UUID]
    job_started_on: Clear[date]
    month: Clear[int]
    retention: Stat[JobRetention]
    note: Narrative[str]
