"""Where a programme's records of a case stand: a stream of their own, so that they never overtake the plan."""

from uuid import UUID, uuid5


def stream_of(case: UUID, programme: str) -> UUID:
    """The stream of `programme` (its permanent English name) in this case. Never change a shipped name."""
    return uuid5(case, f"planning/{programme}")
