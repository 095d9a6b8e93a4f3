"""The checks that the decisions of a claim share, and by what their facts name it."""

from typing import Any

from events.contract.deciding import Refused
from services.benefits.claim import Claim


def open_claim(state: Claim | None) -> Claim:
    """A claim that was found and is not over."""
    if state is None:
        raise Refused("no-claim", "過払いの確認がまだありません。")
    if state.stage.over:
        raise Refused("claim-over", f"この債権は「{state.stage.value}」です。")
    return state


def of_claim(claim: Claim) -> dict[str, Any]:
    """Whose claim a fact is about, and which."""
    return {"person": claim.person, "claim_no": claim.found.claim_no}


def numbers_of(claim: Claim) -> dict[str, int]:
    """By which a fact of 代決 finds its claim."""
    return {"grant_no": claim.found.grant_no, "item_no": claim.found.claim_no}


def decided(state: Claim | None) -> Claim:
    """Decided to be asked back."""
    claim = open_claim(state)
    if claim.decided is None:
        raise Refused("not-decided", "返還の決定がまだありません。")
    return claim


def fixed(state: Claim | None) -> Claim:
    """With a 調定, and neither expired nor over."""
    claim = decided(state)
    if claim.fixed is None:
        raise Refused("not-fixed", "調定がまだありません。")
    if claim.expired is not None:
        raise Refused("expired", "時効が完成しています。")
    return claim


def demanded(state: Claim | None) -> Claim:
    """With a 納入通知 that stands."""
    claim = fixed(state)
    if claim.demand is None:
        raise Refused("not-demanded", "納入通知がまだありません。")
    return claim
