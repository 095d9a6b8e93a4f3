"""Who imports: the installation's machine account 移行, or on behalf of a person; every fact is marked 移行."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID, uuid5

import psycopg

from deploy.verb import VerbRefused
from events.contract import Refused
from events.host import accounts
from events.host.address import Address
from events.host.auth import Assignment, Staff
from events.host.municipality import Municipality
from events.host.runtime import widened
from events.log.recorded import MIGRATION_ROLE

MACHINE: Final = UUID("0d2f7c4e-93a8-4c55-8b1d-5b6a3a6c7d01")
"""The machine account 移行 of every installation; nobody signs in as it."""
PERMISSION: Final = "consultation.receive"
"""What the person named by `--as` must hold in the ward of a line."""
SINCE: Final = date(2013, 4, 1)

WardOf = Callable[[str, date], str]


def machine(municipality: Municipality, today: date) -> Staff:
    """移行, in every ward the installation serves today."""
    wards = frozenset(ward.code for ward in municipality.wards_on(today))
    return _acting(municipality, today, wards, uuid5(MACHINE, "person"), "移行")


def on_behalf_of(address: Address, login: str, municipality: Municipality, today: date) -> Staff:
    """移行 in the wards where that person may receive consultations; VerbRefused for a name unknown."""
    with psycopg.connect(address.conninfo()) as session:
        row = session.execute(
            "select person, roles from host.account where login = %s and disabled_at is null",
            [login],
        ).fetchone()
    if row is None:
        raise VerbRefused(f"利用者 {login} はいません。")
    person, roles = row
    expand = widened(municipality.areas)
    held = [each for each in accounts.read(roles) if each.in_force(today)]
    granted = (expand(each.wards, today) for each in held if each.grants(PERMISSION))
    wards = frozenset[str]().union(*granted)
    if not wards:
        raise VerbRefused(f"利用者 {login} には相談受付の権限がありません。")
    return _acting(municipality, today, wards, person, login)


def wards_by_word(municipality: Municipality, today: date) -> WardOf:
    """西区, 大阪市西区 or 271063 → the code; an empty cell where the installation has one ward only."""

    def ward_of(text: str, day: date) -> str:
        served = municipality.wards_on(day)
        if not text:
            if len(served) == 1:
                return served[0].code
            raise Refused("ward-missing", "空です。区の名前か6桁の番号を書いてください。")
        short = municipality.areas.short_name
        for ward in served:
            if text in (ward.code, ward.name, short(ward)):
                municipality.ward(ward.code, today)
                return ward.code
        raise Refused("unknown-ward", "その日に担当する区ではありません。")

    return ward_of


def _acting(
    municipality: Municipality, today: date, wards: frozenset[str], person: UUID, name: str
) -> Staff:
    roles = tuple(_assignment(municipality, today, ward) for ward in sorted(wards))
    return Staff(account=uuid5(MACHINE, name), person=person, name=name, roles=roles)


def _assignment(municipality: Municipality, today: date, ward: str) -> Assignment:
    offices = municipality.offices_on(today, ward)
    return Assignment(
        role=MIGRATION_ROLE,
        wards=frozenset({ward}),
        office=offices[0].code if offices else "",
        operator=municipality.operators[0].code if municipality.operators else "",
        since=SINCE,
    )
