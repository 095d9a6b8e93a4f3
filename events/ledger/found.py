"""What one look at the witnesses found, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Final

from events.ledger.claim import Claim
from events.ledger.own_copy import NAME, SIGNED

OWN: Final = frozenset({NAME, SIGNED})
"""What this machine keeps is no witness."""
JAPAN: Final = timezone(timedelta(hours=9), "JST")


@dataclass(frozen=True, slots=True)
class Found:
    """One look: `own` entries, what is missing of them, who answered, who did not, and who made no sense.

    `begins` = position of the fact that began the present generation of the ledger, 0 in the first;
    `unbegun`: that fact is not there.
    """

    own: int
    missing: Claim | None = None
    answered: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()
    senseless: tuple[str, ...] = ()
    begins: int = 0
    unbegun: bool = False

    @property
    def withholds(self) -> bool:
        """Whether writing waits until what is missing is back, or its loss is stated."""
        return self.missing is not None or self.unbegun

    @property
    def ja(self) -> str:
        """The refusal: which checkpoint is missing. Empty where nothing is."""
        claim = self.missing
        if claim is None:
            return self._unbegun if self.unbegun else ""
        size = claim.checkpoint.size
        who = "" if claim.witness in OWN else "証人"
        seen = f"{who}「{claim.witness}」は{_day(claim)} {size:,} 件目までの記録を見ています"
        if size > self.own:
            lacking = f"ここにある記録は {self.own:,} 件で、{size - self.own:,} 件足りません"
        else:
            lacking = f"ここにある {size:,} 件目までの記録は、それと内容が違います"
        return (
            f"{seen}が、{lacking}。古い控えから戻された疑いがあります。"
            "読むことはできますが、新しい記録は受け付けません。管理者に知らせてください。"
        )

    @property
    def _unbegun(self) -> str:
        return (
            f"鍵ファイルによれば、この台帳は {self.begins:,} 件目の記録から改めて始められましたが、"
            f"その記録がありません(ここにある記録は {self.own:,} 件)。"
            "更新が途中で止まったか、古い控えから戻された疑いがあります。"
            "読むことはできますが、新しい記録は受け付けません。管理者に知らせてください。"
        )


def _day(claim: Claim) -> str:
    if claim.at is None:
        return ""
    at = claim.at.astimezone(JAPAN)
    return f"{at.year}年{at.month}月{at.day}日{at:%H時%M分}に"
