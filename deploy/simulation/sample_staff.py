"""Who acts in a ward of the sample city: the demo's own people where they work, nameless colleagues elsewhere."""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Final
from uuid import UUID, uuid5

from deploy.simulation.setting import Acting
from deploy.verbs import demo
from events.host.municipality import Municipality
from events.host.switchboard import CONSULTATION

MUNICIPAL: Final = frozenset(
    {
        "municipal_officer",
        "decision_maker",
        "payment_clerk",
        "accounting_manager",
        "treasury_officer",
        "migration",
    }
)
"""Roles of the city's own staff, at the city hall."""


def staff_of(municipality: Municipality, ward: str) -> Callable[[str, date], Acting]:
    """Role and day → person, counter, employer."""

    @cache
    def acting(role: str, day: date) -> Acting:
        person = _person(role, ward)
        if role in MUNICIPAL:
            return Acting(person, "city-hall", "city/")
        contract = municipality.contracts_on(day, ward, CONSULTATION)[0]
        office = next(o for o in municipality.offices_on(day, ward) if o.wards)
        return Acting(person, office.code, f"{contract.operator}/{contract.code}")

    return acting


def _person(role: str, ward: str) -> UUID:
    """The first person of the demo who has the role there, else somebody without an account."""
    for sample in demo.ACCOUNTS:
        if role in sample.roles and sample.wards & {ward, demo.OSAKA}:
            return uuid5(demo.NAMESPACE, f"person {sample.login}")
    return uuid5(demo.NAMESPACE, f"{role} {ward}")
