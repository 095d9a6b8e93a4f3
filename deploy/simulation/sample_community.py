"""地域づくり in the demo: resources, what is missing, the network, publicity, training, meetings of the block."""

from collections.abc import Iterator
from datetime import date
from typing import Final
from uuid import UUID

from deploy.simulation.life import Life
from deploy.simulation.sample_books import Book, Evolve, More, ago, ahead, book, entry_id, register
from deploy.simulation.step import Typed
from events.contract.community_codes import (
    Audience,
    BlockRole,
    BlockTopic,
    CommunityActivity,
    LearningKind,
    OrganisationKind,
    PublicityMedium,
    ResourceResult,
    ResourceTheme,
    ShortageOutcome,
    ShortageSource,
    TieKind,
    TrainingCourse,
    Vacancy,
)
from events.contract.community_work import Attending
from events.contract.concern_codes import CouncilHost
from services.planning.programmes.community import (
    network,
    occasions,
    policies,
    resources,
    shortages,
    uses,
)

RESOURCES: Final = (
    ("見本フードバンク", ResourceTheme.FOOD_GOODS, "食料5日分。電話で申し込む。", Vacancy.OPEN, 60),
    (
        "みほん法律相談",
        ResourceTheme.DEBT_LAW,
        "月2回、無料。予約が要る。",
        Vacancy.WAITING_LIST,
        30,
    ),
    ("居場所カフェ 見本", ResourceTheme.PLACE_TO_BE, "週3日、誰でも。", Vacancy.OPEN, 210),
    ("こども食堂 みほん", ResourceTheme.CHILDREN, "毎週水曜の夕方。", Vacancy.FULL, 12),
)
"""Title, theme, what it offers, its room, days since somebody looked."""
ORGANISATIONS: Final = (
    ("区社会福祉協議会", OrganisationKind.WELFARE_COUNCIL, TieKind.REFERRAL, 9),
    ("ハローワーク見本", OrganisationKind.HELLO_WORK, TieKind.JOINT_WORK, 20),
    ("見本地域包括支援センター", OrganisationKind.COMMUNITY_CENTRE, TieKind.MEETING, 45),
    ("見本新聞販売所", OrganisationKind.COMPANY, TieKind.WATCHING_OVER, 215),
)
"""Name, kind, tie with the office, days since the last contact."""
BEGAN: Final = 330


def registers(today: date) -> More:
    """All registers of the ward."""
    return lambda life: _registers(life, today)


def use(today: date, n: int) -> More:
    """The n-th resource is used in a case; an answer comes for the first."""
    return lambda life: _use(life, today, n)


def _resource(life: Life, n: int) -> UUID:
    return entry_id(life, f"resource {n}")


def _organisation(life: Life, n: int) -> UUID:
    return entry_id(life, f"organisation {n}")


def _entry(life: Life, name: str, evolve: Evolve) -> Book:
    entry = entry_id(life, name)
    return register(entry, evolve, entry_id=entry)


def _registers(life: Life, today: date) -> Iterator[Typed]:
    yield from _policy(life, today)
    yield from _resources(life, today)
    yield from _network(life, today)
    yield from _shortages(life, today)
    yield from _activities(life, today)
    yield from _publicity(life, today)
    yield from _learning(life, today)
    yield from _block(life, today)


def _policy(life: Life, today: date) -> Iterator[Typed]:
    yield _entry(life, "policy", policies.evolve).typed(
        ago(today, BEGAN),
        policies.state_policy,
        policies.StatePolicy,
        has_one=False,
        on=ago(today, BEGAN),
        council_host=CouncilHost.WARD_CENTRE,
        words="食料と居場所を先に増やす。足りないものは支援調整会議で出し合う。",
    )


def _resources(life: Life, today: date) -> Iterator[Typed]:
    for n, (title, theme, offers, vacancy, looked) in enumerate(RESOURCES):
        own = _entry(life, f"resource {n}", resources.evolve)
        yield own.typed(
            ago(today, 250),
            resources.list_resource,
            resources.ListResource,
            known_wards=frozenset({life.setting.area}),
            on=ago(today, 250),
            title=title,
            theme=theme,
            wards=(life.setting.area,),
            offers=offers,
            opening="平日 10時〜16時",
            capacity=20,
            vacancy=Vacancy.ASK,
            contact="06-0000-4567",
            place=f"{life.setting.place}見本町2丁目",
        )
        yield own.typed(
            ago(today, looked),
            resources.confirm_resource,
            resources.ConfirmResource,
            on=ago(today, looked),
            vacancy=vacancy,
        )


def _network(life: Life, today: date) -> Iterator[Typed]:
    known = frozenset(_organisation(life, n) for n in range(len(ORGANISATIONS)))
    for n, (title, kind, tie, spoken) in enumerate(ORGANISATIONS):
        own = _entry(life, f"organisation {n}", network.evolve)
        on = ago(today, BEGAN)
        yield own.typed(
            on,
            network.list_organisation,
            network.ListOrganisation,
            on=on,
            title=title,
            kind=kind,
            contact="06-0000-6789",
        )
        for other in (None, _organisation(life, 0)) if n == 1 else (None,):
            yield own.typed(
                on,
                network.tie_organisation,
                network.TieOrganisation,
                known=known,
                on=on,
                tie=tie,
                other=other,
            )
        yield own.typed(
            ago(today, spoken),
            network.contact_organisation,
            network.ContactOrganisation,
            on=ago(today, spoken),
            note="最近の相談の様子を伝え合った。",
        )


