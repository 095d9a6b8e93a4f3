"""Facts of 住まいの支援: providers, dwellings looked at, viewings, help with the contract, things lent."""

from datetime import date
from uuid import UUID

from events.contract.codes import Dwelling
from events.contract.group import Address, Clear, Money, Narrative, Stat
from events.contract.housing_codes import (
    HOUSING,
    LentGoods,
    ProviderKind,
    ReturnedState,
    SearchOutcome,
    TenancyHelp,
    ViewingResult,
)
from events.contract.kind import Event, event


@event(
    "planning.housing-provider-registered",
    ja="住まいの事業者の登録",
    basis=HOUSING,
    occurred="registered_on",
)
class HousingProviderRegistered(Event):
    """An organisation, of no case. `designation` = 指定番号; `offers` in words. No names of its staff."""

    registered_on: Clear[date]
    kind: Clear[ProviderKind]
    name: Clear[str]
    telephone: Clear[str]
    designation: Clear[str]
    offers: Clear[str]


@event(
    "planning.housing-provider-ended",
    ja="住まいの事業者の登録の終了",
    basis=HOUSING,
    occurred="ended_on",
)
class HousingProviderEnded(Event):
    """No longer offered in forms; what was recorded stays."""

    ended_on: Clear[date]


@event("planning.home-searched", ja="物件探し", basis=HOUSING, occurred="searched_on")
class HomeSearched(Event):
    """One dwelling that was found or asked for, and what became of it."""

    searched_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    provider: Clear[UUID | None]
    outcome: Stat[SearchOutcome]
    rent_yen: Money[int | None]
    place: Address[str]
    note: Narrative[str]


@event("planning.viewing-arranged", ja="内覧の調整", basis=HOUSING, occurred="arranged_on")
class ViewingArranged(Event):
    """A viewing on `viewing_on`; `accompanied`: somebody of the office goes along."""

    arranged_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    viewing_on: Clear[date]
    provider: Clear[UUID | None]
    accompanied: Clear[bool]
    place: Address[str]


@event("planning.viewing-held", ja="内覧の結果", basis=HOUSING, occurred="held_on")
class ViewingHeld(Event):
    """What became of the viewing with the number `entry_no`."""

    held_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    accompanied: Clear[bool]
    result: Stat[ViewingResult]
    note: Narrative[str]


@event("planning.tenancy-helped", ja="契約の支援", basis=HOUSING, occurred="helped_on")
class TenancyHelped(Event):
    """保証人, 緊急連絡先, 書類 …: what was done so that a contract came about."""

    helped_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    provider: Clear[UUID | None]
    helps: Stat[tuple[TenancyHelp, ...]]
    note: Narrative[str]


@event("planning.home-moved-into", ja="新しい住まいへの入居", basis=HOUSING, occurred="moved_on")
class HomeMovedInto(Event):
    """The day somebody moved into a home of their own."""

    moved_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    provider: Clear[UUID | None]
    dwelling: Stat[Dwelling]
    rent_yen: Money[int | None]
    place: Address[str]


@event("planning.goods-lent", ja="物品の貸出し", basis=HOUSING, occurred="lent_on")
class GoodsLent(Event):
    """One thing, due back on `due_on`."""

    lent_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    item: Clear[LentGoods]
    due_on: Clear[date]
    provider: Clear[UUID | None]
    detail: Narrative[str]


@event("planning.goods-returned", ja="物品の返却", basis=HOUSING, occurred="returned_on")
class GoodsReturned(Event):
    """The thing with the number `entry_no` came back, or will not."""

    returned_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    state: Clear[ReturnedState]
    note: Narrative[str]


@event(
    "planning.housing-entry-voided",
    ja="住まいの支援の記録の取消",
    basis="docs/decisions/0009",
    occurred="voided_on",
)
class HousingEntryVoided(Event):
    """The entry with that number was a slip; it stays to be read and counts no longer."""

    voided_on: Clear[date]
    person: Clear[UUID]
    entry_no: Clear[int]
    reason: Narrative[str]
