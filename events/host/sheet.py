"""A form as it is drawn: what was typed, under which command id, from which version, and what went wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4

from events.contract import kind_of
from events.host.asked_of_address import number_asked
from events.host.auth import ROLES_JA
from events.host.drafts import Draft, DraftOf, Saved
from events.host.form import Form
from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True)
class Note:
    """What stands above a form that came back. `kind`: info, warning, error, success."""

    kind: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A record that came in between, in words."""

    ja: str
    on: date
    at: datetime
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything a form template needs besides its own facts; `status` is the answer's HTTP status.

    `expected` = version of the stream the page was drawn from; `between` = what others recorded since;
    `sequence` = number of the newest stored draft, from which the browser counts on.
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
    sequence: int = 0

    @property
    def keeping(self) -> Mapping[str, str]:
        """Attributes of the form element that let it save itself: `<form … {{ sheet.keeping|xmlattr }}>`."""
        return {"data-draft-url": self.draft_url, "data-draft-sequence": str(self.sequence)}

    @property
    def draft_url(self) -> str:
        """Where the whole form is saved while somebody types."""
        return f"{self.prefix}/drafts/{self.draft_id}?{self._where}"

    @property
    def later_url(self) -> str:
        """For a button's `formaction`: あとで続ける saves and puts the draft on the ward's list."""
        return f"{self.prefix}/drafts/{self.draft_id}/later?{self._where}"

    @property
    def meanwhile(self) -> list[Meanwhile]:
        """`between` in words."""
        return [
            Meanwhile(
                kind_of(found.fact).ja,
                found.occurred_on,
                found.context.at,
                ROLES_JA.get(found.context.role, ""),
            )
            for found in self.between
        ]

    def resumed(self, draft: Draft) -> Sheet:
        """The form with the texts of a draft."""
        stale = _version(draft) not in (None, self.expected)
        return replace(
            self,
            form=Form(draft.fields),
            draft_id=draft.draft_id,
            saved_at=draft.saved_at,
            sequence=draft.sequence,
            note=STALE if stale else None,
        )

    def sent(
        self, form: Form, *, command_id: UUID, expected: int | None, draft_id: UUID | None
    ) -> Sheet:
        """The sheet as the browser sent it back."""
        return replace(
            self,
            form=form,
            command_id=command_id,
            expected=expected,
            draft_id=draft_id or self.draft_id,
            note=None,
        )

    def again(self, status: int, note: Note | None, **changes: Any) -> Sheet:
        """The same sheet for an answer that is no success."""
        return replace(self, status=status, note=note, **changes)

    def kept(self, saved: Saved | None) -> Sheet:
        """The sheet after its text was put into the draft, if it was."""
        return replace(self, saved_at=saved.at, sequence=saved.sequence) if saved else self

    @property
    def _where(self) -> str:
        known = {"form": self.of.form, "area": self.of.area, "at": self.of.at}
        return urlencode(known | ({"case": str(self.of.case)} if self.of.case else {}))


STALE = Note(
    "warning",
    "下書きのあとに別の記録がありました",
    "この下書きを書いたあとに記録が追加されています。最新の内容を確かめてから記録してください。",
)


def _version(draft: Draft) -> int | None:
    text = next(iter(draft.fields.get("expected_version", ())), "")
    return number_asked(text)
