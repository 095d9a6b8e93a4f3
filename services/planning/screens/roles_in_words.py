"""役割分担 of a meeting's minutes in words, made from the tasks that were typed: nobody writes them twice."""

from collections.abc import Sequence

from events.contract import wareki
from services.planning.programmes.tasks.decisions import NewTask


def roles_in_words(typed: str, tasks: Sequence[NewTask]) -> str:
    """The typed words, then a line per task."""
    return "\n".join([*([typed.strip()] if typed.strip() else []), *map(_line, tasks)])


def _line(task: NewTask) -> str:
    who = f"{task.actor.ja}({task.agency})" if task.agency else task.actor.ja
    due = f"、{wareki.short(task.due_on)}まで" if task.due_on else ""
    return f"{who}:{task.action}{due}"
