"""What can be begun while a grant runs: papers that arrive, proposals of a later decision."""

from collections.abc import Iterator

from services.benefits.screens.actions import Action
from services.benefits.screens.grant_file import GrantFile
from services.benefits.screens.later_months import last_months, open_months

EXTENSION = Action("extension", "延長の申請を受け付ける", "benefit.receive")
INCOME = Action("income", "収入・就職の報告", "benefit.receive")
CHANGE = Action("later/change", "支給額の変更を起案", "benefit.draft")
SUSPENSION = Action("later/suspension", "中断を起案", "benefit.draft")
RESUMPTION = Action("later/resumption", "再開を起案", "benefit.draft")
EXPLANATION = Action("explanation", "説明を求める", "benefit.draft")
ANSWER = Action("explanation/answer", "説明を記録", "benefit.receive")
STOP = Action("later/stop", "中止を起案", "benefit.draft")
WITHDRAWAL = Action("withdrawal", "申請の取下げ", "benefit.receive")


def later_actions(file: GrantFile) -> list[Action]:
    """What fits the present state and this person may do."""
    return [action for action in _fitting(file) if file.may(action.permission)]


def _fitting(file: GrantFile) -> Iterator[Action]:
    grant = file.grant
    life = grant.life
    if grant.stage.over:
        return
    if grant.decided is None:
        yield WITHDRAWAL
        return
    if life.suspended is not None:
        yield RESUMPTION
    elif grant.payable:
        yield EXTENSION
        if life.extension is not None:
            yield WITHDRAWAL
    yield INCOME
    if open_months(grant):
        yield CHANGE
    if life.suspended is None and grant.payable:
        yield SUSPENSION
    yield ANSWER if life.asked is not None and life.given is None else EXPLANATION
    if last_months(grant, whole=life.suspended is not None):
        yield STOP
