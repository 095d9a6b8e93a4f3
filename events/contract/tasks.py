"""Facts of 役割分担: who does what for a case until when, whether it was done, and what it brought.

Tasks stand in a stream of their own beside the thirteen steps, so that they never collide with the plan.
"""

from datetime import date
from uuid import UUID

from events.contract.code import Code, code_list
from events.contract.codes import FORM_5, MeasureActor
from events.contract.group import Clear, Narrative
from events.contract.kind import Event, event
from events.contract.planning import CONFERENCE


@code_list("役割分担の結果", basis=CONFERENCE, provisional=True)
class TaskEnd(Code):
    """How a task ended."""

    DONE = "done", "済み"
    DROPPED = "dropped", "取りやめ"


@code_list("支援の効果", basis=CONFERENCE, provisional=True)
class Effect(Code):
    """What a task or a delivery brought, as far as it can be seen."""

    SEEN = "seen", "効果があった"
    PARTLY = "partly", "一部あった"
    NONE = "none", "見られない"
    OPEN = "open", "まだ分からない"


@event("planning.task-agreed", ja="役割分担", basis=FORM_5, occurred="agreed_on")
class TaskAgreed(Event):
    """Somebody takes something on. `conference`: the meeting that agreed it; None = agreed outside one."""

    agreed_on: Clear[date]
    person: Clear[UUID]
    task_no: Clear[int]
    conference: Clear[UUID | None]
    actor: Clear[MeasureActor]
    due_on: Clear[date | None]
    agency: Narrative[str]
    action: Narrative[str]


@event("planning.task-ended", ja="役割分担の結果", basis=FORM_5, occurred="ended_on")
class TaskEnded(Event):
    """Done or dropped, and what it brought."""

    ended_on: Clear[date]
    person: Clear[UUID]
    task_no: Clear[int]
    end: Clear[TaskEnd]
    effect: Clear[Effect]
    note: Narrative[str]
