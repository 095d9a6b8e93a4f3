"""Facts of a 気がかり: what the office heard of somebody who is not yet a case (step 1 of the programme).

A concern is a stream of its own and its own `case`. Values are sealed under pseudonyms of its own, `person`
for the one it is about and `informant` for who told; nobody has a record in a case by being told of.
"""

from datetime import date
from typing import Final
from uuid import UUID

from events.contract.answer import Answer
from events.contract.codes import ContactMethod, ReferralTarget, Urgency
from events.contract.concern_codes import (
    OUTREACH,
    ConcernBasis,
    ConcernEndReason,
    ConcernHandling,
    ConcernSource,
    CouncilOutcome,
    LookOutcome,
    ReplyScope,
)
from events.contract.group import Address, Clear, Identity, Narrative
from events.contract.kind import Event, event

TAKEN_UP: Final = "法3条2項(把握から相談受付への引継ぎ)"


class BeforeCase(Event):
    """A fact that belongs to no case: no list, timeline or number of cases takes it up."""

    __slots__ = ()


@event(
    "intake.concern-noted",
    ja="気がかりの受付",
    basis=OUTREACH,
    occurred="noted_on",
    provisional=True,
)
class ConcernNoted(BeforeCase):
    """Somebody told of signs. `partner` = code of the partner desk, empty where none is registered.

    `basis_note` cites the statute where the basis is another one; `reference` = the desk's own number.
    """

    noted_on: Clear[date]
    person: Clear[UUID]
    source: Clear[ConcernSource]
    partner: Clear[str]
    basis: Clear[ConcernBasis]
    urgency: Clear[Urgency]
    reply_wanted: Clear[bool]
    name: Identity[Answer[str]]
    kana: Identity[Answer[str]]
    informant: Identity[str]
    reference: Identity[str]
    address: Address[Answer[str]]
    phone: Address[Answer[str]]
    told: Narrative[str]
    basis_note: Narrative[str]


@event(
    "intake.concern-triaged",
    ja="気がかりの見立て",
    basis=OUTREACH,
    occurred="triaged_on",
    provisional=True,
)
class ConcernTriaged(BeforeCase):
    """What is to happen, until when. The first one ends the time from notice to 見立て."""

    triaged_on: Clear[date]
    person: Clear[UUID]
    handling: Clear[ConcernHandling]
    next_on: Clear[date | None]
    note: Narrative[str]


@event(
    "intake.concern-looked-into",
    ja="気がかりの確認",
    basis=OUTREACH,
    occurred="looked_on",
    provisional=True,
)
class ConcernLookedInto(BeforeCase):
    """One attempt to see how the person is: a visit, a call, a word with others."""

    looked_on: Clear[date]
    person: Clear[UUID]
    look_no: Clear[int]
    method: Clear[ContactMethod]
    outcome: Clear[LookOutcome]
    next_on: Clear[date | None]
    note: Narrative[str]


@event(
    "intake.concern-discussed",
    ja="支援会議での協議",
    basis="法9条",
    occurred="discussed_on",
    provisional=True,
)
class ConcernDiscussed(BeforeCase):
    """The part of a council's minutes that is about this person. `council` = stream of the meeting.

    `shared` = what the members told each other; `roles` = who does what.
    """

    discussed_on: Clear[date]
    person: Clear[UUID]
    council: Clear[UUID]
    outcome: Clear[CouncilOutcome]
    next_on: Clear[date | None]
    shared: Narrative[str]
    roles: Narrative[str]


@event(
    "intake.council-minutes-opened",
    ja="支援会議の記録の閲覧",
    basis="法9条",
    occurred="opened_on",
    provisional=True,
)
class CouncilMinutesOpened(BeforeCase):
    """Somebody opened what a council had shared about this person. `reader` = pseudonym of the reader."""

    opened_on: Clear[date]
    person: Clear[UUID]
    reader: Clear[UUID]
    reason: Narrative[str]


@event(
    "intake.concern-linked",
    ja="気がかりから相談へ",
    basis=TAKEN_UP,
    occurred="linked_on",
    provisional=True,
)
class ConcernLinked(BeforeCase):
    """The concern became `case`, or belongs to that case (`known`, which stood before)."""

    linked_on: Clear[date]
    person: Clear[UUID]
    case: Clear[UUID]
    known: Clear[bool]


@event(
    "intake.concern-handed-over",
    ja="気がかりのつなぎ",
    basis=OUTREACH,
    occurred="handed_on",
    provisional=True,
)
class ConcernHandedOver(BeforeCase):
    """Another body goes on with it. The envelope carries the basis of sharing."""

    handed_on: Clear[date]
    person: Clear[UUID]
    target: Clear[ReferralTarget]
    note: Narrative[str]


@event(
    "intake.concern-ended",
    ja="気がかりの終わり",
    basis=OUTREACH,
    occurred="ended_on",
    provisional=True,
)
class ConcernEnded(BeforeCase):
    """Nothing more is done about it here."""

    ended_on: Clear[date]
    person: Clear[UUID]
    reason: Clear[ConcernEndReason]
    note: Narrative[str]


@event(
    "intake.concern-reopened",
    ja="気がかりの再開",
    basis=OUTREACH,
    occurred="reopened_on",
    provisional=True,
)
class ConcernReopened(BeforeCase):
    """It had ended, or was handed over, and is looked at again."""

    reopened_on: Clear[date]
    person: Clear[UUID]
    note: Narrative[str]


@event(
    "intake.concern-replied",
    ja="知らせた方への返事",
    basis=OUTREACH,
    occurred="replied_on",
    provisional=True,
)
class ConcernReplied(BeforeCase):
    """What the referring desk was told, to be printed; the product itself sends nothing."""

    replied_on: Clear[date]
    person: Clear[UUID]
    reply_no: Clear[int]
    scope: Clear[ReplyScope]
    text: Narrative[str]


@event(
    "intake.concern-taken-up",
    ja="気がかりからの受付",
    basis=TAKEN_UP,
    occurred="taken_on",
    provisional=True,
)
class ConcernTakenUp(Event):
    """Stands in the case: which concern it came from, from which desk, and since when the office knew."""

    taken_on: Clear[date]
    person: Clear[UUID]
    concern: Clear[UUID]
    source: Clear[ConcernSource]
    partner: Clear[str]
    noted_on: Clear[date]
