"""Facts about the way to work: which of the three kinds of independence comes next, and why work is aimed at or not."""

from datetime import date
from uuid import UUID

from events.contract.assessment_codes import ReadinessStage
from events.contract.codes import FORM_5
from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event


@event(
    "planning.readiness-judged",
    ja="準備の段階",
    basis="大阪市 総合就職サポート事業(就労の前に日常生活・社会生活の目標)",
    occurred="judged_on",
    provisional=True,
)
class ReadinessJudged(Event):
    """Judged with the person; each judgement stands until the next."""

    judged_on: Clear[date]
    person: Clear[UUID]
    stage: Stat[ReadinessStage]
    reason: Narrative[str]


@event(
    "planning.employment-aim-reasoned",
    ja="就労目標の理由",
    basis=FORM_5,
    occurred="reasoned_on",
    provisional=True,
)
class EmploymentAimReasoned(Event):
    """Why the draft of a plan has 就労目標, or has none: what makes a 就労支援対象者 must be answerable."""

    reasoned_on: Clear[date]
    person: Clear[UUID]
    plan_no: Clear[int]
    draft_no: Clear[int]
    seeks_employment: Stat[bool]
    reason: Narrative[str]
