"""What holds for everything two natural persons do: proposed by one, approved by another, over what was read."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from events.contract.deciding import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """How the matter is called where the second person is refused."""

    not_entitled: str = "この承認を行う職位にありません。承認者に回してください。"
    self_approval: str = "自分が伺い出たものは承認できません。別の方に回してください。"
    stale: str = "ご覧になったあとで内容が変わりました。新しい内容を確かめてから承認してください。"


DECIDING: Final = Words(
    not_entitled="この決裁を行う職位にありません。決裁者に回してください。",
    self_approval="起案者本人は決裁できません。別の決裁者に回してください。",
    stale="ご覧になったあとで起案が変わりました。新しい起案を確かめてから決裁してください。",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """The second person. `approved` is the hash (hex) of what was read, `standing` of what stands now."""

    by: UUID
    post: str
    entitled: bool
    approved: str
    standing: str


def in_post(post: str, *, entitled: bool, words: Words = DECIDING) -> None:
    """Refused (`not-entitled`) for somebody who does not hold, on that day, the post that decides."""
    if not entitled or not post.strip():
        raise Refused("not-entitled", words.not_entitled)


def second_person(proposers: frozenset[UUID], approval: Approval, words: Words) -> None:
    """Refused (`not-entitled`, `self-approval`, `stale-approval`) unless another person approves what stands."""
    in_post(approval.post, entitled=approval.entitled, words=words)
    if approval.by in proposers:
        raise Refused("self-approval", words.self_approval)
    if not approval.standing or approval.approved != approval.standing:
        raise Refused("stale-approval", words.stale)
