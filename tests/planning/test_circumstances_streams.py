"""Whatever is recorded beside the plan, in any order: the auditor's table accepts it, and every kind is stated and told."""

import importlib.util
import json
from collections import Counter
from dataclasses import replace
from random import Random
from typing import Any

from events.contract import KINDS, Group, Refused, kind_of
from events.contract.codes import Issue
from events.log.codec import canonical
from services.planning.screens.benefit_checks import BENEFIT_CHECKS
from services.planning.screens.household import HOUSEHOLD
from services.planning.screens.issues import ISSUES
from services.planning.screens.readiness import READINESS
from tests.auditor.towns import AUDITOR
from tests.planning import test_benefit_checks as benefits
from tests.planning import test_household as household
from tests.planning import test_issues as issues

MODULES = {
    "events.contract.benefit_checks",
    "events.contract.household",
    "events.contract.issues",
    "events.contract.readiness",
    "events.contract.strengths",
}
CHANGE = household.j.ChangeMember(**household.GIVEN, member_no=1, changed_on=household.LATER)
READY = benefits.g.JudgeReadiness(
    **benefits.GIVEN,
    judged_on=benefits.FIRST,
    stage=benefits.ReadinessStage.SOCIAL,
    reason="外に出る",
)
STREAMS: list[tuple[Any, list[tuple[Any, Any]]]] = [
    (
        HOUSEHOLD,
        [
            (household.j.join_household, household.CHILD),
            (household.j.join_household, replace(household.CHILD, name="山本 空")),
            (household.j.change_member, CHANGE),
            (household.j.leave_household, household.LEFT),
            (household.n.note_attribute, household.NOTED),
            (household.n.end_attribute, household.ENDED),
            (household.n.note_certificate, household.PAPER),
        ],
    ),
    (
        ISSUES,
        [
            (issues.r.raise_issue, issues.RAISE),
            (issues.r.raise_issue, replace(issues.RAISE, topic=Issue.ILLNESS, agreed=True)),
            (issues.r.share_issue, issues.SHARE),
            (issues.r.move_issue, issues.MOVE),
            (issues.r.analyse_issue, issues.ANALYSE),
            (issues.s.note_strength, issues.STRENGTH),
            (issues.s.withdraw_strength, issues.WITHDRAW),
        ],
    ),
    (BENEFIT_CHECKS, [(benefits.c.check_benefits, benefits.LIST)]),
    (READINESS, [(benefits.g.judge_readiness, READY)]),
]


def test_every_order_is_lawful_and_every_record_is_told() -> None:
    spec = importlib.util.spec_from_file_location("procedure", AUDITOR / "procedure.py")
    assert spec is not None
    assert spec.loader is not None
    procedure = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(procedure)
    stated: Counter[str] = Counter()
    for seed in range(60):
        for programme, steps in STREAMS:
            chance, state, stream = Random(seed), None, procedure.Stream()  # noqa: S311
            for decide, command in chance.choices(steps, k=14):
                try:
                    facts = decide(state, command)
                except Refused:
                    continue
                for fact in facts:
                    kind = kind_of(fact)
                    clear = {
                        field.name: getattr(fact, field.name) for field in kind.of(Group.CLEAR)
                    }
                    name = kind.wire.rsplit(".", 1)[0]
                    assert stream.follows(name, json.loads(canonical(clear))), name
                    assert programme.words(fact)
                    state = programme.evolve(state, fact)
                    stated[kind.wire] += 1
    assert set(stated) == {w for w, kind in KINDS.items() if kind.cls.__module__ in MODULES}
