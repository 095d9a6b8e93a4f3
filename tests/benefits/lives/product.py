"""The same life through the real decisions, in memory: decide, evolve; answers in the words of the book."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from events.contract import Refused, opened
from events.contract import fold as folded
from services.benefits import claim as claims
from services.benefits import months as taking
from services.benefits.grant import Stage
from services.benefits.programmes.housing_security import period
from services.benefits.programmes.housing_security.stage import EXTENSIONS
from tests.benefits.lives.author import Step
from tests.benefits.lives.paying import Paying
from tests.benefits.lives.ward_file import yen_of

WORDS = {
    "year-closed": "year over",
    "past-year": "year over",
    "fiscal-year": "year over",
    "month-taken": "taken",
    "not-payable": "not payable",
    "already-ordered": "ordered already",
    "commitment-short": "short",
    "months-open": "open months",
    "may-resume": "may come back",
    "nothing-to-change": "same",
    "nothing-to-stop": "nothing to stop",
    "nothing-returned": "nothing returned",
    "more-than-paid": "more than paid",
    "more-than-owed": "more than owed",
    "several-years": "several years",
    "not-expenditure": "is revenue",
    "year-open": "year open",
    "suspended": "suspended",
}
STATES = {
    Stage.SUSPENDED: "paused",
    Stage.ACTIVE: "running",
    Stage.REFUSED: "refused",
    Stage.STOPPED: "stopped",
    Stage.ENDED: "ended",
}


class Office(Paying):
    """Every ward of the city, for one person."""

    def do(self, step: Step) -> tuple[Any, ...]:
        try:
            answer: tuple[Any, ...] = getattr(self, step.what)(step.grant, step.on, **step.told)
        except Refused as refusal:
            return ("no", WORDS.get(refusal.code, refusal.code))
        return answer

    def standing(self, grant: int) -> dict[str, Any]:
        file = self.files[grant]
        state, paying = file.grant, file.grant.paying
        months: dict[str, tuple[Any, ...]] = {}
        for month in state.payable:
            held = state.months.get(month)
            year = held.ordered.fiscal_year if held else 0
            word = "open"
            if held:
                word = "passed" if held.passed else "back" if held.returned else "ordered"
                word = "paid" if held.paid else word
            paid_on = held.paid.paid_on if held and held.paid else None
            months[month] = (state.owed(month), year, word, paid_on)
        extension = None
        if state.payable:
            stage = EXTENSIONS[min(state.life.extensions, 2)]
            used = len(state.payable) + self.register.counted_elsewhere
            first = state.application.arrived_on
            found = period.extension(stage, first_application_on=first, asked_on=first, paid=used)
            extension = (period.extension_due(state.payable[-1]), found.months)
        claim = folded(claims.evolve, file.claim)
        suspended = state.life.suspended if state.stage is Stage.SUSPENDED else None
        came: dict[tuple[str, int], int] = {}
        for one in claim.collected if claim else ():
            key = ("expenditure" if _booked(claim, one) else "revenue", one.fiscal_year)
            came[key] = came.get(key, 0) + opened(one.amount_yen, 0)
        into = claim.into.value if claim and claim.into else ""
        return {
            "state": STATES[state.stage],
            "months": months,
            "used": state.months_used,
            "extension": extension,
            "resume_by": suspended.resume_by if suspended else None,
            "pots": {year: put for year in paying.years if (put := paying.committed_yen(year))},
            "undone": sorted(
                (one.payment.month, yen_of(one.payment), one.payment.fiscal_year)
                for one in paying.undone
                if one.booked is None
            ),
            "claim": (claim.balance_yen, into, claim.fiscal_year, came) if claim else None,
        }

    def persons(self) -> dict[str, Any]:
        state = folded(taking.evolve, self.person)
        streams: dict[UUID, int] = {one.stream: n for n, one in enumerate(self.files)}
        taken = {month: streams[grant] for month, grant in state.taken.items()} if state else {}
        return {"taken": taken, "earliest": self.register.earliest_again}


def _booked(claim: Any, came: Any) -> bool:
    return any(
        (one.booked_on, one.amount_yen) == (came.collected_on, came.amount_yen)
        for one in claim.returned
    )
