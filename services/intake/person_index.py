"""Everybody intake has received, searchable by name, kana, birth date and telephone within milliseconds.

Held in memory only and filled from intake's own log: names and numbers never stand in a table, where a
deleted row survives in heap, write-ahead log and backups. A restart fills it again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import RLock
from typing import TYPE_CHECKING, Final
from uuid import UUID

from rapidfuzz import process
from rapidfuzz.distance import OSA

from events.contract import Group, kind_of
from events.contract.codes import Sameness
from events.contract.correcting import ReceptionCorrected
from events.contract.intake import ConsultationReceived, IdentityJudged, KeyDestructionDecided
from events.contract.kana import comparison_form, phone_digits
from events.contract.safety import AddressSecrecyStated
from services.intake.known_person import Known, corrected_person, keys, known_person
from services.intake.matching import Match, Traits, compare

if TYPE_CHECKING:
    from events.log.event_log import EventLog
    from events.log.recorded import Recorded

GROUPS: Final = frozenset({Group.CLEAR, Group.IDENTITY, Group.ADDRESS})
WIRES: Final = frozenset(
    kind_of(kind).wire
    for kind in (
        ConsultationReceived,
        ReceptionCorrected,
        IdentityJudged,
        AddressSecrecyStated,
        KeyDestructionDecided,
    )
)
PAGE: Final = 2_000
SHOWN: Final = 8
"""Candidates proposed at once; more than that nobody reads at a counter."""
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
        self._position = 0
        self._stopped = False
        self._by_case: dict[UUID, Known] = {}
        self._by_person: dict[UUID, Known] = {}
        self._alike: dict[tuple[str, object], set[UUID]] = defaultdict(set)
        self._kana: dict[int, list[str]] = defaultdict(list)
        self._words: dict[UUID, str] = {}
        self._numbers: dict[UUID, str] = {}
        self._judged: dict[UUID, dict[UUID, Sameness]] = defaultdict(dict)
        self._secret: dict[UUID, AddressSecrecyStated] = {}

    def __len__(self) -> int:
        return len(self._by_case)

    @property
    def position(self) -> int:
        """How far the log has been read."""
        return self._position

    def catch_up(self, log: EventLog) -> None:
        """Read what the log holds beyond the last position; other kinds are passed over unopened."""
        wire_name = log.storage.registers.wire_name
        with self._lock:
            while not self._stopped and (rows := log.reading.page(self._position, PAGE)):
                wanted = [row for row in rows if wire_name(row.type_id) in WIRES]
                for recorded in log.read_rows(wanted, GROUPS):
                    self.take(recorded)
                self._position = rows[-1].position

    def stop(self) -> None:
        """Leave a long reading after its page: the service ends."""
        self._stopped = True

    def take(self, recorded: Recorded) -> None:
        """One fact of intake. A fact taken twice changes nothing."""
        match recorded.fact:
            case ConsultationReceived() as fact:
                self._add(known_person(recorded, fact))
            case ReceptionCorrected() as fact:
                self._correct(fact)
            case AddressSecrecyStated() as fact:
                self._secret[fact.person] = fact
            case IdentityJudged() as fact:
                self._judged[fact.person][fact.candidate] = fact.sameness
            case KeyDestructionDecided(entry=None) as fact:
                self.forget(fact.person)

    def forget(self, person: UUID) -> None:
        """Drop a person whose keys are to end; nothing of them stays in memory."""
        with self._lock:
            known = self._by_person.pop(person, None)
            if known is None:
                return
            del self._by_case[known.case], self._words[known.case], self._numbers[known.case]
            for key in keys(known.traits):
                self._alike[key].discard(known.case)
                if not self._alike[key]:
                    del self._alike[key]
                    if key[0] == "kana":
                        self._kana[len(known.traits.kana)].remove(known.traits.kana)

    def of_case(self, case: UUID) -> Known | None:
        """Whom a case concerns."""
        return self._by_case.get(case)

    def of_person(self, person: UUID) -> Known | None:
        """The reception under this pseudonym."""
        return self._by_person.get(person)

    def secret_on(self, person: UUID, day: date) -> bool:
        """Whether this person's address is kept secret on that day, by a statement in their own case."""
        said = self._secret.get(person)
        return bool(said and said.address_secret and (said.until is None or day <= said.until))

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
        linked = [self._by_person[each] for each in found - {person} if each in self._by_person]
        return sorted(linked, key=lambda known: known.received_on, reverse=True)

    def candidates(self, sought: Traits, *, besides: UUID | None = None) -> list[Candidate]:
        """Who may be the same person, the likeliest first; `besides` is the case itself."""
        if not sought.comparable:
            return []
        with self._lock:
            cases = self._perhaps(sought) - {besides}
            compared = (
                Candidate(known, compare(sought, known.traits))
                for known in map(self._by_case.__getitem__, cases)
            )
            worth = [candidate for candidate in compared if candidate.match.worth_showing]
        worth.sort(key=lambda each: (-each.match.score, -each.known.received_on.toordinal()))
        return worth[:SHOWN]

    def find(self, text: str) -> list[UUID]:
        """Cases whose name or kana contains the text, or whose number contains its digits; newest first."""
        wanted, digits = comparison_form(text), phone_digits(text)
        by_number = len(digits) >= LEAST_DIGITS and not wanted.strip("0123456789-()+")
        if not wanted:
            return []
        sought, among = (digits, self._numbers) if by_number else (wanted, self._words)
        with self._lock:
            found = [case for case, written in among.items() if sought in written]
            found.sort(key=lambda case: self._by_case[case].received_on, reverse=True)
        return found

    def _add(self, known: Known) -> None:
        with self._lock:
            self._by_case[known.case] = self._by_person[known.person] = known
            self._words[known.case] = f"{known.traits.name}\n{known.traits.kana}"
            self._numbers[known.case] = "\n".join(known.traits.phones)
            for key in keys(known.traits):
                if key[0] == "kana" and key not in self._alike:
                    self._kana[len(known.traits.kana)].append(known.traits.kana)
                self._alike[key].add(known.case)

    def _correct(self, fact: ReceptionCorrected) -> None:
        """Search by what is right; what was written by mistake finds nobody any more."""
        with self._lock:
            known = self._by_person.get(fact.person)
            if known is not None:
                self.forget(fact.person)
                self._add(corrected_person(known, fact))

    def _perhaps(self, sought: Traits) -> set[UUID]:
        """Cases that share a trait, or whose kana is a letter off."""
        found: set[UUID] = set()
        for key in (*keys(sought), *self._a_letter_off(sought.kana)):
            found |= self._alike.get(key, set())
        return found

    def _a_letter_off(self, kana: str) -> Iterable[tuple[str, object]]:
        if not kana:
            return []
        lengths = range(len(kana) - 1, len(kana) + 2)
        among = [form for length in lengths for form in self._kana.get(length, ())]
        near = process.extract(kana, among, scorer=OSA.distance, score_cutoff=1, limit=None)
        return [("kana", form) for form, _, _ in near]
