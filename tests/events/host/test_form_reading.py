"""What people type becomes a command, or a sentence beside the field; the text itself is never lost."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

import pytest

from events.contract import DECLINED, NOT_ASKED, Refused
from events.contract.answer import Answer
from events.contract.code import Code, code_list
from events.host.form import Form
from events.host.form_reading import (
    BOTH,
    CHOOSE,
    CHOOSE_AGAIN,
    CONTROL,
    NOT_NEGATIVE,
    NUMBER,
    TOO_LONG,
    WRITE,
    FormErrors,
    read_form,
)

TODAY = date(2026, 11, 21)


@code_list("試験の色", basis="試験")
class Colour(Code):
    RED = "red", "赤"
    OLD = "old", "昔の色", date(2015, 4, 1), date(2020, 3, 31)


@dataclass(frozen=True, kw_only=True)
class Row:
    goal: str
    months: int = 0


@dataclass(frozen=True, kw_only=True)
class Visitor:
    name: str
    relation: Colour


@dataclass(frozen=True, kw_only=True)
class Command:
    held_on: date
    rent_yen: int
    colour: Colour
    story: str
    agreed: bool
    case: UUID
    colours: tuple[Colour, ...]
    name: Answer[str]
    born_on: Answer[date]
    until: date | None
    rows: tuple[Row, ...]
    visitor: Visitor | None
    today: date
    note: str = ""


GOOD = {
    "held_on": "R8.11.20",
    "rent_yen": "５３，７００円",
    "colour": "red",
    "story": "  家賃が払えない。\r\n相談したい。 ",
    "agreed": "yes",
    "case": "6f0f3e0c-6f2d-4f0e-9d6c-7a2f1c0b5e11",
    "colours": ["red", "red"],
    "name": "髙𠮷 葛󠄀",
    "born_on_state": "declined",
    "rows-0-goal": "家計を整える",
    "rows-0-months": "6",
    "rows-2-goal": "仕事を探す",
    "rows-1-goal": "",
}


def read(on: date | None = None, **changes: object):
    typed = {**GOOD, **changes}
    sent = Form({k: v for k, v in typed.items() if v is not None})  # type: ignore[misc]
    return read_form(sent, Command, today=TODAY, given={"today": TODAY}, on=on)


def test_a_form_as_people_fill_it_in_becomes_a_command():
    command = read()
    assert isinstance(command, Command)
    assert command.held_on == date(2026, 11, 20)
    assert command.rent_yen == 53_700
    assert command.story == "家賃が払えない。\n相談したい。"
    assert command.agreed is True
    assert command.colours == (Colour.RED, Colour.RED)
    assert command.name == "髙𠮷 葛󠄀", "variation selectors are kept"
    assert command.born_on == DECLINED
    assert command.until is None
    assert command.rows == (Row(goal="家計を整える", months=6), Row(goal="仕事を探す"))
    assert command.visitor is None
    assert command.note == ""
    assert command.today == TODAY


def test_marks_that_turn_the_writing_round_are_left_out():
    """A telephone copies them round a number; in a name they would show another one."""
    command = read(name="\u202e中\u2066田\u2069", note="\u202d06-1234\u202c")
    assert (command.name, command.note) == ("中田", "06-1234")


@pytest.mark.parametrize("place", ["9" * 5_000, "²", "１", "x", ""])
def test_a_row_at_a_place_that_is_no_number_is_none(place: str):
    assert read(**{f"rows-{place}-goal": "a"}) == read()


def test_what_nobody_answered_is_not_asked():
    command = read(name="", born_on_state="")
    assert (command.name, command.born_on) == (NOT_ASKED, NOT_ASKED)


def test_an_unticked_box_is_no():
    assert read(agreed=None).agreed is False


def test_a_nested_form_is_read_once_anything_in_it_was_typed():
    assert read(**{"visitor-name": "母", "visitor-relation": "red"}).visitor == Visitor(
        name="母", relation=Colour.RED
    )
    wrong = read(**{"visitor-name": "母"})
    assert wrong.wrong == {"visitor-relation": CHOOSE}


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("held_on", "", WRITE),
        ("held_on", "平成40年1月1日", "平成は31年4月30日までです。"),
        ("held_on", "2月30日", "日付として読めません。例: 昭和55年3月2日、S55.3.2、1980/3/2"),
        ("rent_yen", "五万", NUMBER),
        ("rent_yen", "-1", NOT_NEGATIVE),
        ("colour", "", CHOOSE),
        ("colour", "purple", CHOOSE_AGAIN),
        ("colour", "old", CHOOSE_AGAIN),
        ("colours", "purple", CHOOSE_AGAIN),
        ("case", "1", CHOOSE_AGAIN),
        ("story", "a\x00b", CONTROL),
        ("story", "あ" * 11_000, TOO_LONG),
        ("born_on", "1980/3/2", BOTH),
        ("rows-0-months", "六", NUMBER),
    ],
)
def test_a_slip_gets_its_sentence_and_never_repeats_the_value(field, typed, sentence):
    wrong = read(**{field: typed})
    assert isinstance(wrong, FormErrors)
    assert wrong.wrong == {field: sentence}
    assert wrong.typed[field] == typed


def test_a_code_of_an_earlier_year_is_right_for_a_day_of_that_year():
    assert read(on=date(2019, 5, 1), colour="old").colour is Colour.OLD


def test_all_slips_are_told_at_once():
    assert set(read(held_on="x", rent_yen="y", colour="z").wrong) == {
        "held_on", "rent_yen", "colour",
    }  # fmt: skip


def test_a_command_that_refuses_itself_names_its_field():
    @dataclass
    class Strict:
        note: str

        def __post_init__(self) -> None:
            raise Refused("bad-note", "この書き方はできません。", field="note")

    wrong = read_form(Form({"note": "x"}), Strict, today=TODAY)
    assert wrong.wrong == {"note": "この書き方はできません。"}
