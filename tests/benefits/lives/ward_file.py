"""One grant as its ward keeps it: facts, state, the letters drawn from each decision."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid5

from events.contract import Event, Open
from events.contract.benefits import GrantDecided, GrantRefused
from events.contract.benefits_life import Later
from events.host.procedure import instruction_on
from services.benefits.grant import Grant, evolve, stream_of
from services.benefits.notices.notice import Head, Letter, Notice
from services.benefits.notices.of_decisions import of_grant, of_grant_to_payee, of_refusal
from services.benefits.notices.of_later import of_later, of_later_to_payee
from tests.benefits.facts import LEAF, SPACE

APPROVAL: dict[str, Any] = {"post": "課長", "entitled": True, "approved": LEAF, "standing": LEAF}


class File:
    """One grant in its ward: facts, state, letters."""

    def __init__(self, number: int) -> None:
        self.stream = stream_of(uuid5(SPACE, f"case {number}"), 1)
        self.facts: list[Event] = []
        self.state: Grant | None = None
        self.letters: list[Letter] = []
        self.claim: list[Event] = []

    def take(self, decision: Any, command: Any) -> list[Event]:
        made: list[Event] = list(decision(self.state, command))
        for fact in made:
            self.state = evolve(self.state, fact)
            self.facts.append(fact)
            if isinstance(fact, GrantDecided | GrantRefused | Later):
                self._letters(fact)
        return made

    @property
    def grant(self) -> Grant:
        assert self.state is not None
        return self.state

    def _letters(self, fact: Event) -> None:
        grant = self.grant
        if isinstance(fact, GrantDecided):
            drawn: list[Notice | None] = [of_grant(grant, fact), of_grant_to_payee(grant, fact)]
        elif isinstance(fact, GrantRefused):
            drawn = [of_refusal(grant, fact)]
        else:
            assert isinstance(fact, Later)
            drawn = [of_later(grant, fact), of_later_to_payee(grant, fact)]
        self.letters += [Letter(notice=one, head=head_of(one)) for one in drawn if one]


def yen_of(fact: Any) -> int:
    assert isinstance(fact.amount_yen, Open)
    return int(fact.amount_yen.value)


def head_of(notice: Notice) -> Head:
    day = date(2026, 11, 1)
    told = instruction_on((), day)
    return Head(
        number="",
        issued_on=day,
        form="",
        title=notice.kind.ja,
        sender="市長",
        office="",
        instruction=(told.appeal, told.lawsuit) if notice.contestable else (),
    )
