"""The facts of children's learning, in a line for people; protected parts only where they may be read."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from events.contract import Event, opened, wareki
from events.contract.child_learning import (
    ChildRegistered,
    ChildWorryNoted,
    LearningEnded,
    LearningEntryWithdrawn,
    LearningOutcomeRecorded,
    LearningPlanMade,
    SchoolStatusRecorded,
    TutorWishesRecorded,
)
from events.contract.learning_site import (
    LearningDayAdded,
    LearningDayCancelled,
    LearningSessionHeld,
    LearningSiteChanged,
    LearningSiteOpened,
)
from events.contract.learning_tutor import (
    TutorChanged,
    TutorChecked,
    TutorPaused,
    TutorRegistered,
)
from events.contract.tutoring import (
    HomeLessonHeld,
    LearningSessionAttended,
    TutorMatched,
    TutorMatchEnded,
)
from services.planning.programmes.work_preparation import clock_time
from services.planning.screens.work_words import joined


def words(fact: Event) -> str:
    """A sentence or two; empty for a fact that its term alone tells."""
    say = next((say for kind, say in SAID.items() if isinstance(fact, kind)), None)
    return say(fact) if say else ""


def listed(codes: Iterable[Any]) -> str:
    """国語・算数."""
    return "・".join(code.ja for code in codes)


def rule(entry: LearningSiteOpened | LearningSiteChanged) -> str:
    """第2・第4土曜 10:00〜14:00."""
    weeks = "毎週" if len(entry.weeks) == 5 else listed(entry.weeks)
    times = f"{clock_time.said(entry.begins_at)}〜{clock_time.said(entry.ends_at)}"
    return f"{weeks}{listed(entry.weekdays)}曜 {times}"


def school(fact: SchoolStatusRecorded) -> str:
    """中学生 2年 不登校."""
    grade = opened(fact.grade, None)
    parts = [_code(fact.stage), f"{grade}年" if grade else "", _code(fact.status)]
    return " ".join(part for part in parts if part)


def _code(sealed: Any) -> str:
    code = opened(sealed, None)
    return code.ja if code else ""


def _codes(sealed: Any) -> str:
    return listed(opened(sealed, ()))


def _day(day: Any, before: str = "", after: str = "") -> str:
    return f"{before}{wareki.short(day)}{after}" if day else ""


def _then(code: str) -> Callable[[Any], str]:
    return lambda fact: joined(_code(getattr(fact, code)), opened(fact.note, ""))


def _planned(fact: LearningPlanMade) -> str:
    how = "会場" if fact.site else ""
    how += "・" if fact.site and fact.home_visits else ""
    how += "家庭訪問" if fact.home_visits else ""
    return joined(
        opened(fact.objective, ""),
        how,
        listed(fact.subjects),
        opened(fact.support, ""),
        _day(fact.review_on, "見直し "),
    )


def _wished(fact: TutorWishesRecorded) -> str:
    days = f"{listed(fact.weekdays)}曜" if fact.weekdays else ""
    cautions = _codes(fact.cautions)
    return joined(
        days,
        _codes(fact.wishes),
        f"配慮 {cautions}" if cautions else "",
        opened(fact.note, ""),
    )


def _worried(fact: ChildWorryNoted) -> str:
    return joined(
        _codes(fact.worries),
        _day(fact.needed_on, "費用がいる時期 "),
        f"つなぎ先 {listed(fact.desks)}" if fact.desks else "",
        opened(fact.note, ""),
    )


def _lesson(fact: HomeLessonHeld) -> str:
    return joined(f"{fact.minutes}分", listed(fact.subjects), opened(fact.note, ""))


def _attended(fact: LearningSessionAttended) -> str:
    corrects = f"記録{fact.corrects_no}を訂正" if fact.corrects_no else ""
    said = joined(fact.answer.ja, listed(fact.activities), "昼食あり" if fact.lunch else "")
    return joined(corrects, said)


def _site(fact: LearningSiteOpened | LearningSiteChanged) -> str:
    return joined(fact.title, rule(fact), f"定員{fact.capacity}名")


def _held(fact: LearningSessionHeld) -> str:
    meals = fact.lunches + fact.other_lunches
    return joined(listed(fact.activities), fact.theme, f"子ども{fact.children}人 昼食{meals}食")


SAID: Final[Mapping[type[Event], Callable[[Any], str]]] = {
    ChildRegistered: lambda fact: opened(fact.name, ""),
    SchoolStatusRecorded: lambda fact: joined(
        opened(fact.school, ""), school(fact), opened(fact.note, "")
    ),
    LearningPlanMade: _planned,
    TutorWishesRecorded: _wished,
    ChildWorryNoted: _worried,
    LearningOutcomeRecorded: _then("outcome"),
    LearningEnded: _then("reason"),
    TutorMatched: lambda fact: opened(fact.reason, ""),
    TutorMatchEnded: _then("reason"),
    HomeLessonHeld: _lesson,
    LearningSessionAttended: _attended,
    LearningEntryWithdrawn: lambda fact: joined(f"記録{fact.of_no}を取消", opened(fact.reason, "")),
    TutorRegistered: lambda fact: joined(_code(fact.kind), listed(fact.subjects)),
    TutorChanged: lambda fact: joined(_code(fact.kind), listed(fact.subjects)),
    TutorChecked: lambda fact: joined(fact.check.ja, _day(fact.valid_until, after="まで")),
    TutorPaused: lambda fact: opened(fact.reason, ""),
    LearningSiteOpened: _site,
    LearningSiteChanged: _site,
    LearningDayCancelled: lambda fact: joined(_day(fact.day), fact.reason.ja),
    LearningDayAdded: lambda fact: _day(fact.day),
    LearningSessionHeld: _held,
}
"""Kind → its sentence."""
