"""Comparison forms: what counts as the same name, what does not, and that rare characters survive."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from events.contract import kana


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("髙橋 一郎", "高橋一郎"),
        ("山﨑", "山崎"),
        ("渡邉", "渡辺"),
        ("渡邊", "渡辺"),
        ("齋藤", "斉藤"),
        ("斎藤", "齊藤"),
        ("𠮷田", "吉田"),
        ("葛\U000e0100飾", "葛飾"),
        ("辻\ufe00", "辻"),
        ("さとう　はなこ", "サトウ ハナコ"),
        ("ｻﾄｳ ﾊﾅｺ", "さとうはなこ"),
        ("か\u3099とう", "ガトウ"),
        ("か゛とう", "ガトウ"),
        ("Ｎｇｕｙｅｎ Van", "NGUYEN VAN"),
        ("神\ufa19", "神神"),
    ],
)
def test_two_spellings_of_one_name_compare_equal(one: str, other: str) -> None:
    assert kana.comparison_form(one) == kana.comparison_form(other)


@pytest.mark.parametrize(
    ("one", "other"), [("高橋", "高島"), ("さとう", "さどう"), ("はな", "ぱな"), ("伊東", "伊藤")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert kana.comparison_form(one) != kana.comparison_form(other)


def test_kanji_and_the_long_vowel_mark_are_left_alone_by_katakana() -> None:
    assert kana.katakana("すーぱー大﨑ゝ") == "スーパー大﨑ヽ"


@given(st.text(max_size=30))
def test_a_comparison_form_is_its_own_comparison_form(name: str) -> None:
    once = kana.comparison_form(name)
    assert kana.comparison_form(once) == once


@pytest.mark.parametrize(
    "typed",
    ["06-6538-6400", "０６－６５３８－６４００", "（06）6538-6400", "+81 6 6538 6400", "+81-(0)6-6538-6400", "06ー6538ー6400"],
)  # fmt: skip
def test_one_telephone_number_has_one_form(typed: str) -> None:
    assert kana.phone_digits(typed) == "0665386400"


def test_what_has_no_digit_has_an_empty_number() -> None:
    assert kana.phone_digits("なし") == ""


@pytest.mark.parametrize(
    ("name", "length"),
    [
        ("𠮷田", 2),
        ("葛\U000e0100飾", 2),
        ("か\u3099", 1),
        ("髙橋", 2),
        ("", 0),
        ("👩\u200d👧", 1),
        ("ｶﾞ", 2),
    ],
)
def test_length_is_what_a_reader_counts(name: str, length: int) -> None:
    assert kana.length(name) == length
