"""決裁 by post, whichever service decides: the post of that day, another person, what was read, the deputy (代決)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from events.contract.approving import DeputyGround
from events.contract.deputising import may_deputise
from events.contract.two_persons import DECIDING, Approval, Words, in_post, second_person


@dataclass(frozen=True, slots=True, kw_only=True)
class ByPost:
    """Commands given in a post. `entitled`: whether the person holds it on that day, by the dated table.

    `deputy_for` is the post that is stood in for (代決), "" in one's own; `extraordinary`: important,
    unusual, disputed or setting a precedent.
    """

    post: str
    entitled: bool
    deputy_for: str = ""
    deputy_ground: DeputyGround | None = None
    extraordinary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Approving(ByPost):
    """Commands that decide what another proposed; `decider` is a person, not an account.

    `approved` is the leaf hash (hex) of the 起案 that was read, `standing` that of the one that stands now.
    """

    decider: UUID
    approved: str
    standing: str


def acting_in_post(command: ByPost, words: Words = DECIDING) -> None:
    """Refuses whoever does not hold the post, and a deputy without a ground or in the holder's own matter."""
    in_post(command.post, entitled=command.entitled, words=words)
    may_deputise(command.deputy_for, command.deputy_ground, extraordinary=command.extraordinary)


def decided_by_another(proposer: UUID, command: Approving, words: Words = DECIDING) -> None:
    """Refuses unless another person than the proposer decides, in a post, what really stands."""
    approval = Approval(
        by=command.decider,
        post=command.post,
        entitled=command.entitled,
        approved=command.approved,
        standing=command.standing,
    )
    second_person(frozenset({proposer}), approval, words)
    acting_in_post(command, words)


def deputed(command: ByPost, on: date, *, by: UUID, approved: str) -> dict[str, Any]:
    """The fields of a fact of 代決; nothing where the holder of the post decided."""
    if not command.deputy_for or command.deputy_ground is None:
        return {}
    return {
        "decided_on": on,
        "approved": approved,
        "holder_post": command.deputy_for,
        "deputy_post": command.post,
        "decider": by,
        "ground": command.deputy_ground,
    }
