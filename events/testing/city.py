"""Fictitious people of a synthetic city, as plain data; the same seed gives the same people.

Names are common surnames and given names combined at random, some with rare characters; telephone numbers
use the unassigned block 090-0000-xxxx.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Final

from events.contract.codes import ConsultationTopic, Issue, Route, Sex

SURNAMES: Final = (
    ("佐藤", "サトウ"), ("鈴木", "スズキ"), ("髙橋", "タカハシ"), ("田中", "タナカ"), ("伊藤", "イトウ"),
    ("渡邉", "ワタナベ"), ("山本", "ヤマモト"), ("中村", "ナカムラ"), ("小林", "コバヤシ"), ("加藤", "カトウ"),
    ("𠮷田", "ヨシダ"), ("山田", "ヤマダ"), ("佐々木", "ササキ"), ("松本", "マツモト"), ("井上", "イノウエ"),
    ("木村", "キムラ"), ("林", "ハヤシ"), ("斎藤", "サイトウ"), ("清水", "シミズ"), ("山﨑", "ヤマザキ"),
    ("森", "モリ"), ("池田", "イケダ"), ("橋本", "ハシモト"), ("石川", "イシカワ"), ("前田", "マエダ"),
    ("藤田", "フジタ"), ("岡田", "オカダ"), ("長谷川", "ハセガワ"), ("村上", "ムラカミ"), ("近藤", "コンドウ"),
    ("辻󠄀", "ツジ"), ("西村", "ニシムラ"), ("葛󠄀城", "カツラギ"), ("福田", "フクダ"), ("太田", "オオタ"),
    ("三浦", "ミウラ"), ("中野", "ナカノ"), ("原田", "ハラダ"), ("松田", "マツダ"), ("竹内", "タケウチ"),
)  # fmt: skip
GIVEN: Final = {
    Sex.FEMALE: (
        ("美咲", "ミサキ"), ("陽子", "ヨウコ"), ("さくら", "サクラ"), ("直子", "ナオコ"), ("恵", "メグミ"),
        ("由美子", "ユミコ"), ("裕子", "ユウコ"), ("真由美", "マユミ"), ("千鶴", "チヅル"), ("和子", "カズコ"),
        ("結衣", "ユイ"), ("節子", "セツコ"),
    ),
    Sex.MALE: (
        ("健一", "ケンイチ"), ("誠", "マコト"), ("翔太", "ショウタ"), ("浩", "ヒロシ"), ("隆", "タカシ"),
        ("大輔", "ダイスケ"), ("和也", "カズヤ"), ("茂", "シゲル"), ("勇気", "ユウキ"), ("博之", "ヒロユキ"),
        ("清", "キヨシ"), ("拓海", "タクミ"),
    ),
}  # fmt: skip
AGES: Final = ((18, 6), (25, 14), (35, 17), (45, 21), (55, 19), (65, 14), (74, 9))
"""Middle of an age band and its weight."""
STORIES: Final = (
    ("勤め先の廃業で収入が途絶え、来月の家賃が払えない。", ConsultationTopic.RENT_OR_MORTGAGE, Issue.ECONOMIC_HARDSHIP),
    ("病気で働けない期間が続き、貯金が尽きかけている。", ConsultationTopic.ILLNESS_DISABILITY, Issue.ILLNESS),
    ("仕事が長続きせず、面接にも自信が持てない。", ConsultationTopic.JOB_SEARCH, Issue.JOB_SEARCH_DIFFICULTY),
    ("カードの返済が重なり、毎月の支払いが回らない。", ConsultationTopic.DEBT, Issue.MULTIPLE_DEBT),
    ("公共料金と国民健康保険料を滞納している。", ConsultationTopic.TAX_UTILITIES, Issue.BUDGET_MANAGEMENT),
    ("同居の子が長く家から出ていない。親の年金で暮らしている。", ConsultationTopic.WITHDRAWAL_TRUANCY, Issue.ISOLATION),
    ("離婚後、子ども二人との生活費が足りない。", ConsultationTopic.INCOME_LIVING, Issue.SINGLE_PARENT),
    ("今夜食べるものがない。給料日は来週。", ConsultationTopic.NO_FOOD, Issue.ECONOMIC_HARDSHIP),
    ("友人宅を転々としていて、住むところがない。", ConsultationTopic.HOUSING, Issue.UNSTABLE_HOUSING),
    ("家族とうまくいかず、家を出て自立したい。", ConsultationTopic.FAMILY_TIES, Issue.FAMILY_RELATIONS),
    ("親の介護で勤務時間が減り、家計が苦しい。", ConsultationTopic.CARE, Issue.ECONOMIC_HARDSHIP),
    ("職場の人間関係で眠れず、欠勤が続いている。", ConsultationTopic.WORK_TROUBLE, Issue.MENTAL_HEALTH),
)  # fmt: skip
ROUTES: Final = (
    (Route.SELF_VISIT, 42), (Route.SELF_REMOTE, 24), (Route.AGENCY_INTRODUCTION, 20),
    (Route.FAMILY_REMOTE, 6), (Route.FAMILY_VISIT, 5), (Route.OUTREACH, 3),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Resident:
    """Somebody who comes to the counter, and what brings them."""

    name: str
    kana: str
    sex: Sex
    born_on: date
    address: str
    phone: str
    route: Route
    story: str
    topics: tuple[ConsultationTopic, ...]
    issues: tuple[Issue, ...]
    household_size: int
    income_yen: int
    savings_yen: int
    rent_yen: int


def resident(chance: Random, place: str, on: date) -> Resident:
    """A fictitious person who lives in `place` and comes on that day."""
    sex = chance.choice((Sex.FEMALE, Sex.MALE))
    family, family_kana = chance.choice(SURNAMES)
    given, given_kana = chance.choice(GIVEN[sex])
    middle = chance.choices([age for age, _ in AGES], [weight for _, weight in AGES])[0]
    age = max(middle + chance.randint(-5, 5), 16)
    told = chance.sample(STORIES, chance.choice((1, 1, 2)))
    size = chance.choices((1, 2, 3, 4, 5), (52, 20, 14, 10, 4))[0]
    return Resident(
        name=f"{family} {given}",
        kana=f"{family_kana} {given_kana}",
        sex=sex,
        born_on=on - timedelta(days=age * 365 + chance.randint(0, 364)),
        address=f"{place}{chance.randint(1, 6)}丁目{chance.randint(1, 20)}番{chance.randint(1, 30)}号",
        phone=f"090-0000-{chance.randint(0, 9999):04d}",
        route=chance.choices([route for route, _ in ROUTES], [weight for _, weight in ROUTES])[0],
        story="".join(text for text, _, _ in told),
        topics=tuple(dict.fromkeys(topic for _, topic, _ in told)),
        issues=tuple(dict.fromkeys(issue for _, _, issue in told)),
        household_size=size,
        income_yen=chance.randint(0, 16) * 10_000,
        savings_yen=chance.choice((0, 1, 2, 5, 10, 30)) * 10_000,
        rent_yen=chance.randint(32, 68) * 1_000 + (size - 1) * 5_000,
    )