def _shortages(life: Life, today: date) -> Iterator[Typed]:
    for n, (reported, theme, words) in enumerate(
        (
            (70, ResourceTheme.FOOD_GOODS, "土日に食料を渡せる所がない。"),
            (25, ResourceTheme.TRANSPORT, "通院に付き添う人がいない。"),
            (8, ResourceTheme.LANGUAGE, "ネパール語の通訳が見つからない。"),
        )
    ):
        own = _entry(life, f"shortage {n}", shortages.evolve)
        yield own.typed(
            ago(today, reported),
            shortages.report_shortage,
            shortages.ReportShortage,
            may_name=False,
            on=ago(today, reported),
            theme=theme,
            source=ShortageSource.SUPPORT_CONFERENCE,
            words=words,
        )
        if n < 2:
            yield own.typed(
                ago(today, reported - 12),
                shortages.take_up_shortage,
                shortages.TakeUpShortage,
                on=ago(today, reported - 12),
                words="ボランティアセンターに相談している。",
            )
        if n == 0:
            yield own.typed(
                ago(today, 20),
                shortages.settle_shortage,
                shortages.SettleShortage,
                known=frozenset({_resource(life, 0)}),
                on=ago(today, 20),
                outcome=ShortageOutcome.FOUND,
                resource=_resource(life, 0),
                words="フードバンクが土曜も開けてくれることになった。",
            )


def _activities(life: Life, today: date) -> Iterator[Typed]:
    for days, activity, title, people in (
        (75, CommunityActivity.OUTREACH_DESK, "商店街の出張相談", 9),
        (40, CommunityActivity.MAKING_PLACES, "みんなの朝ごはん", 22),
        (11, CommunityActivity.MEETING, "地域福祉の連絡会", 14),
    ):
        yield _entry(life, f"activity {days}", occasions.evolve_activity).typed(
            ago(today, days),
            occasions.hold_activity,
            occasions.HoldActivity,
            on=ago(today, days),
            activity=activity,
            title=title,
            place="区民センター",
            people=people,
            minutes=120,
        )


def _publicity(life: Life, today: date) -> Iterator[Typed]:
    for days, medium, audience, title, copies, cost in (
        (120, PublicityMedium.CITY_PAPER, Audience.RESIDENTS, "広報紙「くらしの相談」", 0, 0),
        (50, PublicityMedium.FLYER, Audience.OLDER, "ちらし（町会の回覧）", 1_200, 18_000),
        (14, PublicityMedium.VISIT, Audience.AGENCIES, "水道局の窓口を訪問", 30, 0),
    ):
        yield _entry(life, f"publicity {days}", occasions.evolve_publicity).typed(
            ago(today, days),
            occasions.do_publicity,
            occasions.DoPublicity,
            on=ago(today, days),
            medium=medium,
            audience=(audience,),
            title=title,
            copies=copies,
            cost_yen=cost,
        )


def _learning(life: Life, today: date) -> Iterator[Typed]:
    staff = life.setting.acting("counsellor", ago(today, 100)).person
    national = _entry(life, "learning national", occasions.evolve_learning)
    yield national.typed(
        ago(today, 100),
        occasions.hold_learning,
        occasions.HoldLearning,
        colleagues=frozenset({staff}),
        on=ago(today, 100),
        kind=LearningKind.NATIONAL,
        title="相談支援員養成研修（前期）",
        minutes=1_080,
        staff=(staff,),
        course=TrainingCourse.COUNSELLOR,
    )
    yield _entry(life, "learning meeting", occasions.evolve_learning).typed(
        ago(today, 26),
        occasions.hold_learning,
        occasions.HoldLearning,
        colleagues=frozenset({staff}),
        on=ago(today, 26),
        kind=LearningKind.STUDY_MEETING,
        title="家計の相談を受けたら",
        minutes=90,
        attending=(
            Attending(of=OrganisationKind.COMMUNITY_CENTRE, people=6),
            Attending(of=OrganisationKind.CITY_OFFICE, people=4),
        ),
        staff=(staff,),
        follow_up_on=ahead(today, 15),
    )


def _block(life: Life, today: date) -> Iterator[Typed]:
    staff = life.setting.acting("counsellor", ago(today, 130)).person
    for days, role, topic in (
        (130, BlockRole.ATTENDEE, BlockTopic.EXCHANGE),
        (33, BlockRole.LECTURER, BlockTopic.CASE_STUDY),
    ):
        yield _entry(life, f"block {days}", occasions.evolve_block).typed(
            ago(today, days),
            occasions.attend_block_meeting,
            occasions.AttendBlockMeeting,
            colleagues=frozenset({staff}),
            on=ago(today, days),
            role=role,
            topic=topic,
            title="大阪市西ブロック会議",
            staff=(staff,),
        )


def _use(life: Life, today: date, n: int) -> Iterator[Typed]:
    own = book(life, uses.NAME, uses.evolve)
    on = ago(today, 13 - n)
    yield own.typed(
        on,
        uses.use_resource,
        uses.UseResource,
        known=frozenset({_resource(life, n)}),
        used_on=on,
        resource=_resource(life, n),
        result=ResourceResult.PENDING,
        note="申込みに同行した。",
    )
    if n == 0:
        yield own.typed(
            ago(today, 5),
            uses.answer_use,
            uses.AnswerUse,
            of_no=1,
            answered_on=ago(today, 5),
            result=ResourceResult.HELPED,
            note="食料が届き、給料日まで過ごせた。",
        )
