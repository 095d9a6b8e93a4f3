"""名寄せの判断: same, other, or not yet decided. Each answer is a fact; a later one takes its place."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import MatchReason, Sameness
from events.contract.deciding import Refused
from events.contract.intake import IdentityJudged
from events.contract.kind import Event
from services.intake.consultation import Consultation
from services.intake.decisions.guards import happened, received


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One answer: whether this case's person is `candidate`, and what the machine had proposed."""

    candidate: UUID
    sameness: Sameness
    score: int
    reasons: tuple[MatchReason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeIdentity:
    """The answer to one candidate."""

    today: date
    judged_on: date
    candidate: UUID
    sameness: Sameness
    score: int = 0
    reasons: tuple[MatchReason, ...] = ()


def judge_identity(state: Consultation | None, command: JudgeIdentity) -> list[Event]:
    """Also in ended cases: a link found late is still a link."""
    state = received(state)
    happened(
        command.judged_on, today=command.today, field="judged_on", not_before=state.received_on
    )
    if command.candidate == state.person:
        raise Refused("same-record", "同じ受付どうしは比べられません。", field="candidate")
    if state.judged.get(command.candidate) is command.sameness:
        return []
    answer = Judgement(
        candidate=command.candidate,
        sameness=command.sameness,
        score=command.score,
        reasons=command.reasons,
    )
    return [judged(state.person, command.judged_on, answer)]


def judged(person: UUID, on: date, answer: Judgement) -> IdentityJudged:
    """The fact of one answer."""
    return IdentityJudged(
        judged_on=on,
        person=person,
        candidate=answer.candidate,
        sameness=answer.sameness,
        score=answer.score,
        reasons=answer.reasons,
    )
