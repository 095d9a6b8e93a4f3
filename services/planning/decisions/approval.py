"""What holds for every 決裁: the post, the second person, the draft that was really read."""

from datetime import date
from typing import Protocol
from uuid import UUID

from events.contract.codes import DecisionForm
from events.contract.deciding import Refused
from events.contract.planning import DecisionDrafted
from services.planning.decisions.guards import happened, in_conference, told
from services.planning.plan import Plan


class Approval(Protocol):
    """Commands that decide. `approved` is the leaf hash (hex) of the 起案 the decider saw.

    `standing` is the leaf hash of the 起案 that stands now; `entitled` whether the decider holds, on
    that day, the post that decides; `decider` is a person, not an account.
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
    happened(on, today=command.today, field=field, not_before=proposal.drafted_on, step="起案")
    return proposal


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
