"""Outline → the commands of one case, in the order of the thirteen steps, with the instants they are typed."""

from collections.abc import Iterator

from deploy.simulation import grant_steps, intake_steps, plan_steps, support_steps
from deploy.simulation.life import Life
from deploy.simulation.outline import CaseOutline
from deploy.simulation.setting import Setting
from deploy.simulation.step import Step, Typed, Typing


def history(case: CaseOutline, ordinal: int, setting: Setting) -> list[Step]:
    """All commands of a case up to the setting's last instant, in order; the instants never go back."""
    life = Life.of(case, ordinal, setting)
    typing = Typing(life.chance, 0 if case.prompt else setting.late_share, case.migrated)
    dated = sorted(_in_time(life), key=lambda what: what.day)
    steps = [typing.step(what) for what in dated]
    return [step for step in steps if setting.until is None or step.at <= setting.until]


def _in_time(life: Life) -> Iterator[Typed]:
    """Every command but those that would come after the end of the case."""
    end = life.case.end
    yield from (what for what in _living(life) if end is None or what.day <= end.on)
    if end is not None:
        yield from support_steps.ended(life, end)


def _living(life: Life) -> Iterator[Typed]:
    case = life.case
    yield from intake_steps.steps(life)
    for number, plan in enumerate(case.plans, 1):
        yield from plan_steps.steps(life, plan, number)
        yield from support_steps.of_plan(life, plan)
    if case.pause:
        yield from support_steps.paused(case.pause)
    yield from support_steps.work(life)
    if case.grant:
        yield from grant_steps.steps(life, case.grant)
    for more in case.more:
        yield from more(life)
