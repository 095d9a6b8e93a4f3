"""審査: a superior examines the 起案 before it is decided, and lets it pass or returns it (programme.md §4.2)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.approving import DecisionReviewed
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.case import Case
from services.planning.decisions.guards import happened, in_conference, standing, told


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDecision:
    """`approved`: leaf hash (hex) of the 起案 the reviewer saw; `standing`: of the one that stands.

    `passes` None = not answered, which is refused.
    """

    today: date
    reviewed_on: date
    reviewer: UUID
    post: str
    approved: str
    standing: str
    passes: bool | None
    opinion: str = ""


def review_decision(state: Case | None, command: ReviewDecision) -> list[Event]:
    """One examination of the draft that stands; never by its drafter."""
    plan = standing(state)
    in_conference(plan)
    proposal = plan.proposal
    if proposal is None:
        raise Refused("no-proposal", "起案がまだありません。先に起案してください。")
    if command.passes is None:
        raise Refused("review-unanswered", "審査の結果を選んでください。", field="passes")
    if command.reviewer == proposal.drafter:
        raise Refused("self-review", "起案した方は審査できません。別の方に回してください。")
    if not command.post.strip():
        raise Refused("not-entitled", "この起案を審査する職位にありません。")
    if command.approved != command.standing:
        raise Refused(
            "stale-approval",
            "ご覧になったあとで起案が変わりました。新しい起案を確かめてから審査してください。",
        )
    made = DecisionReviewed(
        reviewed_on=command.reviewed_on,
        person=proposal.person,
        plan_no=plan.plan_no,
        reviewer=command.reviewer,
        post=command.post,
        reviewed=command.approved,
        passes=command.passes,
        opinion=Open(proposal.person, command.opinion),
    )
    if made in plan.reviews:
        return []
    happened(
        command.reviewed_on,
        today=command.today,
        field="reviewed_on",
        not_before=proposal.drafted_on,
        step="起案",
    )
    if not command.passes:
        told(
            command.opinion,
            code="reason-missing",
            ja="差し戻すときは、理由を書いてください。",
            field="opinion",
        )
    return [made]
