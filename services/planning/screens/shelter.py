"""一時生活支援・居住支援 of one case: the programme, its facts in words, and what its pages know of the steps."""

from datetime import date
from typing import Final
from uuid import UUID, uuid5

from events.contract import Event, opened, wareki
from events.contract.codes import Service
from events.contract.shelter import (
    ShelterGoodsIssued,
    ShelterGoodsVoided,
    StayBegan,
    StayEnded,
    StayExtensionDecided,
    StayExtensionProposed,
    StayLinked,
    StayMoved,
    StayVoided,
)
from events.log.recorded import Recorded
from services.planning.programmes.shelter.staying import Granted
from services.planning.programmes.shelter.stays import Stays, evolve
from services.planning.screens.programme_file import Programme, ProgrammeFile

LODGING: Final = frozenset({Service.TEMPORARY_LIVING, Service.RESIDENTIAL_SUPPORT})
"""One service under its two names (renamed 2025-04-01)."""


def words(fact: Event) -> str:  # noqa: PLR0911 - one arm per kind
    """A fact in a line."""
    match fact:
        case StayBegan():
            urgent = "支援決定の前の緊急の利用" if fact.before_decision else fact.decision_number
            return joined(
                f"第{fact.stay_no}回", fact.basis.ja, urgent, f"期限 {wareki.short(fact.until_on)}",
                opened(fact.circumstances, ""),
            )  # fmt: skip
        case StayMoved():
            return joined(f"ベッド{fact.bed}へ", opened(fact.reason, ""))
        case StayEnded():
            reason, to = opened(fact.reason, None), opened(fact.destination, None)
            return joined(
                reason.ja if reason else "", f"退所先 {to.ja}" if to else "", opened(fact.note, "")
            )
        case StayLinked():
            return joined(f"第{fact.plan_no}期", fact.decision_number)
        case StayExtensionProposed():
            return joined(f"{wareki.short(fact.until_on)}まで", opened(fact.reason, ""))
        case StayExtensionDecided():
            what = f"{wareki.short(fact.until_on)}まで延長" if fact.granted else "延長しない"
            return joined(
                what, fact.number, f"決裁 {fact.post}", fact.citation, opened(fact.reasons, "")
            )
        case ShelterGoodsIssued():
            items = "、".join(item.ja for item in opened(fact.items, ()))
            return numbered(fact.entry_no, items, opened(fact.note, ""))
        case ShelterGoodsVoided():
            return joined(f"{fact.entry_no}番を取消", opened(fact.reason, ""))
        case StayVoided():
            return joined(f"第{fact.stay_no}回を取消", opened(fact.reason, ""))
    return ""


def joined(*parts: str) -> str:
    """Sentences that are there, one after the other."""
    said = [part for part in parts if part]
    return "。".join([*(part.rstrip("。") for part in said[:-1]), *said[-1:]])


def numbered(entry_no: int, *parts: str) -> str:
    """The same behind the number of the entry."""
    return f"{entry_no}番 {joined(*parts)}"


SHELTER: Final = Programme(
    name="shelter", ja="居住支援(一時生活)", page="shelter", evolve=evolve, words=words
)
"""Its label of the day is `rules.label_on`."""


def needs_decision(records: ProgrammeFile[Stays]) -> bool:
    """Whether lodging needs a 支援決定 in this ward today."""
    return bool(LODGING & records.file.needs_decision)


def granted(records: ProgrammeFile[Stays]) -> Granted | None:
    """The latest 支援決定 for lodging in this case, of any plan."""
    plans = records.file.state.plans if records.file.state else ()
    for plan in reversed(plans):
        for service in (Service.RESIDENTIAL_SUPPORT, Service.TEMPORARY_LIVING):
            found = plan.granted_service(service)
            if found:
                return Granted(
                    plan_no=plan.plan_no,
                    number=found.number,
                    begins_on=found.begins_on,
                    ends_on=found.ends_on,
                )
    return None


def next_use(records: ProgrammeFile[Stays]) -> UUID:
    """The id of the next use of a bed in this case: the same for the same state, so that a repeat is the same."""
    count = records.state.berths if records.state else 0
    return uuid5(records.stream, f"use/{count + 1}")


def standing_proposal(records: ProgrammeFile[Stays]) -> Recorded | None:
    """The 起案 of an extension that stands, as recorded; None where none does."""
    current = records.state.current if records.state else None
    if current is None or current.proposal is None:
        return None
    found = (r for r in reversed(records.recorded) if isinstance(r.fact, StayExtensionProposed))
    return next(found, None)


def days_left(until_on: date, today: date) -> int:
    """Days until the day of leaving; negative when it has passed."""
    return (until_on - today).days
