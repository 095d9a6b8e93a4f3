"""What holds for every 決裁: the post, the second person, the draft that was really read."""

from datetime import date
from typing import Protocol
from uuid import UUID

from events.contract.approving import DecidedByDeputy, DeputyGround
from events.contract.codes import DecisionForm
from events.contract.deciding import Refused
from events.contract.deputising import may_deputise
from events.contract.kind import Event
from events.contract.planning import DecisionDrafted
from services.planning.decisions.guards import happened, in_conference, told
from services.planning.plan import Plan


class Approval(Protocol):
    """Commands that decide. `approved` is the leaf hash (hex) of the 起案 the decider saw.

    `standing` is the leaf hash of the 起案 that stands now; `entitled` whether the decider holds, on
    that day, the post that decides; `decider` is a person, not an account.
    `deputy_for` is the post the decider stands in for (代決), "" in one's own; `extraordinary`: important,
    unusual, disputed or setting a precedent. `reviews_needed`: how many must have examined the draft.
    """

    @property
    def today(self) -> date: ...
    @property
    def decider(self) -> UUID: ...
    @property
    def post(self) -> str: ...
    @property
    def entitled(self) -> bool: ...
    @property
    def approved(self) -> str: ...
    @property
    def standing(self) -> str: ...
    @property
    def deputy_for(self) -> str: ...
    @property
    def deputy_ground(self) -> DeputyGround | None: ...
    @property
    def extraordinary(self) -> bool: ...
    @property
    def reviews_needed(self) -> int: ...


def approvable(plan: Plan, command: Approval, *, on: date, field: str) -> DecisionDrafted:
    """The 起案 that may be decided on that day by this person; else the refusal that says why not."""
    in_conference(plan)
    proposal = plan.proposal
    if proposal is None:
        raise Refused("no-proposal", "起案がまだありません。先に起案してください。")
    if not command.entitled or not command.post.strip():
        raise Refused("not-entitled", "この決裁を行う職位にありません。決裁者に回してください。")
    if command.decider == proposal.drafter:
        raise Refused("self-approval", "起案者本人は決裁できません。別の決裁者に回してください。")
    if command.approved != command.standing:
        raise Refused(
            "stale-approval",
            "ご覧になったあとで起案が変わりました。新しい起案を確かめてから決裁してください。",
        )
    _examined(plan, command)
    may_deputise(command.deputy_for, command.deputy_ground, extraordinary=command.extraordinary)
    happened(on, today=command.today, field=field, not_before=proposal.drafted_on, step="起案")
    return proposal


def by_deputy(plan: Plan, command: Approval, *, on: date) -> list[Event]:
    """代決, stated beside the decision; nothing where the holder of the post decided."""
    if not command.deputy_for or command.deputy_ground is None or plan.proposal is None:
        return []
    return [
        DecidedByDeputy(
            decided_on=on,
            person=plan.proposal.person,
            plan_no=plan.plan_no,
            approved=command.approved,
            holder_post=command.deputy_for,
            deputy_post=command.post,
            decider=command.decider,
            ground=command.deputy_ground,
        )
    ]


def numbered(number: str) -> None:
    """A decision carries its 文書番号."""
    told(number, code="number-missing", ja="文書番号を入れてください。", field="number")


def of_form(proposal: DecisionDrafted, form: DecisionForm) -> None:
    """The 起案 asked for this form of decision."""
    if proposal.form is not form:
        raise Refused(
            "form-differs",
            f"起案は「{proposal.form.ja}」を求めています。別の決裁をするには、起案し直してください。",
        )


def _examined(plan: Plan, command: Approval) -> None:
    of_this = [review for review in plan.reviews if review.reviewed == command.standing]
    if of_this and not of_this[-1].passes:
        raise Refused(
            "review-returned", "審査で差し戻されています。起案し直してから決裁してください。"
        )
    examined = {review.reviewer for review in of_this if review.passes} - {command.decider}
    if len(examined) < command.reviews_needed:
        raise Refused("not-reviewed", "審査がまだ済んでいません。先に審査を受けてください。")
