"""`yorisoi report national`: the national table of a period, from the logs as they stand now."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from typing import Final

from deploy.house import opened
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.bus.catch_up import NotCaughtUp, catch_up
from events.bus.source import NotDense
from events.bus.unapplicable import Unapplicable
from events.host.runtime import Runtime
from events.host.settings import Settings
from services.reporting import asked
from services.reporting.followers import TABLES
from services.reporting.measure import load
from services.reporting.national import NationalRow, national_row
from services.reporting.national_text import as_csv, as_table
from services.reporting.readings import by_sql
from services.reporting.replaying import differences, sentence

FORMATS: Final = ("table", "json", "csv")


def options(own: ArgumentParser) -> None:
    """Which table, of which body and period, in which form; or the check of all figures."""
    own.add_argument(
        "table", choices=["national"], nargs="?", metavar="national", help="国の集計表"
    )
    own.add_argument("--fiscal-year", type=int, metavar="YYYY", help="年度(西暦)")
    own.add_argument(
        "--month", type=int, metavar="MM", help="その年度の月(1〜12)。なければ年度全体"
    )
    own.add_argument(
        "--body", metavar="NAME", help="自治体や区の名前。なければ全国(この設置の全部)"
    )
    own.add_argument("--format", choices=FORMATS, default="table", help="表示の形(既定は table)")
    own.add_argument(
        "--check", action="store_true", help="すべての数字を記録から数え直して照合する"
    )


def run(given: Namespace, settings: Settings) -> int:
    """Print one row, or the differences; what is said meanwhile goes to stderr."""
    if not given.check and (given.table is None or given.fiscal_year is None):
        raise VerbRefused(
            "yorisoi report national --fiscal-year 2024 のように、表と年度を指定してください。"
        )
    with opened(settings, say=said) as house:
        runtime = house.runtime("reporting")
        brought_up(runtime)
        if given.check:
            return checked(runtime)
        print(printed(runtime, given), end="")
    return 0


def printed(runtime: Runtime, given: Namespace) -> str:
    """The text of the table asked for."""
    row, indicators = asked_row(runtime, given), load()
    if given.format == "json":
        return json.dumps({"rows": [row.as_json()]}, ensure_ascii=False, indent=2) + "\n"
    if given.format == "csv":
        return as_csv([row], indicators)
    return as_table(row, indicators)


def asked_row(runtime: Runtime, given: Namespace) -> NationalRow:
    """The row of the body and period given on the command line."""
    municipality = runtime.municipality
    period = asked.period(given.fiscal_year, given.month, runtime.calendar.today())
    area = asked.area(municipality, given.body, period)
    return national_row(municipality, area, period, load(), by_sql(runtime.tables))


def checked(runtime: Runtime) -> int:
    """Count everything twice and print where both disagree; exit code 1 if anywhere."""
    indicators = load()
    found = differences(runtime.tables, runtime.address.conninfo, runtime.codec, indicators)
    for one in found:
        print(sentence(one, indicators, runtime.areas))
    print(f"{len(indicators)}の指標を記録から数え直しました。違いは {len(found)} か所です。")
    return 1 if found else 0


def brought_up(runtime: Runtime) -> None:
    """Bring the tables of reporting up to the heads of the logs."""
    try:
        catch_up("reporting", TABLES, runtime.address.conninfo, runtime.codec)
    except NotCaughtUp:
        raise VerbRefused(
            "集計が記録に追いついていません。動いている寄り添いの 状態 を確かめてください。"
        ) from None
    except (Unapplicable, NotDense) as fault:
        raise VerbRefused(str(fault)) from None


def said(sentence: str) -> None:
    """Beside the table, which alone goes to stdout."""
    print(sentence, file=sys.stderr)


VERB = Verb("report", "集計表を出す", OPERATOR, run, options)
