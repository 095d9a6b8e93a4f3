"""What was typed, said with the labels of the templates; nothing that a person typed is left out."""

from pathlib import Path

import pytest

from events.host.form import Form
from events.host.pages import Pages
from events.host.words import Words

PAGE = """
<input type="hidden" name="case" value="x"><input type="hidden" name="ward" value="x">
{{ ui.radio_group(form, "medium", "提出方法", choices(media)) }}
{{ ui.text_field(form, "name", "氏名", state=true) }}
{{ ui.select(form, "ward", "区", wards) }}
{{ ui.check(form, "agreed", "同意がある") }}
{{ ui.radio_group(form, "fits", "合っているか", [("right", "合っている"), ("wrong", "見直す")]) }}
{{ ui.text_field(form, "months-" ~ n ~ "-terms", "条件") }}
{{ ui.textarea(form, at ~ "text", "目標 %d"|format(n + 1)) }}
<input type="hidden" name="{{ name }}_rows" value="3">
"""
OTHER = """{{ ui.text_field(form, "name", "名義") }}{{ ui.text_field(form, "bank", "金融機関") }}"""


@pytest.fixture
def words(tmp_path: Path) -> Words:
    (tmp_path / "a.html").write_text(OTHER, encoding="utf-8")
    (tmp_path / "b.html").write_text(PAGE, encoding="utf-8")
    return Pages("toy", tmp_path).words


def said(words: Words, **typed: str | list[str]) -> list[tuple[str, list[str]]]:
    return words.say(Form({k.replace("__", "-"): v for k, v in typed.items()}), {"271063": "西区"})


def test_labels_and_choices_are_those_of_the_form(words: Words):
    assert said(words, medium="electronic", fits="wrong", agreed="yes", ward="271063") == [
        ("提出方法", ["電子申請"]), ("合っているか", ["見直す"]), ("同意がある", ["はい"]), ("区", ["西区"]),
    ]  # fmt: skip


def test_an_answer_not_given_and_rows_of_a_list_are_said(words: Words):
    assert said(words, name_state="declined", months__2__terms="期間の短縮") == [
        ("氏名", ["回答拒否"]), ("条件 3", ["期間の短縮"]),
    ]  # fmt: skip


def test_rows_are_counted_as_the_form_counts_them(words: Words):
    rows = {"objectives__0__text": "貯める", "objectives__1__text": "働く", "objectives_rows": "2"}
    assert said(words, **rows) == [("目標 1", ["貯める"]), ("目標 2", ["働く"])]


def test_a_name_in_two_forms_is_called_as_in_the_one_that_was_sent(words: Words):
    assert said(words, name="見本", bank="見本信用組合")[0] == ("名義", ["見本"])
    assert said(words, name="見本", medium="electronic")[0] == ("氏名", ["見本"])


def test_written_text_is_never_translated(words: Words):
    assert said(words, medium="postal", name="other")[1] == ("氏名", ["other"])


def test_what_no_template_knows_is_kept_and_what_nobody_typed_is_not_shown(words: Words):
    hidden = {"command_id": "c", "case": "x", "draft_id": "0b3f8e6e-96a5-4d7e-8a2c-0f4c5ad9f3aa"}
    assert said(words, memo=["一行", " "], **hidden) == [("そのほか", ["一行"])]
