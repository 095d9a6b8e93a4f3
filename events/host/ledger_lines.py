"""The lines of 状態 about a log's tree: what is signed, what witnesses say, what waits for them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from events.contract import Group, wareki
from events.contract.renewing import LedgerRenewed
from events.host import unnotarised
from events.host.calendar import japanese_day
from events.host.lines import Health, Line
from events.ledger import checkpointer

if TYPE_CHECKING:
    from events.host.runtime import Runtime

SAID: Final = {
    checkpointer.REFUSED: Health.ALARM,
    checkpointer.AWAY: Health.WARNING,
}
NO_WITNESS: Final = "証人がまだ決まっていません。証人がいない間、決定は最終のものとして扱いません。"
WAITS: Final = "証人の署名を待つ決定です。署名がつくまで最終のものとして扱いません。"


def of_ledger(runtime: Runtime, name: str, head: int, now: datetime) -> Iterator[Line]:
    """`name` is the service in Japanese, `head` the highest position of its log."""
    ledger, standing = runtime.ledger, runtime.ledger.standing
    newest = ledger.checkpoints.newest()
    value = f"{newest.size:,} 件まで（{ago(now - newest.at)}）" if newest else "まだありません"
    left = head - (newest.size if newest else 0)
    note = standing.fault or (f"署名していない記録が {left:,} 件あります。" if left > 0 else "")
    health = SAID.get(standing.word, Health.WELL)
    yield Line(f"{name}の署名", value, health, note, reading_goes_on=True)
    yield from _renewed(runtime, name, head)
    for witness, seen in ledger.answers.items():
        health = Health.ALARM if seen.alarm else Health.WARNING if seen.fault else Health.WELL
        yield Line(f"{name}の証人 {witness}", seen.word, health, reading_goes_on=True)
    full = ledger.cosigned
    if full is not None:
        yield Line(f"{name}の公証", f"{full.size:,} 件まで（{ago(now - full.at)}）")
    waiting = unnotarised.pending(runtime.log.reading, runtime.service, full.size if full else 0)
    if waiting.count and waiting.since is not None:
        since = f"{japanese_day(waiting.since)} から"
        why = WAITS if ledger.has_witnesses else NO_WITNESS
        yield Line(f"{name}の未公証", f"{waiting.count:,} 件（{since}）", note=why)


def _renewed(runtime: Runtime, name: str, head: int) -> Iterator[Line]:
    """That records were lost is said for as long as the log goes on, with how many and which document.

    Every loss: a later one hides no earlier one.
    """
    for begun in runtime.ledger.generations.begun[1:]:
        if begun > head:
            continue
        for recorded in runtime.log.read(begun - 1, begun, groups=frozenset({Group.CLEAR})):
            fact = recorded.fact
            if isinstance(fact, LedgerRenewed):
                value = f"{fact.generation} 代目（{wareki.long(fact.renewed_on)}から）"
                yield Line(f"{name}の台帳", value, note=renewal_told(fact))


def renewal_told(fact: LedgerRenewed) -> str:
    """The loss in one sentence or two."""
    return (
        f"{wareki.long(fact.lost_since)}の記録より後の {fact.lost:,} 件が失われ"
        f"（{fact.cause.ja}、{fact.document}）、二人で確かめて改めて始めました。"
        f"{fact.agreement.ja}（{fact.agreed:,} 件まで）。"
    )


def ago(age: timedelta) -> str:
    """A span as people say it; a clock that is ahead counts as now."""
    seconds = max(0, int(age.total_seconds()))
    for size, word in ((86_400, "日前"), (3_600, "時間前"), (60, "分前")):
        if seconds >= size:
            return f"{seconds // size:,} {word}"
    return f"{seconds} 秒前"
