"""Which grants pay into one account, or are for one dwelling: compared in memory, nothing of it stored in a table.

Filled from benefits' own log; a restart fills it again. What a destroyed key has closed is no longer compared.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from threading import RLock
from typing import TYPE_CHECKING, Final
from uuid import UUID

from events.contract import Group, kind_of, opened
from events.contract.benefits import ApplicationCorrected, ApplicationSubmitted, Payee
from events.contract.benefits_dwelling import DwellingNotified

if TYPE_CHECKING:
    from events.log.event_log import EventLog
    from events.log.recorded import Recorded

GROUPS: Final = frozenset({Group.CLEAR, Group.IDENTITY, Group.ADDRESS, Group.NARRATIVE})
WIRES: Final = frozenset(
    kind_of(kind).wire for kind in (ApplicationSubmitted, ApplicationCorrected, DwellingNotified)
)
PAGE: Final = 2_000
LEAST: Final = 8
"""Characters of a dwelling or an account worth comparing; less is no address."""
SENTENCE: Final = re.compile(r"[。\n]")


class NearClaims:
    """Safe for the threads of one process; `catch_up` before a question makes it as new as the log."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._position = 0
        self._account: dict[UUID, str] = {}
        self._dwelling: dict[UUID, str] = {}

    def catch_up(self, log: EventLog) -> None:
        """Read what the log holds beyond the last position; other kinds are passed over unopened."""
        wire_name = log.storage.registers.wire_name
        with self._lock:
            while rows := log.reading.page(self._position, PAGE):
                wanted = [row for row in rows if wire_name(row.type_id) in WIRES]
                for recorded in log.read_rows(wanted, GROUPS):
                    self.take(recorded)
                self._position = rows[-1].position

    def take(self, recorded: Recorded) -> None:
        """One fact; a later account or dwelling of a grant takes the former's place."""
        fact, stream = recorded.fact, recorded.stream
        if isinstance(fact, ApplicationSubmitted | ApplicationCorrected | DwellingNotified):
            payee = opened(fact.payee, None)
            self._put(self._account, stream, account_form(payee) if payee else "")
        if isinstance(fact, ApplicationSubmitted):
            self._put(self._dwelling, stream, dwelling_form(opened(fact.dwelling, "")))
        if isinstance(fact, DwellingNotified):
            self._put(self._dwelling, stream, dwelling_form(opened(fact.address, "")))

    def one_account(self) -> Iterator[list[UUID]]:
        """Grants (their streams) that pay into one account."""
        return self._together(self._account)

    def one_dwelling(self) -> Iterator[list[UUID]]:
        """Grants for one dwelling, found with or without it, as far as both papers write it alike."""
        return self._together(self._dwelling)

    def _put(self, held: dict[UUID, str], stream: UUID, form: str) -> None:
        if len(form) >= LEAST:
            held[stream] = form
        else:
            held.pop(stream, None)

    def _together(self, held: dict[UUID, str]) -> Iterator[list[UUID]]:
        alike: dict[str, list[UUID]] = defaultdict(list)
        with self._lock:
            for stream, form in held.items():
                alike[form].append(stream)
        return (streams for streams in alike.values() if len(streams) > 1)


def account_form(payee: Payee) -> str:
    """Bank, branch and account as they compare: width, blanks and punctuation do not matter."""
    return _plain(payee.bank + payee.branch + payee.account) if payee.account.strip() else ""


def dwelling_form(words: str) -> str:
    """The first sentence of what the paper says of the dwelling, where the address stands."""
    return _plain(SENTENCE.split(words.strip(), 1)[0])


def _plain(text: str) -> str:
    kept = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in kept if c.isalnum())
