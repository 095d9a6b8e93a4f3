"""What stands around a signed-in person's page: name, role, office, and whether it is the demo."""

from __future__ import annotations

from functools import cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import TYPE_CHECKING

from events.host.auth import ROLES_JA, Staff
from events.host.frame import Frame

if TYPE_CHECKING:
    from events.host.municipality import Municipality
    from events.host.runtime import Around


@cache
def version() -> str:
    """The installed version of the product."""
    try:
        return installed("yorisoi")
    except PackageNotFoundError:
        return ""


def frame(runtime: Around, staff: Staff | None = None, permission: str = "") -> Frame:
    """The frame of a page; without a person it is the frame of the sign-in page."""
    if staff is None:
        return Frame(demo=runtime.demo, version=version())
    held = staff.acting(permission) or next(iter(staff.roles), None)
    return Frame(
        person=staff.name,
        role=ROLES_JA[held.role] if held else "",
        office=office_name(runtime.municipality, held.office) if held else "",
        demo=runtime.demo,
        version=version(),
    )


def office_name(municipality: Municipality, code: str) -> str:
    """The counter's name; its code where the file no longer knows it."""
    try:
        return municipality.office(code).name
    except KeyError:
        return code
