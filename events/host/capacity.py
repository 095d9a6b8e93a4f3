"""In which post somebody decides at a desk: by the dated table of posts, else by office and role (暫定)."""

from collections.abc import Sequence
from typing import Any

from events.contract.approving import DeputyGround
from events.contract.seeing import Taken
from events.host.auth import ROLES_JA
from events.host.desk import Desk
from events.host.filters import choices
from events.host.frames import office_name
from events.host.posts import Capacity, Matter


def post_of(desk: Desk, area: str) -> str:
    """The post under which this person acts there: office and role (暫定 until 専決規程 are loaded)."""
    held = desk.acting(area)
    office = office_name(desk.runtime.municipality, held.office)
    return f"{office} {ROLES_JA[held.role]}".strip()


def capacity_of(desk: Desk, permission: str, matter: Matter, area: str) -> Capacity | None:
    """In which post this person decides there today; None for somebody who does not.

    Where no 専決規程 is loaded, whoever decides by role does so in the name of office and role (暫定).
    """
    if not desk.staff.may(permission, area):
        return None
    posts = desk.runtime.municipality.posts
    if posts.rule(matter, area, desk.today) is None:
        return Capacity(post_of(desk, area))
    return posts.capacity(desk.staff.login, matter, area, desk.today)


def capacity_everywhere(
    desk: Desk, permission: str, matter: Matter, areas: Sequence[str]
) -> Capacity | None:
    """In which post this person decides a matter of several wards; None where one of them is not theirs."""
    found = [capacity_of(desk, permission, matter, area) for area in areas]
    held = [one for one in found if one is not None]
    if not held or len(held) < len(found):
        return None
    posts = dict.fromkeys(one.post for one in held)
    holders = dict.fromkeys(one.holder for one in held if one.holder)
    return Capacity("・".join(posts), "・".join(holders))


def acting(capacity: Capacity | None) -> dict[str, Any]:
    """What a command by post takes from the desk (events/contract/by_post.py)."""
    return {
        "post": capacity.post if capacity else "",
        "entitled": capacity is not None,
        "deputy_for": capacity.holder if capacity else "",
    }


def shown(capacity: Capacity | None) -> dict[str, Any]:
    """What the page of a decision says of who decides, and asks a deputy."""
    return {
        "post": capacity.post if capacity else "",
        "deputy_for": capacity.holder if capacity else "",
        "grounds": choices(DeputyGround),
    }


def viewer(desk: Desk) -> dict[str, Any]:
    """Who looks afterwards (後閲), and in which posts."""
    return {"viewer": desk.staff.person, "held": _held(desk)}


def to_see(desk: Desk, taken: Sequence[Taken]) -> list[Taken]:
    """Of what waits for 後閲 what this person, as holder of the post, may see."""
    held, person = _held(desk), desk.staff.person
    return [one for one in taken if one.holder_post in held and one.decider != person]


def _held(desk: Desk) -> frozenset[str]:
    return desk.runtime.municipality.posts.held(desk.staff.login, desk.today)
