"""強み: noted, and withdrawn where they no longer hold."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.assessment_codes import StrengthOf
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.resource_picks import StrengthResourcePicked
from events.contract.sealed import Open
from events.contract.strengths import StrengthNoted, StrengthWithdrawn
from services.planning.decisions.guards import happened, told
from services.planning.programmes.issues.analysis import NOTHING_YET, Analysis, Strength


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteStrength:
    """Of the person, the household or the surroundings.

    `resource` = the entry of the directory it is, one of `known`; it is then a strength of the surroundings.
    """

    today: date
    person: UUID
    noted_on: date
    holder: StrengthOf
    words: str = ""
    resource: UUID | None = None
    known: frozenset[UUID] = frozenset()


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
    whose = StrengthOf.SURROUNDINGS if command.resource else command.holder
    holder, words = Open(command.person, whose), Open(command.person, command.words)
    if any(_same(one, holder, words, command.resource) for one in known.standing):
        return []
    happened(command.noted_on, today=command.today, field="noted_on")
    if command.resource is None:
        told(
            command.words,
            code="words-missing",
            ja="どのような強みかを書いてください。",
            field="words",
        )
    _of_the_directory(command)
    number = len(known.strengths) + 1
    noted = StrengthNoted(
        noted_on=command.noted_on,
        person=command.person,
        strength_no=number,
        holder=holder,
        words=words,
    )
    if command.resource is None:
        return [noted]
    return [
        noted,
        StrengthResourcePicked(
            picked_on=command.noted_on,
            person=command.person,
            strength_no=number,
            resource=command.resource,
        ),
    ]


def _same(one: Strength, holder: Open[StrengthOf], words: Open[str], resource: UUID | None) -> bool:
    picked = one.picked.resource if one.picked else None
    return (one.noted.holder, one.noted.words, picked) == (holder, words, resource)


def _of_the_directory(command: NoteStrength) -> None:
    if command.resource is None:
        return
    if command.resource not in command.known:
        raise Refused("no-such-resource", "台帳から資源を選び直してください。", field="resource")


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
