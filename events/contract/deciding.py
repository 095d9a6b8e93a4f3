"""The shape of every decision: facts fold into a state, a command meets the state, facts or a refusal come out."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from events.contract.kind import Event

S = TypeVar("S")
C = TypeVar("C")
F = TypeVar("F")

Evolve = Callable[[S | None, F], S]
"""`evolve(state, fact) -> state`: never judges; its last arm raises ValueError for a programming error."""

Decision = Callable[[S | None, C], Sequence[Event]]
"""`decide(state, command) -> facts`, or raises Refused. Pure: no clock, no database, no randomness."""


class Refused(Exception):
    """A command that would not be right now. `code` is stable, `ja` is the sentence for people.

    Leaves no trace in the log: what the citizen may contest is a fact instead (programme.md §4.1).
    `field` names the command's field at fault, for the form.
    """

    def __init__(self, code: str, ja: str, *, field: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.ja = ja
        self.field = field


def fold(
    evolve: Callable[[S | None, F], S], facts: Iterable[F], start: S | None = None
) -> S | None:
    """The state after all facts, in their order; None if there is none and no start."""
    state = start
    for fact in facts:
        state = evolve(state, fact)
    return state
