"""`yorisoi account`: add, list and disable accounts, for whoever can read the key file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from dataclasses import replace
from datetime import date
from typing import Any, Final, cast
from uuid import UUID

import psycopg
from psycopg import Connection

from deploy.house import House, opened
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.contract import wareki
from events.contract.kana import comparison_form
from events.host import accounts, passwords
from events.host.accounts import Account
from events.host.auth import MUNICIPAL_ONLY, PERMISSIONS, ROLES_JA, Assignment
from events.host.calendar import japanese_day
from events.host.settings import Settings

BY_HAND = tuple(role for role in ROLES_JA if role not in {"migration", "partner_desk"})

TAKEN: Final = "そのログイン名はもう使われています。"


def account(given: Namespace, settings: Settings) -> int:
    """Accounts are never deleted, since the record refers to their persons: they are disabled."""
    with opened(settings) as house:
        {"add": _add, "list": _list, "disable": _disable}[given.what](house, given)
    return 0


def _add(house: House, given: Namespace) -> None:
    made = _account(house, given)
    secret, stored = passwords.one_time_secret()
    try:
        with psycopg.connect(house.address.conninfo()) as session:
            person = _person(session, given)
            made = replace(made, person=person) if person else made
            accounts.insert(session, accounts.with_password(made, stored))
    except psycopg.errors.UniqueViolation:
        raise VerbRefused(TAKEN) from None
    print(f"登録しました。一度だけ使えるパスワード: {secret}")


def _person(session: Connection[Any], given: Namespace) -> UUID | None:
    """The pseudonym of somebody who has an account already; None for a person new here.

    Four eyes are two natural persons: with two pseudonyms one person would decide on their own proposal.
    """
    rows = session.execute("select login, display_name, person from host.account").fetchall()
    if given.login in {login for login, _, _ in rows}:
        raise VerbRefused(TAKEN)
    if given.person_of:
        found = [person for login, _, person in rows if login == given.person_of]
        if not found:
            raise VerbRefused("--person-of のログイン名の利用者はいません。")
        return cast(UUID, found[0])
    alike = sorted(
        login for login, name, _ in rows if comparison_form(name) == comparison_form(given.name)
    )
    if alike and not given.another_person:
        raise VerbRefused(
            f"同じ氏名の利用者がいます（{'、'.join(alike)}）。同じ人なら --person-of {alike[0]} を、"
            "別の人なら --another-person を付けてください。"
        )
    return None


def _account(house: House, given: Namespace) -> Account:
    today = japanese_day(house.around.clock())
    city = house.around.municipality
    wards = frozenset(_ward(house, name, today) for name in given.ward) or {city.body.code}
    contract = given.contract or ""
    try:
        city.office(given.office)
        operator = city.contract(contract).operator if contract else "city"
    except KeyError as unknown:
        raise VerbRefused(f"municipality.toml に {unknown} はありません。") from None
    roles = [_role(house, role, today) for role in given.role]
    if contract and all(PERMISSIONS[role] & MUNICIPAL_ONLY for role, _ in roles):
        print("注意: 受託者の利用者は、決定・起案・支払の操作を行えません。")
    held = tuple(
        Assignment(
            role=role, title=title, wards=frozenset(wards), office=given.office, operator=operator,
            contract=contract, since=today, until=wareki.read(given.until) if given.until else None,
        )
        for role, title in roles
    )  # fmt: skip
    return Account(login=given.login, password_hash="", name=given.name, roles=held)


def _role(house: House, code: str, today: date) -> tuple[str, str]:
    """A role of the product and what the municipality calls it, empty for the product's own word."""
    if code in BY_HAND:
        return code, ""
    found = house.around.municipality.city_role(code, today)
    if found is None:
        raise VerbRefused(f"{code} という役割はありません。使えるもの: {'、'.join(BY_HAND)}")
    return found.like, found.name


def _ward(house: House, name: str, today: date) -> str:
    """A ward by its code or its name (西区)."""
    city = house.around.municipality
    if name.isdigit():
        return city.ward(name, today).code
    return city.areas.ward(city.body, name, today).code


def _list(house: House, _: Namespace) -> None:
    with psycopg.connect(house.address.conninfo()) as session:
        rows = session.execute(
            "select login, display_name, roles, disabled_at from host.account order by login"
        ).fetchall()
    for login, name, roles, disabled in rows:
        held = accounts.read(roles)
        words = "、".join(f"{one.ja}（{','.join(sorted(one.wards))}）" for one in held)
        print(f"{login:<16} {name}　{words}{'　停止中' if disabled else ''}")


def _disable(house: House, given: Namespace) -> None:
    with psycopg.connect(house.address.conninfo()) as session:
        done = session.execute(
            "update host.account set disabled_at = now() where login = %s and disabled_at is null",
            [given.login],
        )
        if done.rowcount != 1:
            raise VerbRefused("そのログイン名の有効な利用者はいません。")
    print("停止しました。60秒以内にすべての画面から締め出されます。")


def options(parser: ArgumentParser) -> None:
    """`add` prints a one-time secret; `--ward` and `--role` may be given several times."""
    below = parser.add_subparsers(dest="what", required=True, metavar="add|list|disable")
    add = below.add_parser("add", help="利用者を登録する")
    add.add_argument("--login", required=True, help="ログイン名")
    add.add_argument("--name", required=True, help="氏名")
    roles = f"役割（{'、'.join(BY_HAND)}、または自治体ファイルの city_roles の code）"
    add.add_argument("--role", required=True, action="append", help=roles)
    add.add_argument("--ward", action="append", default=[], help="担当の区（なければ市全体）")
    add.add_argument("--office", default="city-hall", help="窓口（municipality.toml の code）")
    add.add_argument("--contract", help="委託契約の code（市の職員にはない）")
    same = add.add_mutually_exclusive_group()
    same.add_argument("--person-of", metavar="LOGIN", help="この利用者と同じ人が使う")
    same.add_argument("--another-person", action="store_true", help="同じ氏名の別の人")
    add.add_argument("--until", help="この日まで（和暦でも西暦でも）")
    below.add_parser("list", help="利用者の一覧")
    disable = below.add_parser("disable", help="利用者を停止する")
    disable.add_argument("--login", required=True, help="ログイン名")


VERB = Verb("account", "利用者を登録・一覧・停止する", OPERATOR, account, options)
