"""Everything one service needs while it runs, made once at start and closed in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from events.bus.tables import ReadTables
from events.host.address import Address
from events.host.areas import Areas
from events.host.calendar import Calendar, japanese_day, utc_now
from events.host.drafts import Drafts, Places
from events.host.live import Live
from events.host.municipality import Municipality
from events.host.names import NamesOf
from events.host.pages import Pages
from events.host.settings import Settings
from events.host.sign_in import SignIn
from events.host.standing import standing_of
from events.host.unnotarised import wire_names
from events.ledger import witnesses_file
from events.ledger.ledger import FOLDER, Ledger, Seat
from events.ledger.log_key import every_key, generations, log_key
from events.ledger.standing import Standing
from events.ledger.witnesses_file import Witnesses
from events.log.codec import Codec
from events.log.epochs import Epochs, Watched
from events.log.event_log import EventLog
from events.log.key_file import KeyFile
from events.log.keys import KeyRing
from events.log.recorded import SOURCES

Clock = Callable[[], datetime]
"""Gives UTC now."""


@dataclass(kw_only=True)
class Installation:
    """What the services of one process share. `demo` marks an installation of sample data."""

    settings: Settings
    address: Address
    key_file: KeyFile
    areas: Areas
    municipality: Municipality
    calendar: Calendar
    clock: Clock
    sign_in: SignIn
    pages: Pages
    live: Live
    witnesses: Witnesses = field(default_factory=Witnesses)
    demo: bool = False


@dataclass(kw_only=True)
class Runtime:
    """One service of a process. `clock` gives UTC now; `demo` marks an installation of sample data."""

    service: str
    settings: Settings
    address: Address
    log: EventLog
    standing: Standing
    ledger: Ledger
    keys: KeyRing
    codec: Codec
    areas: Areas
    municipality: Municipality
    calendar: Calendar
    clock: Clock
    tables: ReadTables
    drafts: Drafts
    sign_in: SignIn
    pages: Pages
    live: Live
    demo: bool = False
    names: NamesOf | None = None
    """Names for lists, where intake runs in this process; else pages ask intake for them."""


Around = Installation | Runtime
"""What every application has: the front page the installation's, a service its own."""


@contextmanager
def installation(
    settings: Settings,
    address: Address,
    key_file: KeyFile,
    areas: Areas,
    municipality: Municipality,
    *,
    demo: bool = False,
    clock: Clock = utc_now,
) -> Iterator[Installation]:
    """The shared part, closed at the end of the block."""
    sign_in = SignIn(
        address.conninfo("sign_in_keeper"),
        secret=derived(key_file.secret, "sign-in throttle"),
        idle=timedelta(minutes=settings.idle_minutes),
        longest=timedelta(hours=settings.session_hours),
        today=japanese_day,
        expand=widened(areas),
    )
    try:
        yield Installation(
            settings=settings,
            address=address,
            key_file=key_file,
            areas=areas,
            municipality=municipality,
            calendar=Calendar(municipality.days_off, clock),
            clock=clock,
            sign_in=sign_in,
            pages=Pages("host"),
            live=Live(),
            witnesses=witnesses_file.since_before(settings.home, FOLDER, clock()),
            demo=demo,
        )
    finally:
        sign_in.close()


@contextmanager
def service(name: str, around: Installation, templates: Path) -> Iterator[Runtime]:
    """One service of the installation; at the end of the block its committer drains, then its ledger signs."""
    address, keks = around.address, epochs(around.settings, around.key_file)
    with ExitStack() as last, ExitStack() as stack:
        keys = KeyRing(address.conninfo("key_keeper"), keks, around.municipality.body.code)
        stack.callback(keys.close)
        codec = Codec(keys, around.key_file.signer(name))
        log = EventLog(name, address.conninfo(f"writer_{name}"), codec)
        stack.callback(log.close)
        standing = standing_of(log, around.settings.home, around.key_file, around.witnesses.every)
        ledger = _ledger(name, around, log)
        last.callback(ledger.stop)
        drafts = Drafts(
            address.conninfo(f"drafter_{name}"),
            name,
            keks=keks.derived(drafts_key),
            places=_places(around),
            keep=timedelta(days=around.settings.draft_days),
        )
        stack.callback(drafts.close)
        tables = ReadTables(name, address.conninfo(f"writer_{name}"))
        stack.callback(tables.close)
        yield Runtime(
            service=name,
            settings=around.settings,
            address=address,
            log=log,
            standing=standing,
            ledger=ledger,
            keys=keys,
            codec=codec,
            areas=around.areas,
            municipality=around.municipality,
            calendar=around.calendar,
            clock=around.clock,
            tables=tables,
            drafts=drafts,
            sign_in=around.sign_in,
            pages=Pages(name, templates),
            live=around.live,
            demo=around.demo,
        )


def _ledger(name: str, around: Installation, log: EventLog) -> Ledger:
    """Reads at once; signs once the process that runs the service starts it."""
    origins = generations(around.key_file, name)
    return Ledger(
        Seat(
            name,
            around.address.conninfo(f"ledger_{name}"),
            origins.folder(around.settings.home / FOLDER, name),
            log_key(around.key_file, name),
            origins,
        ),
        log.reading.rows,
        around.witnesses.policy(every_key(around.key_file, SOURCES)),
        around.witnesses.every,
        clock=around.clock,
        waiting=wire_names(name),
    )


def epochs(settings: Settings, key_file: KeyFile) -> Epochs:
    """The wrapping keys of the installation, as the key file has them now."""
    path = settings.keys
    return Epochs(key_file.keks, Watched(path, key_file.keks, lambda: KeyFile.read(path).keks))


def drafts_key(kek: bytes) -> bytes:
    """What wraps the keys of drafts in an epoch."""
    return derived(kek, "drafts")


def derived(secret: bytes, purpose: str) -> bytes:
    """A key of its own for each purpose, so that the wrapping key serves data keys only."""
    return HKDF(SHA256(), 32, None, f"yorisoi {purpose}".encode()).derive(secret)


def widened(areas: Areas) -> Callable[[frozenset[str], date], frozenset[str]]:
    """Codes of an assignment → the same and every area inside them that day; an ended code is dropped."""

    def expand(codes: frozenset[str], day: date) -> frozenset[str]:
        held = [row for row in areas if row.code in codes and row.in_force(day)]
        inside = (inner for row in held for inner in areas.within(row))
        return frozenset(inner.code for inner in inside if inner.in_force(day))

    return expand


def _places(around: Installation) -> Places:
    return Places(
        to_id=lambda code: around.areas.at(code, around.calendar.today()).area_id,
        to_code=lambda area_id: around.areas.by_id(area_id).code,
    )
