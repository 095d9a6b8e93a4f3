"""The tasks of a case: who does what until when, agency by agency."""

from dataclasses import dataclass, replace

from events.contract import Event
from events.contract.tasks import TaskAgreed, TaskEnded


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One task; `ended` is None while it is open."""

    agreed: TaskAgreed
    ended: TaskEnded | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """Task number n stands at place n − 1."""

    every: tuple[Task, ...] = ()

    @property
    def open(self) -> tuple[Task, ...]:
        """Not ended yet."""
        return tuple(task for task in self.every if task.ended is None)

    def task(self, number: int) -> Task | None:
        """The task of that number, None for a number that was never given."""
        return self.every[number - 1] if 1 <= number <= len(self.every) else None


def evolve(state: Tasks | None, fact: Event) -> Tasks:
    """The tasks after one more fact."""
    tasks = state or Tasks()
    match fact:
        case TaskAgreed():
            return Tasks(every=(*tasks.every, Task(agreed=fact)))
        case TaskEnded(task_no=number) if tasks.task(number) is not None:
            place = number - 1
            new = replace(tasks.every[place], ended=fact)
            return Tasks(every=(*tasks.every[:place], new, *tasks.every[number:]))
    raise ValueError(f"{type(fact).__name__} is no fact of a case's tasks")
