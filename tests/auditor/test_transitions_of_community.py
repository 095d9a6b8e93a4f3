"""Whatever the registers beside the cases accept, the auditor's table accepts."""

from datetime import date
from random import Random
from typing import Any
from uuid import UUID

from events.contract.community_codes import (
    BlockRole,
    BlockTopic,
    LearningKind,
    OrganisationKind,
    ResourceResult,
    ResourceTheme,
    ShortageOutcome,
    ShortageSource,
    TieKind,
    Vacancy,
)
from services.planning.programmes.community import (
    network,
    occasions,
    resources,
    shortages,
    uses,
)
from services.planning.programmes.community.entry import Withdraw, withdraw
from tests.auditor.test_transitions import procedure, walked  # noqa: F401 - a fixture

DAY, ENTRY, OTHER = date(2026, 6, 1), UUID(int=1), UUID(int=2)
ON: dict[str, Any] = {"today": DAY, "entry_id": ENTRY, "on": DAY}
KNOWN = frozenset({OTHER})


def any_of(chance: Random, codes: Any) -> Any:
    return chance.choice(list(codes))


def taken_back(_: Random) -> tuple[Any, Any]:
    return withdraw, Withdraw(today=DAY, entry_id=ENTRY, reason="誤り")


def resource(c: Random) -> tuple[Any, Any]:
    whole = resources.ListResource(
        **ON,
        known_wards=frozenset(),
        title=c.choice("ab"),
        theme=any_of(c, ResourceTheme),
        vacancy=Vacancy.ASK,
    )
    return c.choice(
        [
            (resources.list_resource, whole),
            (resources.change_resource, whole),
            (
                resources.confirm_resource,
                resources.ConfirmResource(**ON, vacancy=any_of(c, Vacancy)),
            ),
            (resources.close_resource, resources.CloseResource(**ON, reason="廃止")),
        ]
    )


def use(c: Random) -> tuple[Any, Any]:
    who: dict[str, Any] = {"today": DAY, "person": OTHER}
    result = any_of(c, ResourceResult)
    made = uses.UseResource(**who, known=KNOWN, used_on=DAY, resource=OTHER, result=result)
    no = c.randrange(1, 5)
    answer = uses.AnswerUse(**who, of_no=no, answered_on=DAY, result=result)
    return c.choice(
        [
            (uses.use_resource, made),
            (uses.answer_use, answer),
            (uses.withdraw_use, uses.WithdrawUse(**who, of_no=no, reason="誤り")),
        ]
    )


def shortage(c: Random) -> tuple[Any, Any]:
    report = shortages.ReportShortage(
        **ON,
        may_name=True,
        theme=any_of(c, ResourceTheme),
        source=ShortageSource.OTHER,
        words="ない",
    )
    outcome = any_of(c, ShortageOutcome)
    led = None if outcome is ShortageOutcome.GIVEN_UP else OTHER
    settle = shortages.SettleShortage(
        **ON, known=KNOWN, outcome=outcome, resource=led, words="理由"
    )
    work = shortages.TakeUpShortage(**ON, words=c.choice("ab"))
    return c.choice(
        [
            (shortages.report_shortage, report),
            (shortages.take_up_shortage, work),
            (shortages.settle_shortage, settle),
            taken_back(c),
        ]
    )


def organisation(c: Random) -> tuple[Any, Any]:
    whole = network.ListOrganisation(**ON, title=c.choice("ab"), kind=any_of(c, OrganisationKind))
    other = c.choice([None, OTHER])
    tie = network.TieOrganisation(**ON, known=KNOWN, tie=any_of(c, TieKind), other=other)
    return c.choice(
        [
            (network.list_organisation, whole),
            (network.change_organisation, whole),
            (network.contact_organisation, network.ContactOrganisation(**ON, note=c.choice("ab"))),
            (network.tie_organisation, tie),
            (
                network.untie_organisation,
                network.UntieOrganisation(**ON, other=other, reason="終"),
            ),
            (network.close_organisation, network.CloseOrganisation(**ON, reason="終")),
        ]
    )


def learning(c: Random) -> tuple[Any, Any]:
    held = occasions.HoldLearning(
        **ON,
        colleagues=KNOWN,
        kind=any_of(c, LearningKind),
        title="題",
        minutes=60,
        staff=(OTHER,),
    )
    return c.choice(
        [
            (occasions.hold_learning, held),
            (occasions.certify_learning, occasions.CertifyLearning(**ON, staff=OTHER)),
            (occasions.follow_up_learning, occasions.FollowUpLearning(**ON, note=c.choice("ab"))),
            taken_back(c),
        ]
    )


def block(c: Random) -> tuple[Any, Any]:
    met = occasions.AttendBlockMeeting(
        **ON,
        colleagues=KNOWN,
        role=any_of(c, BlockRole),
        topic=any_of(c, BlockTopic),
        title="会議",
    )
    return c.choice([(occasions.attend_block_meeting, met), taken_back(c)])


WALKS = (
    (resources.evolve, resource, 4),
    (uses.evolve, use, 3),
    (shortages.evolve, shortage, 4),
    (network.evolve, organisation, 6),
    (occasions.evolve_learning, learning, 4),
    (occasions.evolve_block, block, 2),
)


def test_whatever_the_registers_accept_the_table_accepts(procedure: Any) -> None:  # noqa: F811
    for evolve, command, kinds in WALKS:
        stated = set()
        for number in range(60):
            chance = Random(number)  # noqa: S311
            stated |= set(walked(procedure, chance, None, evolve, command, []))
        assert len(stated) == kinds, stated
