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
    """One reception and whom it concerned. Texts as typed."""

    case: UUID
    number: str
    person: UUID
    area: str
    received_on: date
    naming: Naming
    name: str = field(repr=False)
    kana: str = field(repr=False)
    born_on: date | None = field(repr=False)
    phone: str = field(repr=False)

    @property
    def traits(self) -> Traits:
        """The comparison forms, made anew each time: half a million of them would fill the memory."""
        return traits(self.name, self.kana, self.born_on, [self.phone])


def keys(known: Traits) -> Iterator[str]:
    """Under which a person is looked up; the first letter tells the kind."""
    if known.kana:
        yield kana_key(known.kana)
        yield f"h{known.as_heard}"
        if len(known.parts) > 1:
            yield f"p{' '.join(sorted(known.parts))}"
    if known.name:
        yield name_key(known.name)
    if known.born_on:
        yield f"b{known.born_on:%Y%m%d}"
    for phone in known.phones:
        yield f"t{phone}"


def kana_key(kana: str) -> str:
    """The key of a kana form."""
    return f"k{kana}"


def name_key(name: str) -> str:
    """The key of the comparison form of a name."""
    return f"n{name}"


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
        phone=_text(opened(fact.phone, "")),
    )


def corrected_person(known: Known, fact: ReceptionCorrected) -> Known:
    """The person as a correction names them; its telephone number takes the place of the former."""

    def said(name: str, before: str) -> str:
        told = opened(getattr(fact, name), None) if name in fact.fields else None
        return before if told is None else _text(told)

    name, kana = said("name", known.name), said("kana", known.kana)
    born_on = known.born_on
    if "born_on" in fact.fields:
        told = opened(fact.born_on, None)
        born_on = None if isinstance(told, Unanswered) else told
    return replace(
        known,
        naming=fact.naming or known.naming,
        name=name,
        kana=kana,
        born_on=born_on,
        phone=said("phone", known.phone),
    )


def _text(answer: Answer[str]) -> str:
    return "" if isinstance(answer, Unanswered) else answer
