"""What a begun form of children's learning is called in the list of begun forms."""

from typing import Final

from services.planning.screens import learning_forms, learning_sites, learning_tutors
from services.planning.screens.learning_children import LEARNING

LABELS: Final = {
    **{f"{LEARNING.page}/{form.path}": form.heading for form in learning_forms.FORMS},
    "learning-tutor": "講師の登録",
    "learning-site": "会場の登録",
    "learning-day": "会場の一日",
    **{f"learning-tutor/{path}": form[0] for path, form in learning_tutors.FORMS.items()},
    **{f"learning-site/{path}": form[0] for path, form in learning_sites.FORMS.items()},
}


def learning_label(form: str) -> str:
    """The heading of the form, whatever entry it goes on with; empty for a form of others."""
    parts = [part for part in form.split("/") if not part.isdigit()]
    return LABELS.get("/".join(parts), "")
