"""Which decision is being asked for: the first, a continuation of the same grant, or a new grant after one."""

from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """Stage of a grant. An extension and a resumption continue a grant; a re-grant begins a new one."""

    FIRST = "first"
    EXTENSION_1 = "extension_1"
    EXTENSION_2 = "extension_2"
    EXTENSION_3_COVID = "extension_3_covid"
    RESUMPTION = "resumption"
    CONTINUATION_AFTER_MOVE = "continuation_after_move"
    REGRANT = "repayment"
    REGRANT_COVID_SPECIAL = "repayment_covid_special"

    @property
    def ja(self) -> str:
        """As screens and papers name it."""
        return JA[self]

    @property
    def continues(self) -> bool:
        """Whether the months of the running grant go on being counted."""
        return self not in {Stage.FIRST, *NEW_AFTER_ONE}

    @property
    def extends(self) -> bool:
        """Whether it is one of the extensions."""
        return self in EXTENSIONS

    @property
    def after_a_grant(self) -> bool:
        """Whether it is a re-grant, regular or special."""
        return self in NEW_AFTER_ONE


EXTENSIONS: Final = (Stage.EXTENSION_1, Stage.EXTENSION_2, Stage.EXTENSION_3_COVID)
NEW_AFTER_ONE: Final = (Stage.REGRANT, Stage.REGRANT_COVID_SPECIAL)
JA: Final = {
    Stage.FIRST: "初回",
    Stage.EXTENSION_1: "延長（1回目）",
    Stage.EXTENSION_2: "延長（2回目）",
    Stage.EXTENSION_3_COVID: "延長（3回目・令和2年度の特例）",
    Stage.RESUMPTION: "病気・けがの中断後の再開",
    Stage.CONTINUATION_AFTER_MOVE: "市内の転居後の継続",
    Stage.REGRANT: "再支給",
    Stage.REGRANT_COVID_SPECIAL: "再支給（令和3年から令和5年の特例）",
}
