"""Everybody intake has received, searchable by name, kana, birth date and telephone within milliseconds.

Held in memory only and filled from intake's own log: names and numbers never stand in a table, where a
deleted row survives in heap, write-ahead log and backups. A restart fills it again; until it is `whole`, a case
asked for is read by itself, a search finds what has been read so far, and every address counts as secret.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from threading import Lock, RLock
from typing import TYPE_CHECKING, Final
from uuid import UUID

from events.bus.source import wire_names
from events.contract import Group
from events.contract.codes import MatchReason, Sameness
from events.contract.correcting import ReceptionCorrected
from events.contract.intake import ConsultationReceived, IdentityJudged, KeyDestructionDecided
from events.contract.kana import comparison_form, phone_digits
from events.contract.safety import AddressSecrecyStated
from services.intake.known_person import (
    Known,
    corrected_person,
    kana_key,
    keys,
    known_person,
    name_key,
)
from services.intake.matching import Match, Traits, compare
from services.intake.near_forms import NearForms
from services.intake.postings import Postings

if TYPE_CHECKING:
    from events.log.event_log import EventLog
    from events.log.recorded import Recorded

NAMES: Final = frozenset(
    {
        MatchReason.KANA_EQUAL,
        MatchReason.KANA_CLOSE,
        MatchReason.NAME_EQUAL,
        MatchReason.GIVEN_EQUAL,
    }
)
GROUPS: Final = frozenset({Group.CLEAR, Group.IDENTITY, Group.ADDRESS})
WIRES: Final = wire_names(
    {
        ConsultationReceived,
        ReceptionCorrected,
        IdentityJudged,
        AddressSecrecyStated,
        KeyDestructionDecided,
    }
)
PAGE: Final = 20_000
"""Positions looked at in one statement; most hold kinds of which the index knows nothing."""
SHOWN: Final = 8
"""Candidates proposed at once; more than that nobody reads at a counter."""
NAMESAKES: Final = 3
"""More persons of one name than that are told apart by a birth date or a number, not by reading all of them."""
LEAST_DIGITS: Final = 4
"""Digits of a telephone number that are worth searching for."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the same person."""

    known: Known
    match: Match


