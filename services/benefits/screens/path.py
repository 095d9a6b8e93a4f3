"""The path of a grant from application to the end, each step with its day and who took it."""

from collections.abc import Iterable
from dataclasses import dataclass

from events.contract import Event, kind_of, wareki
from events.contract.benefits import (
    ApplicationSubmitted,
    ExpenditureCommitted,
    GrantDecided,
    GrantDrafted,
    GrantEnded,
    GrantRefused,
    GrantReviewed,
    GrantStopped,
    PaymentMade,
)
from events.log.recorded import Recorded
from services.benefits.screens.grant_file import GrantFile
from services.benefits.screens.timeline import capacity

STEPS: tuple[tuple[str, tuple[type[Event], ...]], ...] = (
    ("申請", (ApplicationSubmitted,)),
    ("支給起案", (GrantDrafted,)),
    ("審査", (GrantReviewed,)),
    ("決裁", (GrantDecided, GrantRefused)),
    ("支出負担行為", (ExpenditureCommitted,)),
    ("給付支給", (PaymentMade,)),
    ("終了", (GrantEnded, GrantStopped)),
)
AFTER_REFUSAL = {"支出負担行為", "給付支給", "終了"}
"""Steps a refused grant never takes."""


@dataclass(frozen=True, slots=True)
class PathStep:
    """`state` is done, current, ahead or skipped, as the step line draws it."""

    number: int
    label: str
    state: str
    on: str = ""
    who: str = ""
    note: str = ""


def path(file: GrantFile) -> list[PathStep]:
    """The steps in order; a step that was taken back (a proposal after a correction) is ahead again."""
    grant = file.grant
    standing = _standing(file)
    refused = grant.refused is not None or grant.life.withdrawn is not None
    made: list[PathStep] = []
    current_given = False
    for number, (label, kinds) in enumerate(STEPS, 1):
        last = _last(standing, kinds)
        done = last is not None and not (label == "給付支給" and not grant.settled)
        if refused and not done and (label in AFTER_REFUSAL or grant.life.withdrawn):
            state = "skipped"
        elif done:
            state = "done"
        else:
            state, current_given = ("ahead" if current_given else "current"), True
        made.append(_step(file, number, label, state, last))
    return made


def _step(file: GrantFile, number: int, label: str, state: str, last: Recorded | None) -> PathStep:
    grant = file.grant
    note = ""
    if label == "給付支給" and grant.decided:
        note = f"{len(grant.paid)}／{len(grant.payable)}か月"
    if label == "支給起案" and not grant.complete and last is None:
        note = "補正待ち"
    if last is None:
        return PathStep(number, label, state, note=note)
    on = wareki.short(last.occurred_on)
    return PathStep(number, label, state, on, capacity(file.desk, last), note)


def _standing(file: GrantFile) -> list[Recorded]:
    """The facts less proposals and reviews that a later correction or proposal has put aside."""
    grant = file.grant
    gone = {GrantDrafted: grant.proposal, GrantReviewed: grant.reviewed}
    return [one for one in file.recorded if gone.get(kind_of(one.fact).cls, one.fact) == one.fact]


def _last(recorded: Iterable[Recorded], kinds: tuple[type[Event], ...]) -> Recorded | None:
    found = [one for one in recorded if isinstance(one.fact, kinds)]
    return found[-1] if found else None
