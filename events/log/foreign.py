"""Settings that ask for another recorder than ours: whoever sets them expects what loses events."""

from collections.abc import Mapping
from typing import Final

RECORDER: Final = "events.log.recorder"


class ForeignRecorder(Exception):
    """The process must not start: the environment asks for a recorder this product does not use."""


def refuse_foreign(environment: Mapping[str, str]) -> None:
    """Raise when a variable, with or without an application's name before it, asks for another one.

    The library's database functions draw positions outside any lock: a tailing reader then misses
    events for ever (performance.md §7). They are refused whatever their value.
    """
    for name, value in environment.items():
        if name.endswith("POSTGRES_ENABLE_DB_FUNCTIONS"):
            raise ForeignRecorder(
                f"{name} が設定されています。記録を失う設定なので起動しません。設定を消してください。"
            )
        if name.endswith("PERSISTENCE_MODULE") and value != RECORDER:
            raise ForeignRecorder(
                f"{name} が {RECORDER} 以外になっています。起動しません。設定を消してください。"
            )
