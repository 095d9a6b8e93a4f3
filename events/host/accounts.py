"""The rows of `host.account`: roles as dated assignments, written by the owner, read at sign-in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from psycopg import Connection
from psycopg.types.json import Jsonb

from events.host.auth import ROLES_JA, Assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One account of a natural person; `person` is the pseudonym the record names as actor."""

    login: str
    password_hash: str = field(repr=False)
    name: str = field(repr=False)
    roles: tuple[Assignment, ...]
    account: UUID = field(default_factory=uuid4)
    person: UUID = field(default_factory=uuid4)
    demo: bool = False


def with_password(account: Account, stored: str) -> Account:
    """The same account with that hash."""
    return replace(account, password_hash=stored)


def insert(session: Connection[Any], account: Account) -> None:
    """As the owner of the logs; UniqueViolation for a login name in use."""
    session.execute(
        "insert into host.account"
        " (account_id, login, password_hash, person, display_name, roles, is_demo)"
        " values (%s, %s, %s, %s, %s, %s, %s)",
        [
            account.account,
            account.login,
            account.password_hash,
            account.person,
            account.name,
            Jsonb([written(held) for held in account.roles]),
            account.demo,
        ],
    )


def written(held: Assignment) -> dict[str, Any]:
    """An assignment as stored."""
    return {
        "role": held.role,
        "wards": sorted(held.wards),
        "office": held.office,
        "operator": held.operator,
        "contract": held.contract,
        "title": held.title,
        "from": held.since.isoformat(),
        "until": held.until.isoformat() if held.until else None,
    }


def read(stored: list[dict[str, Any]]) -> tuple[Assignment, ...]:
    """Stored assignments; a role this version does not know grants nothing and is left out."""
    return tuple(
        Assignment(
            role=row["role"],
            wards=frozenset(row["wards"]),
            office=row["office"],
            operator=row["operator"],
            contract=row.get("contract") or "",
            title=row.get("title") or "",
            since=date.fromisoformat(row["from"]),
            until=date.fromisoformat(row["until"]) if row.get("until") else None,
        )
        for row in stored
        if row["role"] in ROLES_JA
    )
