"""What the rules say of figures that are being typed: for the quote and beside the form of the 起案."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from events.contract import Refused
from services.benefits.grant import Grant
from services.benefits.programmes.housing_security.rules import Adjudication


@dataclass(frozen=True, slots=True)
class Judgement:
    """Either `found`, or the sentence why nothing can be said yet."""

    found: Adjudication | None
    refusal: str = ""

    @property
    def grants(self) -> bool:
        """All met, and something to pay."""
        return self.found is not None and self.found.met and self.found.monthly_yen > 0


def judgement(judge: Callable[[Grant, Any], Adjudication], grant: Grant, command: Any) -> Judgement:
    """What a 起案 with these answers would say, by the function that makes it."""
    try:
        return Judgement(judge(grant, command))
    except Refused as refusal:
        return Judgement(None, refusal.ja)
