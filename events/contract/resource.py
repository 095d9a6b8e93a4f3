"""Facts of 社会資源台帳: a directory in which every resource is its own stream and its own case.

What the public may know of a resource is clear; who answers the telephone is sealed.
"""

from datetime import date

from events.contract.codes import HOUSE
from events.contract.community_codes import ResourceTheme, Vacancy
from events.contract.group import Address, Clear, Identity, Narrative
from events.contract.kind import Event, event


@event("planning.resource-listed", ja="社会資源の登録", basis=HOUSE, occurred="listed_on")
class ResourceListed(Event):
    """`wards` = area codes it serves, empty = the whole city. `capacity` 0 = not counted."""

    listed_on: Clear[date]
    title: Clear[str]
    theme: Clear[ResourceTheme]
    wards: Clear[tuple[str, ...]]
    offers: Clear[str]
    opening: Clear[str]
    capacity: Clear[int]
    vacancy: Clear[Vacancy]
    contact: Identity[str]
    place: Address[str]


@event("planning.resource-changed", ja="社会資源の登録の変更", basis=HOUSE, occurred="changed_on")
class ResourceChanged(Event):
    """The whole entry as it is from that day on; it counts as confirmed that day."""

    changed_on: Clear[date]
    title: Clear[str]
    theme: Clear[ResourceTheme]
    wards: Clear[tuple[str, ...]]
    offers: Clear[str]
    opening: Clear[str]
    capacity: Clear[int]
    vacancy: Clear[Vacancy]
    contact: Identity[str]
    place: Address[str]


@event("planning.resource-confirmed", ja="社会資源の確認", basis=HOUSE, occurred="confirmed_on")
class ResourceConfirmed(Event):
    """Somebody asked: the entry is still right, and this is the room there is."""

    confirmed_on: Clear[date]
    vacancy: Clear[Vacancy]
    note: Narrative[str]


@event("planning.resource-closed", ja="社会資源の登録の終わり", basis=HOUSE, occurred="closed_on")
class ResourceClosed(Event):
    """Nobody is sent there any more."""

    closed_on: Clear[date]
    reason: Narrative[str]
