"""What is done about a concern before it is over: 見立て, 確認, 再開, and a reply to who told."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from events.contract.codes import ContactMethod
from events.contract.concern import (
    ConcernLookedInto,
    ConcernReopened,
    ConcernReplied,
    ConcernTriaged,
)
from events.contract.concern_codes import ConcernHandling, LookOutcome, ReplyScope
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.intake.decisions.concern_guards import ahead, noted, running, since
from services.intake.decisions.guards import told
from services.intake.states.concern import Concern, Standing

RECEIPT: Final = "お知らせを受け取りました。こちらで確かめます。ありがとうございました。"
"""All that is told where nobody agreed to more; nothing typed goes with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageConcern:
    """見立て; a later one takes the place of an earlier one."""

    today: date
    triaged_on: date
    handling: ConcernHandling
    next_on: date | None = None
    note: str = ""


def triage_concern(state: Concern | None, command: TriageConcern) -> list[Event]:
    """What is to happen first, and until when."""
    state = running(state)
    since(state, command.triaged_on, today=command.today, field="triaged_on")
    ahead(command.next_on, after=command.triaged_on)
    made = ConcernTriaged(
        triaged_on=command.triaged_on,
        person=state.person,
        handling=command.handling,
        next_on=command.next_on,
        note=Open(state.person, command.note),
    )
    return [] if made == state.handled else [made]


@dataclass(frozen=True, slots=True, kw_only=True)
class LookIntoConcern:
    """One attempt, with or without success."""

    today: date
    looked_on: date
    method: ContactMethod
    outcome: LookOutcome
    next_on: date | None = None
    note: str = ""


def look_into_concern(state: Concern | None, command: LookIntoConcern) -> list[Event]:
    """The attempt; where somebody spoke, a word on what was seen is needed."""
    state = running(state)
    since(state, command.looked_on, today=command.today, field="looked_on")
    ahead(command.next_on, after=command.looked_on)
    if command.outcome not in {LookOutcome.ABSENT, LookOutcome.LEFT_NOTE}:
        told(
            command.note,
            code="note-missing",
            ja="見聴きしたことを一言書いてください。",
            field="note",
        )
    made = ConcernLookedInto(
        looked_on=command.looked_on,
        person=state.person,
        look_no=state.attempts + 1,
        method=command.method,
        outcome=command.outcome,
        next_on=command.next_on,
        note=Open(state.person, command.note),
    )
    return [] if _twin(state, made) else [made]


def _twin(state: Concern, made: ConcernLookedInto) -> bool:
    """The very same attempt as the last one, told again."""
    last = state.looks[-1] if state.looks else None
    return last is not None and replace(made, look_no=last.look_no) == last


@dataclass(frozen=True, slots=True, kw_only=True)
class ReopenConcern:
    """Somebody looks at it again."""

    today: date
    reopened_on: date
    note: str = ""


def reopen_concern(state: Concern | None, command: ReopenConcern) -> list[Event]:
    """Of one that ended or was handed over; what became a case goes on in the case."""
    state = noted(state)
    if state.standing is Standing.LINKED:
        raise Refused("concern-linked", "相談につながった気がかりは、相談の画面で続けてください。")
    if not state.over:
        return []
    since(state, command.reopened_on, today=command.today, field="reopened_on")
    told(command.note, code="note-missing", ja="再開する理由を書いてください。", field="note")
    return [
        ConcernReopened(
            reopened_on=command.reopened_on,
            person=state.person,
            note=Open(state.person, command.note),
        )
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyToConcern:
    """A reply to print. Beyond the receipt only with the person's consent or by law."""

    today: date
    replied_on: date
    scope: ReplyScope
    text: str = ""


def reply_to_concern(state: Concern | None, command: ReplyToConcern) -> list[Event]:
    """Also when it is over: what became of it is told then."""
    state = noted(state)
    since(state, command.replied_on, today=command.today, field="replied_on")
    if command.scope is ReplyScope.RECEIPT_ONLY and command.text.strip():
        raise Refused(
            "reply-beyond-scope",
            "「受け取ったことだけ」の返事は文が決まっています。書き足すときは範囲を選び直してください。",
            field="text",
        )
    if command.scope is not ReplyScope.RECEIPT_ONLY:
        told(command.text, code="text-missing", ja="返事の文を書いてください。", field="text")
    text = command.text if command.text.strip() else RECEIPT
    made = ConcernReplied(
        replied_on=command.replied_on,
        person=state.person,
        reply_no=len(state.replies) + 1,
        scope=command.scope,
        text=Open(state.person, text),
    )
    last = state.replies[-1] if state.replies else None
    same = last is not None and replace(made, reply_no=last.reply_no) == last
    return [] if same else [made]
