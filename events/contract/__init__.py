"""The facts: what can be stated, by which word, on which basis, and how it is protected.

Standard library only. Importing this package declares every kind.
"""

from events.contract import (
    benefits,
    concern,
    council,
    exporting,
    intake,
    planning,
    renewing,
    scanning,
)
from events.contract.answer import DECLINED, NOT_ASKED, UNKNOWN, Answer, Unanswered, answered
from events.contract.deciding import Refused, fold
from events.contract.group import EVERY_GROUP, OVER_THE_BUS, Group
from events.contract.kind import KINDS, Event, Kind, event, kind_of, upcast
from events.contract.sealed import NotPermitted, Open, Sealed, Shredded, opened

__all__ = [
    "DECLINED",
    "EVERY_GROUP",
    "KINDS",
    "NOT_ASKED",
    "OVER_THE_BUS",
    "UNKNOWN",
    "Answer",
    "Event",
    "Group",
    "Kind",
    "NotPermitted",
    "Open",
    "Refused",
    "Sealed",
    "Shredded",
    "Unanswered",
    "answered",
    "benefits",
    "concern",
    "council",
    "event",
    "exporting",
    "fold",
    "intake",
    "kind_of",
    "opened",
    "planning",
    "renewing",
    "scanning",
    "upcast",
]
