"""転居費用補助: 起案 by the rules, 審査, and the decision by another natural person."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from events.contract.benefits_moving import (
    MovingDecided,
    MovingDrafted,
    MovingRefused,
    MovingReviewed,
)
from events.contract.by_post import Approving, decided_by_another
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.money_approving import MoneyMatter
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened, told
from services.benefits.decisions.moving_applying import undecided_moving
from services.benefits.decisions.moving_judging import DraftMoving, judged_moving
from services.benefits.decisions.standing_in import stand_in
from services.benefits.moving import Moving


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewMoving:
    """A superior's look at the proposal."""

    today: date
    reviewed_on: date
    reviewer: UUID
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideMoving(Approving):
    """`citation` and `reasons` are told where the proposal is to refuse."""

    today: date
    decided_on: date
    number: str
    citation: str = ""
    reasons: str = ""


def draft_moving(state: Moving | None, command: DraftMoving) -> list[Event]:
    """To grant where all is met, else to refuse. A later proposal replaces the former."""
    stands = undecided_moving(state)
    judged = judged_moving(stands, command)
    made = MovingDrafted(
        drafted_on=command.drafted_on,
        person=stands.person,
        moving_no=stands.application.moving_no,
        drafter=command.drafter,
        proposal=judged.grants,
        figures=Open(stands.person, judged.figures),
        findings=Open(stands.person, judged.findings),
    )
    if made == stands.proposal:
        return []
    happened(
        command.drafted_on,
        today=command.today,
        field="drafted_on",
        not_before=stands.application.arrived_on,
        step="申請の到達",
    )
    return [made]


def review_moving(state: Moving | None, command: ReviewMoving) -> list[Event]:
    """By another person than the drafter."""
    stands = undecided_moving(state)
    if stands.proposal is None:
        raise Refused("no-proposal", "起案がまだありません。先に起案してください。")
    made = MovingReviewed(
        reviewed_on=command.reviewed_on,
        person=stands.person,
        moving_no=stands.application.moving_no,
        reviewer=command.reviewer,
        opinion=Open(stands.person, command.opinion),
    )
    if made == stands.reviewed:
        return []
    if command.reviewer == stands.proposal.drafter:
        raise Refused("self-review", "起案者本人は審査できません。別の方に回してください。")
    happened(
        command.reviewed_on,
        today=command.today,
        field="reviewed_on",
        not_before=stands.proposal.drafted_on,
        step="起案",
    )
    return [made]


def decide_moving(state: Moving | None, command: DecideMoving) -> list[Event]:
    """As proposed, to grant or to refuse; nothing is computed anew."""
    before = (state.decided or state.refused) if state else None
    if before and before.number == command.number and before.decider == command.decider:
        return []
    stands, proposal, reviewed = _approvable(state, command)
    told(command.number, code="number-missing", ja="文書番号を入れてください。", field="number")
    happened(
        command.decided_on,
        today=command.today,
        field="decided_on",
        not_before=reviewed.reviewed_on,
        step="審査",
    )
    shared: dict[str, Any] = {
        "person": stands.person,
        "moving_no": proposal.moving_no,
        "number": command.number,
        "post": command.post,
        "decider": command.decider,
        "drafter": proposal.drafter,
        "approved": command.approved,
        "figures": proposal.figures,
        "findings": proposal.findings,
    }
    deputy = stand_in(
        command,
        command.decided_on,
        matter=MoneyMatter.MOVING,
        by=command.decider,
        approved=command.approved,
        item_no=proposal.moving_no,
    )
    if proposal.proposal:
        return [MovingDecided(decided_on=command.decided_on, **shared), *deputy]
    told(
        command.citation,
        code="citation-missing",
        ja="根拠となる規定を書いてください。",
        field="citation",
    )
    told(
        command.reasons,
        code="reasons-missing",
        ja="理由を書いてください。不支給の通知には理由の提示が必要です(行政手続法8条)。",
        field="reasons",
    )
    return [
        MovingRefused(
            refused_on=command.decided_on,
            citation=command.citation,
            reasons=Open(stands.person, command.reasons),
            **shared,
        ),
        *deputy,
    ]


def _approvable(
    state: Moving | None, command: DecideMoving
) -> tuple[Moving, MovingDrafted, MovingReviewed]:
    stands = undecided_moving(state)
    if stands.proposal is None or stands.reviewed is None:
        raise Refused("not-reviewed", "審査がまだ終わっていません。審査のあとに決裁してください。")
    decided_by_another(stands.proposal.drafter, command)
    return stands, stands.proposal, stands.reviewed
