"""What holds for every 決裁: the post, the second person, the draft that was really read."""

from dataclasses import dataclass
from datetime import date

from events.contract.approving import DecidedByDeputy
from events.contract.by_post import Approving, decided_by_another, deputed
from events.contract.codes import DecisionForm
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.planning import DecisionDrafted
from services.planning.decisions.guards import happened, in_conference, told
from services.planning.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval(Approving):
    """Commands that decide a 起案. `reviews_needed`: how many must have examined it."""

    today: date
    reviews_needed: int = 0


def approvable(plan: Plan, command: Approval, *, on: date, field: str) -> DecisionDrafted:
    """The 起案 that may be decided on that day by this person; else the refusal that says why not."""
    in_conference(plan)
    proposal = plan.proposal
    if proposal is None:
        raise Refused("no-proposal", "起案がまだありません。先に起案してください。")
    decided_by_another(proposal.drafter, command)
    _examined(plan, command)
    happened(on, today=command.today, field=field, not_before=proposal.drafted_on, step="起案")
    return proposal


def by_deputy(plan: Plan, command: Approval, *, on: date) -> list[Event]:
    """代決, stated beside the decision; nothing where the holder of the post decided."""
    taken = deputed(command, on, by=command.decider, approved=command.approved)
    if not taken or plan.proposal is None:
        return []
    return [DecidedByDeputy(person=plan.proposal.person, plan_no=plan.plan_no, **taken)]


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
