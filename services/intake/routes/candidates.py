"""Who may be the same person, as the intake form and 重複の確認 show them.

Of other wards only the ward and the number of the reception are shown (people.md §9).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.bus.tables import NotReady
from events.contract import Refused, wareki
from events.contract.codes import MatchReason, Sameness
from events.host.desk import Desk
from events.host.form import Form
from services.intake.decisions import Judgement
from services.intake.known_person import Known
from services.intake.matching import Traits, traits
from services.intake.person_index import Candidate, PersonIndex
from services.intake.routes.case_file import ward_name
from services.intake.worklist import OVER, WORKLIST, Work

WHOLE = frozenset(
    {
        MatchReason.KANA_EQUAL,
        MatchReason.NAME_EQUAL,
        MatchReason.BIRTH_EQUAL,
        MatchReason.PHONE_EQUAL,
    }
)
"""Reasons that are an agreement and not a likeness."""

FIELD = "sameness-"
"""A choice in the intake form is named by this and the candidate's pseudonym."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A candidate as this person may see them. `href` is empty for another ward's."""

    case: UUID
    person: UUID
    name: str
    kana: str
    score: int | None
    reasons: tuple[tuple[str, bool], ...]
    lines: tuple[str, ...]
    href: str
    over: bool
    judged: Sameness | None


def typed_traits(form: Form, today: date) -> Traits:
    """What the form holds so far; a birth date that cannot be read yet is not known yet."""
    try:
        born_on = wareki.read(form.value("born_on"))
    except Refused:
        born_on = None
    if born_on is not None and born_on > today:
        born_on = None
    return traits(form.value("name"), form.value("kana"), born_on, [form.value("phone")])


def shown(
    desk: Desk,
    candidates: Iterable[Candidate],
    judged: dict[UUID, Sameness],
) -> list[Shown]:
    """The candidates with what each may show."""
    people = desk.request.app.state.people
    found = list(candidates)
    works = _works(desk, [each.known.case for each in found])
    return [
        _shown(desk, each, works.get(each.known.case), judged.get(each.known.person))
        if told_where(desk, people, each.known)
        else _untold(each, judged.get(each.known.person))
        for each in found
    ]


def told_where(desk: Desk, people: PersonIndex, known: Known) -> bool:
    """Whether this person may learn that a reception stands in its ward: not of a secret one elsewhere."""
    own = desk.staff.may("case.read", known.area)
    return own or not people.secret_on(known.person, desk.today)


def _untold(each: Candidate, judged: Sameness | None) -> Shown:
    """That there may be somebody, and nothing more."""
    return Shown(
        case=each.known.case,
        person=each.known.person,
        name="ほかの区の受付",
        kana="",
        score=None,
        reasons=(),
        lines=("くわしくは市本庁に確かめてください。",),
        href="",
        over=False,
        judged=judged,
    )


def judgements(form: Form, people: PersonIndex, sought: Traits) -> tuple[Judgement, ...]:
    """The choices made in the form, with the score and the reasons the server finds now."""
    scored = {each.known.person: each.match for each in people.candidates(sought)}
    made = []
    for field in form.typed:
        person = _uuid(field.removeprefix(FIELD)) if field.startswith(FIELD) else None
        chosen = next((code for code in Sameness if code == form.value(field)), None)
        if person is None or chosen is None or people.of_person(person) is None:
            continue
        match = scored.get(person)
        made.append(
            Judgement(
                candidate=person,
                sameness=chosen,
                score=match.score if match else 0,
                reasons=match.reasons if match else (),
            )
        )
    return tuple(made)


def _shown(desk: Desk, each: Candidate, work: Work | None, judged: Sameness | None) -> Shown:
    known, match = each.known, each.match
    own = desk.staff.may("identity.read", known.area)
    ward = ward_name(desk, known.area)
    return Shown(
        case=known.case,
        person=known.person,
        name=(known.name or known.kana or known.naming.ja) if own else f"{ward}の受付",
        kana=known.kana if own and known.name else "",
        score=match.score,
        reasons=tuple((reason.ja, reason in WHOLE) for reason in match.reasons),
        lines=_lines(known, ward, work) if own else (f"受付番号 {known.number}",),
        href=f"/intake/cases/{known.case}"
        if own and desk.staff.may("case.read", known.area)
        else "",
        over=bool(own and work and work.stage in OVER),
        judged=judged,
    )


def _lines(known: Known, ward: str, work: Work | None) -> tuple[str, ...]:
    born = f"{wareki.long(known.born_on)}生" if known.born_on else "生年月日は不明"
    stage = f"・{work.stage.ja}" if work else ""
    return (
        f"{born}　{ward}",
        f"{wareki.long(known.received_on)}受付（{known.number}）{stage}",
    )


def _works(desk: Desk, cases: list[UUID]) -> dict[UUID, Work]:
    try:
        rows = desk.runtime.tables.rows(WORKLIST, "case_id = any(%s)", [cases])
    except NotReady:
        return {}
    return {row.case_id: row for row in rows}


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
