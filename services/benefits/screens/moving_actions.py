"""What can be recorded next for a 転居費用補助: the first is what it waits for."""

from collections.abc import Iterator

from events.contract.benefits_moving import MovingCost
from services.benefits.moving import Moving
from services.benefits.orders import Accounts, checked
from services.benefits.screens.actions import Action, of_order
from services.benefits.screens.moving_file import MovingFile

CORRECT = Action("correction", "補正を記録", "benefit.receive")
FIND = Action("finding", "転居の必要（家計）を記録", "service.record")
DRAFT = Action("proposal", "起案する", "benefit.draft")
REDRAFT = Action("proposal", "起案し直す", "benefit.draft")
REVIEW = Action("review", "審査する", "benefit.review")
DECIDE = Action("decision", "決裁する", "benefit.decide")
COMMIT = Action("commitment", "支出負担行為を登録", "payment.order")
WHOSE = {"service.record": "相談支援員・家計改善支援員"}


def moving_actions(file: MovingFile) -> list[Action]:
    """What fits now and this person may do; whoever drafted neither examines nor decides."""
    proposal = file.moving.proposal
    own = proposal is not None and proposal.drafter == file.desk.staff.person
    return [
        one
        for one in _fitting(file)
        if file.may(one.permission) and not (own and one in {REVIEW, DECIDE})
    ]


def moving_waits(file: MovingFile) -> tuple[Action, str] | None:
    """What it waits for, and who usually does that."""
    found = next(_fitting(file), None)
    if found is None:
        return None
    whose = WHOSE.get(found.permission)
    return found, whose or found.whose


def _fitting(file: MovingFile) -> Iterator[Action]:
    moving = file.moving
    if moving.decided is not None:
        yield from _paying(file)
    elif moving.refused is None:
        yield from _before(file)


def _before(file: MovingFile) -> Iterator[Action]:
    moving = file.moving
    if moving.proposal is not None:
        yield DECIDE if moving.reviewed else REVIEW
        yield from (REDRAFT, CORRECT)
    elif not moving.complete:
        yield from (CORRECT, FIND)
        if moving.asked and file.today > moving.asked.due_on:
            yield DRAFT
    else:
        yield from (FIND, DRAFT) if moving.found is None else (DRAFT, FIND)
        yield CORRECT


def _paying(file: MovingFile) -> Iterator[Action]:
    moving = file.moving
    if moving.committed is None:
        yield COMMIT
        return
    for kind in moving.granted:
        yield from _of_cost(moving, kind)


def _of_cost(moving: Moving, kind: MovingCost) -> Iterator[Action]:
    """The next step of its order; before money can leave, the account and its second pair of eyes."""
    held, at = moving.payments.get(kind), f"costs/{kind.value}"
    if held is not None and held.paid is not None:
        return
    order = of_order(held, at, kind.ja)
    waits = [_account(moving.accounts.get(kind, ()), at, kind.ja), order]
    ready = held is not None and (held.passed is not None or held.returned is not None)
    yield from (one for one in (waits if ready else waits[::-1]) if one is not None)
    if checked(moving.accounts.get(kind, ())):
        yield Action(f"{at}/account", f"{kind.ja}の口座を変える", "payment.order")


def _account(accounts: Accounts, at: str, words: str) -> Action | None:
    if not accounts:
        return Action(f"{at}/account", f"{words}の振込口座の届", "payment.order")
    if accounts[-1].checked is None:
        return Action(f"{at}/account/check", f"{words}の振込口座を確認", "payment.pass")
    return None
