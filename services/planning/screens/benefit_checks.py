"""公的給付の確認 for people: the list as a form, what waits for an application, and every record in a line."""

from datetime import date
from typing import Final

from events.contract import Event, opened, wareki
from events.contract.assessment_codes import PublicBenefit
from events.contract.benefit_checks import BenefitChecked
from events.host.filters import sealed
from services.planning.programmes.benefit_checks.checklist import NOTHING_YET, Checklist, evolve
from services.planning.screens.programme_file import Programme
from services.planning.screens.sentence import joined, named


def offered(checklist: Checklist | None, day: date) -> list[PublicBenefit]:
    """The benefits of that day, and those that were checked before though they are over now."""
    known = checklist or NOTHING_YET
    return [b for b in PublicBenefit if b.valid_on(day) or known.last(b) is not None]


def as_typed(checklist: Checklist | None, benefits: list[PublicBenefit]) -> dict[str, str]:
    """The last word on each benefit under the names of the form's rows."""
    known = checklist or NOTHING_YET
    typed: dict[str, str] = {}
    for row, benefit in enumerate(benefits):
        last = known.last(benefit)
        if last is None:
            continue
        result = opened(last.result, None)
        typed[f"checks-{row}-result"] = result.value if result else ""
        typed[f"checks-{row}-due_on"] = wareki.short(last.due_on) if last.due_on else ""
        typed[f"checks-{row}-note"] = opened(last.note, "")
    return typed


def words(fact: Event) -> str:
    """What a check says; protected parts only where they may be read."""
    if not isinstance(fact, BenefitChecked):
        return ""
    due = wareki.short(fact.due_on) if fact.due_on else ""
    what = f"{sealed(fact.benefit)} {sealed(fact.result)}"
    return joined(what, named("期日", due), opened(fact.note, ""))


BENEFIT_CHECKS: Final[Programme[Checklist]] = Programme(
    name="benefit-checks",
    ja="公的給付の確認",
    page="benefits",
    evolve=evolve,
    words=words,
    permission="assessment.record",
)
