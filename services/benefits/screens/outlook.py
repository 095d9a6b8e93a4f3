"""What the rules say of a later decision while its figures are being typed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from events.contract import Refused
from events.contract.benefits_life import LaterFigures
from services.benefits.grant import Grant


@dataclass(frozen=True, slots=True)
class Outlook:
    """Either `figures`, or the sentence why nothing can be said yet. `months` where the rules give their number."""

    figures: LaterFigures | None
    refusal: str = ""
    months: int = 0

    @property
    def grants(self) -> bool:
        """Whether a proposal in favour would come of it."""
        return self.figures is not None and self.figures.monthly_yen > 0


def outlook(judges: Callable[[Grant, Any], Any], grant: Grant, command: Any) -> Outlook:
    """What a 起案 with these answers would say, by the function that makes it."""
    try:
        found = judges(grant, command)
    except Refused as refusal:
        return Outlook(None, refusal.ja)
    if isinstance(found, LaterFigures):
        return Outlook(found)
    figures, months = found
    return Outlook(figures, months=months)
