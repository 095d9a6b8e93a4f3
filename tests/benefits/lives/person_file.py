"""What the city holds of one person: the grants of its wards, months taken, grants elsewhere, tables of the city."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from events.contract import Event
from events.contract import fold as folded
from events.contract.benefits_person import HowKnown
from services.benefits import decisions as d
from services.benefits import months as taking
from services.benefits.fiscal import FiscalRule
from services.benefits.programmes.housing_security import municipal_rules, standards
from services.benefits.screens.register import Register
from tests.benefits.facts import DECIDER, PERSON
from tests.benefits.lives.author import Life
from tests.benefits.lives.ward_file import File


class PersonFile:
    """Every ward of the city, for one person."""

    def __init__(self, life: Life) -> None:
        self.city = (life.city.prefecture, life.city.name)
        self.files: list[File] = []
        self.person: list[Event] = []
        self.money = FiscalRule(by_month=life.by_month)
        self.numbers = 0
        if life.elsewhere is not None:
            self._elsewhere(*life.elsewhere)

    def _elsewhere(self, last: str, count: int, counted: bool) -> None:
        day = date(2027, 12, 1)
        first = _back(last, count - 1)
        self.on_person(
            d.record_elsewhere,
            d.RecordElsewhere(
                today=day,
                recorded_on=day,
                person=PERSON,
                municipality="別の市",
                first_month=first,
                last_month=last,
                months=count,
                known=HowKnown.OTHER_CITY,
            ),
        )
        if counted:
            self.on_person(
                d.count_elsewhere,
                d.CountElsewhere(
                    today=day,
                    decided_on=day,
                    entry_no=1,
                    counted=True,
                    officer=DECIDER,
                    reason="同じ支給の続き",
                ),
            )

    def on_person(self, decision: Any, command: Any) -> None:
        self.person += decision(folded(taking.evolve, self.person), command)

    @property
    def register(self) -> Register:
        rows: Any = [
            SimpleNamespace(
                stream=one.stream,
                arrived_on=one.grant.application.arrived_on,
                last_paid=max((p.month for p in one.grant.paid), default=""),
                months_used=one.grant.months_used,
            )
            for one in self.files
        ]
        state = folded(taking.evolve, self.person)
        elsewhere = state.paid_elsewhere if state else ()
        return Register(
            persons=frozenset({PERSON}), own=rows, elsewhere=elsewhere, state=state, version=0
        )

    def table(self, size: int, on: date) -> dict[str, Any]:
        return {
            "standard": standards.standard(*self.city, size, on),
            "rule": municipal_rules.municipal_rule(*self.city, on),
        }

    def next_number(self) -> str:
        self.numbers += 1
        return f"福生第{self.numbers}号"


def _back(month: str, count: int) -> str:
    number = int(month[:4]) * 12 + int(month[5:]) - 1 - count
    return f"{number // 12}-{number % 12 + 1:02d}"
