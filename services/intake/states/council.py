"""The state of one 支援会議: that it was held."""

from events.contract.council import ConfidentialCouncilHeld
from events.contract.kind import Event


def evolve(state: ConfidentialCouncilHeld | None, fact: Event) -> ConfidentialCouncilHeld:
    """The meeting is one fact; nothing follows it in its stream."""
    if state is None and isinstance(fact, ConfidentialCouncilHeld):
        return fact
    raise ValueError(f"{type(fact).__name__} does not belong to a council")
