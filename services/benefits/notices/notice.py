"""A letter before it is laid out: what it says, without whom it names; its words have a hash."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final, TypeVar

from events.contract import Open, wareki
from events.contract.benefits_papers import NoticeKind
from events.contract.sealed import Sealed

T = TypeVar("T")

EDITION: Final = "2026-11"
"""Of the words and their order: a changed layout gets a new edition, and older letters say that they differ."""
TO_PAYEES: Final = frozenset({NoticeKind.TO_PAYEE, NoticeKind.MOVING_TO_PAYEE})
"""Letters to whoever is paid: only what concerns the payment stands in them."""


class Closed(Exception):
    """Something the letter needs may not be read here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Facts and the provision they meet (行政手続法8条, 14条)."""

    fact: str
    provision: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`operative` = the sentence that decides; `lines` = its terms; `contestable` asks for the 教示.

    `to` names the payee; whom else a letter is for stands at intake only and is put in when it is printed.
    """

    kind: NoticeKind
    operative: str
    lines: tuple[tuple[str, str], ...]
    reasons: tuple[Reason, ...] = ()
    notes: tuple[str, ...] = ()
    contestable: bool = False
    to: str = ""

    @property
    def for_payee(self) -> bool:
        """Whether it goes to the landlord, the agent or another payee."""
        return self.kind in TO_PAYEES


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands around the words. `instruction` = 教示, empty where nothing is decided against anybody."""

    number: str
    issued_on: date
    form: str
    title: str
    sender: str
    office: str
    instruction: tuple[str, ...]
    edition: str = EDITION
    provisional: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A notice under its head."""

    notice: Notice
    head: Head

    @property
    def text(self) -> str:
        """All words in their order, one part a line."""
        return "\n".join(self._parts()) + "\n"

    @property
    def hash(self) -> str:
        """SHA-256 of the text, lower-case hex."""
        return sha256(self.text.encode()).hexdigest()

    def _parts(self) -> Iterator[str]:
        head, notice = self.head, self.notice
        yield from (head.form, head.number, wareki.long(head.issued_on))
        yield f"{notice.to} 御中" if notice.for_payee else "申請者 様"
        yield from (head.sender, head.title, notice.operative)
        yield from (f"{term}: {value}" for term, value in notice.lines)
        yield from (f"理由: {reason.fact} ({reason.provision})" for reason in notice.reasons)
        yield from notice.notes
        yield from head.instruction
        yield f"担当: {head.office}"


def read(value: Sealed[T]) -> T:
    """What is sealed; Closed where it may not be read here."""
    if isinstance(value, Open):
        return value.value
    raise Closed


def yen(value: int | None) -> str:
    """37,000円."""
    return "記載なし" if value is None else f"{value:,}円"
