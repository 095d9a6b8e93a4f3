"""One aspect of an answer: the keys it fills, its reason codes, and what it means for eligibility."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Value = object


@dataclass(frozen=True, slots=True)
class Part:
    """`met`: a requirement the case expresses; None says nothing. `answers`: it settles the very question asked
    (a re-grant, a resumption), so that the case is decided without the household's money. `undecided`: the
    question is asked and the case does not settle it.
    """

    values: Mapping[str, Value] = field(default_factory=dict)
    reasons: Sequence[str] = ()
    met: bool | None = None
    answers: bool = False
    undecided: bool = False
    provisional: bool = False


NOTHING = Part()


def joined(parts: Iterable[Part]) -> tuple[dict[str, Value], list[str]]:
    """All keys, and every reason once in the order of the parts."""
    values: dict[str, Value] = {}
    reasons: dict[str, None] = {}
    for part in parts:
        values |= part.values
        reasons |= dict.fromkeys(part.reasons)
    return values, list(reasons)
