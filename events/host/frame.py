"""What stands around every page: who is signed in, whether it is the demo, how far the records are counted."""

from dataclasses import dataclass
from datetime import datetime

from fastapi import Request


@dataclass(frozen=True, slots=True)
class Place:
    """One item of the navigation; `name` is the service that owns the pages below `href`."""

    name: str
    label: str
    href: str


PLACES = (
    Place("intake", "受付", "/intake/"),
    Place("planning", "支援計画", "/planning/"),
    Place("benefits", "給付", "/benefits/"),
    Place("reporting", "集計", "/reporting/"),
    Place("status", "状態", "/status"),
)


@dataclass(frozen=True, slots=True)
class Frame:
    """Shown on every page. `person` None = nobody is signed in; `position` = 記録 n 件目まで反映."""

    person: str | None = None
    role: str = ""
    office: str = ""
    demo: bool = False
    version: str = ""
    position: int | None = None
    as_of: datetime | None = None
    places: tuple[Place, ...] = PLACES
    home: str = "/"
    sign_out: str = "/sign-out"


def frame_of(request: Request) -> Frame:
    """The frame that sign-in put on the request, or an empty one."""
    frame = getattr(request.state, "frame", None)
    return frame if isinstance(frame, Frame) else Frame()
