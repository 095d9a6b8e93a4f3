"""家計再生プラン under the main plan, and the withdrawal of a slip."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.cash_handling import CashHandled
from events.contract.codes import Issue
from events.contract.deciding import Refused
from events.contract.household_budget import BudgetEntryWithdrawn, BudgetPlanMade, BudgetStep
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told
from services.planning.programmes.household_budget import cash_book
from services.planning.programmes.household_budget.record import NOTHING_YET, Budget, new


@dataclass(frozen=True, slots=True, kw_only=True)
class Objective:
    """An objective as typed."""

    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step as typed."""

    action: str = ""
    actor: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeBudgetPlan:
    """The plan as it stands on the page; `plan_no` = the main plan of the day, 0 = none yet."""

    today: date
    person: UUID
    plan_no: int
    made_on: date
    review_on: date
    wish: str = ""
    causes: tuple[Issue, ...] = ()
    target_yen: int = 0
    objectives: tuple[Objective, ...] = ()
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawEntry:
    """Entry `of_no` was a slip."""

    today: date
    person: UUID
    of_no: int
    reason: str = ""


def make_budget_plan(state: Budget | None, command: MakeBudgetPlan) -> Sequence[Event]:
    """A plan that takes the place of the one before."""
    budget = state or NOTHING_YET
    happened(command.made_on, today=command.today, field="made_on")
    if command.review_on <= command.made_on:
        raise Refused(
            "review-in-the-past", "見直しの日は、作成日より後にしてください。", field="review_on"
        )
    objectives = tuple(o.text.strip() for o in command.objectives if o.text.strip())
    if not objectives:
        raise Refused(
            "objective-missing", "目標を一つは書いてください。", field="objectives-0-text"
        )
    own = command.person
    steps = tuple(
        BudgetStep(action=s.action.strip(), actor=s.actor.strip(), due_on=s.due_on)
        for s in command.steps
        if s.action.strip()
    )
    return new(
        budget,
        BudgetPlanMade(
            made_on=command.made_on,
            person=own,
            entry_no=budget.next_no,
            plan_no=command.plan_no,
            causes=Open(own, command.causes),
            wish=Open(own, command.wish.strip()),
            objectives=Open(own, objectives),
            steps=Open(own, steps),
            target_yen=Open(own, command.target_yen),
            review_on=command.review_on,
        ),
    )


def withdraw_entry(state: Budget | None, command: WithdrawEntry) -> Sequence[Event]:
    """The entry stays readable and counts no more; first goes what rests on it."""
    budget = state or NOTHING_YET
    if command.of_no in budget.withdrawn:
        return []
    entry = budget.entry(command.of_no)
    if entry is None or isinstance(entry, BudgetEntryWithdrawn):
        raise Refused("no-such-entry", "取り消せる記録ではありません。")
    told(command.reason, code="reason-missing", ja="取り消す理由を書いてください。", field="reason")
    _nothing_rests_on(budget, command.of_no)
    left = [line for line in budget.of(CashHandled) if line.entry_no != command.of_no]
    if cash_book.lowest(left) < 0 or cash_book.fewest(left) < 0:
        raise Refused(
            "below-zero",
            "取り消すと、預かりの残高が途中でマイナスになります。先に後の出納を取り消してください。",
        )
    return [
        BudgetEntryWithdrawn(
            withdrawn_on=command.today,
            person=command.person,
            entry_no=budget.next_no,
            of_no=command.of_no,
            holds_after=cash_book.holds(left) if isinstance(entry, CashHandled) else None,
            reason=Open(command.person, command.reason.strip()),
        )
    ]


def _nothing_rests_on(budget: Budget, number: int) -> None:
    resting = [
        entry
        for entry in budget.entries
        if budget.counts(entry.entry_no)
        and (getattr(entry, "of_no", 0) == number or number in getattr(entry, "debts", ()))
    ]
    if resting:
        last = resting[-1].entry_no
        raise Refused(
            "others-rest-on-it",
            f"この記録にもとづく記録({last}番)があります。先にそちらを取り消してください。",
        )
