"""The fact that one public benefit was checked for the person: what came of it, and what is to be done by when."""

from datetime import date
from uuid import UUID

from events.contract.assessment_codes import BenefitResult, PublicBenefit
from events.contract.group import Clear, Narrative, Stat
from events.contract.kind import Event, event


@event(
    "planning.benefit-checked",
    ja="公的給付の確認",
    basis="自立相談支援の手順(プラン策定)",
    occurred="checked_on",
    provisional=True,
)
class BenefitChecked(Event):
    """A later fact of the same benefit takes its place; `due_on` = the day by which to apply, where one is set."""

    checked_on: Clear[date]
    person: Clear[UUID]
    benefit: Stat[PublicBenefit]
    result: Stat[BenefitResult]
    due_on: Clear[date | None]
    note: Narrative[str]
