"""The judgement of who may use a programme: recorded with every sentence, also where it says no."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.codes import Service
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.programme_eligibility import EligibilityBasis, ProgrammeEligibilityJudged
from events.contract.sealed import Open
from services.benefits.decisions.guards import happened
from services.benefits.eligibility import Eligibility
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.programmes.other_services.judging import (
    RULE_VERSION,
    WAYS,
    AskedProgramme,
    Judged,
    Means,
    judge,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeEligibility:
    """What was asked and seen. `standard` is the municipality's row of that day; None where its table has none."""

    today: date
    judged_on: date
    begins_on: date
    programme: Service
    basis: EligibilityBasis
    judge: UUID
    person: UUID
    standard: Standard | None
    income_yen: int | None = None
    savings_yen: int | None = None
    no_home: bool = False
    confirmed: bool = False


def judge_eligibility(state: Eligibility | None, command: JudgeEligibility) -> list[Event]:
    """A later judgement of the same programme replaces the former."""
    happened(command.judged_on, today=command.today, field="judged_on")
    found = judged(command)
    made = ProgrammeEligibilityJudged(
        judged_on=command.judged_on,
        person=command.person,
        programme=command.programme,
        basis=Open(command.person, command.basis),
        met=found.met,
        begins_on=command.begins_on,
        ends_on=found.ends_on,
        at_most_on=found.at_most_on,
        judge=command.judge,
        rule_version=RULE_VERSION,
        findings=Open(command.person, found.findings),
    )
    return [] if state and state.judged.get(command.programme) == made else [made]


def judged(command: JudgeEligibility) -> Judged:
    """The same answer while it is typed. Refused for a way that this programme does not have."""
    if command.basis not in WAYS.get(command.programme, ()):
        raise Refused(
            "no-such-way", "この事業にはない根拠です。選び直してください。", field="basis"
        )
    return judge(
        AskedProgramme(
            programme=command.programme,
            basis=command.basis,
            on=command.judged_on,
            begins_on=command.begins_on,
            no_home=command.no_home,
            confirmed=command.confirmed,
            means=Means(
                standard=command.standard,
                income_yen=command.income_yen,
                savings_yen=command.savings_yen,
            ),
        )
    )
