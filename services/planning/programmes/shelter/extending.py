"""利用期間の延長: proposed by one person, decided by another who may, never beyond what the rule allows."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.shelter import StayExtensionDecided, StayExtensionProposed
from services.planning.decisions.guards import happened, told
from services.planning.programmes.shelter.rules import limit_on
from services.planning.programmes.shelter.staying import staying
from services.planning.programmes.shelter.stays import Stay, Stays


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeExtension:
    """Until which day, and why."""

    today: date
    person: UUID
    proposed_on: date
    until_on: date
    reason: str
    drafter: UUID
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideExtension:
    """`approved` is the leaf hash the page showed, `standing` the one of the 起案 that stands."""

    today: date
    person: UUID
    decided_on: date
    granted: bool
    number: str
    reasons: str = ""
    approved: str
    standing: str
    decider: UUID
    post: str
    entitled: bool
    area: str


def propose_extension(state: Stays | None, command: ProposeExtension) -> list[Event]:
    """Later than now, not later than the rule allows."""
    stay = staying(state)
    standing = stay.proposal
    if standing is not None and (standing.until_on, standing.proposed_on, standing.drafter) == (
        command.until_on,
        command.proposed_on,
        command.drafter,
    ):
        return []
    happened(
        command.proposed_on,
        today=command.today,
        field="proposed_on",
        not_before=stay.began.began_on,
        step="入所",
    )
    told(
        command.reason,
        code="reason-missing",
        ja="延長が必要な理由を入れてください。",
        field="reason",
    )
    _longer(stay, command)
    return [
        StayExtensionProposed(
            proposed_on=command.proposed_on,
            person=command.person,
            stay_no=stay.stay_no,
            until_on=command.until_on,
            drafter=command.drafter,
            reason=Open(command.person, command.reason),
        )
    ]


def decide_extension(state: Stays | None, command: DecideExtension) -> list[Event]:
    """Granted or refused; who proposed it does not decide."""
    stay = staying(state)
    proposal = stay.proposal
    if proposal is None:
        if any(made.number == command.number for made in stay.extensions):
            return []
        raise Refused("not-proposed", "延長の起案がありません。")
    _by_another(proposal, command)
    told(command.number, code="number-missing", ja="文書番号を入れてください。", field="number")
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=proposal.proposed_on,
        step="延長の起案",
    )
    if not command.granted:
        told(
            command.reasons,
            code="reasons-missing",
            ja="延長しない理由を入れてください(行政手続法8条)。",
            field="reasons",
        )
    return [
        StayExtensionDecided(
            decided_on=command.decided_on,
            person=command.person,
            stay_no=stay.stay_no,
            granted=command.granted,
            until_on=proposal.until_on if command.granted else stay.until_on,
            number=command.number.strip(),
            citation=limit_on(stay.began.began_on, command.area).citation,
            post=command.post,
            decider=command.decider,
            drafter=proposal.drafter,
            approved=command.approved,
            reasons=Open(command.person, command.reasons),
        )
    ]


def _by_another(proposal: StayExtensionProposed, command: DecideExtension) -> None:
    if not command.entitled:
        raise Refused("not-entitled", "決裁の権限がありません。")
    if command.decider == proposal.drafter:
        raise Refused("self-approval", "起案した方は決裁できません。別の決裁者に依頼してください。")
    if command.approved != command.standing:
        raise Refused(
            "proposal-changed", "見ている間に起案が変わりました。内容を確かめてください。"
        )


def _longer(stay: Stay, command: ProposeExtension) -> None:
    if command.until_on <= stay.until_on:
        raise Refused("not-longer", "いまの期限より後の日を入れてください。", field="until_on")
    limit = limit_on(stay.began.began_on, command.area)
    if command.until_on > limit.furthest(stay.began.began_on):
        raise Refused(
            "beyond-limit",
            f"入所の日から{limit.at_most_months}か月を超えています。{limit.citation}",
            field="until_on",
        )
