"""What stands of a grant after its first decision: the proposal on the table, the pause, what was asked."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from events.contract.benefits_life import (
    DECISIONS,
    ApplicationWithdrawn,
    ExplanationAsked,
    ExplanationGiven,
    ExtensionApplied,
    ExtensionRefused,
    GrantExtended,
    GrantResumed,
    GrantSuspended,
    Later,
    LaterDrafted,
    LaterDropped,
    LaterReviewed,
    Matter,
)
from events.contract.kind import Event
from services.benefits.schedule import Lines

L = TypeVar("L", bound=Later)

LIFE = (
    ExtensionApplied,
    LaterDrafted,
    LaterReviewed,
    LaterDropped,
    ExplanationAsked,
    ExplanationGiven,
    ApplicationWithdrawn,
    *DECISIONS,
)
"""The kinds folded here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """`extension`: the application that waits for an answer. `draft`: the proposal not yet decided.

    `withdrawn`: the application itself. `suspended`: while payment rests; `dropped` the months it has put off.
    """

    extension: ExtensionApplied | None = None
    applications: int = 0
    drafts: int = 0
    draft: LaterDrafted | None = None
    reviewed: LaterReviewed | None = None
    decisions: tuple[Later, ...] = field(default_factory=tuple)
    suspended: GrantSuspended | None = None
    asked: ExplanationAsked | None = None
    given: ExplanationGiven | None = None
    withdrawn: ApplicationWithdrawn | None = None
    last_withdrawn: ApplicationWithdrawn | None = None
    dropped: int = 0

    @property
    def extensions(self) -> int:
        """How often the grant was extended."""
        return len(self.made(GrantExtended))

    def made(self, kind: type[L]) -> tuple[L, ...]:
        """The decisions of one kind, in order."""
        return tuple(one for one in self.decisions if isinstance(one, kind))


def lived(life: Life, fact: Event, before: Lines) -> Life:  # noqa: PLR0911 - one arm per fact
    """The life after one of its facts; `before`: the months payable until then."""
    match fact:
        case ExtensionApplied():
            return replace(_untabled(life), extension=fact, applications=fact.extension_no)
        case LaterDrafted():
            return replace(life, draft=fact, drafts=fact.later_no, reviewed=None)
        case LaterReviewed():
            return replace(life, reviewed=fact)
        case LaterDropped():
            return replace(life, draft=None, reviewed=None)
        case ExplanationAsked():
            return replace(life, asked=fact, given=None)
        case ExplanationGiven():
            return replace(life, given=fact)
        case ApplicationWithdrawn(extension_no=0):
            return replace(life, withdrawn=fact, last_withdrawn=fact)
        case ApplicationWithdrawn():
            return replace(_untabled(life), extension=None, last_withdrawn=fact)
    if isinstance(fact, Later):
        return _decided(life, fact, before)
    return life


def _untabled(life: Life) -> Life:
    """What was proposed of another application than the one that stands now is put aside."""
    if life.draft is None or life.draft.matter is not Matter.EXTENSION:
        return life
    return replace(life, draft=None, reviewed=None)


def _decided(life: Life, fact: Later, before: Lines) -> Life:
    made = replace(life, decisions=(*life.decisions, fact), draft=None, reviewed=None)
    match fact:
        case GrantExtended() | ExtensionRefused():
            return replace(made, extension=None)
        case GrantSuspended(last_month=last):
            put_off = sum(line.month > last for line in before)
            return replace(made, suspended=fact, dropped=put_off)
        case GrantResumed():
            return replace(made, suspended=None, dropped=0)
    return made
