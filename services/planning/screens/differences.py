"""What differs between two drafts of a plan, in words: for the conference and for the person who decides."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from events.contract import opened, wareki
from events.contract.planning import Measure, Objective, PlanDrafted

NONE = "なし"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line of a plan. `before` and `after` are printed as removed and added."""

    label: str
    before: str
    after: str


def differences(before: PlanDrafted, after: PlanDrafted) -> list[Difference]:
    """The lines that differ, in the order of the form."""
    pairs = zip(_lines(before), _lines(after), strict=True)
    return [Difference(old[0], old[1], new[1]) for old, new in pairs if old != new]


def _lines(draft: PlanDrafted) -> Iterator[tuple[str, str]]:
    yield "期間の始まり", _day(draft.begins_on)
    yield "次回評価時期(プランの終わり)", _day(draft.evaluation_due_on)
    yield "モニタリング時期", _day(draft.monitoring_on)
    yield "長期目標", opened(draft.long_term_objective, "") or NONE
    objectives, measures = opened(draft.objectives, ()), opened(draft.measures, ())
    yield "短期目標", "／".join(_objective(objective) for objective in objectives) or NONE
    yield "実施内容", "／".join(_measure(measure) for measure in measures) or NONE
    yield "支援サービス", "、".join(service.ja for service in draft.services) or NONE
    yield "就労目標", "あり" if opened(draft.seeks_employment, otherwise=False) else NONE


def _day(day: date | None) -> str:
    return wareki.long(day) if day else NONE


def _objective(objective: Objective) -> str:
    kinds = "・".join(kind.ja for kind in objective.independence)
    return f"{objective.text}({kinds})" if kinds else objective.text


def _measure(measure: Measure) -> str:
    due = f"、{wareki.short(measure.due_on)}まで" if measure.due_on else ""
    return f"{measure.actor.ja}:{measure.action}{due}"
