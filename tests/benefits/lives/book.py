"""住居確保給付金 kept as a plain book, month by month, straight from benefits.md: the slow oracle of the generated lives.

It answers every step in words of its own and states at the end what each month, each order and each letter must be.
No import from the programme.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.benefits.lives.asked_back import AskedBack
from tests.benefits.lives.city import (
    last_of,
)
from tests.benefits.lives.page import (
    Answer,
)


class Book(AskedBack):
    """All grants of one person in one city; wards do not matter to the months."""

    def do(self, what: str, on: date, grant: int, told: dict[str, Any]) -> Answer:
        """The answer to one step."""
        answer: Answer = getattr(self, what)(grant, on, **told)
        return answer

    def standing(self, grant: int) -> dict[str, Any]:
        """Everything of one grant at the end."""
        page = self.pages[grant]
        used = len(page.cells) + self._counted()
        left = 0 if page.extended >= 2 else min(3, max(9 - used, 0))
        claim = page.claim
        return {
            "state": "paused" if page.paused_after else page.state,
            "months": {
                month: (cell.yen, cell.year, cell.state, cell.paid_on)
                for month, cell in sorted(page.cells.items())
            },
            "used": len(page.paid),
            "extension": (last_of(max(page.cells)), left) if page.cells else None,
            "resume_by": page.resume_by,
            "pots": {year: put for year, put in sorted(page.pots.items()) if put},
            "undone": sorted(page.undone),
            "claim": (claim.owed, claim.into, claim.year, claim.came) if claim else None,
        }

    def person(self) -> dict[str, Any]:
        """What stands of the person: the months taken, when a new grant may be asked for."""
        last = self.last_paid()
        return {"taken": dict(self.taken), "earliest": self.earliest(last) if last else ""}
