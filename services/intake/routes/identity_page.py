"""重複・名寄せの確認: the candidates with their reasons, and three answers, each a fact and reversible."""

from typing import Any
from uuid import UUID, uuid4

from fastapi import APIRouter
from starlette.responses import Response

from events.host.desk import AtDesk, Desk
from events.host.forms import Sent, submit
from events.host.http import Requires
from events.host.sheet import Sheet
from services.intake.consultation import evolve
from services.intake.decisions import JudgeIdentity, judge_identity
from services.intake.matching import Match, compare
from services.intake.person_index import Candidate, PersonIndex
from services.intake.routes.candidates import shown
from services.intake.routes.case_file import CaseFile, case_file, ward_name
from services.intake.routes.people import Everybody
from services.intake.routes.present import head
from services.intake.routes.said import said

router = APIRouter(dependencies=[Requires("identity.judge", scope="case")])


@router.get("/cases/{case}/identity", summary="重複・名寄せの確認")
def identity(case: UUID, desk: AtDesk, people: Everybody, said: str | None = None) -> Response:
    """All candidates of the case, and those judged before."""
    file = case_file(desk, case)
    sheet = desk.sheet("identity", area=file.area, case=case, expected=file.version)
    return _draw(desk, people, file, sheet, said)


@router.post("/cases/{case}/identity", summary="名寄せを判断する")
def judge(case: UUID, desk: AtDesk, people: Everybody, sent: Sent) -> Response:
    """IdentityJudged, with the score and reasons of now."""
    file = case_file(desk, case)
    at = f"/intake/cases/{case}/identity"

    def act(command: JudgeIdentity) -> str:
        desk.carry_out(
            evolve,
            judge_identity,
            command,
            stream=case,
            case=case,
            area=file.area,
            command_id=sent.command_id,
            expected=sent.expected,
        )
        return f"{at}?said=judged"

    match = _match(people, case, sent.form.value("candidate"))
    return submit(
        desk,
        sent,
        desk.sheet("identity", area=file.area, case=case, expected=file.version, at=at),
        into=JudgeIdentity,
        act=act,
        draw=lambda sheet: _draw(desk, people, case_file(desk, case), sheet),
        given={
            "today": desk.today,
            "judged_on": desk.today,
            "score": match.score,
            "reasons": match.reasons,
        },
        stream=case,
    )


def _draw(
    desk: Desk, people: PersonIndex, file: CaseFile, sheet: Sheet, code: str | None = None
) -> Response:
    people.catch_up(desk.runtime.log)
    judged = people.judged(file.state.person)
    found = _everybody(people, file, list(judged))
    return desk.page(
        "identity.html",
        sheet=sheet,
        file=file,
        head=head(file.received, desk.today),
        ward=ward_name(desk, file.area),
        candidates=shown(desk, found, judged),
        command=uuid4,
        back=f"/intake/cases/{file.case}",
        action=f"/intake/cases/{file.case}/identity",
        flash=said(code),
    )


def _everybody(people: PersonIndex, file: CaseFile, judged: list[UUID]) -> list[Candidate]:
    """The candidates of now, then those judged before who are no candidates any more."""
    own = people.of_case(file.case)
    if own is None:
        return []
    found = people.candidates(own.traits, besides=file.case)
    proposed = {each.known.person for each in found}
    former = [people.of_person(person) for person in judged if person not in proposed]
    return found + [
        Candidate(known, compare(own.traits, known.traits)) for known in former if known
    ]


def _match(people: PersonIndex, case: UUID, candidate: Any) -> Match:
    try:
        other = people.of_person(UUID(candidate))
    except ValueError:
        other = None
    own = people.of_case(case)
    return compare(own.traits, other.traits) if own and other else Match(0, ())
