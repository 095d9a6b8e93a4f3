"""In which post somebody decides at a desk: by the dated table of posts, else by office and role (暫定)."""

from events.host.auth import ROLES_JA
from events.host.desk import Desk
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
