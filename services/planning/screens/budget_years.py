"""The years to come in words and as a picture."""

from events.contract import opened
from events.contract.household_budget import CashFlowRecorded
from events.host.filters import yen
from services.planning.programmes.household_budget.years import Year, lowest, turns_negative, years


def foreseen(table: CashFlowRecorded) -> tuple[Year, ...] | None:
    """The table computed; None to somebody who may not read amounts."""
    opening, flows = opened(table.opening_yen, None), opened(table.flows, None)
    events = opened(table.events, None)
    if opening is None or flows is None or events is None:
        return None
    return years(table.first_year, table.years, opening, flows, events)


def told(table: tuple[Year, ...]) -> list[str]:
    """Where it turns negative, how deep, and which year costs most."""
    negative, deepest = turns_negative(table), lowest(table)
    if negative is None or deepest is None:
        last = table[-1]
        said = [
            f"{last.year}年まで、お金が足りなくなる年はありません。{last.year}年末に {yen(last.left)} 残ります。"
        ]
    else:
        said = [
            f"{negative.year}年の終わりに {yen(-negative.left)} 足りなくなります。",
            f"足りない額がいちばん大きいのは {deepest.year}年の {yen(-deepest.left)} です。",
        ]
    costly = max(table, key=lambda year: year.event_cost)
    if costly.event_cost:
        names = "、".join(_event(event.kind.ja, event.words) for event in costly.events)
        said.append(
            f"節目の費用がいちばん大きいのは {costly.year}年の {yen(costly.event_cost)}({names})です。"
        )
    return said


def _event(kind: str, words: str) -> str:
    return f"{words}の{kind}" if words else kind
