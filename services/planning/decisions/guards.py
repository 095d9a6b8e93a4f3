"""The checks that several decisions of planning share; each refusal says what to do next."""

from events.contract.deciding import Refused
from events.contract.stating import happened, told
from services.planning.case import Case
from services.planning.plan import Plan, Stage

__all__ = [
    "begun",
    "happened",
    "in_conference",
    "not_suspended",
    "standing",
    "still_open",
    "told",
    "under_way",
]


def still_open(state: Case | None) -> None:
    """Refuses in a closed case."""
    if state is not None and state.closed is not None:
        raise Refused(
            "case-closed",
            "このケースは終結しています。終結後の見守りは「フォローアップ」に、新しい相談は再相談として受け付けてください。",
        )


def begun(state: Case | None) -> Case:
    """The case planning has begun to work on, not closed."""
    still_open(state)
    if state is None:
        raise Refused(
            "not-assessed", "アセスメントがまだありません。先にアセスメントを記録してください。"
        )
    return state


def standing(state: Case | None) -> Plan:
    """The plan with the highest number, which has a draft, in an open case."""
    plan = begun(state).plan
    if plan is None or plan.draft is None:
        raise Refused("no-plan", "プラン(案)がまだありません。先にプラン(案)を作成してください。")
    return plan


def in_conference(plan: Plan) -> None:
    """Endorsed by the conference, not yet decided as a whole."""
    if plan.decided is not None:
        raise Refused("already-decided", "このプランはすでに決定されています。")
    if plan.stage is not Stage.IN_CONFERENCE:
        raise Refused(
            "not-endorsed",
            "支援調整会議の了承がまだありません。先に会議の結果を記録してください。",
        )


def under_way(plan: Plan) -> None:
    """Decided or confirmed, or with support already running, and not evaluated."""
    if plan.stage is Stage.EVALUATED:
        raise Refused(
            "already-evaluated",
            "このプランは評価済みです。続けるときは再プラン、終えるときは終結に進んでください。",
        )
    if plan.decided is None and not plan.running:
        raise Refused(
            "not-decided",
            "支援決定または確認がまだありません。決定のあとに記録してください。",
        )


def not_suspended(state: Case) -> None:
    """Support is not paused."""
    if state.suspended is not None:
        raise Refused("suspended", "支援は中断中です。先に「再開」を記録してください。")
