"""What the demo's workers understand of a case: 課題 and 強み, 準備の段階, benefits to be applied for, care."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from deploy.simulation.life import Life
from deploy.simulation.sample_books import Book, More, ago, ahead, book
from deploy.simulation.step import Typed
from events.contract.assessment_codes import (
    BenefitResult,
    CauseAxis,
    PublicBenefit,
    RaisedBy,
    ReadinessStage,
    StrengthOf,
)
from events.contract.codes import Issue
from events.contract.safety import ForbiddenWay
from services.intake import consultation
from services.intake.decisions import safety
from services.planning.programmes.benefit_checks import checking, checklist
from services.planning.programmes.issues import analysis, raising, strengths
from services.planning.programmes.readiness import judged, judging

FOUND: Final = (
    (Issue.ECONOMIC_HARDSHIP, "月末に食費が足りなくなる。", CauseAxis.ECONOMIC),
    (Issue.MENTAL_HEALTH, "夜に眠れず、朝に起きられない。", CauseAxis.SOCIAL),
    (Issue.UNSTABLE_HOUSING, "友人の家に居られるのは来月まで。", CauseAxis.SOCIAL),
)


def understood(today: date, n: int) -> More:
    """The n-th running case (0, 1, 2)."""
    return lambda life: _understood(life, today, n)


def careful(today: date) -> More:
    """Somebody who may not be telephoned."""
    return lambda life: [_careful(life, today)]


def _understood(life: Life, today: date, n: int) -> Iterator[Typed]:
    own, on = book(life, "issues", analysis.evolve), ago(today, 19)
    topic, words, axis = FOUND[n]
    yield own.typed(
        on,
        raising.raise_issue,
        raising.RaiseIssue,
        raised_on=on,
        topic=topic,
        raised_by=RaisedBy.PERSON if n else RaisedBy.COUNSELLOR,
        words=words,
        axes=(axis,),
        cause="仕事をやめてから生活の時間が崩れた。",
        direction="受診と家計の見直しを並べて進める。",
        agreed=n > 0,
    )
    yield own.typed(
        on,
        strengths.note_strength,
        strengths.NoteStrength,
        noted_on=on,
        holder=StrengthOf.PERSON,
        words="約束の時間を守る。人の話をよく聴く。",
    )
    yield book(life, "readiness", judged.evolve).typed(
        ago(today, 17),
        judging.judge_readiness,
        judging.JudgeReadiness,
        judged_on=ago(today, 17),
        stage=tuple(ReadinessStage)[n],
        reason="暮らしの時間が整ってから次へ進む。",
    )
    yield book(life, "benefit-checks", checklist.evolve).typed(
        ago(today, 10),
        checking.check_benefits,
        checking.CheckBenefits,
        checked_on=ago(today, 10),
        checks=(
            checking.Check(
                benefit=PublicBenefit.EMPLOYMENT_INSURANCE, result=BenefitResult.NOT_APPLICABLE
            ),
            checking.Check(
                benefit=PublicBenefit.MEDICAL_SUPPORT,
                result=BenefitResult.APPLIED if n == 2 else BenefitResult.TO_APPLY,
                due_on=None if n == 2 else ahead(today, 4 + 10 * n),
            ),
        ),
    )


def _careful(life: Life, today: date) -> Typed:
    case, on = life.setting.case(life.ordinal), ago(today, 12)
    own = Book(stream=case, evolve=consultation.evolve, given={}, service="intake")
    return own.typed(
        on,
        safety.state_contact_instructions,
        safety.StateContactInstructions,
        stated_on=on,
        forbidden=(ForbiddenWay.TELEPHONE, ForbiddenWay.VOICE_MAIL),
        safe_times="平日の昼",
        never="家族に相談のことを話さない。",
    )
