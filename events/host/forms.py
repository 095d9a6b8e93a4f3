"""From the texts of an HTML form to a command, and the life of one submission."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import Depends, Request
from starlette.responses import Response

from events.host.desk import Desk
from events.host.form import Form
from events.host.sheet import Sheet

C = TypeVar("C")


@dataclass(frozen=True, slots=True)
class FormErrors:
    """Why a form is no command: the form with a sentence per field."""

    form: Form

    @property
    def wrong(self) -> Mapping[str, str]:
        return self.form.wrong


@dataclass(frozen=True, slots=True)
class SentForm:
    """A submitted form. `expected` is the version its page was drawn from."""

    form: Form
    command_id: UUID
    expected: int | None
    draft_id: UUID | None


async def sent_form(request: Request) -> SentForm:
    """Reads the body; a form without a command id is refused."""
    raise NotImplementedError


Sent = Annotated[SentForm, Depends(sent_form)]


def read_form(
    form: Form,
    into: type[C],
    *,
    today: date,
    given: Mapping[str, Any] | None = None,
) -> C | FormErrors:
    """The command the texts mean; `given` fills fields that nobody types (today, standing …)."""
    raise NotImplementedError


def submit(
    desk: Desk,
    sent: SentForm,
    sheet: Sheet,
    *,
    into: type[C],
    act: Callable[[C], str],
    draw: Callable[[Sheet], Response],
    given: Mapping[str, Any] | None = None,
) -> Response:
    """Read, act, go (303) to the path `act` returns; else the same page again with everything typed.

    422 for errors and refusals, 409 with what came in between and a new command id, 503 with the text.
    """
    raise NotImplementedError
