"""Importing: a line is one unit, once, marked 移行; refused lines come back as a file that can be mended."""

import csv
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.importers.columns import HEADINGS, KEY
from deploy.importers.migrating import machine, on_behalf_of, wards_by_word
from deploy.importers.refused_rows import beside
from deploy.importers.storing import Fate, Source, Storing
from deploy.importers.table import read_table
from deploy.verb import VerbRefused
from deploy.verbs import import_
from events.host.desk import Desk
from events.host.settings import Settings
from events.log.unstored import Unavailable
from events.testing import postgres
from services.planning.decisions import record_assessment
from tests.conftest import ScratchHome
from tests.intake.installation import MINATO, TODAY, Counter, counter

HEAD = [
    "移行元番号",
    "区",
    "受付日",
    "受付方法",
    "氏名",
    "相談の記録",
    "利用申込日",
    "取扱いへの同意",
    "アセスメント日",
]


@pytest.fixture(scope="module")
def office(servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    folder = tmp_path_factory.mktemp("import")
    with (
        postgres.copied(servers.office) as address,
        counter(address, folder) as made,
    ):
        yield made


def file(folder: Path, *rows: list[str], name="cases.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([HEAD, *rows])
    return path


def row(
    number,
    ward="西区",
    on="R6.5.7",
    how="来所",
    name="髙橋 移",
    told="家賃",
    applied="",
    consent="",
    assessed="",
):
    return [number, ward, on, how, name, told, applied, consent, assessed]


def storing(office: Counter, path: Path, staff=None, system="旧台帳") -> Storing:
    city = office.around.municipality
    staff = staff or machine(city, TODAY)
    return Storing(
        Source.of(path, system),
        Desk.for_machine(office.runtime, staff, "consultation.receive"),
        Desk.for_machine(office.planning, staff, "plan.draft"),
        wards_by_word(city, TODAY),
    )


def fates(office: Counter, path: Path, **given) -> list[Fate]:
    return [outcome.fate for outcome in outcomes(office, path, **given)]


def outcomes(office: Counter, path: Path, **given):
    lines = read_table(path, HEADINGS, KEY).lines
    return list(storing(office, path, **given).lines(lines))


def heads(office: Counter) -> tuple[int, int]:
    return office.runtime.log.reading.head(), office.planning.log.reading.head()


def test_a_line_is_stored_once_whatever_the_file_is_called(office, tmp_path):
    path = file(
        tmp_path, row("A-1", applied="R6.5.8", consent="はい", assessed="R6.5.9"), row("A-2")
    )
    before = heads(office)
    assert fates(office, path) == [Fate.STORED, Fate.STORED]
    assert heads(office) == (before[0] + 4, before[1] + 1)
    path.rename(tmp_path / "renamed.csv")
    assert fates(office, tmp_path / "renamed.csv") == [Fate.KNOWN, Fate.KNOWN]
    assert heads(office) == (before[0] + 4, before[1] + 1)


def test_the_number_of_the_old_ledger_names_the_case_in_every_later_file(office, tmp_path):
    first = file(tmp_path, row("B-1"), row("B-2", on="いつか"))
    assert fates(office, first) == [Fate.STORED, Fate.REFUSED]
    mended = file(tmp_path, row("B-1"), row("B-2"), row("B-3"), name="mended.csv")
    assert fates(office, mended) == [Fate.KNOWN, Fate.STORED, Fate.STORED]
    assert fates(office, mended, system="別の台帳") == [Fate.STORED] * 3


def test_lines_without_a_number_are_cases_of_their_file(office, tmp_path):
    path = file(tmp_path, row(""), row(""))
    assert fates(office, path) == [Fate.STORED, Fate.STORED]
    assert fates(office, path) == [Fate.KNOWN, Fate.KNOWN]


def test_a_number_twice_in_a_file_is_refused_the_second_time(office, tmp_path):
    path = file(tmp_path, row("C-1"), row("C-1", name="別人"))
    assert fates(office, path) == [Fate.STORED, Fate.REFUSED]


def test_a_line_too_long_to_seal_is_refused_and_the_next_is_taken(office, tmp_path):
    path = file(tmp_path, row("L-1", told="あ" * 30_000), row("L-2"))
    first, second = outcomes(office, path)
    assert (first.fate, second.fate) == (Fate.REFUSED, Fate.STORED)
    assert "長さ" in first.reasons[0]


def test_a_line_whose_plan_is_refused_leaves_no_reception_behind(office, tmp_path):
    path = file(tmp_path, row("D-1", assessed="R30.1.1"))
    before = heads(office)
    [outcome] = outcomes(office, path)
    assert outcome.fate is Fate.REFUSED
    assert "先の日付" in outcome.reasons[0]
    assert heads(office) == before


def test_a_run_killed_between_the_two_logs_is_completed_by_the_next(office, tmp_path):
    path = file(tmp_path, row("E-1", applied="R6.5.8", consent="はい", assessed="R6.5.9"))
    before = heads(office)
    with pytest.MonkeyPatch.context() as patch:

        def gone(*_, **__):
            raise Unavailable("gone")

        patch.setattr(office.planning.log, "execute", gone)
        with pytest.raises(Unavailable):
            outcomes(office, path)
    assert heads(office)[1] == before[1]
    assert fates(office, path) == [Fate.STORED]
    assert heads(office) == (before[0] + 3, before[1] + 1)
    assert fates(office, path) == [Fate.KNOWN]


def test_what_was_imported_is_marked_and_keeps_both_days(office, tmp_path):
    path = file(tmp_path, row("F-1"))
    fates(office, path)
    recorded = list(office.runtime.log.read())[-1]
    assert recorded.migrated
    assert recorded.occurred_on.isoformat() == "2024-05-07"
    assert recorded.context.at == office.clock()
    assert recorded.context.area == "271063"


def test_on_behalf_of_a_person_only_her_wards_are_imported_into(office, tmp_path):
    login = office.account("counsellor", MINATO)
    city = office.around.municipality
    staff = on_behalf_of(office.address, login, city, TODAY)
    path = file(tmp_path, row("G-1", ward="港区"), row("G-2", ward="西区"))
    assert fates(office, path, staff=staff) == [Fate.STORED, Fate.REFUSED]
    recorded = list(office.runtime.log.read())[-1]
    assert recorded.migrated
    assert recorded.context.actor == staff.person
    for nobody in ("nobody", office.account("auditor")):
        with pytest.raises(VerbRefused):
            on_behalf_of(office.address, nobody, city, TODAY)


@pytest.mark.parametrize("ward", ["", "北極区", "271004"])
def test_an_unknown_ward_is_refused(office, tmp_path, ward):
    assert fates(office, file(tmp_path, row("H-1", ward=ward))) == [Fate.REFUSED]


def test_the_steps_of_the_other_service_are_its_own_decisions(office, tmp_path):
    path = file(tmp_path, row("I-1", assessed="R6.5.9"))
    fates(office, path)
    assert record_assessment.__module__.startswith("services.planning")
    assert type(list(office.planning.log.read())[-1].fact).__name__ == "AssessmentRecorded"


@pytest.mark.slow
def test_the_command_imports_a_file_lists_the_refused_lines_and_takes_the_mended_list(capsys):
    with ScratchHome() as home, ScratchHome() as folder:
        settings = Settings(home=home, keys=folder / "keys")
        path = file(folder, row("1"), row("2", on="平成40年1月1日", told="=SUM(1)"), row("記入例"))
        asked = Namespace(file=path, template=False, source="旧台帳", acting_as=None)
        assert import_.run(asked, settings) == 1
        said = capsys.readouterr().out
        assert "取り込み 1行、取り込めず 1行、記入例 1行" in said
        assert "3行目 受付日" in said
        listed = beside(path)
        assert listed.stat().st_mode & 0o777 == 0o600
        rows = list(csv.DictReader(listed.open(encoding="utf-8-sig", newline="")))
        assert [(row["行"], row["移行元番号"], row["相談の記録"]) for row in rows] == [
            ("3", "2", "'=SUM(1)")
        ]
        mended = listed.read_text(encoding="utf-8-sig").replace("平成40年1月1日", "平成30年1月1日")
        (folder / "mended.csv").write_text(mended, encoding="utf-8")
        again = Namespace(
            file=folder / "mended.csv", template=False, source="旧台帳", acting_as=None
        )
        assert import_.run(again, settings) == 0
        assert "取り込み 1行" in capsys.readouterr().out
        assert import_.run(again, settings) == 0
        assert "取り込み済み 1行" in capsys.readouterr().out
        assert not beside(folder / "mended.csv").exists()


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    asked = Namespace(file=tmp_path / "none.csv", template=False, source="x", acting_as=None)
    with pytest.raises(VerbRefused, match="ありません"):
        import_.run(asked, Settings(home=tmp_path / "data", keys=tmp_path / "keys"))
