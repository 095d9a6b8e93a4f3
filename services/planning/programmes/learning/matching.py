"""Which tutor for which child: what both sides wish, weighed and said in words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.codes import AgeBand, Sex
from events.contract.learning_codes import (
    LearningCaution,
    SchoolStage,
    Subject,
    TutorCheck,
    TutorKind,
    TutorReach,
    TutorWish,
)
from events.contract.work_codes import Weekday

NEAR_IN_AGE: Final = frozenset({AgeBand.TEENS, AgeBand.TWENTIES})
EXPERIENCED: Final = frozenset({TutorKind.FORMER_TEACHER, TutorKind.NPO_STAFF})
PER_SUBJECT, PER_DAY, STAGE, WISH, PUPIL, FREE = 3, 1, 3, 2, 1, 1
"""Weights (暫定): they order the proposals, a person decides."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """The child's side. `stage` None = not told; `left` = tutors who were matched with this child before."""

    ward: str
    stage: SchoolStage | None
    subjects: tuple[Subject, ...]
    weekdays: tuple[Weekday, ...]
    home_visits: bool
    wishes: frozenset[TutorWish] = frozenset()
    cautions: frozenset[LearningCaution] = frozenset()
    left: frozenset[UUID] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """The tutor's side. `checks`: each check done → last day it is valid; `children`: matched now."""

    tutor: UUID
    ward: str
    kind: TutorKind | None
    sex: Sex | None
    age_band: AgeBand | None
    subjects: tuple[Subject, ...]
    stages: tuple[SchoolStage, ...]
    weekdays: tuple[Weekday, ...]
    reach: TutorReach
    home_visits: bool
    most: int
    children: int = 0
    active: bool = True
    was_pupil: bool = False
    checks: tuple[tuple[TutorCheck, date], ...] = ()
    cannot: frozenset[LearningCaution] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """`against` empty = may be matched. `barred`: a child is never entrusted like this."""

    tutor: UUID
    score: int
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    barred: bool


def proposals(sought: Sought, offered: Iterable[Offered], day: date) -> list[Proposal]:
    """All tutors: the fitting ones first, by weight; then those with something against them."""
    made = [proposal(sought, one, day) for one in offered]
    return sorted(made, key=lambda p: (bool(p.against), p.barred, -p.score, p.tutor))


def proposal(sought: Sought, offered: Offered, day: date) -> Proposal:
    """One tutor weighed for one child on a day."""
    barred = _barred(offered, day)
    reasons = _reasons(sought, offered)
    return Proposal(
        tutor=offered.tutor,
        score=sum(weight for weight, _ in reasons),
        reasons=tuple(words for _, words in reasons),
        against=(*barred, *_against(sought, offered)),
        barred=bool(barred),
    )


def missing_checks(offered: Offered, day: date) -> list[TutorCheck]:
    """The checks that were never done or have run out."""
    valid = {check for check, until in offered.checks if until >= day}
    return [check for check in TutorCheck if check not in valid]


def _barred(offered: Offered, day: date) -> list[str]:
    said = [] if offered.active else ["いまは休止しています"]
    missing = missing_checks(offered, day)
    if missing:
        said.append(f"{_listed(missing)}が済んでいません")
    return said


def _reasons(sought: Sought, offered: Offered) -> list[tuple[int, str]]:
    subjects = [one for one in sought.subjects if one in offered.subjects]
    days = [one for one in sought.weekdays if one in offered.weekdays]
    said = []
    if subjects:
        said.append((PER_SUBJECT * len(subjects), f"{_listed(subjects)}を教えられます"))
    if days:
        said.append((PER_DAY * len(days), f"{_listed(days)}曜が合います"))
    if sought.stage and sought.stage in offered.stages:
        said.append((STAGE, f"{sought.stage.ja}を希望しています"))
    said += _wished(sought, offered)
    if offered.was_pupil:
        said.append((PUPIL, "かつてここで学んだ先輩です"))
    if not offered.children:
        said.append((FREE, "いま担当している子どもがいません"))
    return said


def _wished(sought: Sought, offered: Offered) -> list[tuple[int, str]]:
    kept = {
        TutorWish.FEMALE_ONLY: (offered.sex is Sex.FEMALE, "女性の講師という希望に合います"),
        TutorWish.MALE_ONLY: (offered.sex is Sex.MALE, "男性の講師という希望に合います"),
        TutorWish.NEAR_IN_AGE: (
            offered.age_band in NEAR_IN_AGE,
            "年の近い人という希望に合います",
        ),
        TutorWish.EXPERIENCED: (
            offered.kind in EXPERIENCED,
            "教え慣れた人という希望に合います",
        ),
    }
    return [(WISH, kept[one][1]) for one in TutorWish if one in sought.wishes and kept[one][0]]


def _against(sought: Sought, offered: Offered) -> list[str]:
    unable = [one for one in LearningCaution if one in sought.cautions & offered.cannot]
    said = [
        (offered.children >= offered.most, "担当できる人数に達しています"),
        (
            TutorWish.FEMALE_ONLY in sought.wishes and offered.sex is not Sex.FEMALE,
            "女性の講師という希望に合いません",
        ),
        (
            TutorWish.MALE_ONLY in sought.wishes and offered.sex is not Sex.MALE,
            "男性の講師という希望に合いません",
        ),
        (sought.home_visits and not offered.home_visits, "家庭訪問はしていません"),
        (
            offered.reach is TutorReach.WARD and offered.ward != sought.ward,
            "動ける範囲がこの区ではありません",
        ),
        (
            bool(sought.weekdays and offered.weekdays)
            and not set(sought.weekdays) & set(offered.weekdays),
            "曜日が合いません",
        ),
        (
            bool(sought.stage and offered.stages) and sought.stage not in offered.stages,
            "希望する学年が違います",
        ),
        (bool(unable), f"「{_listed(unable)}」に対応できません"),
        (offered.tutor in sought.left, "以前の組合せが終わっています"),
    ]
    return [words for holds, words in said if holds]


def _listed(codes: Sequence[Weekday | Subject | TutorCheck | LearningCaution]) -> str:
    return "・".join(code.ja for code in codes)
