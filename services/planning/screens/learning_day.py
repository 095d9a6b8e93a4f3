"""One day at a site on one page: who comes there, and one entry in each child's own book."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from events.contract import Refused, fold
from events.contract.child_learning import ChildRegistered
from events.contract.learning_codes import LearningActivity, SessionAnswer
from events.contract.learning_site import LearningSessionHeld
from events.contract.tutoring import LearningSessionAttended
from events.host.answers import Missing
from events.host.form import Form
from events.host.forms import SentForm
from events.log.recorded import Recorded
from services.planning.known_cases import KnownCase
from services.planning.programmes import learning
from services.planning.programmes.learning.book import LearningBook
from services.planning.programmes.learning.session import (
    AttendSession,
    HoldSession,
    answer_of,
    attend_session,
    hold_session,
)
from services.planning.programmes.learning.session import evolve as evolve_session
from services.planning.programmes.learning.site import opens_on, session_of
from services.planning.programmes.stream import stream_of
from services.planning.projections import learning_lookup, lookup
from services.planning.projections.learning_case import children
from services.planning.projections.learning_session import LEARNING_SESSION
from services.planning.screens import rows
from services.planning.screens.learning_children import label
from services.planning.screens.learning_sites import SiteFile
from services.planning.screens.learning_tutors import every_tutor


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildAnswer:
    """One row: `row` is its place on the page, `no` the child's registration."""

    row: int
    case: UUID
    no: int
    answer: SessionAnswer
    lunch: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAtSite:
    """What was done, who was there, how many meals besides the children's."""

    activities: tuple[LearningActivity, ...] = ()
    theme: str = ""
    other_lunches: int = 0
    tutors: tuple[UUID, ...] = ()
    children: tuple[ChildAnswer, ...] = ()


@dataclass(frozen=True, slots=True)
class Expected:
    """A child who comes to the site, or has an answer for the day."""

    known: KnownCase
    no: int
    label: str
    answer: LearningSessionAttended | None

    @property
    def key(self) -> str:
        """Names the row, however the list changes meanwhile."""
        return f"{self.known.case_id}/{self.no}"


@dataclass(frozen=True, slots=True)
class SessionFile:
    """A site's day: `held` = the newest totals, None before the first count."""

    found: SiteFile
    on: date
    recorded: tuple[Recorded, ...]
    held: LearningSessionHeld | None

    @property
    def session(self) -> UUID:
        """The stream of the day."""
        return session_of(self.found.row.case_id, self.on)

    @property
    def opens(self) -> bool:
        """Whether the site's calendar knows the day."""
        return opens_on(self.found.site, self.on, is_holiday=self.found.is_holiday)

    @property
    def name(self) -> str:
        """The name of its form."""
        return "learning-day"


def session_file(found: SiteFile, on: date) -> SessionFile:
    """Missing (404) for a day before the site opened or after it closed."""
    if found.site.entry_on(on) is None:
        raise Missing
    stream = session_of(found.row.case_id, on)
    recorded = tuple(found.desk.history(stream, found.row.area))
    return SessionFile(found, on, recorded, fold(evolve_session, (one.fact for one in recorded)))


def expected(day: SessionFile) -> list[Expected]:
    """Everybody of the person's wards who comes to the site that day, by number."""
    desk, site = day.found.desk, day.found.row.case_id
    tables = desk.runtime.tables
    wards = desk.staff.wards_for("case.read")
    coming = learning_lookup.at_site(tables, site, wards)
    nos = {
        row.case_id: {
            c.no for c in children(row) if c.site == site and (c.plan_on or day.on) <= day.on
        }
        for row in coming
    }
    for answer in learning_lookup.answers(tables, wards, day.on, day.on, site):
        nos.setdefault(answer.case_id, set())
    known = lookup.known_cases(tables, list(nos))
    made = [
        one for case, of in nos.items() if case in known for one in _children(day, known[case], of)
    ]
    return sorted(made, key=lambda one: (one.known.number, one.no))


def in_sent_order(found: Sequence[Expected], form: Form) -> list[Expected]:
    """The rows in the order the page was sent with, later ones behind."""
    order = {key: place for place, key in enumerate(form.values("roster"))}
    return sorted(found, key=lambda one: order.get(one.key, len(order)))


