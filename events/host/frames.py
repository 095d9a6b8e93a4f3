"""What stands around a signed-in person's page: name, role, office, and whether it is the demo."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from pathlib import Path
from typing import TYPE_CHECKING, Final

from events.host.auth import Staff
from events.host.frame import PLACES, Frame

if TYPE_CHECKING:
    from events.host.municipality import Municipality
    from events.host.runtime import Around

OPENS: Final = {
    "intake": "case.read",
    "planning": "case.read",
    "benefits": "case.read",
    "reporting": "report.read",
    "status": "status.read",
}
"""What a person must be allowed to find something behind an item of the navigation."""

CHECKOUT: Final = Path(__file__).parents[2] / "pyproject.toml"


@cache
def version() -> str:
    """The installed version of the product; of a checkout that was never installed, its own."""
    try:
        return installed("yorisoi")
    except PackageNotFoundError:
        text = CHECKOUT.read_text(encoding="utf-8") if CHECKOUT.exists() else ""
        return str(tomllib.loads(text).get("project", {}).get("version", ""))


def frame(runtime: Around, staff: Staff | None = None, permission: str = "") -> Frame:
    """The frame of a page; without a person it is the frame of the sign-in page."""
    if staff is None:
        return Frame(demo=runtime.demo, version=version())
    held = staff.acting(permission) or next(iter(staff.roles), None)
    return Frame(
        person=staff.name,
        role=held.ja if held else "",
        office=office_name(runtime.municipality, held.office) if held else "",
        demo=runtime.demo,
        version=version(),
        places=tuple(place for place in PLACES if staff.may(OPENS[place.name])),
    )


def office_name(municipality: Municipality, code: str) -> str:
    """The counter's or partner desk's name; its code where the file no longer knows it."""
    names = {partner.code: partner.name for partner in municipality.partners}
    names |= {office.code: office.name for office in municipality.offices}
    return names.get(code, code)


def operator_name(municipality: Municipality, code: str) -> str:
    """The operator's name; its code where the file no longer knows it, empty for none."""
    names = {operator.code: operator.name for operator in municipality.operators}
    return names.get(code, code)