class PersonIndex:
    """Safe for the threads of one process; `catch_up` before a search makes it as new as the log."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._reading = Lock()
        self._log: EventLog | None = None
        self._position = 0
        self._whole = False
        self._stopped = False
        self._ahead: dict[UUID, Known | None] = {}
        self._known: list[Known | None] = []
        self._words: list[str] = []
        self._numbers: list[str] = []
        self._row_of_case: dict[UUID, int] = {}
        self._row_of_person: dict[UUID, int] = {}
        self._alike = Postings()
        self._kana = NearForms()
        self._judged: dict[UUID, dict[UUID, Sameness]] = defaultdict(dict)
        self._secret: dict[UUID, tuple[bool, date | None]] = {}

    def __len__(self) -> int:
        return len(self._row_of_case)

    @property
    def position(self) -> int:
        """How far the log has been read."""
        return self._position

    @property
    def whole(self) -> bool:
        """Whether the log was once read to its end: until then somebody received may be missing."""
        return self._whole

    def catch_up(self, log: EventLog, patience: float = -1) -> bool:
        """Read what the log holds beyond the last position; other kinds are passed over unopened.

        Where another thread reads already, at most `patience` seconds are waited for it (-1: until it is
        done). False: not as new as the log.
        """
        self._log = log
        if not self._reading.acquire(timeout=patience):
            return False
        try:
            types = [log.storage.registers.type_id(wire) for wire in sorted(WIRES)]
            while not self._stopped and self._position < (head := log.reading.head()):
                until = min(self._position + PAGE, head)
                rows = log.reading.of_kinds(types, self._position, until)
                for recorded in log.read_rows(rows, GROUPS):
                    with self._lock:
                        self.take(recorded)
                self._position = until
            if not self._stopped:
                self._whole = True
                self._ahead.clear()
            return self._whole
        finally:
            self._reading.release()

    def stop(self) -> None:
        """Leave a long reading after its page: the service ends."""
        self._stopped = True

    def take(self, recorded: Recorded) -> None:
        """One fact of intake. A fact taken twice changes nothing."""
        match recorded.fact:
            case ConsultationReceived() as fact:
                self.add(known_person(recorded, fact))
            case ReceptionCorrected() as fact:
                self._correct(fact)
            case AddressSecrecyStated(person=person, address_secret=secret, until=until):
                self._secret[person] = (secret, until)
            case IdentityJudged() as fact:
                self._judged[fact.person][fact.candidate] = fact.sameness
            case KeyDestructionDecided(entry=None) as fact:
                self.forget(fact.person)

    def add(self, known: Known) -> None:
        """A case received once more is known as it was received last."""
        with self._lock:
            former = self._row_of_case.get(known.case)
            if former is not None:
                self._drop(former)
            row, forms = len(self._known), known.traits
            self._known.append(known)
            self._words.append(f"{forms.name}\n{forms.kana}")
            self._numbers.append("\n".join(forms.phones))
            self._row_of_case[known.case] = self._row_of_person[known.person] = row
            for key in keys(forms):
                self._alike.add(key, row)
            if forms.kana:
                self._kana.add(forms.kana)

    def forget(self, person: UUID) -> None:
        """Drop a person whose keys are to end; nothing of them stays in memory."""
        with self._lock:
            self._ahead.clear()
            row = self._row_of_person.get(person)
            if row is not None:
                self._drop(row)

    def of_case(self, case: UUID) -> Known | None:
        """Whom a case concerns."""
        row = self._row_of_case.get(case)
        if row is None:
            return None if self._whole or self._log is None else self._read_ahead(case, self._log)
        return self._known[row]

    def of_person(self, person: UUID) -> Known | None:
        """The reception under this pseudonym."""
        row = self._row_of_person.get(person)
        return None if row is None else self._known[row]

    def received(self, since: date, before: date, wards: Container[str]) -> list[Known]:
        """Receptions of these wards from `since` to the day before `before`, the newest first."""
        with self._lock:
            held = [known for known in self._known if known and since <= known.received_on < before]
        own = [known for known in held if known.area in wards]
        return sorted(own, key=lambda known: (known.received_on, known.number), reverse=True)

    def secret_on(self, person: UUID, day: date) -> bool:
        """Whether this person's address is kept secret on that day, by a statement in their own case."""
        if not self._whole:
            return True
        secret, until = self._secret.get(person, (False, None))
        return secret and (until is None or day <= until)

    def judged(self, person: UUID) -> dict[UUID, Sameness]:
        """What was answered about this person's candidates, from either side; the own answer first."""
        with self._lock:
            answers = {
                other: mine[person] for other, mine in self._judged.items() if person in mine
            }
            return answers | self._judged.get(person, {})

    def same_as(self, person: UUID) -> list[Known]:
        """Everybody linked to this person, over any number of links, the newest reception first."""
        found, waiting = {person}, [person]
        while waiting:
            for other, sameness in self.judged(waiting.pop()).items():
                if sameness is Sameness.SAME and other not in found:
                    found.add(other)
                    waiting.append(other)
        linked = map(self.of_person, found - {person})
        held = [known for known in linked if known is not None]
        return sorted(held, key=lambda known: known.received_on, reverse=True)

    def candidates(self, sought: Traits, *, besides: UUID | None = None) -> list[Candidate]:
        """Who may be the same person, the likeliest first; `besides` is the case itself.

        Of many namesakes about whom nothing else is known none is a candidate: see `namesakes`.
        """
        if not sought.comparable:
            return []
        with self._lock:
            compared = [
                Candidate(known, compare(sought, known.traits))
                for known in self._rows(self._perhaps(sought))
                if known.case != besides
            ]
        worth = [candidate for candidate in compared if candidate.match.worth_showing]
        worth.sort(key=lambda each: (-each.match.score, -each.known.received_on.toordinal()))
        return list(_few_namesakes(worth))[:SHOWN]

    def namesakes(self, sought: Traits) -> int:
        """How many have the very kana, or the very name where no kana is known."""
        with self._lock:
            if sought.kana:
                return self._alike.count(kana_key(sought.kana))
            return self._alike.count(name_key(sought.name)) if sought.name else 0

    def find(self, text: str) -> list[UUID]:
        """Cases whose name or kana contains the text, or whose number contains its digits; newest first."""
        wanted, digits = comparison_form(text), phone_digits(text)
        by_number = len(digits) >= LEAST_DIGITS and not wanted.strip("0123456789-()+")
        if not wanted:
            return []
        sought, among = (digits, self._numbers) if by_number else (wanted, self._words)
        with self._lock:
            found = list(self._rows(n for n, words in enumerate(among) if sought in words))
        found.sort(key=lambda known: known.received_on, reverse=True)
        return [known.case for known in found]

    def _read_ahead(self, case: UUID, log: EventLog) -> Known | None:
        """By itself, out of turn: a page shows whom its cases concern before everybody has been read."""
        if case not in self._ahead:
            known = None
            for recorded in log.history(case, GROUPS):
                match recorded.fact:
                    case ConsultationReceived() as fact:
                        known = known_person(recorded, fact)
                    case ReceptionCorrected() as fact if known is not None:
                        known = corrected_person(known, fact)
            self._ahead[case] = known
        return self._ahead[case]

    def _drop(self, row: int) -> None:
        known = self._known[row]
        if known is None:
            return
        forms = known.traits
        for key in keys(forms):
            self._alike.remove(key, row)
        if forms.kana and kana_key(forms.kana) not in self._alike:
            self._kana.remove(forms.kana)
        self._known[row], self._words[row], self._numbers[row] = None, "", ""
        del self._row_of_case[known.case], self._row_of_person[known.person]

    def _correct(self, fact: ReceptionCorrected) -> None:
        """Search by what is right; what was written by mistake finds nobody any more."""
        known = self.of_person(fact.person)
        if known is not None:
            self.add(corrected_person(known, fact))

    def _rows(self, rows: Iterable[int]) -> Iterator[Known]:
        return (known for known in map(self._known.__getitem__, rows) if known is not None)

    def _perhaps(self, sought: Traits) -> set[int]:
        """Rows that share a trait, or whose kana is a letter off."""
        looked = [*keys(sought), *map(kana_key, self._kana.near(sought.kana))]
        return {row for key in looked for row in self._alike.rows(key)}


def _few_namesakes(worth: list[Candidate]) -> Iterator[Candidate]:
    """All but those for whom only a name speaks that more than a few have as well as they."""
    by_name = [one.match.score for one in worth if not set(one.match.reasons) - NAMES]
    too_many = by_name[NAMESAKES] if len(by_name) > NAMESAKES else -1
    for one in worth:
        if set(one.match.reasons) - NAMES or one.match.score > too_many:
            yield one
