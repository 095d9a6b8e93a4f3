"""The boxes beside the rows of a plan: which issues an objective is to solve, which independence a measure serves."""

from collections.abc import Iterator, Sequence

from events.contract import opened
from events.contract.codes import Independence
from events.contract.plan_links import MeasureIndependence, ObjectiveIssues
from events.host.asked_of_address import number_asked
from events.host.filters import sealed
from events.host.form import Form
from services.planning.plan import Plan
from services.planning.programmes.issues.analysis import NOTHING_YET
from services.planning.programmes.issues.issue import Issues, RaisedIssue
from services.planning.screens.case_file import CaseFile
from services.planning.screens.issues import ISSUES
from services.planning.screens.programme_file import programme_file

UNKNOWN = 0
"""Number of no issue: what is no number is refused as an issue that is not there."""


def issues_at_work(file: CaseFile) -> Issues:
    """What an objective may be attached to: issues neither solved nor let be."""
    return (programme_file(file.desk, file.case, ISSUES).state or NOTHING_YET).at_work


def links(form: Form) -> tuple[ObjectiveIssues, ...]:
    """The issues ticked beside the objectives, counted as the rows that will be recorded."""
    found = (
        (place, tuple(_number(text) for text in form.values(f"objectives-{row}-issues")))
        for place, row in enumerate(filled_rows(form, "objectives"), 1)
    )
    return tuple(ObjectiveIssues(objective=n, issues=ticked) for n, ticked in found if ticked)


def kinds(form: Form) -> tuple[MeasureIndependence, ...]:
    """The kinds ticked beside the measures."""
    found = (
        (place, frozenset(form.values(f"measures-{row}-independence")))
        for place, row in enumerate(filled_rows(form, "measures"), 1)
    )
    return tuple(
        MeasureIndependence(
            measure=n, independence=tuple(kind for kind in Independence if kind.value in ticked)
        )
        for n, ticked in found
        if ticked
    )


def as_typed(plan: Plan) -> dict[str, str | list[str]]:
    """The boxes of the draft that stands, and its reason for 就労目標."""
    typed: dict[str, str | list[str]] = {}
    linked, reasoned = plan.linked_now, plan.reasoned_now
    for link in linked.issues if linked else ():
        typed[f"objectives-{link.objective - 1}-issues"] = [str(n) for n in link.issues]
    for kind in opened(linked.measures, ()) if linked else ():
        typed[f"measures-{kind.measure - 1}-independence"] = [k.value for k in kind.independence]
    if reasoned:
        typed["employment_reason"] = opened(reasoned.reason, "")
    return typed


def offered(issues: Sequence[RaisedIssue]) -> list[tuple[str, str]]:
    """Number and words of the issues one may tick."""
    return [
        (str(issue.number), f"課題{issue.number} {sealed(issue.raised.topic)}") for issue in issues
    ]


def filled_rows(form: Form, name: str) -> Iterator[int]:
    """Numbers of the rows in which anything was typed, as the form is read (form_reading.py)."""
    prefix = f"{name}-"
    rows = {
        row
        for typed in form.typed
        if typed.startswith(prefix)
        and (row := number_asked(typed.removeprefix(prefix).partition("-")[0])) is not None
        and any(text.strip() for text in form.values(typed))
    }
    return iter(sorted(rows))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else UNKNOWN
