"""The refusal of a table to take a fact: whoever feeds it stops right before, and 状態 says where."""


class Unapplicable(Exception):
    """A fact that cannot be read, folded or stored: nothing behind it is applied. Names ids, never content."""

    def __init__(self, source: str, position: int, what: str, cause: Exception) -> None:
        super().__init__(
            f"{source} の記録 {position} 件目({what})を集計に反映できません: {type(cause).__name__}"
        )
        self.position = position
