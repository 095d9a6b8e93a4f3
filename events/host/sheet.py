"""A form as it is drawn: what was typed, under which command id, from which version, and what went wrong."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID, uuid4

from events.host.drafts import DraftOf
from events.host.form import Form
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True)
class Note:
    """What stands above a form that came back. `kind`: info, warning, error, success."""

    kind: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything a form template needs besides its own facts; `status` is the answer's HTTP status.

    `expected` = version of the stream the page was drawn from; `between` = what others recorded since.
    """

    of: DraftOf
    prefix: str
    form: Form = field(default_factory=Form)
    command_id: UUID = field(default_factory=uuid4)
    draft_id: UUID = field(default_factory=uuid4)
    expected: int | None = None
    status: int = 200
    note: Note | None = None
    between: tuple[Recorded, ...] = ()
    saved_at: datetime | None = None

    @property
    def draft_url(self) -> str:
        """For `data-draft-url`: where the whole form is saved while somebody types."""
        return f"{self.prefix}/drafts/{self.draft_id}?{self._where}"

    @property
    def later_url(self) -> str:
        """For `data-later`: あとで続ける, saves and puts the draft on the ward's list."""
        return f"{self.prefix}/drafts/{self.draft_id}/later?{self._where}"

    def again(self, status: int, note: Note | None, **changes: object) -> Sheet:
        """The same sheet for an answer that is no success."""
        return replace(self, status=status, note=note, **changes)  # type: ignore[arg-type]

    @property
    def _where(self) -> str:
        known = {"form": self.of.form, "area": self.of.area, "at": self.of.at}
        return urlencode(known | ({"case": str(self.of.case)} if self.of.case else {}))
