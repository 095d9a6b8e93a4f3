"""Everything one service needs while it runs, made once at start and closed in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from events.bus.tables import ReadTables
    from events.host.address import Address
    from events.host.areas import Areas
    from events.host.calendar import Calendar
    from events.host.drafts import Drafts
    from events.host.live import Live
    from events.host.municipality import Municipality
    from events.host.pages import Pages
    from events.host.settings import Settings
    from events.host.sign_in import SignIn
    from events.log.codec import Codec
    from events.log.event_log import EventLog
    from events.log.keys import KeyRing


@dataclass(kw_only=True)
class Runtime:
    """One service of a process. `clock` gives UTC now; `demo` marks an installation of sample data."""

    service: str
    settings: Settings
    address: Address
    log: EventLog
    keys: KeyRing
    codec: Codec
    areas: Areas
    municipality: Municipality
    calendar: Calendar
    clock: Callable[[], datetime]
    tables: ReadTables
    drafts: Drafts
    sign_in: SignIn
    pages: Pages
    live: Live
    demo: bool = False
