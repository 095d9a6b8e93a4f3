"""Facts of other bodies' programmes for work, e.g. 生活保護受給者等就労自立促進事業, 総合就職サポート事業.

Which programmes there are stands in the municipality's file. Numbers as in `work_preparation`.
"""

from datetime import date
from uuid import UUID

from events.contract.group import Clear, Identity, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.work_codes import NETWORK, ProgrammeResult


@event(
    "planning.linked-programme-asked", ja="連携事業の利用依頼", basis=NETWORK, occurred="asked_on"
)
class LinkedProgrammeAsked(Event):
    """`programme` is the code in the municipality's file, `title` its name that day.

    `consent_on`: the day on which the person agreed that what is needed is told to that body.
    """

    asked_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    programme: Clear[str]
    title: Clear[str]
    consent_on: Clear[date]
    aim: Narrative[str]


@event(
    "planning.linked-programme-accepted",
    ja="連携事業の受入れ",
    basis=NETWORK,
    occurred="accepted_on",
)
class LinkedProgrammeAccepted(Event):
    """The other body takes the person on; `in_charge` is who meets them there."""

    accepted_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    next_on: Clear[date | None]
    in_charge: Identity[str]


@event(
    "planning.linked-programme-progressed",
    ja="連携事業の経過",
    basis=NETWORK,
    occurred="progressed_on",
)
class LinkedProgrammeProgressed(Event):
    """How it goes on. What the other body told us names the day of the consent to it (`shared_back_on`)."""

    progressed_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    shared_back_on: Clear[date | None]
    next_on: Clear[date | None]
    note: Narrative[str]


@event("planning.linked-programme-left", ja="連携事業の結果", basis=NETWORK, occurred="left_on")
class LinkedProgrammeLeft(Event):
    """The end of it; also where the person was never accepted."""

    left_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    of_no: Clear[int]
    result: Stat[ProgrammeResult]
    note: Narrative[str]
