"""A seeded crowd of fictitious persons whose names are as frequent and as alike as Japanese names are.

Names are put together from parts with a long tail (assumed shares, 暫定); nobody real is in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, product
from random import Random
from typing import Final

Part = tuple[str, str]


def _parts(text: str) -> tuple[Part, ...]:
    pairs = (word.split(":") for word in text.split())
    return tuple((kanji, kana) for kanji, kana in pairs)


OFTEN: Final = _parts(
    "佐藤:サトウ 鈴木:スズキ 髙橋:タカハシ 田中:タナカ 伊藤:イトウ 渡邊:ワタナベ 山本:ヤマモト 中村:ナカムラ"
    " 小林:コバヤシ 加藤:カトウ 吉田:ヨシダ 山田:ヤマダ 佐々木:ササキ 山口:ヤマグチ 松本:マツモト 井上:イノウエ"
    " 木村:キムラ 林:ハヤシ 斎藤:サイトウ 清水:シミズ 山﨑:ヤマザキ 森:モリ 阿部:アベ 池田:イケダ"
    " 橋本:ハシモト 山下:ヤマシタ 石川:イシカワ 中島:ナカジマ 前田:マエダ 藤田:フジタ 小川:オガワ 後藤:ゴトウ"
    " 岡田:オカダ 長谷川:ハセガワ 村上:ムラカミ 近藤:コンドウ 石井:イシイ 坂本:サカモト 遠藤:エンドウ 青木:アオキ"
    " 藤井:フジイ 西村:ニシムラ 福田:フクダ 太田:オオタ 三浦:ミウラ 岡本:オカモト 松田:マツダ 中川:ナカガワ"
    " 中野:ナカノ 原田:ハラダ 小野:オノ 田村:タムラ 竹内:タケウチ 金子:カネコ 和田:ワダ 中山:ナカヤマ"
    " 石田:イシダ 上田:ウエダ 濱田:ハマダ 大野:オオノ 柴田:シバタ 酒井:サカイ 宮﨑:ミヤザキ 東:アズマ"
)
_FIRST: Final = _parts(
    "山:ヤマ 川:カワ 田:タ 中:ナカ 大:オオ 小:コ 北:キタ 南:ミナミ 東:ヒガシ"
    " 西:ニシ 上:カミ 下:シモ 高:タカ 長:ナガ 松:マツ 竹:タケ 梅:ウメ 杉:スギ"
    " 藤:フジ 森:モリ 岡:オカ 石:イシ 水:ミズ 福:フク 吉:ヨシ 金:カネ 黒:クロ"
    " 白:シラ 青:アオ 赤:アカ 宮:ミヤ 浜:ハマ 坂:サカ 早:ハヤ 荒:アラ 永:ナガ"
    " 広:ヒロ 平:ヒラ 今:イマ 古:フル"
)
_SECOND: Final = _parts(
    "田:ダ 川:カワ 山:ヤマ 本:モト 村:ムラ 野:ノ 井:イ 島:シマ 崎:サキ"
    " 沢:サワ 原:ハラ 木:キ 口:グチ 尾:オ 谷:タニ 橋:ハシ 林:バヤシ 倉:クラ"
    " 瀬:セ 宮:ミヤ 内:ウチ 部:ベ 塚:ツカ 浦:ウラ 場:バ 岡:オカ 森:モリ"
    " 城:ギ 津:ツ 越:コシ"
)
_HERS: Final = _parts(
    "美:ミ 由:ユ 恵:ケイ 陽:ヨウ 彩:アヤ 真:マ 愛:アイ 優:ユウ 千:チ"
    " 幸:サチ 和:カズ 久:ヒサ 裕:ユウ 明:アキ 智:トモ 直:ナオ 早:サ 春:ハル"
    " 夏:ナツ 奈:ナ 京:キョウ 順:ジュン 玲:レイ 友:ユ 絵:エ 理:リ 多:タ"
    " 里:リ 悦:エツ 節:セツ"
)
_HERS_END: Final = _parts(
    "子:コ 美:ミ 香:カ 江:エ 奈:ナ 代:ヨ 紀:キ 里:リ 穂:ホ 乃:ノ 菜:ナ 音:ネ 沙:サ 貴:キ 世:セ"
)
_HIS: Final = _parts(
    "健:ケン 大:ダイ 翔:ショウ 拓:タク 直:ナオ 和:カズ 正:マサ 隆:タカ 義:ヨシ"
    " 英:ヒデ 弘:ヒロ 信:ノブ 光:ミツ 勝:カツ 哲:テツ 俊:トシ 敏:トシ 康:ヤス"
    " 雅:マサ 浩:ヒロ 良:リョウ 修:シュウ 純:ジュン 孝:タカ 文:フミ 昭:アキ 邦:クニ"
    " 政:マサ 友:トモ 雄:ユウ"
)
_HIS_END: Final = _parts(
    "一:カズ 二:ジ 也:ヤ 夫:オ 男:オ 之:ユキ 樹:キ 介:スケ 太:タ"
    " 太郎:タロウ 司:シ 彦:ヒコ 人:ト 明:アキ 志:シ 史:フミ 平:ヘイ 輔:スケ"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Family and given name with their kana; `phone` empty where there is none."""

    family: Part
    given: Part
    born_on: date
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What somebody types at the counter; empty or None = not told."""

    name: str
    kana: str
    born_on: date | None
    phone: str


def crowd(number: int, seed: int) -> Iterator[Person]:
    """`number` persons; one in five shares the telephone of somebody of the family before."""
    chance = Random(seed)
    families = [*OFTEN, *((a + c, b + d) for (a, b), (c, d) in product(_FIRST, _SECOND))]
    hers = [(a + c, b + d) for (a, b), (c, d) in product(_HERS, _HERS_END)]
    his = [(a + c, b + d) for (a, b), (c, d) in product(_HIS, _HIS_END)]
    chance.shuffle(hers)
    chance.shuffle(his)
    of_family, of_given = _long_tail(len(families), 18), _long_tail(len(hers), 30)
    of_his = _long_tail(len(his), 30)
    before: Person | None = None
    for _ in range(number):
        given = (
            chance.choices(hers, cum_weights=of_given)
            if chance.random() < 0.5
            else chance.choices(his, cum_weights=of_his)
        )[0]
        born_on = date(1932, 1, 1) + timedelta(chance.randrange(28_000))
        family = chance.choices(families, cum_weights=of_family)[0]
        phone = (
            ""
            if chance.random() < 0.15
            else f"0{chance.choice('789')}0{chance.randrange(10**8):08d}"
        )
        if before and chance.random() < 0.2:
            family, phone = before.family, before.phone
        before = Person(family=family, given=given, born_on=born_on, phone=phone)
        yield before


def written(person: Person) -> Written:
    """Without a slip."""
    (family, family_kana), (given, given_kana) = person.family, person.given
    return Written(
        name=f"{family} {given}",
        kana=f"{family_kana} {given_kana}",
        born_on=person.born_on,
        phone=person.phone,
    )


def _long_tail(count: int, flat: int) -> list[float]:
    return list(accumulate(1 / (rank + flat) for rank in range(count)))
