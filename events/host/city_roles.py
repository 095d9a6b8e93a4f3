"""市の役割: names a municipality gives to roles of the product, by date. They may do what that role may, never more."""

from dataclasses import dataclass

from events.host.auth import ROLES_JA
from events.host.dated import Dated, Mark

NOT_GIVEN = frozenset({"migration", "partner_desk"})
"""Roles nobody holds by hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CityRole(Dated):
    """`like` = the role of the product whose permissions it has; records name that one."""

    code: str
    name: str
    like: str
    mark: Mark = Mark.ASSUMED
    source: str = ""


def faults(rows: tuple[CityRole, ...]) -> list[str]:
    """What cannot be, by code: no role to be like, a name of the product's own, a code twice."""
    codes = [row.code for row in rows]
    wrong = [row.code for row in rows if row.like not in ROLES_JA or row.like in NOT_GIVEN]
    own = [row.code for row in rows if row.code in ROLES_JA or row.name in ROLES_JA.values()]
    bad = [code for code in codes if not (code.isascii() and code and codes.count(code) == 1)]
    return sorted({*wrong, *own, *bad})
