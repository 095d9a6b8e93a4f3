"""An installation opened by a process: keys, database, schemas, files of the city; closed in order.

Every verb that needs the database opens the house; an empty data directory gets key file and schemas first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

import psycopg

from deploy import marker as markers
from deploy import sharing
from deploy.marker import Marker
from deploy.migrate import Area, migrate
from deploy.roles import SERVICES
from deploy.verb import VerbRefused
from events.contract import KINDS
from events.host import areas, municipality_file, personnel
from events.host.address import Address
from events.host.areas import Areas
from events.host.municipality import Municipality
from events.host.municipality_file import MunicipalityRefused
from events.host.runtime import Installation, Runtime, installation, service
from events.host.settings import Settings
from events.ledger import former_policies
from events.ledger.ledger import FOLDER
from events.log.key_file import KeyFile, KeysMissing

HERE: Final = Path(__file__).parent
Say = Callable[[str], None]


@dataclass
class House:
    """`runtime(service)` opens one service's part at first use; all are closed with the house."""

    settings: Settings
    address: Address
    around: Installation
    marker: Marker
    _stack: ExitStack
    _runtimes: dict[str, Runtime] = field(default_factory=dict)

    def runtime(self, name: str) -> Runtime:
        """What a service needs, the same one for everybody in this process."""
        if name not in self._runtimes:
            templates = HERE.parent / "services" / name / "pages"
            self._runtimes[name] = self._stack.enter_context(service(name, self.around, templates))
        return self._runtimes[name]

    def sign(self, services: Sequence[str]) -> None:
        """From now on sign the logs of these services; their last checkpoint is made when they close."""
        for name in services:
            ledger = self.runtime(name).ledger
            former_policies.write(self.settings.home / FOLDER, ledger.policy)
            ledger.start()

    @property
    def empty(self) -> bool:
        """Whether nobody has an account here and nothing was ever recorded."""
        with psycopg.connect(self.address.conninfo()) as session:
            accounts = session.execute("select count(*) from host.account").fetchone()
        return accounts == (0,) and self.recorded == 0

    @property
    def recorded(self) -> int:
        """How many facts the logs of all services hold."""
        heads = " + ".join(f"(select position from {name}.log_head)" for name in SERVICES)
        with psycopg.connect(self.address.conninfo()) as session:
            row = session.execute(f"select {heads}".encode()).fetchone()
        return int(row[0]) if row else 0

    def mark(self, demo: str) -> None:
        """Note on disk how far the demo is."""
        self.marker = Marker(self.marker.origin, self.marker.key_check, demo)
        self.marker.save(self.settings.home)
        self.around.demo = bool(demo)


@dataclass(frozen=True)
class City:
    """The dated files that describe the installation."""

    areas_path: Path = HERE / "areas.csv"
    municipality_path: Path = HERE / "municipality.toml"
    personnel_path: Path | None = None

    @classmethod
    def of(cls, home: Path) -> City:
        """The files of the data directory where it has its own, else the sample city."""
        own, people = home / "municipality.toml", home / personnel.FILE
        made = cls(municipality_path=own) if own.exists() else cls()
        return replace(made, personnel_path=people) if people.exists() else made

    @cached_property
    def areas(self) -> Areas:
        """AreasRefused for a file that cannot be."""
        return areas.load(self.areas_path)

    @cached_property
    def municipality(self) -> Municipality:
        """MunicipalityRefused for a file that cannot be."""
        made = municipality_file.load(self.municipality_path, self.areas)
        if self.personnel_path is None:
            return made
        try:
            posts = personnel.with_personnel(made.posts, self.personnel_path.read_bytes())
        except ValueError as wrong:
            raise MunicipalityRefused(str(wrong)) from wrong
        return replace(made, posts=posts)


@contextmanager
def opened(settings: Settings, say: Say = print) -> Iterator[House]:
    """The installation of the data directory for the length of the block.

    Raises KeysMissing where data stands without its key file.
    """
    settings.refuse_hazards()
    city = City.of(settings.home)
    key_file = _keys(settings)
    with ExitStack() as stack:
        found = stack.enter_context(sharing.database(settings, say))
        address = migrated(found, city)
        if address != found:
            address.save(settings.home)
        mark = _marked(settings, address, key_file)
        around = stack.enter_context(
            installation(
                settings,
                address,
                key_file,
                city.areas,
                city.municipality,
                demo=bool(mark.demo),
            )
        )
        yield House(settings, address, around, mark, stack)


def migrated(address: Address, city: City) -> Address:
    """Roles, schemas, kinds and areas up to date; the address with every password."""
    rows = [
        Area(row.area_id, row.code, str(row.level), row.parent, row.name, row.since, row.until)
        for row in city.areas
    ]
    return migrate(address, wire_names=KINDS, areas=rows)


def _keys(settings: Settings) -> KeyFile:
    """The key file; a new one only where there is no data that would need the old one."""
    if not settings.keys.exists():
        if holds_data(settings.home):
            raise KeysMissing(
                settings.keys,
                f"{settings.home} にはデータがありますが、その鍵ファイルが見つかりません。"
                "控えから戻すか、YORISOI_KEYS で場所を示してください",
            )
        KeyFile.make(settings.keys)
    return KeyFile.load(settings.keys, settings.home)


def holds_data(home: Path) -> bool:
    """Whether an installation was ever made there."""
    return any((home / name).exists() for name in (markers.FILE, "database.json", "postgres"))


def _marked(settings: Settings, address: Address, key_file: KeyFile) -> Marker:
    """The marker of this installation; refuses a key file that belongs to another one."""
    found = markers.load(settings.home)
    if found is None:
        with psycopg.connect(address.conninfo()) as session:
            keyed = session.execute(
                "select exists (select from keys.person_key) or exists (select from keys.data_key)"
            ).fetchone()
        if keyed == (True,):
            raise VerbRefused(
                "データベースには別の設置の記録があります。その鍵ファイルとデータディレクトリを"
                "YORISOI_KEYS と YORISOI_HOME で示してください。"
            )
        found = Marker.of(key_file)
        found.save(settings.home)
    if not markers.recognised(found, key_file):
        raise VerbRefused(
            f"鍵ファイル {settings.keys} は {settings.home} のものではありません。"
            "正しい鍵ファイルを YORISOI_KEYS で示してください。"
        )
    if found.key_check != markers.check(key_file):
        found = replace(found, key_check=markers.check(key_file))
        found.save(settings.home)
    return found
