"""The thirteen steps of support (programme.md §3) as the step line of a case shows them."""

from collections.abc import Collection
from dataclasses import dataclass

STEPS = (
    "把握",
    "相談",
    "利用申込",
    "緊急支援",
    "アセスメント",
    "プラン案",
    "調整会議",
    "支援決定",
    "支援",
    "モニタリング",
    "評価",
    "再プラン",
    "終結",
)


@dataclass(frozen=True, slots=True)
class Step:
    """`state` is done, current, ahead or skipped."""

    number: int
    label: str
    state: str


def step_states(
    current: int, done: Collection[int] = (), skipped: Collection[int] = ()
) -> tuple[Step, ...]:
    """Steps are numbered from 1; `current` 0 = none is being worked on."""

    def state(number: int) -> str:
        if number == current:
            return "current"
        return "done" if number in done else "skipped" if number in skipped else "ahead"

    return tuple(Step(n, label, state(n)) for n, label in enumerate(STEPS, 1))
