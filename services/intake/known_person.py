"""Somebody intake has received, as the index holds them in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from events.contract import Unanswered, opened
from events.contract.answer import Answer
from events.contract.codes import Naming
from events.contract.correcting import ReceptionCorrected
from events.contract.intake import ConsultationReceived
from services.intake.case_number import case_number
from services.intake.matching import Traits, traits

if TYPE_CHECKING:
    from events.log.recorded import Recorded


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One reception and whom it concerned. Texts as typed; `traits` are their comparison forms."""

    case: UUID
    number: str
    person: UUID
    area: str
    received_on: date
    naming: Naming
    name: str = field(repr=False)
    kana: str = field(repr=False)
    born_on: date | None = field(repr=False)
    traits: Traits = field(repr=False)


def keys(known: Traits) -> Iterator[tuple[str, object]]:
    """Under which a person is looked up."""
    if known.kana:
        yield "kana", known.kana
        yield "heard", known.as_heard
        yield "parts", known.parts
    if known.name:
        yield "name", known.name
    if known.born_on:
        yield "born", known.born_on
    for phone in known.phones:
        yield "phone", phone


def known_person(recorded: Recorded, fact: ConsultationReceived) -> Known:
    name, kana = _text(opened(fact.name, "")), _text(opened(fact.kana, ""))
    born_on = opened(fact.born_on, None)
    known_day = None if isinstance(born_on, Unanswered) else born_on
    return Known(
        case=recorded.case,
        number=case_number(recorded),
        person=fact.person,
        area=recorded.context.area,
        received_on=fact.received_on,
        naming=fact.naming,
        name=name,
        kana=kana,
        born_on=known_day,
        traits=traits(name, kana, known_day, [_text(opened(fact.phone, ""))]),
    )


def corrected_person(known: Known, fact: ReceptionCorrected) -> Known:
    """The person as a correction names them; its telephone number takes the place of the former."""

    def said(name: str, before: str) -> str:
        return _text(opened(getattr(fact, name), None) or before) if name in fact.fields else before

    name, kana = said("name", known.name), said("kana", known.kana)
    born_on = known.born_on
    if "born_on" in fact.fields:
        told = opened(fact.born_on, None)
        born_on = None if isinstance(told, Unanswered) else told
    phones = [said("phone", "")] if "phone" in fact.fields else list(known.traits.phones)
    return replace(
        known,
        naming=fact.naming or known.naming,
        name=name,
        kana=kana,
        born_on=born_on,
        traits=traits(name, kana, born_on, phones),
    )


def _text(answer: Answer[str]) -> str:
    return "" if isinstance(answer, Unanswered) else answer
