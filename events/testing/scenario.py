"""given / when / then for decisions; ships with the product so that a municipality can test its own rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from events.contract import Event, Refused, fold

S = TypeVar("S")
C = TypeVar("C")


@dataclass(frozen=True)
class Outcome:
    """What a decision answered: facts, or a refusal."""

    facts: tuple[Event, ...]
    refusal: Refused | None

    def then(self, *expected: Event) -> None:
        """Exactly these facts, in this order."""
        assert self.refusal is None, f"refused: {self.refusal.code if self.refusal else ''}"
        assert self.facts == expected

    def refused(self, code: str) -> None:
        """Refused with this stable code, and a Japanese sentence."""
        assert self.refusal is not None, f"not refused: {[type(f).__name__ for f in self.facts]}"
        assert self.refusal.code == code, self.refusal.code
        assert self.refusal.ja

    def kinds(self, *expected: type[Event]) -> None:
        """Facts of these kinds, in this order."""
        assert self.refusal is None, f"refused: {self.refusal.code if self.refusal else ''}"
        assert tuple(type(fact) for fact in self.facts) == expected


@dataclass(frozen=True)
class Given(Generic[S]):
    """A history, folded."""

    evolve: Callable[[S | None, Any], S]
    facts: tuple[Event, ...]

    def when(self, decision: Callable[[S | None, C], Sequence[Event]], command: C) -> Outcome:
        """Let the decision answer the command."""
        try:
            return Outcome(tuple(decision(fold(self.evolve, self.facts), command)), None)
        except Refused as refusal:
            return Outcome((), refusal)


@dataclass(frozen=True)
class Scenario(Generic[S]):
    """Scenarios of one stream: `intake = Scenario(evolve)`, then `intake.given(…).when(…).then(…)`."""

    evolve: Callable[[S | None, Any], S]

    def given(self, *facts: Event) -> Given[S]:
        """What has happened before."""
        return Given(self.evolve, facts)
