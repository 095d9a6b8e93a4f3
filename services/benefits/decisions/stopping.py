"""支給中止 as a decision of its own: the person is asked first, then drafted, reviewed, decided with reasons."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from events.contract import wareki
from events.contract.benefits import Found
from events.contract.benefits_life import (
    ExplanationAsked,
    ExplanationGiven,
    LaterFigures,
    Matter,
)
from events.contract.codes import Medium, StopReason
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from services.benefits.decisions.guards import (
    happened,
    month_named,
    running,
    told,
    unordered_after,
)
from services.benefits.decisions.later import Proposal, propose
from services.benefits.grant import Grant

FIRST_ASKED: Final = "中止の前の説明の求め"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskForExplanation:
    """The person may say something to it in writing until `due_on`."""

    today: date
    asked_on: date
    due_on: date
    reason: StopReason
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordExplanation:
    """What the person said."""

    today: date
    given_on: date
    medium: Medium
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStop:
    """`last_month` the last one paid. `unasked`: why no explanation was asked for, where none was."""

    today: date
    drafted_on: date
    drafter: UUID
    last_month: str
    reason: StopReason
    citation: str
    reasons: str
    unasked: str = ""


def ask_for_explanation(state: Grant | None, command: AskForExplanation) -> list[Event]:
    """Asked in writing, with a day; asked again it replaces the former."""
    grant = running(state)
    assert grant.decided is not None  # noqa: S101 - running
    made = ExplanationAsked(
        asked_on=command.asked_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        due_on=command.due_on,
        reason=command.reason,
        question=Open(grant.person, command.question),
    )
    if made == grant.life.asked:
        return []
    told(
        command.question,
        code="question-missing",
        ja="何について説明を求めるかを書いてください。",
        field="question",
    )
    happened(
        command.asked_on,
        today=command.today,
        field="asked_on",
        not_before=grant.decided.decided_on,
        step="支給決定",
    )
    if command.due_on <= command.asked_on:
        raise Refused("due-missing", "期限を、求めた日より後の日付にしてください。", field="due_on")
    return [made]


def record_explanation(state: Grant | None, command: RecordExplanation) -> list[Event]:
    """The answer to what was asked."""
    grant = running(state)
    asked = grant.life.asked
    if asked is None:
        raise Refused("nothing-asked", "説明を求めた記録がありません。")
    made = ExplanationGiven(
        given_on=command.given_on,
        person=grant.person,
        grant_no=grant.application.grant_no,
        medium=command.medium,
        words=Open(grant.person, command.words),
    )
    if made == grant.life.given:
        return []
    told(command.words, code="words-missing", ja="説明の内容を書いてください。", field="words")
    happened(
        command.given_on,
        today=command.today,
        field="given_on",
        not_before=asked.asked_on,
        step="説明の求め",
    )
    return [made]


def draft_stop(state: Grant | None, command: DraftStop) -> list[Event]:
    """The proposal: provision, reasons, the last month; never without the person having been asked, or why not."""
    grant = running(state)
    month_named(command.last_month, field="last_month")
    rests = grant.life.suspended is not None
    if not rests and (not grant.payable or command.last_month >= grant.payable[-1]):
        raise Refused(
            "nothing-to-stop",
            "支給決定の最後の月まで支給するなら、中止にはなりません。",
            field="last_month",
        )
    unordered_after(grant, command.last_month)
    told(
        command.citation,
        code="citation-missing",
        ja="根拠となる規定を書いてください。",
        field="citation",
    )
    told(
        command.reasons,
        code="reasons-missing",
        ja="理由を書いてください。中止の通知には理由の提示が必要です(行政手続法14条)。",
        field="reasons",
    )
    found = _asked_first(grant, command)
    figures = LaterFigures(household=None, monthly_yen=0, basis=None, findings=(found,))
    proposal = Proposal(
        matter=Matter.STOP,
        figures=figures,
        last_month=command.last_month,
        stop=command.reason,
        citation=command.citation,
        reasons=command.reasons,
    )
    return propose(grant, command, proposal)


def _asked_first(grant: Grant, command: DraftStop) -> Found:
    """Believed not to be required by law for money benefits (行政手続法13条2項4号); asked all the same (暫定)."""
    asked, given = grant.life.asked, grant.life.given
    citation = "各市要綱(暫定)"
    if given is not None:
        words = f"{wareki.long(given.given_on)} に本人の説明を受けました。"
    elif asked is not None and command.drafted_on > asked.due_on:
        words = f"期限 {wareki.long(asked.due_on)} までに説明はありませんでした。"
    elif command.unasked.strip():
        words = f"説明を求めていません。{command.unasked.strip()}"
    else:
        raise Refused(
            "explanation-first",
            "先に本人に説明を求めるか、求めない理由を書いてください(暫定の既定)。",
            field="unasked",
        )
    return Found(requirement=FIRST_ASKED, met=True, sentence=words, citation=citation)
