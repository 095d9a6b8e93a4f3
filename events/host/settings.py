"""What an installation may set, read from the environment once: the only module that looks there."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, AliasChoices, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from events.log.foreign import refuse_foreign


class SettingsRefused(Exception):
    """A setting this installation must not start with; the message names it and says what to do."""


def default_home() -> Path:
    """The XDG data home; as root a place the database's account can reach (performance.md §8.2)."""
    if os.geteuid() == 0:
        return Path("/var/lib/yorisoi")
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if Path(data).is_absolute() else Path.home() / ".local/share") / "yorisoi"


def beside(home: Path) -> Path:
    """`…/yorisoi.keys` for `…/yorisoi`, so that two data directories never share one."""
    return home.absolute().with_name(f"{home.absolute().name}.keys")


class Settings(BaseSettings):
    """Every setting has a default; `YORISOI_PORT=9000` sets `port`."""

    model_config = SettingsConfigDict(env_prefix="YORISOI_", frozen=True, extra="ignore")

    home: Annotated[Path, AfterValidator(Path.absolute)] = Field(default_factory=default_home)
    keys: Annotated[Path, AfterValidator(Path.absolute)] = Field(
        default_factory=lambda known: beside(known["home"])
    )
    """The key file: beside the data directory, never inside it."""

    bind: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8400
    trusted_proxy: str = ""
    """Addresses whose X-Forwarded-Proto and -For are believed, separated by commas."""
    threads: Annotated[int, Field(ge=10, le=200)] = 120
    """Requests worked on at once (performance.md §2.4)."""

    database_url: str | None = None
    db_user: str | None = None
    database_memory_mb: int | None = None

    kafka_bootstrap_servers: str | None = Field(
        default=None,
        validation_alias=AliasChoices("YORISOI_KAFKA_BOOTSTRAP_SERVERS", "KAFKA_BOOTSTRAP_SERVERS"),
    )
    """Brokers of the city road, `host:port` separated by commas; used by `yorisoi run --broker` only."""
    kafka_idempotence: bool = True
    """Off only for endpoints that refuse InitProducerId (bus.md §13)."""
    topic_prefix: Annotated[str, Field(pattern=r"^[a-zA-Z0-9._-]{0,100}$")] = "yorisoi."
    topic_partitions: Annotated[int, Field(ge=1, le=480)] = 6
    """Never changed in place: order would break. 1 to 6 for a small city, 48 for a large one (bus.md §6)."""
    topic_replication: Annotated[int, Field(ge=1, le=9)] = 1
    """3 for a city (bus.md §1)."""

    draft_days: Annotated[int, Field(ge=1, le=90)] = 14
    idle_minutes: Annotated[int, Field(ge=1, le=120)] = 15
    session_hours: Annotated[int, Field(ge=1, le=24)] = 8

    def refuse_hazards(self) -> None:
        """SettingsRefused or ForeignRecorder: what would break the record (house.md W2) or expose its keys."""
        refuse_foreign(os.environ)
        if self.keys.resolve().is_relative_to(self.home.resolve()):
            raise SettingsRefused(
                f"鍵ファイル {self.keys} がデータディレクトリ {self.home} の中にあります。"
                "YORISOI_KEYS で外の場所を指定してください。"
            )
