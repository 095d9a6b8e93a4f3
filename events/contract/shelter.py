"""Facts of a stay in 一時生活支援・居住支援: who sleeps where, until when, what was given."""

from datetime import date
from uuid import UUID

from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event
from events.contract.shelter_codes import (
    LODGING,
    Destination,
    ExitReason,
    ShelterGoods,
    StayBasis,
)

PERIOD = "生活困窮者自立支援法施行規則(利用期間3か月、必要なとき6か月まで)"


@event("planning.stay-began", ja="入所", basis=LODGING, occurred="began_on")
class StayBegan(Event):
    """The first night is that of `began_on`; the person leaves by `until_on`, as `citation` has it.

    `before_decision`: urgent, before the 支援決定 it needs (`plan_no` 0, no number); linked later.
    """

    began_on: Clear[date]
    person: Clear[UUID]
    stay_no: Clear[int]
    room: Clear[UUID]
    bed: Clear[int]
    use: Clear[UUID]
    basis: Clear[StayBasis]
    before_decision: Clear[bool]
    plan_no: Clear[int]
    decision_number: Clear[str]
    until_on: Clear[date]
    citation: Clear[str]
    circumstances: Narrative[str]


@event("planning.stay-moved", ja="居室の移動", basis=LODGING, occurred="moved_on")
class StayMoved(Event):
    """Another bed from the night of `moved_on` on."""

    moved_on: Clear[date]
    person: Clear[UUID]
    stay_no: Clear[int]
    room: Clear[UUID]
    bed: Clear[int]
    use: Clear[UUID]
    reason: Narrative[str]


@event("planning.stay-ended", ja="退所", basis=LODGING, occurred="left_on")
class StayEnded(Event):
    """The last night was the one before `left_on`."""

    left_on: Clear[date]
    person: Clear[UUID]
    stay_no: Clear[int]
    reason: Stat[ExitReason]
    destination: Stat[Destination]
    note: Narrative[str]


@event("planning.stay-voided", ja="入所の取消", basis="docs/decisions/0009", occurred="voided_on")
class StayVoided(Event):
    """The stay was recorded by mistake: it never was, and counts nowhere."""

    voided_on: Clear[date]
    person: Clear[UUID]
    stay_no: Clear[int]
    reason: Narrative[str]


@event(
    "planning.stay-linked", ja="一時生活の支援決定との結び付け", basis=LODGING, occurred="linked_on"
)
class StayLinked(Event):
    """An urgent stay is covered by the 支援決定 that came after it."""

    linked_on: Clear[date]
    person: Clear[UUID]
    stay_no: Clear[int]
    plan_no: Clear[int]
    decision_number: Clear[str]


@event(
    "planning.stay-extension-proposed",
    ja="利用期間の延長の起案",
    basis=PERIOD,
    occurred="proposed_on",
    provisional=True,
)
class StayExtensionProposed(Event):
    """Why the person needs to stay until a later day."""

    proposed_on: Clear[date]
    person: Clear[UUID]
    stay_no: Clear[int]
    until_on: Clear[date]
    drafter: Clear[UUID]
    reason: Narrative[str]


@event(
    "planning.stay-extension-decided",
    ja="利用期間の延長の決定",
    basis=PERIOD,
    occurred="decided_on",
    provisional=True,
)
class StayExtensionDecided(Event):
    """Granted or not, by a post that may; never by who proposed. `approved` = leaf hash of the 起案."""

    decided_on: Clear[date]
    person: Clear[UUID]
    stay_no: Clear[int]
    granted: Clear[bool]
    until_on: Clear[date]
    number: Clear[str]
    citation: Clear[str]
    post: Clear[str]
    decider: Clear[UUID]
    drafter: Clear[UUID]
    approved: Clear[str]
    reasons: Narrative[str]


@event("planning.shelter-goods-issued", ja="食事・物品の提供", basis=LODGING, occurred="issued_on")
class ShelterGoodsIssued(Event):
    """One of each item, on one day of a stay; `entry_no` counts within the case."""

    issued_on: Clear[date]
    person: Clear[UUID]
    stay_no: Clear[int]
    entry_no: Clear[int]
    items: Stat[tuple[ShelterGoods, ...]]
    note: Narrative[str]


@event(
    "planning.shelter-goods-voided",
    ja="食事・物品の提供の取消",
    basis="docs/decisions/0009",
    occurred="voided_on",
)
class ShelterGoodsVoided(Event):
    """The entry was a slip; it stays to be read and counts no longer."""

    voided_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    reason: Narrative[str]
