"""助言 by the chief, and what was made of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.supervision import AdviceAnswered, AdviceGiven
from services.planning.programmes.supervision.record import Supervision


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveAdvice:
    """Words to whoever works on the case."""

    today: date
    person: UUID
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerAdvice:
    """What was made of advice number `of_no`."""

    today: date
    person: UUID
    of_no: int
    words: str


def give_advice(state: Supervision | None, command: GiveAdvice) -> list[Event]:
    """The next number; an advice without words is none, the last one said again the same day is one."""
    given = state.advice if state else ()
    _said(command.words)
    words = Open(command.person, command.words.strip())
    if given and (given[-1].advised_on, given[-1].words) == (command.today, words):
        return []
    return [
        AdviceGiven(
            advised_on=command.today,
            person=command.person,
            advice_no=len(given) + 1,
            words=words,
        )
    ]


def answer_advice(state: Supervision | None, command: AnswerAdvice) -> list[Event]:
    """Once per advice."""
    now = state or Supervision()
    if not 1 <= command.of_no <= len(now.advice):
        raise Refused("no-such-advice", "その助言は見つかりません。", field="of_no")
    if command.of_no in now.answers:
        raise Refused("already-answered", "この助言への対応は記録済みです。", field="words")
    _said(command.words)
    return [
        AdviceAnswered(
            answered_on=command.today,
            person=command.person,
            of_no=command.of_no,
            words=Open(command.person, command.words.strip()),
        )
    ]


def _said(words: str) -> None:
    if not words.strip():
        raise Refused("words-missing", "内容を書いてください。", field="words")
