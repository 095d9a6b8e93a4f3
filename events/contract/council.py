"""The fact of a 支援会議 (法9条): who sat there, bound by what. What was said of a person stands in the concern.

Another body than the 支援調整会議: a stream of its own and a list of readers of its own (programme.md §8).
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.concern import BeforeCase
from events.contract.concern_codes import CouncilHost, Secrecy
from events.contract.group import Clear, Identity, Narrative
from events.contract.kind import event


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One who sat in the meeting, and what binds them to secrecy."""

    organisation: str
    name: str
    secrecy: Secrecy


@event(
    "intake.confidential-council-held",
    ja="支援会議",
    basis="法9条",
    occurred="held_on",
    provisional=True,
)
class ConfidentialCouncilHeld(BeforeCase):
    """Values are sealed under `person`, a pseudonym of the meeting itself. `members` counts the attendees."""

    held_on: Clear[date]
    person: Clear[UUID]
    host: Clear[CouncilHost]
    members: Clear[int]
    attended: Identity[tuple[Member, ...]]
    place: Narrative[str]
    remarks: Narrative[str]
