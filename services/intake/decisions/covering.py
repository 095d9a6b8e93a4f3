"""Which consent names the body of a つなぎ, and what to do where none in force does."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from events.contract.codes import ReferralTarget
from events.contract.consent import ConsentParty
from events.contract.consents import Consents
from events.contract.deciding import Refused

PARTIES: Final[Mapping[ReferralTarget, frozenset[ConsentParty]]] = {
    ReferralTarget.PUBLIC_ASSISTANCE_COUNTER: frozenset({ConsentParty.WELFARE_OFFICE}),
    ReferralTarget.HELLO_WORK: frozenset({ConsentParty.EMPLOYMENT_OFFICE}),
    ReferralTarget.COUNCIL_OF_SOCIAL_WELFARE: frozenset({ConsentParty.SOCIAL_WELFARE_COUNCIL}),
    ReferralTarget.EMERGENCY_SMALL_LOAN: frozenset({ConsentParty.SOCIAL_WELFARE_COUNCIL}),
    ReferralTarget.GENERAL_SUPPORT_LOAN: frozenset({ConsentParty.SOCIAL_WELFARE_COUNCIL}),
    ReferralTarget.FOOD_BANK: frozenset({ConsentParty.SOCIAL_WELFARE_COUNCIL, ConsentParty.OTHER}),
    ReferralTarget.MUNICIPAL_DESK: frozenset({ConsentParty.MUNICIPALITY, ConsentParty.SCHOOL}),
    ReferralTarget.CHILD_AND_FAMILY: frozenset({ConsentParty.MUNICIPALITY}),
    ReferralTarget.COMMUNITY_CARE: frozenset({ConsentParty.MUNICIPALITY, ConsentParty.OTHER}),
    ReferralTarget.MEDICAL: frozenset({ConsentParty.MEDICAL}),
    ReferralTarget.HOUSING_SUPPORT_CORPORATION: frozenset({ConsentParty.HOUSING}),
    ReferralTarget.SCHOOL_SOCIAL_WORKER: frozenset({ConsentParty.SCHOOL}),
    ReferralTarget.DISABILITY_EMPLOYMENT: frozenset({ConsentParty.OTHER}),
    ReferralTarget.LEGAL: frozenset({ConsentParty.OTHER}),
    ReferralTarget.OTHER: frozenset({ConsentParty.OTHER}),
}
"""As whom a consent names the body of a つなぎ; assumed, 暫定."""


def covers(consents: Consents, target: ReferralTarget, on: date) -> bool:
    """Whether a consent in force on that day names the body; one that names nobody counts for all."""
    return any(consents.open_on(on, party) for party in PARTIES[target])


def covered(consents: Consents, target: ReferralTarget, on: date, uncovered: str) -> bool:
    """Whether a recorded consent carries it. Refused where none does and nobody said why it is right."""
    if covers(consents, target, on):
        return True
    if not uncovered.strip():
        raise Refused(
            "consent-not-covering",
            f"「{target.ja}」への情報提供について、いま有効な同意の記録がありません。同意を記録するか、"
            "ほかの根拠を選ぶか、記録のない同意による理由を書いてください。",
            field="uncovered",
        )
    return False
