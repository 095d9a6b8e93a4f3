"""A small city planted into a test's database: a few whole lives, signed, their tables filled."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from importlib import import_module
from random import Random
from uuid import NAMESPACE_OID, UUID, uuid5

from deploy.house import HERE
from deploy.roles import SERVICES
from deploy.simulation import sample_lives
from deploy.simulation.histories import history
from deploy.simulation.outline import CaseOutline
from deploy.simulation.setting import Amounts, Setting, one_counter
from deploy.simulation.stating import Stating
from events.bus.catch_up import catch_up
from events.contract.codes import Service
from events.host import areas, municipality_file
from events.host.address import Address
from events.log.codec import Codec
from events.log.epochs import FIRST as FIRST_EPOCH
from events.log.event_log import EventLog
from events.log.key_file import KeyFile
from events.log.keys import KeyRing

NEEDS = frozenset({Service.HOUSING_SECURITY, Service.WORK_PREPARATION, Service.BUDGET_IMPROVEMENT})
ROOT = uuid5(NAMESPACE_OID, "a small city")
OSAKA = municipality_file.load(HERE / "municipality.toml", areas.load(HERE / "areas.csv"))
FIRST = date(2025, 6, 2)
KEYS = KeyFile(
    keks={FIRST_EPOCH: bytes(range(32))},
    origin="test/city",
    seeds={name: name.encode()[:5] * 6 + b"xx" for name in SERVICES},
    log_seeds={name: name.encode()[:5] * 6 + b"yy" for name in SERVICES},
)


@dataclass(frozen=True)
class Planted:
    """Logs and codec of a database; closed with the block that made it."""

    address: Address
    keys: KeyRing
    logs: Mapping[str, EventLog]
    codec: Codec

    def plant(self, count: int = 12, root: UUID = ROOT) -> None:
        """State so many lives; again is harmless, another `root` gives other people."""
        setting = Setting(
            place="西区",
            area="271063",
            acting=one_counter(ROOT, "nishi", "mihon-nishi/nishi-2025"),
            needs_decision=lambda _: NEEDS,
            seed=root,
            until=datetime(2026, 11, 20, tzinfo=UTC),
            amounts=Amounts.of(OSAKA),
        )
        stating = Stating(
            self.logs, self.keys, lambda _: setting, lambda n: uuid5(root, str(n)), root
        )
        histories = [(n, history(life, n, setting)) for n, life in enumerate(lives(count))]
        for _ in stating.run(histories):
            pass

    def fill_tables(self) -> None:
        """Every table of every service at the heads of the logs."""
        for service in SERVICES:
            tables = import_module(f"services.{service}.followers").TABLES
            catch_up(service, tables, self.address.conninfo, self.codec)


@contextmanager
def planted(address: Address) -> Iterator[Planted]:
    """The logs of a database, signed with `KEYS`."""
    with ExitStack() as stack:
        keys = stack.enter_context(
            closing(KeyRing(address.conninfo("key_keeper"), KEYS.keks[FIRST_EPOCH]))
        )
        logs = {
            name: stack.enter_context(
                closing(
                    EventLog(
                        name, address.conninfo(f"writer_{name}"), Codec(keys, KEYS.signer(name))
                    )
                )
            )
            for name in SERVICES
        }
        yield Planted(address, keys, logs, logs["intake"].codec)


def lives(count: int) -> Sequence[CaseOutline]:
    """Supported cases, so that every service has something."""
    chance = Random(1)  # noqa: S311 - believable, not secret
    found = (sample_lives.life(FIRST, chance) for _ in range(count * 6))
    return [case for case in found if case.plans][:count]
