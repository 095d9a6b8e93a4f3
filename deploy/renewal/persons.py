"""Who proposes and who confirms: natural persons with an account, known by their password on this terminal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

import psycopg

from deploy.verb import VerbRefused
from events.host import accounts, passwords
from events.host.auth import Assignment

PERMISSION: Final = "ledger.renew"
REFUSED: Final = "ログイン名かパスワードが違うか、停止中の利用者です。"


@dataclass(frozen=True, slots=True)
class Person:
    """`person` is the pseudonym the record names; `held` the assignment under which they act."""

    person: UUID
    name: str = field(repr=False)
    held: Assignment


def named(conninfo: str, person: UUID) -> str:
    """How a person is called today; empty where nobody of that pseudonym has an account."""
    with psycopg.connect(conninfo) as session:
        row = session.execute(
            "select display_name from host.account where person = %s limit 1", [person]
        ).fetchone()
    return str(row[0]) if row else ""


def recognised(conninfo: str, login: str, password: str, today: date) -> Person:
    """VerbRefused for anybody else, and for who may not; the answer takes as long either way."""
    with psycopg.connect(conninfo) as session:
        row = session.execute(
            "select password_hash, person, display_name, roles from host.account"
            " where login = %s and disabled_at is null",
            [login],
        ).fetchone()
    stored, person, name, roles = row or (None, None, "", [])
    if not passwords.matches(stored, password) or person is None:
        raise VerbRefused(REFUSED)
    if passwords.is_one_time(stored):
        raise VerbRefused("先に画面でサインインし、パスワードを決めてください。")
    granting = (h for h in accounts.read(roles) if h.in_force(today) and h.grants(PERMISSION))
    held = next(granting, None)
    if held is None:
        raise VerbRefused(
            "この利用者は台帳の更新を行えません(市のシステム管理か決裁者の役割が要ります)。"
        )
    return Person(person, name, held)
