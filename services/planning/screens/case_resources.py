"""社会資源 of one case: which were used with what result, in words."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from events.contract import Event, opened
from events.contract.community_codes import ResourceResult
from events.contract.resource_use import ResourceUseAnswered, ResourceUsed, ResourceUseWithdrawn
from events.host.filters import choices
from services.planning.programmes.community import uses
from services.planning.programmes.community.uses import Uses
from services.planning.projections import community_lookup
from services.planning.screens.community import resources
from services.planning.screens.community.register import joined
from services.planning.screens.programme_file import Programme, ProgrammeFile


def words(fact: Event) -> str:
    """A fact in a line; the name of the resource stands in the table above."""
    match fact:
        case ResourceUsed() | ResourceUseAnswered():
            result = opened(fact.result, None)
            return joined(f"{_no(fact)}番 {result.ja if result else ''}", opened(fact.note, ""))
        case ResourceUseWithdrawn():
            return joined(f"{fact.of_no}番を取消", opened(fact.reason, ""))
    return ""


CASE_RESOURCES: Final = Programme(
    name=uses.NAME, ja="社会資源", page="resources", evolve=uses.evolve, words=words
)
Own = ProgrammeFile[Uses]


def shown(records: Own) -> dict[str, Any]:
    """The uses with the name of the resource and the latest result, and what was missing."""
    state, tables = records.state or Uses(), records.file.desk.runtime.tables
    titles = {row.case_id: row.title for row in community_lookup.resources(tables)}
    lines = [
        (
            one,
            titles.get(one.resource, "台帳にない資源"),
            opened(state.answer(one.entry_no).result, None),
            opened(state.answer(one.entry_no).note, ""),
        )
        for one in reversed(state.used)
        if state.stands(one.entry_no)
    ]
    missing = community_lookup.shortages_from(tables, records.file.case)
    return {"uses": lines, "missing": missing}


def choosing(records: Own) -> Mapping[str, Any]:
    """The directory and the results to choose from."""
    return {"resources": resources.options(records.file.desk), "results": choices(ResourceResult)}


def answering(records: Own) -> Mapping[str, Any]:
    """The uses that stand, and the results."""
    lines = shown(records)["uses"]
    return {
        "entries": [(str(one.entry_no), f"{one.entry_no}番 {title}") for one, title, _, _ in lines],
        "results": choices(ResourceResult),
    }


def known(records: Own) -> Mapping[str, Any]:
    """The resources one may use."""
    rows = community_lookup.usable(records.file.desk.runtime.tables)
    found: frozenset[UUID] = frozenset(row.case_id for row in rows)
    return {"known": found}


def _no(fact: ResourceUsed | ResourceUseAnswered) -> int:
    return fact.of_no if isinstance(fact, ResourceUseAnswered) else fact.entry_no
