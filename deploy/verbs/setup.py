"""`yorisoi setup`: key file and database, each only if missing, and the first administrator."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace

import psycopg

from deploy.house import House, opened
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.host import accounts, passwords
from events.host.accounts import Account
from events.host.auth import Assignment
from events.host.calendar import japanese_day
from events.host.settings import Settings


def setup(given: Namespace, settings: Settings) -> int:
    """Prints the one-time secret; it opens nothing but the page where it is replaced."""
    with opened(settings) as house:
        if house.marker.demo:
            raise VerbRefused(
                f"{settings.home} にはデモが入っています。別の YORISOI_HOME を使ってください。"
            )
        if _anybody(house):
            raise VerbRefused(
                "利用者はもう登録されています。追加は `yorisoi account add` で行います。"
            )
        login = given.login or _asked("管理者のログイン名（英数字）: ")
        name = given.name or _asked("管理者の氏名: ")
        secret = add_administrator(house, login, name)
    print(f"データディレクトリ: {settings.home}")
    print(f"鍵ファイル: {settings.keys}（別の場所に控えを取ってください。失うと何も読めません）")
    print(f"管理者のログイン名: {login}")
    print(f"一度だけ使えるパスワード: {secret}")
    print("`yorisoi run` で始めてログインすると、自分のパスワードを決める画面が開きます。")
    return 0


def add_administrator(house: House, login: str, name: str) -> str:
    """A system administrator of the whole body; returns the one-time secret."""
    secret, stored = passwords.one_time_secret()
    city = house.around.municipality
    account = Account(
        login=login,
        password_hash=stored,
        name=name,
        roles=(
            Assignment(
                role="system_administrator",
                wards=frozenset({city.body.code}),
                office="city-hall",
                operator="city",
                since=japanese_day(house.around.clock()),
            ),
        ),
    )
    with psycopg.connect(house.address.conninfo()) as session:
        accounts.insert(session, account)
    return secret


def _anybody(house: House) -> bool:
    with psycopg.connect(house.address.conninfo()) as session:
        found = session.execute("select exists (select from host.account)").fetchone()
    return found == (True,)


def _asked(question: str) -> str:
    if not sys.stdin.isatty():
        raise VerbRefused("管理者を `--login` と `--name` で指定してください。")
    answer = input(question).strip()
    if not answer:
        raise VerbRefused("何も入力されませんでした。")
    return answer


def options(parser: ArgumentParser) -> None:
    """Both are asked for where a person sits at the terminal."""
    parser.add_argument("--login", help="管理者のログイン名")
    parser.add_argument("--name", help="管理者の氏名")


VERB = Verb("setup", "鍵・データベース・最初の管理者を用意する", OPERATOR, setup, options)
