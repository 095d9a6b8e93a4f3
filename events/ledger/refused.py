"""Why a log's tree is not signed any further."""

from __future__ import annotations


class LedgerRefused(Exception):
    """Something stored contradicts something signed. `position`: the first entry known to be concerned."""

    def __init__(self, ja: str, position: int | None = None) -> None:
        super().__init__(ja if position is None else f"{ja}（位置 {position:,} 付近）")
        self.position = position
