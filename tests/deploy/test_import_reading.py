"""A file becomes lines, a line becomes steps; every slip of a line is named at once, never its value."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from deploy.importers.case_row import read_case
from deploy.importers.cells import Cells
from deploy.importers.columns import COLUMNS, HEADINGS, KEY, SAMPLE_NUMBER, described
from deploy.importers.storing import decided
from deploy.importers.table import FileRefused, read_table
from deploy.importers.template import write_template
from events.contract import DECLINED, NOT_ASKED, UNKNOWN, Refused
from events.contract.codes import ConsultationTopic, Issue, Service, Triage
from services.intake.consultation import evolve as evolve_intake
from services.planning.case import evolve as evolve_planning

CASE = UUID(int=7)
TODAY = date(2026, 11, 21)
RARE = "𠮷田\U000e0101 髙﨑"


def ward_of(text, day):
    if text in ("西区", ""):
        return "271063"
    raise Refused("unknown-ward", "その日に担当する区ではありません。")


def case_of(**texts):
    """The steps and the slips of one line."""
    cells = Cells({"受付日": "R6.5.7", "受付方法": "来所", "相談の記録": "家賃"} | texts)
    return read_case(cells, CASE, TODAY, ward_of), cells.problems


def written(path, rows, encoding="utf-8-sig", **how):
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, **how).writerows(rows)
    return path


def read(path):
    return read_table(path, HEADINGS, KEY)


# 表


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_the_encoding_is_found_out(tmp_path, encoding):
    path = written(
        tmp_path / "a.csv", [["受付日", "受付方法", "氏名"], ["R6.5.7", "来所", "髙橋"]], encoding
    )
    assert read(path).lines[0].cells == {"受付日": "R6.5.7", "受付方法": "来所", "氏名": "髙橋"}


def test_titles_above_the_headings_and_empty_lines_are_passed_over(tmp_path):
    rows = [
        ["相談受付台帳"],
        [],
        ["受付日*", "受付方法※"],
        ["R6.5.7", "来所"],
        [" ", ""],
        ["R6.5.8", "電話"],
    ]
    table = read(written(tmp_path / "a.csv", rows))
    assert [(line.number, line.cells["受付日"]) for line in table.lines] == [
        (4, "R6.5.7"),
        (6, "R6.5.8"),
    ]


def test_tabs_separate_too_and_a_quoted_cell_may_hold_lines(tmp_path):
    path = written(
        tmp_path / "a.csv",
        [["受付日", "受付方法", "相談の記録"], ["R6.5.7", "来所", "一行\n二行"]],
        delimiter="\t",
    )
    assert read(path).lines[0].cells["相談の記録"] == "一行\n二行"


def test_a_workbook_gives_days_as_days_and_texts_as_they_are(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["受付日", "受付方法", "氏名", "電話", "就労目標"])
        sheet.write_datetime(
            1,
            0,
            __import__("datetime").datetime(2024, 5, 7),
            book.add_format({"num_format": "yyyy/m/d"}),
        )
        sheet.write_string(1, 1, "来所")
        sheet.write_string(1, 2, RARE)
        sheet.write_string(1, 3, "06-0000-0000")
        sheet.write_boolean(1, 4, True)
    assert list(read(path).lines[0].cells.values()) == [
        "2024-05-07",
        "来所",
        RARE,
        "06-0000-0000",
        "はい",
    ]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", "氏名,カナ\n田中,タナカ\n".encode()),
        ("a.csv", "受付日,受付日,受付方法\n".encode()),
        ("a.csv", '受付日,受付方法\n"R6.5.7,来所\n'.encode()),
        ("a.csv", b"\x81\xff\xff\x00"),
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.csv", b""),
        ("a.csv", b"\xff\xfea"),
    ],
    ids=[
        "no headings",
        "a heading twice",
        "an open quote",
        "no text",
        "broken workbook",
        "empty",
        "half a character",
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileRefused) as refusal:
        read(tmp_path / name)
    assert str(refusal.value).endswith("。") or "見出し" in str(refusal.value)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_is_read_back_and_its_example_is_a_whole_case(tmp_path, ending):
    path = tmp_path / f"template.{ending}"
    write_template(path)
    table = read(path)
    assert table.headings == HEADINGS
    example = table.lines[0].cells
    assert example["移行元番号"] == SAMPLE_NUMBER
    cells = Cells(example)
    row = read_case(cells, CASE, TODAY, ward_of)
    assert cells.problems == []
    kinds = [type(fact).__name__ for fact in decided(evolve_intake, row.intake)]
    kinds += [type(fact).__name__ for fact in decided(evolve_planning, row.planning)]
    assert kinds == [
        "ConsultationReceived", "CaseTriaged", "UseAppliedFor",
        "AssessmentRecorded", "AssessmentCompleted", "PlanDrafted", "PlanAgreed",
    ]  # fmt: skip


def test_the_workbook_explains_every_column_and_lists_every_code(tmp_path):
    path = tmp_path / "template.xlsx"
    write_template(path)
    book = CalamineWorkbook.from_path(path)
    explained = {row[0] for row in book.get_sheet_by_name("書き方").to_python()}
    assert set(HEADINGS) <= explained
    listed = {cell for row in book.get_sheet_by_name("区分").to_python() for cell in row}
    assert {code.ja for column in COLUMNS if column.codes for code in column.codes} <= listed


def test_a_template_overwrites_nothing(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("mine")
    with pytest.raises(FileRefused):
        write_template(path)
    with pytest.raises(FileRefused):
        write_template(tmp_path / "t.txt")
    assert path.read_text() == "mine"


# 行


def test_two_cells_and_a_word_are_enough():
    row, problems = case_of()
    assert problems == []
    assert row.area == "271063"
    assert [type(f).__name__ for f in decided(evolve_intake, row.intake)] == [
        "ConsultationReceived"
    ]
    assert row.planning == ()


def test_rare_characters_and_reasons_for_silence_are_kept():
    row, _ = case_of(氏名=RARE, カナ="回答拒否", 生年月日="不明", 性別="未聴取")
    fact = decided(evolve_intake, row.intake)[0]
    assert fact.name.value == RARE
    assert (fact.kana.value, fact.born_on.value, fact.sex.value) == (DECLINED, UNKNOWN, NOT_ASKED)


@pytest.mark.parametrize(
    "written_as",
    [
        "病気や健康、障害、住まい",
        "住まい;病気や健康、障害",
        "housing／illness_disability",
        "住まい\n病気や健康、障害",
    ],
)
def test_several_codes_are_read_even_where_a_label_holds_the_separator(written_as):
    row, problems = case_of(相談内容=written_as)
    assert problems == []
    topics = decided(evolve_intake, row.intake)[0].topics.value
    assert topics == (ConsultationTopic.ILLNESS_DISABILITY, ConsultationTopic.HOUSING)


def test_brackets_of_any_width_mean_the_same_code():
    row, problems = case_of(
        振り分け結果="継続支援しプランを策定（同意あり）", 課題="障害（手帳有）"
    )
    assert problems == []
    assert decided(evolve_intake, row.intake)[1].triage is Triage.SUPPORT
    assert Cells({"課題": "障害（手帳有）"}).codes("課題", Issue) == (Issue.DISABILITY_CERTIFIED,)


def test_every_slip_of_a_line_is_named_and_no_value_is_repeated():
    row, problems = case_of(
        受付日="平成40年1月1日",
        受付方法="伝書鳩",
        区="秘密区",
        生年月日="いつか",
        就労目標="たぶん",
        終結日="R6.9.1",
    )
    assert row is None
    assert [problem.split(":")[0] for problem in problems] == [
        "受付日", "受付方法", "区", "生年月日", "就労目標", "終結理由",
    ]  # fmt: skip
    assert not any(value in "".join(problems) for value in ("伝書鳩", "秘密", "いつか", "たぶん"))


def test_a_control_character_is_a_slip_and_a_line_break_is_none():
    row, problems = case_of(氏名="田\x00中", 相談の記録="一行目\r\n二行目")
    assert row is None
    assert [problem.split(":")[0] for problem in problems] == ["氏名"]


def test_the_two_cells_that_are_needed_are_missed():
    cells = Cells({"氏名": "田中"})
    assert read_case(cells, CASE, TODAY, ward_of) is None
    assert [problem.split(":")[0] for problem in cells.problems] == ["受付日", "受付方法"]


def test_the_decisions_of_today_judge_a_line():
    for texts, code in (
        ({"受付日": "2026/11/22"}, "future-day"),
        ({"相談の記録": ""}, "story-missing"),
        ({"利用申込日": "R6.5.8"}, "consent-missing"),
        ({"振り分け結果": Triage.REFERRED.ja, "振り分けの理由": "x"}, "target-missing"),
    ):
        row, _ = case_of(**texts)
        with pytest.raises(Refused) as refusal:
            decided(evolve_intake, row.intake)
        assert refusal.value.code == code


def test_a_plan_needs_the_steps_before_it_and_its_end():
    row, problems = case_of(プラン作成日="R6.6.1")
    assert row is None
    assert problems[0].startswith("プランの終わり")
    row, _ = case_of(
        プラン作成日="R6.6.1", プランの終わり="R6.11.30", 支援サービス=Service.HOUSING_SECURITY.ja
    )
    with pytest.raises(Refused):
        decided(evolve_planning, row.planning)


def test_an_old_closure_is_not_judged_by_todays_attempts():
    row, problems = case_of(終結日="R6.9.1", 終結理由="本人からの連絡が完全に途絶")
    assert problems == []
    assert decided(evolve_planning, row.planning)[0].contact_attempts == 0


def test_a_guarded_cell_comes_back_as_it_was(tmp_path):
    path = written(
        tmp_path / "a.csv", [["受付日", "受付方法", "電話"], ["R6.5.7", "来所", "'+81 6 0000 0000"]]
    )
    assert read(path).lines[0].cells["電話"] == "+81 6 0000 0000"


def test_a_line_keeps_its_number(tmp_path):
    path = written(tmp_path / "a.csv", [["受付日", "受付方法"], ["R6.5.7", "来所"]])
    assert replace(read(path).lines[0], cells={}).number == 2


def test_the_manual_names_every_column_as_it_is():
    manual = (Path(__file__).parents[2] / "docs/import.md").read_text(encoding="utf-8")
    assert described() in manual
