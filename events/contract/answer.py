"""What a counsellor knows about a field: an answer, or why there is none (programme.md §2).

Partial records are normal; a missing answer is stated, not left empty.
"""

from dataclasses import dataclass
from typing import TypeVar, Union

from events.contract.codes import FieldState

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Unanswered:
    """No value, and the reason. Stored as `{"state": "not_asked"}` in the field's place."""

    state: FieldState


Answer = Union[T, Unanswered]

NOT_ASKED = Unanswered(FieldState.NOT_ASKED)
DECLINED = Unanswered(FieldState.DECLINED)
UNKNOWN = Unanswered(FieldState.UNKNOWN)


def answered(answer: Answer[T]) -> T | None:
    """The answer, or None where there is none."""
    return None if isinstance(answer, Unanswered) else answer
