"""Which key a sealed part is sealed under: as narrow as what may have to be forgotten (decision 0005)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple, TypeAlias
from uuid import UUID

from events.contract import Group

COHORT: Final = "cohort"
GROUP: Final = "group"
ENTRY: Final = "entry"
PERSON: Final = "person"
NOBODY: Final = UUID(int=0)
_STAT: Final = Group.STAT.code
_NARRATIVE: Final = Group.NARRATIVE.code
FISCAL_APRIL: Final = 4


class Use(NamedTuple):
    """One part that is to be sealed: group code, person, event id, and legal day of the fact."""

    group: int
    subject: UUID
    event: UUID
    on: date


class Slot(NamedTuple):
    """The place of one key. What does not apply is empty; sortable, so that writers never cross."""

    kind: str
    subject: UUID = NOBODY
    group: int = 0
    cohort: str = ""
    event: UUID = NOBODY


Made: TypeAlias = Mapping[Use, tuple[UUID, bytes]]
"""Use → key id and key."""


def person_slot(subject: UUID) -> Slot:
    """The key of a person: wraps the keys of narratives, and sealed everything before key kinds."""
    return Slot(PERSON, subject)


def slot_of(use: Use, body: str) -> Slot:
    """The key for a part in the installation of `body` (code of the municipality)."""
    if use.group == _STAT:
        return Slot(COHORT, cohort=cohort(use.on, body))
    if use.group == _NARRATIVE:
        return Slot(ENTRY, use.subject, use.group, event=use.event)
    return Slot(GROUP, use.subject, use.group)


def cohort(on: date, body: str) -> str:
    """`2026/271004`: fiscal year of the legal day, and the body."""
    return f"{on.year - (on.month < FISCAL_APRIL)}/{body}"
