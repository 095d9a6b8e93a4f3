"""What the pages of claims ask of the tables."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from events.bus.read_tables import ReadTables
from events.contract.benefits_claims import ClaimCause
from services.benefits.projections.claim_list import CLAIM_LIST, ClaimRow, ClaimStep

CLAIMS = CLAIM_LIST.name


@dataclass(frozen=True, slots=True)
class CauseCount:
    """Claims of one cause; yen asked back, come in, and still owed by those that are not over."""

    cause: ClaimCause
    claims: int
    amount_yen: int
    collected_yen: int
    owed_yen: int


def claims_of(tables: ReadTables, case: UUID, grant_no: int) -> Sequence[ClaimRow]:
    """The claims of one grant, by number."""
    return tables.rows(
        CLAIM_LIST, "case_id = %s and grant_no = %s", [case, grant_no], order="claim_no"
    )


def claims(
    tables: ReadTables, areas: Collection[str], steps: Collection[ClaimStep], limit: int
) -> Sequence[ClaimRow]:
    """Claims of these wards that wait for these steps, the earliest day first."""
    return tables.rows(
        CLAIM_LIST,
        "area = any(%s) and step = any(%s)",
        [list(areas), [step.value for step in steps]],
        order="next_on, stream",
        limit=limit,
    )


def counted(tables: ReadTables, areas: Collection[str]) -> list[CauseCount]:
    """Each cause on its own; there is no sum over causes."""
    rows = tables.query(
        "select cause, count(*) as claims, coalesce(sum(amount_yen), 0)::bigint as amount_yen,"
        " coalesce(sum(collected_yen), 0)::bigint as collected_yen,"
        " coalesce(sum(amount_yen - collected_yen) filter (where step <> 'over'), 0)::bigint"
        " as owed_yen from claim_list where area = any(%s) group by cause",
        [list(areas)],
    )
    found = {row["cause"]: row for row in rows}
    return [
        CauseCount(
            cause,
            found[cause.value]["claims"] if cause.value in found else 0,
            found[cause.value]["amount_yen"] if cause.value in found else 0,
            found[cause.value]["collected_yen"] if cause.value in found else 0,
            found[cause.value]["owed_yen"] if cause.value in found else 0,
        )
        for cause in ClaimCause
    ]
