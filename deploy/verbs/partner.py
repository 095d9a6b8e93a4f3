"""`yorisoi partner`: tokens by which partner desks' programs tell of concerns, for whoever can read the key file."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import date
from typing import Final

import psycopg

from deploy.house import House, opened
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.contract import wareki
from events.host import accounts, partner_tokens
from events.host.accounts import Account
from events.host.auth import Assignment
from events.host.calendar import japanese_day
from events.host.municipality import Partner
from events.host.settings import Settings

ROLE: Final = "partner_desk"
SHOWN: Final = "この合言葉は二度と表示されません。連携先の窓口に安全な方法で渡してください。"


def partner(given: Namespace, settings: Settings) -> int:
    """Who tells is in the record for ever, so a desk is disabled and never deleted."""
    with opened(settings) as house:
        {"add": _add, "list": _list, "renew": _renew, "disable": _disable}[given.what](house, given)
    return 0


def _add(house: House, given: Namespace) -> None:
    today = japanese_day(house.around.clock())
    desk = _desk(house, given.desk, today)
    token, kept = partner_tokens.made()
    held = Assignment(
        role=ROLE, wards=_wards(house, desk), office=desk.code, operator=desk.code,
        since=today, until=wareki.read(given.until) if given.until else desk.until,
    )  # fmt: skip
    made = Account(login=desk.code, password_hash=kept, name=desk.name, roles=(held,))
    try:
        with psycopg.connect(house.address.conninfo()) as session:
            accounts.insert(session, made)
    except psycopg.errors.UniqueViolation:
        raise VerbRefused(
            f"{desk.code} はもう登録されています。作り直すときは partner renew を使ってください。"
        ) from None
    print(f"{desk.name} を登録しました。合言葉: {token}\n{SHOWN}")


def _renew(house: House, given: Namespace) -> None:
    token, kept = partner_tokens.made()
    if not _changed(house, given.desk, kept):
        raise VerbRefused("その連携先は登録されていません。先に partner add を行ってください。")
    print(f"合言葉を作り直しました。前の合言葉はもう使えません。合言葉: {token}\n{SHOWN}")


def _changed(house: House, desk: str, kept: str) -> bool:
    with psycopg.connect(house.address.conninfo()) as session:
        done = session.execute(
            "update host.account set password_hash = %s, disabled_at = null"
            " where login = %s and starts_with(password_hash, %s)",
            [kept, desk, partner_tokens.STORED],
        )
    return done.rowcount == 1


def _list(house: House, _: Namespace) -> None:
    with psycopg.connect(house.address.conninfo()) as session:
        rows = session.execute(
            "select login, display_name, roles, disabled_at from host.account"
            " where starts_with(password_hash, %s) order by login",
            [partner_tokens.STORED],
        ).fetchall()
    for login, name, roles, disabled in rows:
        wards = ",".join(sorted(ward for held in accounts.read(roles) for ward in held.wards))
        print(f"{login:<20} {name}（{wards}）{'　停止中' if disabled else ''}")


def _disable(house: House, given: Namespace) -> None:
    with psycopg.connect(house.address.conninfo()) as session:
        done = session.execute(
            "update host.account set disabled_at = now() where login = %s"
            " and starts_with(password_hash, %s) and disabled_at is null",
            [given.desk, partner_tokens.STORED],
        )
        if done.rowcount != 1:
            raise VerbRefused("その連携先の有効な合言葉はありません。")
    print("停止しました。この合言葉ではもう知らせられません。")


def _desk(house: House, code: str, today: date) -> Partner:
    desks = {desk.code: desk for desk in house.around.municipality.partners_on(today)}
    if code not in desks:
        raise VerbRefused(
            f"municipality.toml の partners に、いま有効な {code} はありません。先に書き足してください。"
        )
    return desks[code]


def _wards(house: House, desk: Partner) -> frozenset[str]:
    """Where the desk may tell of somebody: its wards, else the whole body."""
    return desk.wards or frozenset({house.around.municipality.body.code})


def options(parser: ArgumentParser) -> None:
    """`add` and `renew` print a token once."""
    below = parser.add_subparsers(dest="what", required=True, metavar="add|list|renew|disable")
    add = below.add_parser("add", help="連携先の窓口に合言葉を作る")
    add.add_argument("--until", help="この日まで（和暦でも西暦でも）")
    below.add_parser("list", help="合言葉のある連携先の一覧")
    renew = below.add_parser("renew", help="合言葉を作り直す")
    disable = below.add_parser("disable", help="合言葉を停止する")
    for one in (add, renew, disable):
        one.add_argument(
            "--desk", required=True, help="窓口の code（municipality.toml の partners）"
        )


VERB = Verb(
    "partner", "連携先の窓口が知らせるための合言葉を登録・停止する", OPERATOR, partner, options
)
