"""`yorisoi benefits recheck`: every past payment judged again over the whole log; nothing is changed by looking."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from deploy.house import House, opened
from deploy.verb import VerbRefused
from events.bus.read_tables import NotReady
from events.contract.benefits_recheck import CauseSum
from events.host import list_file
from events.host.runtime import Runtime
from events.host.settings import Settings
from services.benefits.projections import lookup
from services.benefits.recheck_reading import Asked, Progress, recheck
from services.benefits.rechecking.line import Line, digest, sums
from services.benefits.rechecking.rulebook import Corrections, Rulebook, read
from services.benefits.screens.recheck import PersonLine, about_sums, persons, table

MONTH: Final = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")


def options(own: ArgumentParser) -> None:
    """Which months, by which rules, in which form."""
    own.add_argument(
        "--rules", type=Path, nargs="+", default=[], metavar="FILE", help="修正した規則(TOML)"
    )
    own.add_argument("--from", dest="first", default="", metavar="YYYY-MM", help="始めの月")
    own.add_argument("--to", dest="last", default="", metavar="YYYY-MM", help="終わりの月")
    own.add_argument("--json", action="store_true", help="JSON で出す")
    own.add_argument("--csv", type=Path, metavar="FILE", help="CSV のファイルにも書く")
    own.add_argument("--excel", type=Path, metavar="FILE", help="Excel のファイルにも書く")


def run(given: Namespace, settings: Settings) -> int:
    """Exit code 0, whether anything differs or not; what is said meanwhile goes to stderr."""
    for month in (given.first, given.last):
        if month and not MONTH.fullmatch(month):
            raise VerbRefused("月は 2026-11 のように書いてください。")
    corrections = read("\n".join(_text(path) for path in given.rules))
    with opened(settings, say=_said) as house:
        asked = Asked(book=_book(house, corrections), first=given.first, last=given.last)
        told = Progress(told=_progress)
        runtime = house.runtime("benefits")
        lines = list(recheck(runtime.log, asked, told))
        people = persons(lines, _numbers(runtime, lines))
    found = sums(lines)
    for path, made in ((given.csv, list_file.as_csv), (given.excel, list_file.as_excel)):
        if path:
            path.write_bytes(made(table(people, about_sums(found))))
    result = digest(lines, corrections.text)
    if given.json:
        print(json.dumps(as_json(people, found, told, result), ensure_ascii=False, indent=1))
    else:
        print("\n".join(as_text(people, found, told, result)))
    return 0


def as_text(
    people: Iterable[PersonLine], found: Iterable[CauseSum], told: Progress, result: str
) -> Iterable[str]:
    """A line per month and cause, then each cause on its own."""
    for person in people:
        for line in person.lines:
            causes = "、".join(cause.ja for cause in line.causes)
            yield (
                f"{person.number or line.case} 第{person.grant_no}回 {line.month} "
                f"支給 {line.paid_yen:,}円 正しい額 {line.due_yen:,}円 {causes}"
            )
    yield f"{told.grants:,}件の申請、{told.payments:,}件の支給を計算し直しました。"
    if told.unreadable or told.without_standard:
        yield f"計算できない申請: 鍵がない {told.unreadable}件、表がない {told.without_standard}件"
    for one in found:
        yield f"  {one.cause.ja}: {one.payments}件 過払い {one.over_yen:,}円 不足 {one.under_yen:,}円"
    yield f"照合番号 {result}"


def as_json(
    people: Iterable[PersonLine], found: Iterable[CauseSum], told: Progress, result: str
) -> dict[str, Any]:
    """Without names: reception number and pseudonym."""
    return {
        "as_of": told.as_of,
        "grants": told.grants,
        "payments": told.payments,
        "unreadable": told.unreadable,
        "without_standard": told.without_standard,
        "result": result,
        "causes": [
            {
                "cause": one.cause.value,
                "payments": one.payments,
                "over_yen": one.over_yen,
                "under_yen": one.under_yen,
            }
            for one in found
        ],
        "lines": [
            {
                "number": person.number,
                "grant": person.grant_no,
                "stream": str(line.stream),
                "month": line.month,
                "paid_yen": line.paid_yen,
                "due_yen": line.due_yen,
                "steps": [
                    {
                        "cause": step.cause.value,
                        "recorded": step.recorded,
                        "now": step.now,
                        "old_yen": step.old_yen,
                        "new_yen": step.new_yen,
                    }
                    for step in line.differences
                ],
            }
            for person in people
            for line in person.lines
        ],
    }


def _book(house: House, corrections: Corrections) -> Rulebook:
    body = house.around.municipality.body
    return Rulebook(house.around.areas.prefecture(body), body.name, corrections)


def _numbers(runtime: Runtime, lines: Iterable[Line]) -> dict[UUID, str]:
    """受付番号, where the tables have been filled."""
    try:
        return dict(lookup.numbers(runtime.tables, {line.case for line in lines}))
    except NotReady:
        return {}


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise VerbRefused(f"{path} を読めません。") from None


def _progress(told: Progress) -> None:
    if told.grants % 1_000 < 100:
        _said(f"  {told.grants:,}件の申請を読みました…")


def _said(sentence: str) -> None:
    print(sentence, file=sys.stderr)
