"""What can be recorded next for a 転居費用補助: the first is what it waits for."""

from collections.abc import Iterator

from services.benefits.screens.actions import Action
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
        held, words, at = moving.payments.get(kind), kind.ja, f"costs/{kind.value}"
        if held is None:
            yield Action(f"{at}/order", f"{words}の支出命令", "payment.order")
        elif held.passed is None:
            yield Action(f"{at}/pass", f"{words}の命令を審査", "payment.pass")
        elif held.paid is None:
            yield Action(f"{at}/payment", f"{words}の支給を確認", "payment.confirm")
