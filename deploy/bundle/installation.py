"""A running installation's bundle: its logs, policy, reports, and what became of keys."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from deploy.bundle.contents import Cohorts, Contents, LogPart
from deploy.bundle.logs import NothingSigned, Wanted, part
from deploy.bundle.reports import area_rows, population_rows, reports
from deploy.house import House
from deploy.roles import SERVICES
from events.ledger import former_policies
from events.ledger.policy import Policy


def contents(house: House, wanted: Wanted, cohorts: tuple[str, str] | None) -> Contents:
    """`cohorts` = the auditor's name and the passphrase agreed on; NothingSigned."""
    policy = house.runtime("intake").ledger.policy
    logs = [found for service in SERVICES if (found := _log(house, service, policy, wanted))]
    if not logs:
        raise NothingSigned("チェックポイントのある記録がありません。")
    runtime = house.runtime("reporting")
    return Contents(
        logs,
        str(policy),
        reports(runtime, logs),
        area_rows(runtime),
        population_rows(runtime),
        _destroyed(house),
        Cohorts(*cohorts, _cohort_keys(house)) if cohorts else None,
        former_policies.text(policy.former),
    )


def _log(house: House, service: str, policy: Policy, wanted: Wanted) -> LogPart | None:
    runtime = house.runtime(service)
    rows, tiles = runtime.log.reading.rows, runtime.ledger.tiles
    return part(service, rows, tiles, house.around.key_file.signer(service), policy, wanted)


_DESTROYED: Final = (
    "select k.key_id, k.event, d.destroyed_on, d.ground, d.final_epoch"
    " from keys.destroyed k join keys.destruction d using (event) order by d.done_at, k.key_id"
)


def _destroyed(house: House) -> Iterator[Mapping[str, Any]]:
    """Every key destroyed, with its decision and the epoch that made it final; no person is named."""
    for row in _asked(house, _DESTROYED):
        yield {
            "key": row["key_id"].hex,
            "decided": str(row["event"]),
            "destroyed_on": row["destroyed_on"].isoformat(),
            "ground": row["ground"],
            "final_epoch": row["final_epoch"],
        }


def _cohort_keys(house: House) -> dict[UUID, bytes]:
    """Every cohort key that stands. No other kind of key ever leaves with a bundle."""
    statement = "select key_id from keys.data_key where kind = 'cohort'"
    ids = [row["key_id"] for row in _asked(house, statement)]
    keys = house.runtime("reporting").keys
    return {key_id: key for key_id in ids if isinstance(key := keys.opening(key_id), bytes)}


def _asked(house: House, statement: str) -> list[dict[str, Any]]:
    conninfo = house.address.conninfo("key_keeper")
    with psycopg.connect(conninfo, autocommit=True, row_factory=dict_row) as session:
        return session.execute(statement.encode()).fetchall()
