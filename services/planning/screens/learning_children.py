"""The children of one case as its page shows them: school, plan, tutor, months at the site, worries, outcomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final
from uuid import UUID

from events.contract import opened, wareki
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
from events.contract.learning_codes import LearningCaution, SessionAnswer, TutorWish
from events.contract.tutoring import (
    ChildBecameTutor,
    HomeLessonHeld,
    LearningSessionAttended,
    TutorMatched,
)
from services.planning.programmes import learning
from services.planning.programmes.learning.book import NO_WITHDRAWAL, LearningBook, number
from services.planning.programmes.learning.matching import Sought
from services.planning.programmes.learning.plans import running
from services.planning.programmes.learning.session import attended
from services.planning.programmes.learning.tutoring import current
from services.planning.screens.learning_sites import beside, titles
from services.planning.screens.learning_tutors import named
from services.planning.screens.learning_words import school, words
from services.planning.screens.programme_file import Programme, ProgrammeFile
from services.planning.screens.timeline import Entry
from services.planning.screens.work_entries import WorkEntry

LEARNING: Final[Programme[LearningBook]] = Programme(
    name=learning.NAME,
    ja="子どもの学習・生活支援",
    page="child-learning",
    evolve=learning.evolve,
    words=words,
)
Learning = ProgrammeFile[LearningBook]
MONTHS = 6


@dataclass(frozen=True, slots=True)
class MonthOfChild:
    """`answers` by day; `came` of them counted."""

    label: str
    answers: Sequence[LearningSessionAttended]
    came: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildCard:
    """`plan` None = not supported now; `objective` of the last plan there was."""

    registered: ChildRegistered
    label: str
    school: str
    schools: Sequence[SchoolStatusRecorded]
    plan: LearningPlanMade | None
    last_plan: LearningPlanMade | None
    ended: LearningEnded | None
    wishes: TutorWishesRecorded | None
    match: TutorMatched | None
    former: Sequence[TutorMatched]
    lessons: Sequence[HomeLessonHeld]
    lesson_minutes: int
    months: Sequence[MonthOfChild]
    worries: Sequence[ChildWorryNoted]
    outcomes: Sequence[LearningOutcomeRecorded]
    became: ChildBecameTutor | None

    @property
    def no(self) -> int:
        """The number of the registration, in every path about this child."""
        return self.registered.entry_no


def shown(records: Learning) -> dict[str, Any]:
    """The page's context."""
    book = records.state or LearningBook()
    desk = records.file.desk
    cards = [
        _card(book, one, place, records.file.today)
        for place, one in enumerate(book.standing(ChildRegistered), 1)
    ]
    matched = [match.tutor for card in cards for match in (card.match, *card.former) if match]
    became = [card.became.tutor for card in cards if card.became]
    return {
        "cards": cards,
        "tutors": named(desk, [*matched, *became]),
        "sites": titles(desk),
        "entries": entries(records),
        "came": SessionAnswer.CAME,
    }


def entries(records: Learning) -> list[WorkEntry]:
    """Every record, newest first; `no` 0 = nothing to take back here."""
    book = records.state or LearningBook()
    facts = [record.fact for record in records.recorded]
    names = {
        one.child: label(one, place)
        for place, one in enumerate((f for f in facts if isinstance(f, ChildRegistered)), 1)
    }
    made = [
        WorkEntry(
            _of(entry, names.get(getattr(fact, "child", records.stream), "")),
            0 if isinstance(fact, NO_WITHDRAWAL) else number(fact),
            isinstance(fact, LearningEntryWithdrawn) or book.stands(fact),
        )
        for entry, fact in zip(records.entries(), facts, strict=True)
    ]
    return made[::-1]


def _of(entry: Entry, name: str) -> Entry:
    """Which child it is about stands first, but for the registration, whose words are the name."""
    if not name or entry.text.startswith(name):
        return entry
    return replace(entry, text=f"{name}：{entry.text}" if entry.text else name)


def child_of(records: Learning, no: int) -> ChildRegistered | None:
    """The child with this registration; None where none stands."""
    book = records.state or LearningBook()
    return next((one for one in book.standing(ChildRegistered) if one.entry_no == no), None)


def label(child: ChildRegistered, place: int) -> str:
    """The name where it may be read, else 子ども1."""
    return opened(child.name, "") or f"子ども{place}"


def sought(records: Learning, child: UUID) -> Sought:
    """The child's side of a match."""
    book = records.state or LearningBook()
    plan = running(book, child)
    wishes = book.latest(TutorWishesRecorded, child)
    at_school = book.latest(SchoolStatusRecorded, child)
    now = current(book, child)
    former = {one.tutor for one in book.standing(TutorMatched, child)}
    wished: tuple[TutorWish, ...] = opened(wishes.wishes, ()) if wishes else ()
    cautions: tuple[LearningCaution, ...] = opened(wishes.cautions, ()) if wishes else ()
    return Sought(
        ward=records.file.known.area,
        stage=opened(at_school.stage, None) if at_school else None,
        subjects=plan.subjects if plan else (),
        weekdays=wishes.weekdays if wishes else (),
        home_visits=bool(plan and plan.home_visits),
        wishes=frozenset(wished),
        cautions=frozenset(cautions),
        left=frozenset(former - ({now.tutor} if now else set())),
    )


def _card(book: LearningBook, child: ChildRegistered, place: int, today: date) -> ChildCard:
    whose = child.child
    schools = sorted(book.standing(SchoolStatusRecorded, whose), key=lambda one: one.status_on)
    matches = book.standing(TutorMatched, whose)
    now = current(book, whose)
    lessons = sorted(book.standing(HomeLessonHeld, whose), key=lambda one: one.held_on)[::-1]
    return ChildCard(
        registered=child,
        label=label(child, place),
        school=school(schools[-1]) if schools else "",
        schools=schools[::-1],
        plan=running(book, whose),
        last_plan=book.latest(LearningPlanMade, whose),
        ended=book.latest(LearningEnded, whose),
        wishes=book.latest(TutorWishesRecorded, whose),
        match=now,
        former=[one for one in matches if one != now],
        lessons=lessons,
        lesson_minutes=sum(one.minutes for one in lessons),
        months=list(_months(attended(book, whose), today)),
        worries=book.standing(ChildWorryNoted, whose)[::-1],
        outcomes=book.standing(LearningOutcomeRecorded, whose)[::-1],
        became=book.latest(ChildBecameTutor, whose),
    )


def _months(answers: Sequence[LearningSessionAttended], today: date) -> Iterator[MonthOfChild]:
    for step in range(1 - MONTHS, 1):
        at = beside(today.year, today.month, step)
        own = [one for one in answers if (one.held_on.year, one.held_on.month) == at]
        came = sum(1 for one in own if one.answer is SessionAnswer.CAME)
        yield MonthOfChild(wareki.month(*at), own, came)
