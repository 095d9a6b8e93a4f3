"""Proposal and approval by two natural persons: whatever is released, decided or checked a second time uses this."""

from dataclasses import dataclass
from uuid import UUID

from events.contract.deciding import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How the matter is called where the second person is refused."""

    not_entitled: str = "この承認を行う職位にありません。承認者に回してください。"
    self_approval: str = "自分が伺い出たものは承認できません。別の方に回してください。"
    stale: str = "ご覧になったあとで内容が変わりました。新しい内容を確かめてから承認してください。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The second person. `approved` is the hash (hex) of what was read, `standing` of what stands now."""

    by: UUID
    post: str
    entitled: bool
    approved: str
    standing: str


def second_person(proposers: frozenset[UUID], approval: Approval, words: Words) -> None:
    """Refused (`not-entitled`, `self-approval`, `stale-approval`) unless another person approves what stands."""
    if not approval.entitled or not approval.post.strip():
        raise Refused("not-entitled", words.not_entitled)
    if approval.by in proposers:
        raise Refused("self-approval", words.self_approval)
    if not approval.standing or approval.approved != approval.standing:
        raise Refused("stale-approval", words.stale)