def typed(day: SessionFile, found: Sequence[Expected]) -> dict[str, str | list[str]]:
    """What stands already; nothing ticked before the first count."""
    answers: dict[str, str | list[str]] = {}
    for row, one in enumerate(found):
        if one.answer:
            answers[f"children-{row}-answer"] = one.answer.answer.value
            answers[f"children-{row}-lunch"] = "yes" if one.answer.lunch else ""
    held = day.held
    if held is None:
        return {"other_lunches": "0", **answers}
    return {
        "activities": [code.value for code in held.activities],
        "theme": held.theme,
        "other_lunches": str(held.other_lunches),
        "tutors": [str(tutor) for tutor in held.tutors],
        **answers,
    }


def answered(sent: SentForm) -> SentForm:
    """The form without the rows where no answer was chosen."""
    return replace(sent, form=rows.without(sent.form, "children", "answer"))


def tutors(day: SessionFile) -> list[tuple[str, str]]:
    """Tutors who may be ticked: the active ones, and those already counted."""
    counted = set(day.held.tutors) if day.held else set()
    return [
        (str(one.row.case_id), one.name)
        for one in every_tutor(day.found.desk)
        if not one.row.paused_on or one.row.case_id in counted
    ]


def record(day: SessionFile, sent: SentForm, command: DayAtSite) -> int:
    """How many children were answered for. Every row is decided before the first is stored."""
    desk = day.found.desk
    if not command.children:
        raise Refused("nobody", "一人以上の出欠を選んでください。")
    if not {*command.tutors} <= {one.row.case_id for one in every_tutor(desk)}:
        raise Refused("no-such-tutor", "講師を選び直してください。", field="tutors")
    totals = _totals(day, command)
    hold_session(day.held, totals)
    planned = list(_planned(day, command))
    for answer, known, attend in planned:
        _judged(day, answer, known, attend)
    for answer, known, attend in planned:
        desk.carry_out(
            learning.evolve,
            attend_session,
            attend,
            stream=stream_of(known.case_id, learning.NAME),
            case=known.case_id,
            area=known.area,
            command_id=uuid5(sent.command_id, f"{known.case_id}/{answer.no}"),
            expected=None,
        )
    receipt = desk.carry_out(
        evolve_session,
        hold_session,
        totals,
        stream=day.session,
        case=day.session,
        area=day.found.row.area,
        command_id=sent.command_id,
        expected=None,
    )
    desk.wait_for(LEARNING_SESSION.name, "planning", receipt.position)
    return len(planned)


def _totals(day: SessionFile, command: DayAtSite) -> HoldSession:
    came = [one for one in command.children if one.answer is SessionAnswer.CAME]
    return HoldSession(
        today=day.found.desk.today,
        held_on=day.on,
        site=day.found.row.case_id,
        activities=command.activities,
        theme=command.theme,
        children=len(came),
        absent=len(command.children) - len(came),
        lunches=sum(1 for one in came if one.lunch),
        other_lunches=command.other_lunches,
        tutors=command.tutors,
    )


def _planned(
    day: SessionFile, command: DayAtSite
) -> Iterator[tuple[ChildAnswer, KnownCase, AttendSession]]:
    desk = day.found.desk
    for answer in command.children:
        known = lookup.known_case(desk.runtime.tables, answer.case)
        if known is None or not desk.staff.may("service.record", known.area):
            raise Missing
        attend = AttendSession(
            today=desk.today,
            person=known.person,
            of_no=answer.no,
            held_on=day.on,
            site=day.found.row.case_id,
            session=day.session,
            answer=answer.answer,
            lunch=answer.lunch,
            activities=command.activities,
        )
        yield answer, known, attend


def _judged(day: SessionFile, answer: ChildAnswer, known: KnownCase, attend: AttendSession) -> None:
    """Refuses at the row's own field what the child's book would refuse."""
    try:
        attend_session(_book(day, known), attend)
    except Refused as refusal:
        field = f"children-{answer.row}-answer"
        raise Refused(refusal.code, f"{known.number}：{refusal.ja}", field=field) from None


def _children(day: SessionFile, known: KnownCase, expects: set[int]) -> Iterator[Expected]:
    book = _book(day, known)
    for place, child in enumerate(book.standing(ChildRegistered), 1):
        answer = answer_of(book, child.child, day.session)
        if answer or child.entry_no in expects:
            yield Expected(known, child.entry_no, label(child, place), answer)


def _book(day: SessionFile, known: KnownCase) -> LearningBook:
    desk: Any = day.found.desk
    history = desk.history(stream_of(known.case_id, learning.NAME), known.area)
    return fold(learning.evolve, (one.fact for one in history)) or LearningBook()
