"""A slip among the entries is taken back by a fact that names it (decision 0009)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.deciding import Refused
from events.contract.housing import HousingEntryVoided
from events.contract.kind import Event
from events.contract.sealed import Open
from services.planning.decisions.guards import told
from services.planning.programmes.housing.search import Search


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidHousingEntry:
    """The entry never was."""

    today: date
    person: UUID
    entry_no: int
    reason: str


def void_housing_entry(state: Search | None, command: VoidHousingEntry) -> list[Event]:
    """It stays to be read."""
    noted = state.entry(command.entry_no) if state else None
    if noted is None:
        raise Refused("no-such-entry", "この番号の記録はありません。", field="entry_no")
    if noted.voided is not None:
        return []
    told(
        command.reason,
        code="reason-missing",
        ja="取り消す理由を入れてください。",
        field="reason",
    )
    return [
        HousingEntryVoided(
            voided_on=command.today,
            person=command.person,
            entry_no=command.entry_no,
            reason=Open(command.person, command.reason),
        )
    ]
