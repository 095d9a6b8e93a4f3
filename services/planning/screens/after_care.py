"""地域居住支援 of one case: the programme and its facts in words."""

from typing import Final

from events.contract import Event, opened, wareki
from events.contract.after_care import (
    AfterCareBegan,
    AfterCareEnded,
    LookedIn,
    LookInVoided,
)
from services.planning.programmes.after_care.enrolments import evolve
from services.planning.screens.programme_file import Programme
from services.planning.screens.shelter import joined, numbered


def words(fact: Event) -> str:
    """A fact in a line."""
    match fact:
        case AfterCareBegan():
            target = opened(fact.target, None)
            return joined(
                target.ja if target else "",
                f"{fact.every_days}日ごと",
                f"{wareki.short(fact.until_on)}まで",
                opened(fact.aims, ""),
            )
        case LookedIn():
            again = f"次回 {wareki.short(fact.next_on)}" if fact.next_on else ""
            return numbered(fact.entry_no, f"{fact.manner.ja}、{fact.outcome.ja}", again, opened(fact.note, "")
            )  # fmt: skip
        case LookInVoided():
            return joined(f"{fact.entry_no}番を取消", opened(fact.reason, ""))
        case AfterCareEnded():
            reason = opened(fact.reason, None)
            return joined(reason.ja if reason else "", opened(fact.note, ""))
    return ""


AFTER_CARE: Final = Programme(
    name="after_care", ja="地域居住支援(見守り)", page="after-care", evolve=evolve, words=words
)
