"""The refusal of a table to take a fact: whoever feeds it stops right before, and 状態 says where."""

from typing import Any


class Unapplicable(Exception):
    """A fact that cannot be read, folded or stored: nothing behind it is applied. Names ids, never content."""

    def __init__(self, source: str, position: int, what: str, cause: Exception) -> None:
        super().__init__(
            f"{source} の記録 {position} 件目({what})を集計に反映できません: {type(cause).__name__}"
        )
        self.source = source
        self.position = position
        self.what = what
        self.cause = cause

    def __reduce__(self) -> tuple[Any, ...]:
        """Between processes the cause travels as its type's name alone: it may quote a value."""
        return _again, (self.source, self.position, self.what, type(self.cause).__name__)


def _again(source: str, position: int, what: str, cause: str) -> Unapplicable:
    return Unapplicable(source, position, what, type(cause, (Exception,), {})())
