"""Autosaved forms: sealed rows outside the record, kept until their command stands in it or they expire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftOf:
    """Where a draft belongs. `form` names the form, `at` is the path of its page (ids only)."""

    form: str
    case: UUID | None
    area: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A stored draft, opened. `fields`: name → texts as typed."""

    draft_id: UUID
    command_id: UUID
    of: DraftOf
    owner: UUID
    owner_name: str
    sequence: int
    fields: Mapping[str, Sequence[str]]
    saved_at: datetime
    handed_over: bool


class Drafts:
    """The drafts of one service, reached as its drafter."""

    def save(
        self,
        draft_id: UUID,
        command_id: UUID,
        of: DraftOf,
        owner: UUID,
        owner_name: str,
        sequence: int,
        fields: Mapping[str, Sequence[str]],
    ) -> datetime | None:
        """Store unless a newer or foreign state stands there (None)."""
        raise NotImplementedError

    def load(self, draft_id: UUID) -> Draft | None:
        """The draft, if it has not expired."""
        raise NotImplementedError

    def list_for(self, owner: UUID, areas: frozenset[str]) -> list[Draft]:
        """Own drafts and those handed over in these areas, the newest first."""
        raise NotImplementedError

    def others_at(self, case: UUID, owner: UUID) -> list[Draft]:
        """Drafts of other people at the same case touched lately (入力中)."""
        raise NotImplementedError

    def hand_over(self, draft_id: UUID) -> None:
        """Put it on the ward's list."""
        raise NotImplementedError

    def discard(self, draft_id: UUID) -> None:
        """Delete it now."""
        raise NotImplementedError

    def delete_acknowledged(self) -> int:
        """Delete what stands in the record or has expired; return how many."""
        raise NotImplementedError
