"""Facts of a grant after its first decision: extension, change, suspension, resumption, stop, withdrawal.

One piece for all: LaterDrafted → LaterReviewed → the decision's own kind. Months are `YYYY-MM`, sums integer yen.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits import APPROVAL, Basis, Found, Household
from events.contract.code import Code, code_list
from events.contract.codes import Medium, StopReason
from events.contract.group import Clear, Money, Narrative
from events.contract.kind import Event, event

PERIOD = "施行規則12条"


@code_list("支給決定のあとの決定", basis=PERIOD, provisional=True)
class Matter(Code):
    """What a later decision is about."""

    EXTENSION = "extension", "支給期間の延長"
    CHANGE = "change", "支給額の変更"
    SUSPENSION = "suspension", "支給の中断"
    RESUMPTION = "resumption", "支給の再開"
    STOP = "stop", "支給の中止"


@code_list("支給額を変更する理由", basis="施行規則・各市要綱", provisional=True)
class ChangeGround(Code):
    """Why the amount changes."""

    RENT = "rent", "家賃の変更"
    INCOME = "income", "収入の減少"
    FORCED_MOVE = "forced_move", "本人の責めによらない転居"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterFigures:
    """What a later decision rests on. `household` None where no amount is decided (中断・中止)."""

    household: Household | None
    monthly_yen: int
    basis: Basis | None
    findings: tuple[Found, ...]


@event("benefits.extension-applied", ja="延長の申請", basis=PERIOD, occurred="arrived_on")
class ExtensionApplied(Event):
    """変更(延長)支給申請 that arrived; a fact even when late. `extension_no` counts within the grant."""

    arrived_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    extension_no: Clear[int]
    medium: Clear[Medium]
    household: Money[Household]


@event("benefits.later-drafted", ja="後の決定の起案", basis=APPROVAL, occurred="drafted_on")
class LaterDrafted(Event):
    """The proposal of a later decision; a new one replaces the former. `later_no` counts proposals of the grant.

    `first_month`: from when it counts (extension, change, resumption). `last_month`: the last one paid before it
    (suspension, stop). `favours`: whether what was asked for is granted.
    """

    drafted_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    later_no: Clear[int]
    matter: Clear[Matter]
    drafter: Clear[UUID]
    favours: Clear[bool]
    first_month: Clear[str]
    last_month: Clear[str]
    months: Clear[int]
    change: Clear[ChangeGround | None]
    stop: Clear[StopReason | None]
    citation: Clear[str]
    figures: Money[LaterFigures]
    reasons: Narrative[str]


@event("benefits.later-reviewed", ja="後の決定の審査", basis=APPROVAL, occurred="reviewed_on")
class LaterReviewed(Event):
    """A superior looked at the proposal."""

    reviewed_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    later_no: Clear[int]
    reviewer: Clear[UUID]
    opinion: Narrative[str]


@event("benefits.later-dropped", ja="後の決定の起案の取下げ", basis=APPROVAL, occurred="dropped_on")
class LaterDropped(Event):
    """The proposal is not pursued; nothing was decided."""

    dropped_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    later_no: Clear[int]
    dropper: Clear[UUID]
    reason: Narrative[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Later(Event):
    """What every later decision carries; `approved` is the leaf hash (hex) of its LaterDrafted."""

    decided_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    later_no: Clear[int]
    number: Clear[str]
    post: Clear[str]
    decider: Clear[UUID]
    drafter: Clear[UUID]
    approved: Clear[str]
    figures: Money[LaterFigures]
    reasons: Narrative[str]


@event("benefits.grant-extended", ja="延長の決定", basis=PERIOD, occurred="decided_on")
class GrantExtended(Later):
    """More months, directly behind the former ones; requirements tested again."""

    extension_no: Clear[int]
    first_month: Clear[str]
    months: Clear[int]


@event(
    "benefits.extension-refused", ja="延長の不承認", basis="行政手続法8条", occurred="decided_on"
)
class ExtensionRefused(Later):
    """A decision the citizen may contest; the months decided before stay."""

    extension_no: Clear[int]
    citation: Clear[str]


@event("benefits.amount-changed", ja="支給額の変更", basis="施行規則11条", occurred="decided_on")
class AmountChanged(Later):
    """Another amount from `first_month` on; months ordered before are never touched."""

    first_month: Clear[str]
    ground: Clear[ChangeGround]


@event(
    "benefits.later-refused", ja="変更・再開の不承認", basis="行政手続法8条", occurred="decided_on"
)
class LaterRefused(Later):
    """A change or a resumption that was asked for is refused."""

    matter: Clear[Matter]
    citation: Clear[str]


@event("benefits.grant-suspended", ja="支給の中断", basis="施行規則12条2項", occurred="decided_on")
class GrantSuspended(Later):
    """Illness or injury: nothing is paid after `last_month`; to be resumed by `resume_by` at the latest."""

    last_month: Clear[str]
    resume_by: Clear[date]


@event("benefits.grant-resumed", ja="支給の再開", basis="施行規則12条2項", occurred="decided_on")
class GrantResumed(Later):
    """Payment begins again; the months are added to those before the suspension."""

    first_month: Clear[str]
    months: Clear[int]


@event("benefits.stop-decided", ja="支給中止の決定", basis="行政手続法14条", occurred="decided_on")
class StopDecided(Later):
    """The decision behind the GrantStopped stated with it: number, reasons and provision.

    `explained`: the person was asked for an explanation first.
    """

    last_month: Clear[str]
    reason: Clear[StopReason]
    citation: Clear[str]
    explained: Clear[bool]


@event(
    "benefits.explanation-asked",
    ja="説明の求め",
    basis="各市要綱(中止の前の聴き取り)",
    occurred="asked_on",
    provisional=True,
)
class ExplanationAsked(Event):
    """Before a stop the person is asked in writing what they say to it."""

    asked_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    due_on: Clear[date]
    reason: Clear[StopReason]
    question: Narrative[str]


@event(
    "benefits.explanation-given",
    ja="説明",
    basis="各市要綱(中止の前の聴き取り)",
    occurred="given_on",
    provisional=True,
)
class ExplanationGiven(Event):
    """What the person said."""

    given_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    medium: Clear[Medium]
    words: Narrative[str]


@event(
    "benefits.application-withdrawn",
    ja="申請の取下げ",
    basis="本人の書面",
    occurred="withdrawn_on",
    provisional=True,
)
class ApplicationWithdrawn(Event):
    """By the applicant, in a signed paper; the application itself stays. `extension_no` 0 = the application."""

    withdrawn_on: Clear[date]
    person: Clear[UUID]
    grant_no: Clear[int]
    extension_no: Clear[int]
    signed_on: Clear[date]
    receiver: Clear[UUID]
    reason: Narrative[str]


DECISIONS: tuple[type[Later], ...] = (
    GrantExtended,
    ExtensionRefused,
    AmountChanged,
    LaterRefused,
    GrantSuspended,
    GrantResumed,
    StopDecided,
)
"""Every later decision; final only under a witness's signature."""
