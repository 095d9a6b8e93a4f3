"""What a begun form on the way to work is called in the list of begun forms."""

from typing import Final

from services.planning.screens import (
    certified_training,
    job_search,
    linked_programmes,
    work_places,
    work_preparation,
)

_OF_CASES: Final = (
    (work_preparation.PREPARATION, work_preparation.FORMS),
    (certified_training.TRAINING, certified_training.FORMS),
    (job_search.JOB_SEARCH, job_search.FORMS),
    (linked_programmes.LINKED, linked_programmes.FORMS),
)
LABELS: Final = {
    f"{programme.page}/{form.path}": form.heading
    for programme, forms in _OF_CASES
    for form in forms
} | {
    "work-preparation/rhythm": "生活リズムの予定",
    "work-preparation/rhythm-days": "生活リズムの記録",
    "group-day": "合同の活動の出欠",
    "work-place": "事業所の登録",
    **{f"work-place/{path}": form[0] for path, form in work_places.FORMS.items()},
}


def work_label(form: str) -> str:
    """The heading of the form; the number of the entry it goes on with is left out."""
    parts = [part for part in form.split("/") if not part.isdigit()]
    return LABELS.get("/".join(parts), form)
