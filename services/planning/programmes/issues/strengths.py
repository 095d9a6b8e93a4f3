"""強み: noted, and withdrawn where they no longer hold."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.assessment_codes import StrengthOf
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.sealed import Open
from events.contract.strengths import StrengthNoted, StrengthWithdrawn
from services.planning.decisions.guards import happened, told
from services.planning.programmes.issues.analysis import NOTHING_YET, Analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteStrength:
    """Of the person, the household or the surroundings."""

    today: date
    person: UUID
    noted_on: date
    holder: StrengthOf
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawStrength:
    """It no longer holds, or was noted by a slip."""

    today: date
    person: UUID
    strength_no: int
    withdrawn_on: date
    reason: str = ""


def note_strength(state: Analysis | None, command: NoteStrength) -> list[Event]:
    """One strength more; one that stands is not noted twice."""
    known = state or NOTHING_YET
    holder, words = Open(command.person, command.holder), Open(command.person, command.words)
    if any((one.noted.holder, one.noted.words) == (holder, words) for one in known.standing):
        return []
    happened(command.noted_on, today=command.today, field="noted_on")
    told(
        command.words, code="words-missing", ja="どのような強みかを書いてください。", field="words"
    )
    return [
        StrengthNoted(
            noted_on=command.noted_on,
            person=command.person,
            strength_no=len(known.strengths) + 1,
            holder=holder,
            words=words,
        )
    ]


def withdraw_strength(state: Analysis | None, command: WithdrawStrength) -> list[Event]:
    """Support no longer builds on it."""
    strengths = (state or NOTHING_YET).strengths
    if not 1 <= command.strength_no <= len(strengths):
        raise Refused("no-such-strength", "この強みは記録されていません。")
    strength = strengths[command.strength_no - 1]
    made = StrengthWithdrawn(
        withdrawn_on=command.withdrawn_on,
        person=command.person,
        strength_no=command.strength_no,
        reason=Open(command.person, command.reason),
    )
    if strength.withdrawn is not None:
        if strength.withdrawn == made:
            return []
        raise Refused("already-withdrawn", "この強みは、すでに取り下げられています。")
    happened(
        command.withdrawn_on,
        today=command.today,
        field="withdrawn_on",
        not_before=strength.noted.noted_on,
        step="強みの把握",
    )
    return [made]
