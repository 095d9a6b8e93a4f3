"""役割分担: tasks are taken on, in a meeting or outside one, and ended with what they brought."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import MeasureActor
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.tasks import Effect, TaskAgreed, TaskEnd, TaskEnded
from services.planning.decisions.guards import happened, told
from services.planning.programmes.tasks.state import Tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTask:
    """One row: who, what, until when."""

    actor: MeasureActor
    action: str
    agency: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeTasks:
    """Several at once. `conference`: the meeting that agreed them."""

    today: date
    person: UUID
    agreed_on: date
    tasks: tuple[NewTask, ...]
    conference: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EndTask:
    """Done or dropped."""

    today: date
    task_no: int
    ended_on: date
    end: TaskEnd
    effect: Effect
    note: str = ""


def agree_tasks(state: Tasks | None, command: AgreeTasks) -> list[Event]:
    """Each becomes a task of its own; what is open in the same words already is not taken on twice."""
    tasks = state or Tasks()
    happened(command.agreed_on, today=command.today, field="agreed_on")
    made: list[Event] = []
    standing = {_content(task.agreed) for task in tasks.open}
    for row, new in enumerate(command.tasks):
        told(
            new.action,
            code="action-missing",
            ja="何をするかを書いてください。",
            field=f"tasks-{row}-action",
        )
        if new.due_on is not None and new.due_on < command.agreed_on:
            raise Refused(
                "due-in-the-past",
                "期限は決めた日より後の日付にしてください。",
                field=f"tasks-{row}-due_on",
            )
        fact = TaskAgreed(
            agreed_on=command.agreed_on,
            person=command.person,
            task_no=len(tasks.every) + len(made) + 1,
            conference=command.conference,
            actor=new.actor,
            due_on=new.due_on,
            agency=Open(command.person, new.agency),
            action=Open(command.person, new.action),
        )
        if _content(fact) not in standing:
            made.append(fact)
    return made


def end_task(state: Tasks | None, command: EndTask) -> list[Event]:
    """Once per task; the case may be closed by then."""
    task = (state or Tasks()).task(command.task_no)
    if task is None:
        raise Refused("no-task", "その役割分担はありません。")
    made = TaskEnded(
        ended_on=command.ended_on,
        person=task.agreed.person,
        task_no=command.task_no,
        end=command.end,
        effect=command.effect,
        note=Open(task.agreed.person, command.note),
    )
    if task.ended is not None:
        if made == task.ended:
            return []
        raise Refused("already-ended", "この役割分担はすでに終わっています。")
    happened(
        command.ended_on,
        today=command.today,
        field="ended_on",
        not_before=task.agreed.agreed_on,
        step="役割分担",
    )
    return [made]


def _content(fact: TaskAgreed) -> tuple[object, ...]:
    return fact.actor, fact.due_on, fact.agency, fact.action, fact.agreed_on
