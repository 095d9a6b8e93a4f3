"""`yorisoi demo`: demo accounts and the sample city, only into an empty data directory."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from typing import Final
from uuid import UUID, uuid5

import psycopg

from deploy.house import House, opened
from deploy.marker import FILLED, FILLING
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.host import accounts, passwords
from events.host.accounts import Account
from events.host.auth import ROLES_JA, Assignment
from events.host.settings import Settings
from events.host.sign_in_pages import Demo, DemoAccount

PASSWORD: Final = "yorisoi-demo"  # noqa: S105 - shown on the sign-in page of the demo, nowhere else valid
NAMESPACE: Final = UUID("6f0f3e0c-6f2d-4f0e-9d6c-7a2f1c0b5e11")
SAMPLE_CITY: Final = "deploy.simulation.sample_city"
SINCE: Final = date(2015, 4, 1)

OSAKA: Final = "271004"
NISHI: Final = "271063"
NANIWA: Final = "271110"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One person of the demo; `duty` says what to try as this person."""

    login: str
    name: str
    roles: tuple[str, ...]
    wards: frozenset[str]
    office: str
    operator: str
    contract: str = ""
    place: str
    duty: str

    @property
    def role_ja(self) -> str:
        """The first role in Japanese."""
        return ROLES_JA[self.roles[0]]

    @property
    def account(self) -> Account:
        """The same ids on every machine, so that filling goes on where it was killed."""
        return Account(
            account=uuid5(NAMESPACE, f"account {self.login}"),
            person=uuid5(NAMESPACE, f"person {self.login}"),
            login=self.login,
            password_hash=passwords.hashed(PASSWORD),
            name=self.name,
            roles=tuple(self._assignment(role) for role in self.roles),
            demo=True,
        )

    def _assignment(self, role: str) -> Assignment:
        return Assignment(
            role=role,
            wards=self.wards,
            office=self.office,
            operator=self.operator,
            contract=self.contract,
            since=SINCE,
        )


def _counter(login: str, name: str, role: str, ward: str, office: str, duty: str) -> Sample:
    place = {NISHI: "西区", NANIWA: "浪速区"}[ward]
    return Sample(
        login=login, name=name, roles=(role,), wards=frozenset({ward}), office=office,
        operator="mihon-nishi", contract="nishi-2025", place=place, duty=duty,
    )  # fmt: skip


def _city(login: str, name: str, role: str, duty: str, *wards: str) -> Sample:
    place = "西区・浪速区" if wards else "大阪市"
    return Sample(
        login=login, name=name, roles=(role,), wards=frozenset(wards or {OSAKA}),
        office="city-hall", operator="city", place=place, duty=duty,
    )  # fmt: skip


ACCOUNTS: Final = (
    _counter("nishi", "山本 直子", "counsellor", NISHI, "nishi", "相談を受け付け、プランを作る"),
    _counter("naniwa", "井上 健", "counsellor", NANIWA, "naniwa", "ほかの区のケースは見えない"),
    _counter("shunin", "大西 恵", "chief_counsellor", NISHI, "nishi", "支援調整会議と終結を見る"),
    _city("tanto", "岡田 修", "municipal_officer", "支援決定と給付を起案する", NISHI, NANIWA),
    _city("kacho", "森本 和子", "decision_maker", "起案を読んで決裁する", NISHI, NANIWA),
    _city("shiharai", "藤井 亮", "payment_clerk", "支給の支出命令を出す"),
    _city("kaikei", "吉川 静", "accounting_manager", "支出命令を審査する"),
    _city("suito", "出口 薫", "treasury_officer", "振込を承認し、結果を記録する"),
    _city("honcho", "北川 明", "city_headquarters", "市全体の集計を見る"),
    _city("kansa", "高瀬 律子", "auditor", "記録の根拠をたどる（読むだけ）"),
    _city("kanri", "西尾 誠", "system_administrator", "状態を見る（ケースは見えない）"),
)
"""Fictitious people; 西区 and 浪速区 of 大阪市."""


def demo(_: Namespace, settings: Settings) -> int:
    """Fill, or go on filling, and end."""
    with opened(settings) as house:
        ensure(house, print)
    print(f"デモを用意しました: {settings.home}")
    return 0


def ensure(house: House, say: Callable[[str], None]) -> None:
    """A full demo is left as it is, a half-filled one is filled on; into anything else nothing is put."""
    if house.marker.demo == FILLED:
        return
    if not house.marker.demo:
        if not house.empty:
            raise VerbRefused(
                f"{house.settings.home} にはすでに記録か利用者があります。デモは空のデータディレクトリ"
                "にだけ入れます。別の YORISOI_HOME を指定してください。"
            )
        house.mark(FILLING)
    say("デモの利用者を登録しています…")
    _register(house)
    fill(house, say)
    house.mark(FILLED)


def fill(house: House, say: Callable[[str], None]) -> None:
    """The small history of the sample city, through ordinary decisions."""
    if find_spec(SAMPLE_CITY):
        import_module(SAMPLE_CITY).fill(house, say)


def shown(house: House) -> Demo | None:
    """What the sign-in page of a demo offers."""
    if not house.marker.demo:
        return None
    return Demo(
        PASSWORD,
        tuple(DemoAccount(a.login, a.name, a.role_ja, a.place, a.duty) for a in ACCOUNTS),
    )


def _register(house: House) -> None:
    with psycopg.connect(house.address.conninfo()) as session:
        known = {login for (login,) in session.execute("select login from host.account")}
        for sample in ACCOUNTS:
            if sample.login not in known:
                accounts.insert(session, sample.account)


VERB = Verb("demo", "空のデータディレクトリにデモを入れる", OPERATOR, demo)
