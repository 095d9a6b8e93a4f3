"""住まいの支援 of one case: the programme and its facts in words."""

from typing import Final

from events.contract import Event, opened, wareki
from events.contract.housing import (
    GoodsLent,
    GoodsReturned,
    HomeMovedInto,
    HomeSearched,
    HousingEntryVoided,
    TenancyHelped,
    ViewingArranged,
    ViewingHeld,
)
from events.host.filters import yen
from services.planning.programmes.housing.search import evolve
from services.planning.screens.programme_file import Programme
from services.planning.screens.shelter import joined, numbered


def words(fact: Event) -> str:  # noqa: PLR0911 - one arm per kind
    """A fact in a line; amounts and places only where they may be read."""
    match fact:
        case HomeSearched():
            outcome = opened(fact.outcome, None)
            rent = opened(fact.rent_yen, None)
            return numbered(fact.entry_no, opened(fact.place, ""), f"家賃 {yen(rent)}" if rent else "",
                outcome.ja if outcome else "", opened(fact.note, ""),
            )  # fmt: skip
        case ViewingArranged():
            with_us = "同行する" if fact.accompanied else "同行なし"
            on = f"内覧 {wareki.short(fact.viewing_on)}"
            return numbered(fact.entry_no, on, opened(fact.place, ""), with_us)
        case ViewingHeld():
            result = opened(fact.result, None)
            with_us = "同行した" if fact.accompanied else "同行なし"
            return numbered(
                fact.entry_no, result.ja if result else "", with_us, opened(fact.note, "")
            )
        case TenancyHelped():
            helps = "、".join(each.ja for each in opened(fact.helps, ()))
            return numbered(fact.entry_no, helps, opened(fact.note, ""))
        case HomeMovedInto():
            dwelling, rent = opened(fact.dwelling, None), opened(fact.rent_yen, None)
            return numbered(fact.entry_no, dwelling.ja if dwelling else "", opened(fact.place, ""),
                f"家賃 {yen(rent)}" if rent else "",
            )  # fmt: skip
        case GoodsLent():
            due = f"返却期限 {wareki.short(fact.due_on)}"
            return numbered(fact.entry_no, fact.item.ja, due, opened(fact.detail, ""))
        case GoodsReturned():
            return numbered(fact.entry_no, fact.state.ja, opened(fact.note, ""))
        case HousingEntryVoided():
            return joined(f"{fact.entry_no}番を取消", opened(fact.reason, ""))
    return ""


HOUSING: Final = Programme(
    name="housing", ja="住まいの支援", page="housing", evolve=evolve, words=words
)
