"""A service as a web application: routes, problems, probes, static files, drafts, followers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from fastapi import APIRouter, FastAPI

from events.host.auth import Requires
from events.host.desk import AtDesk, Desk, Receipt
from events.host.sheet import Sheet

if TYPE_CHECKING:
    from events.host.runtime import Runtime

__all__ = ["AreaOf", "AtDesk", "Desk", "Receipt", "Requires", "Sheet", "service_app"]

AreaOf = Callable[[UUID], str | None]
"""Case → code of the area it belongs to now, None where the service knows no such case."""


def service_app(
    runtime: Runtime,
    *routers: APIRouter,
    followers: Sequence[Any] = (),
    area_of: AreaOf | None = None,
) -> FastAPI:
    """The application of one service. `area_of` defaults to the newest fact of the case's own stream."""
    raise NotImplementedError
