"""Who may be the same person, and why: equal, as heard, a letter or a digit off, and never by chance."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.contract.codes import MatchReason as Why
from services.intake.matching import Match, compare, one_slip, traits

BORN = date(1980, 3, 2)


def person(kana="", name="", born_on=None, phone=""):
    return traits(name=name, kana=kana, born_on=born_on, phones=[phone])


TANAKA = person("タナカ ミサキ", "田中 美咲", BORN, "090-0000-0001")


def test_everything_equal_is_a_hundred():
    assert compare(TANAKA, TANAKA) == Match(100, (Why.KANA_EQUAL, Why.BIRTH_EQUAL, Why.PHONE_EQUAL))


def test_nothing_in_common_is_nothing():
    other = person("スズキ タロウ", "鈴木 太郎", date(1955, 12, 31), "06-0000-0002")
    assert compare(TANAKA, other) == Match(0, ())


def test_what_is_not_known_neither_counts_nor_harms():
    assert compare(TANAKA, person("たなか　みさき")) == Match(50, (Why.KANA_EQUAL,))
    assert compare(TANAKA, person()) == Match(0, ())
    assert compare(person(), person()) == Match(0, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ﾀﾅｶ ﾐｻｷ", "タナカミサキ"),
        ("たなか みさき", "タナカ　ミサキ"),
        ("か\u3099とう", "ガトウ"),
    ],
    ids=["half width", "hiragana", "decomposed"],
)
def test_spellings_of_one_kana_are_equal(one, other):
    assert compare(person(one), person(other)).reasons == (Why.KANA_EQUAL,)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ヤマサキ ケン", "ヤマザキ ケン"),
        ("ナカシマ アイ", "ナカジマ アイ"),
        ("サトウ ユウコ", "サトー ユーコ"),
        ("イトウ チヅル", "イトウ チズル"),
        ("オオノ ヒロシ", "オノ ヒロシ"),
        ("キヨウコ", "キョウコ"),
        ("グエン ヴァン アン", "アン グエン ヴァン"),
        ("タナカ ミサキ", "タナカ ミサヰ"),
        ("タナカ ミサキ", "タカナ ミサキ"),
        ("タナカ ミサキ", "タナカ ミサ"),
    ],
    ids=[
        "voiced", "voiced inside", "drawn out", "づ and ず", "おお and お", "small letter",
        "order of the parts", "another letter", "exchanged", "a letter missing",
    ],
)  # fmt: skip
def test_what_is_misheard_or_mistyped_is_close(one, other):
    assert compare(person(one), person(other)).reasons == (Why.KANA_CLOSE,)


@pytest.mark.parametrize(
    ("one", "other"),
    [("アベ", "アイ"), ("タナカ ミサキ", "タナカ ミサト ヨシ"), ("サトウ", "カトウ タロウ")],
)
def test_other_names_are_other_names(one, other):
    assert compare(person(one), person(other)) == Match(0, ())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋 一郎", "高橋一郎"),
        ("渡邉 \U000e0100花", "渡辺 花"),
        ("𠮷田 実", "吉田 實"),
        ("齋藤", "斉藤"),
    ],
)
def test_variant_characters_are_one_name(one, other):
    assert compare(person(name=one), person(name=other)) == Match(50, (Why.NAME_EQUAL,))


def test_a_name_counts_where_the_reading_differs():
    match = compare(person("ツノダ", "角田"), person("カクタ", "角田"))
    assert match == Match(50, (Why.NAME_EQUAL,))


@pytest.mark.parametrize(
    ("other", "slip"),
    [
        (date(1980, 3, 3), True),
        (date(1980, 8, 2), True),
        (date(1981, 3, 2), True),
        (date(1980, 2, 3), True),
        (date(1980, 3, 20), True),
        (date(2043, 3, 2), True),
        (date(1980, 3, 2), False),
        (date(1980, 4, 3), False),
        (date(1991, 3, 2), False),
        (date(1979, 12, 31), False),
    ],
    ids=[
        "day", "month", "year", "month and day exchanged", "digits exchanged", "another era",
        "the same day", "two slips", "another year", "another day",
    ],
)  # fmt: skip
def test_a_slip_of_a_birth_date(other, slip):
    assert one_slip(BORN, other) is slip


@pytest.mark.parametrize(
    ("one", "other"),
    [("S5", "H5"), ("T14", "S14"), ("H3", "R3"), ("M40", "T40")],
)
def test_an_era_mistaken_for_another_is_one_slip(one, other):
    before = {"M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018}
    first, second = (date(before[text[0]] + int(text[1:]), 6, 15) for text in (one, other))
    assert one_slip(first, second)


def test_birth_dates_weigh_thirty_or_eighteen():
    assert compare(person(born_on=BORN), person(born_on=BORN)).score == 30
    assert compare(person(born_on=BORN), person(born_on=date(1980, 3, 3))) == Match(
        18, (Why.BIRTH_CLOSE,)
    )


@pytest.mark.parametrize("other", ["０９０（００００）０００１", "+81 90 0000 0001", "09000000001"])
def test_a_telephone_number_is_the_same_in_every_spelling(other):
    assert compare(TANAKA, person(phone=other)) == Match(20, (Why.PHONE_EQUAL,))


def test_the_end_of_a_number_is_no_number():
    assert compare(person(phone="0001"), person(phone="0001")) == Match(0, ())


@pytest.mark.parametrize(
    ("kana", "born_on", "phone", "shown"),
    [
        ("タナカ ミサキ", None, "", True),
        ("タナカ ミザキ", None, "", True),
        ("タナカ ミサ", None, "", False),
        ("タナカ ミサ", date(1980, 3, 3), "", True),
        ("", BORN, "", False),
        ("", None, "090-0000-0001", True),
        ("", BORN, "090-0000-0001", True),
    ],
)
def test_what_a_counsellor_is_shown(kana, born_on, phone, shown):
    match = compare(TANAKA, person(kana, born_on=born_on, phone=phone))
    assert match.worth_showing is shown


KANAS = ["", "タナカ ミサキ", "タナカ ミザキ", "タナカ ミサ", "サトウ"]
DAYS = [None, BORN, date(1980, 2, 3), date(2000, 1, 1)]
SOMEBODY = st.builds(
    person,
    kana=st.sampled_from(KANAS),
    name=st.sampled_from(["", "田中", "佐藤"]),
    born_on=st.sampled_from(DAYS),
    phone=st.sampled_from(["", "0900000001", "0600000002"]),
)


@given(SOMEBODY, SOMEBODY)
def test_it_does_not_matter_who_is_compared_with_whom(one, other):
    assert compare(one, other) == compare(other, one)
    assert 0 <= compare(one, other).score <= 100


def test_slips_go_both_ways():
    days = [BORN, date(1980, 2, 3), date(1981, 3, 2), date(2043, 3, 2), date(1917, 3, 2)]
    assert all(one_slip(a, b) == one_slip(b, a) for a, b in product(days, days))
