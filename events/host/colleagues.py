"""The staff of the wards by name, for lists from which one of them is chosen."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from events.host.auth import Staff
    from events.host.desk import Desk

WORKS: str = "contact.record"
"""Who may record contacts works on cases."""


def colleagues(desk: Desk, areas: Collection[str]) -> list[Staff]:
    """Who works on cases in some of these wards today, by name; machines are none."""
    held = desk.runtime.sign_in.everybody(desk.now)
    working = (one for one in held if any(one.may(WORKS, area) for area in areas))
    people = (one for one in working if all(role.role != "migration" for role in one.roles))
    return sorted(people, key=lambda one: one.name)


def staff_names(desk: Desk) -> dict[UUID, str]:
    """Pseudonym → name of everybody who has or had an account."""
    return desk.runtime.sign_in.names()
