"""What a form opens with: today, and the entry that its address names."""

from collections.abc import Callable
from typing import Any

from events.contract import wareki
from services.planning.screens.programme_file import ProgrammeFile

Opens = Callable[[ProgrammeFile[Any]], dict[str, str]]


def today(name: str) -> Opens:
    """The Japanese day of the request in that field."""
    return lambda records: {name: wareki.short(records.file.today)}


def asked(name: str, *days: str) -> Opens:
    """The number behind `?entry=` in that field; today in `days`."""

    def opens(records: ProgrammeFile[Any]) -> dict[str, str]:
        named = records.file.desk.request.query_params.get("entry", "")
        on = wareki.short(records.file.today)
        return {name: named} | dict.fromkeys(days, on)

    return opens
