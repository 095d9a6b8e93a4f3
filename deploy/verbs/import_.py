"""`yorisoi import`: cases of a spreadsheet through the ordinary decisions, marked 移行; refused lines are listed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections import Counter
from pathlib import Path
from typing import Final

from deploy.house import House, opened
from deploy.importers import refused_rows
from deploy.importers.columns import HEADINGS, KEY, REPORTED
from deploy.importers.migrating import machine, on_behalf_of, wards_by_word
from deploy.importers.storing import Fate, Outcome, Source, Storing
from deploy.importers.table import FileRefused, Table, read_table
from deploy.importers.template import write_template
from deploy.simulation.planting import catch_up
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.host.desk import Desk
from events.host.settings import Settings
from events.log.unstored import Unavailable

TOLD_EVERY: Final = 100
"""Lines between two reports of progress."""
SHOWN: Final = 10
"""Refused lines named on the screen; all stand in the file."""


def run(given: Namespace, settings: Settings) -> int:
    """Write the template, or import the file: 0 = every line is in, 1 = some were refused."""
    try:
        if given.template:
            write_template(given.file)
            print(f"ひな形を作りました: {given.file}")
            return 0
        table = read_table(given.file, HEADINGS, KEY)
    except FileNotFoundError:
        raise VerbRefused(f"ファイル {given.file} がありません。") from None
    except (FileRefused, OSError) as refusal:
        raise VerbRefused(f"{given.file}: {refusal}") from None
    _announce(table)
    with opened(settings) as house:
        outcomes = _stored(house, table, given)
        catch_up(house, print)
    return _told(given.file, table, outcomes)


def _stored(house: House, table: Table, given: Namespace) -> list[Outcome]:
    city, today = house.around.municipality, house.around.calendar.today()
    staff = (
        on_behalf_of(house.address, given.acting_as, city, today)
        if given.acting_as
        else machine(city, today)
    )
    storing = Storing(
        Source.of(given.file, given.source),
        Desk.for_machine(house.runtime("intake"), staff, "consultation.receive"),
        Desk.for_machine(house.runtime("planning"), staff, "plan.draft"),
        wards_by_word(city, today),
    )
    outcomes: list[Outcome] = []
    try:
        for outcome in storing.lines(table.lines):
            outcomes.append(outcome)
            if len(outcomes) % TOLD_EVERY == 0:
                print(f"  {len(outcomes):,} / {len(table.lines):,}行")
    except Unavailable:
        raise VerbRefused(
            f"{len(outcomes):,}行のあとで記録できなくなりました（データベースか空き容量）。"
            "直ったら、同じファイルでもう一度実行してください。取り込んだ行は二重になりません。"
        ) from None
    return outcomes


def _announce(table: Table) -> None:
    print(f"{len(table.lines):,}行を読みました（{table.encoding}）。")
    known = {*HEADINGS, *REPORTED, ""}
    unknown = [heading for heading in table.headings if heading not in known]
    if unknown:
        print(f"次の列はひな形にないので取り込みません: {'、'.join(unknown)}")


def _told(file: Path, table: Table, outcomes: list[Outcome]) -> int:
    counts = Counter(outcome.fate for outcome in outcomes)
    refused = [outcome for outcome in outcomes if outcome.fate is Fate.REFUSED]
    listed = refused_rows.beside(file)
    refused_rows.write(listed, table.headings, refused)
    print("、".join(f"{fate.value} {counts[fate]:,}行" for fate in Fate if counts[fate]) or "0行")
    for outcome in refused[:SHOWN]:
        print(f"  {outcome.line.number}行目 {' / '.join(outcome.reasons)}")
    if len(refused) > SHOWN:
        print(f"  ほか {len(refused) - SHOWN:,}行")
    if refused:
        print(f"取り込めなかった行と理由: {listed}")
        print("この一覧を直して、もう一度 yorisoi import に渡してください。")
    return 1 if refused else 0


def options(own: ArgumentParser) -> None:
    """Which file, on whose behalf."""
    own.add_argument("file", type=Path, metavar="FILE", help="CSV(UTF-8、Shift_JIS)か Excel")
    own.add_argument(
        "--template", action="store_true", help="空のひな形(.xlsx か .csv)を FILE に作る"
    )
    own.add_argument(
        "--source",
        default="移行元",
        metavar="NAME",
        help="元の台帳の名前。移行元番号はこの中で一つ",
    )
    own.add_argument(
        "--as", dest="acting_as", metavar="ACCOUNT", help="この利用者の代わりに取り込む"
    )


VERB = Verb("import", "表計算ソフトの台帳を、移行の記録として取り込む", OPERATOR, run, options)
