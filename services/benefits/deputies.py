"""What deputies decided of one claim, 追加支給, 転居費用補助 or 総点検, and what the holders of the posts have seen."""

from dataclasses import dataclass, replace
from typing import Final

from events.contract.kind import Event
from events.contract.money_approving import MoneyDecidedByDeputy, MoneyDeputyDecisionSeen
from events.contract.seeing import unseen

STANDING_IN: Final = (MoneyDecidedByDeputy, MoneyDeputyDecisionSeen)
"""The kinds folded here."""


@dataclass(frozen=True, slots=True)
class Deputies:
    """In the order in which it happened."""

    taken: tuple[MoneyDecidedByDeputy, ...] = ()
    seen: tuple[MoneyDeputyDecisionSeen, ...] = ()

    @property
    def unseen(self) -> tuple[MoneyDecidedByDeputy, ...]:
        """代決 that the holder of the post has not seen yet."""
        return unseen(self.taken, self.seen)


def stood_in(before: Deputies, fact: Event) -> Deputies:
    """After a 代決 or a 後閲."""
    if isinstance(fact, MoneyDecidedByDeputy):
        return replace(before, taken=(*before.taken, fact))
    if isinstance(fact, MoneyDeputyDecisionSeen):
        return replace(before, seen=(*before.seen, fact))
    return before
