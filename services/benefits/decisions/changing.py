"""支給額の変更: rent, income, a forced move. Another amount from a month on that is not ordered yet."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from events.contract.benefits import Found
from events.contract.benefits_life import ChangeGround, LaterFigures, Matter
from events.contract.deciding import Refused
from events.contract.kind import Event
from services.benefits.decisions.guards import month_named, running, unordered_after
from services.benefits.decisions.judging_again import household_of, judged_again
from services.benefits.decisions.later import Proposal, propose
from services.benefits.grant import Grant
from services.benefits.programmes.housing_security.amount import MunicipalRule
from services.benefits.programmes.housing_security.rules import unmet
from services.benefits.programmes.housing_security.standards import Standard
from services.benefits.schedule import month_before

CITATION = "施行規則11条1項1号"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftChange:
    """The figures as they are now. `agreed`: the papers (contract, income) prove the ground."""

    today: date
    drafted_on: date
    drafter: UUID
    first_month: str
    ground: ChangeGround
    household_size: int
    income_yen: int
    savings_yen: int
    rent_yen: int
    standard: Standard | None
    rule: MunicipalRule
    proved: bool = False


def draft_change(state: Grant | None, command: DraftChange) -> list[Event]:
    """The proposal: the amount by the same functions as the first decision, or a refusal of the change."""
    grant = running(state)
    figures = change_judged(grant, command)
    unordered_after(grant, month_before(command.first_month))
    former = grant.line(command.first_month)
    if former and monthly_of(former.yen) == figures.monthly_yen:
        raise Refused("nothing-to-change", "計算した月額はいまと同じです。変更の決定は要りません。")
    against = unmet(figures.findings)
    proposal = Proposal(
        matter=Matter.CHANGE,
        figures=figures,
        favours=figures.monthly_yen > 0,
        first_month=command.first_month,
        change=command.ground,
        citation="、".join(dict.fromkeys(one.citation for one in against)) or CITATION,
        reasons="\n".join(f"{one.requirement}: {one.sentence}" for one in against),
    )
    return propose(grant, command, proposal)


def change_judged(grant: Grant, command: DraftChange) -> LaterFigures:
    """Figures and findings of a change; requirements that were judged before stay as they are."""
    month_named(command.first_month, field="first_month")
    if command.first_month not in grant.payable:
        raise Refused("not-payable", "支給決定の期間にない月です。", field="first_month")
    words = f"{command.ground.ja}を書類で確かめた"
    proved = Found(
        requirement="変更の理由",
        met=command.proved,
        sentence=f"{words}。" if command.proved else f"{words}とはいえません。",
        citation=CITATION,
    )
    return judged_again(
        household_of(
            command.household_size, command.income_yen, command.savings_yen, command.rent_yen
        ),
        checked=None,
        on=command.drafted_on,
        month=command.first_month,
        standard=command.standard,
        rule=command.rule,
        besides=(proved,),
    )


def monthly_of(yen: object) -> int | None:
    """The yen of a sealed amount where it may be read."""
    return getattr(yen, "value", None)
