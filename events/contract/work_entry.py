"""The fact by which an entry of 就労準備, 求職活動, 連携事業 or 就労訓練 is taken back."""

from datetime import date
from uuid import UUID

from events.contract.codes import HOUSE
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event


@event("planning.work-entry-withdrawn", ja="就労の記録の取消", basis=HOUSE, occurred="withdrawn_on")
class WorkEntryWithdrawn(Event):
    """Entry `of_no` of the same stream never was so, and what goes on with it neither; it stays readable."""

    withdrawn_on: Clear[date]
    person: Clear[UUID]
    of_no: Clear[int]
    reason: Narrative[str]
