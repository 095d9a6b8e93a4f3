"""The fact how ready somebody is for work: which of the three kinds of independence comes next, and why."""

from datetime import date
from uuid import UUID

from events.contract.assessment_codes import ReadinessStage
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
