"""The forms of a claim in the order in which they come, and the instalments of a plan with what was paid."""

from datetime import date
from typing import Final

from events.contract import opened
from events.contract.benefits_claims import ClaimCause
from events.host.filters import choices
from services.benefits.claim import Claim
from services.benefits.screens.claim_collecting_forms import COLLECTING
from services.benefits.screens.claim_deciding_forms import DECIDING
from services.benefits.screens.claim_ending_forms import ENDING
from services.benefits.screens.claim_file import ClaimFile
from services.benefits.screens.claim_form import ClaimForm

FORMS: Final[tuple[ClaimForm, ...]] = (*DECIDING, *COLLECTING, *ENDING)
LABELS: Final = {f"claim_{form.path}": form.heading for form in FORMS} | {
    "claim_found": "過払いの確認"
}
"""Name of a form as its drafts keep it → what people call it."""
CAUSES: Final = tuple(choices(ClaimCause))


def offered(file: ClaimFile) -> list[ClaimForm]:
    """The forms that fit and that this person may send."""
    return [form for form in FORMS if file.of.may(form.permission) and form.fits(file)]


def parts_kept(claim: Claim, today: date) -> list[tuple[date, int, str]]:
    """The plan that stands: each part with kept, due or broken, by what came in since it was agreed."""
    plan = claim.plan
    if plan is None:
        return []
    since = [one for one in claim.collected if one.collected_on >= plan.agreed_on]
    left = sum(opened(one.amount_yen, 0) for one in since)
    made = []
    for part in opened(plan.parts, ()):
        paid = left >= part.yen
        left -= part.yen
        state = "kept" if paid else "broken" if part.due_on < today else "due"
        made.append((part.due_on, part.yen, state))
    return made
