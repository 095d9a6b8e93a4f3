"""Facts of the chief's work on cases: who is in charge, advice, and the check of what was recorded (主任相談支援員).

They stand in a stream of their own beside the plan. Workers are named by the pseudonym the record has for staff.
"""

from datetime import date
from typing import Final
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event

CHIEF: Final = "自立相談支援事業の手引き(主任相談支援員の役割)"


@code_list("記録の確認の結果", basis=CHIEF, provisional=True)
class CheckOutcome(Code):
    """What the chief found."""

    CONFIRMED = "confirmed", "確認済"
    RETURNED = "returned", "差戻し"


@event(
    "planning.worker-assigned",
    ja="担当の決定",
    basis=CHIEF,
    occurred="assigned_on",
    provisional=True,
)
class WorkerAssigned(Event):
    """From this day `worker` is in charge; `former` was before, None for the first assignment."""

    assigned_on: Clear[date]
    person: Clear[UUID]
    worker: Clear[UUID]
    former: Clear[UUID | None]
    reason: Narrative[str]


@event("planning.advice-given", ja="助言", basis=CHIEF, occurred="advised_on", provisional=True)
class AdviceGiven(Event):
    """The chief's advice to whoever works on the case."""

    advised_on: Clear[date]
    person: Clear[UUID]
    advice_no: Clear[int]
    words: Narrative[str]


@event(
    "planning.advice-answered",
    ja="助言への対応",
    basis=CHIEF,
    occurred="answered_on",
    provisional=True,
)
class AdviceAnswered(Event):
    """What was made of advice number `of_no`."""

    answered_on: Clear[date]
    person: Clear[UUID]
    of_no: Clear[int]
    words: Narrative[str]


@event(
    "planning.record-checked",
    ja="記録の確認",
    basis=CHIEF,
    occurred="checked_on",
    provisional=True,
)
class RecordChecked(Event):
    """The chief read a record. `record` = the id of that entry of a log, `kind` its wire name."""

    checked_on: Clear[date]
    person: Clear[UUID]
    record: Clear[UUID]
    kind: Clear[str]
    outcome: Clear[CheckOutcome]
    note: Narrative[str]


@event(
    "planning.record-resubmitted",
    ja="記録の再提出",
    basis=CHIEF,
    occurred="resubmitted_on",
    provisional=True,
)
class RecordResubmitted(Event):
    """What was returned is put before the chief again; `note` says what was mended and where it stands."""

    resubmitted_on: Clear[date]
    person: Clear[UUID]
    record: Clear[UUID]
    kind: Clear[str]
    note: Narrative[str]
