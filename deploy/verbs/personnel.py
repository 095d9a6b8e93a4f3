"""`yorisoi personnel`: the list of 人事異動 (who holds which post from when), shown before it is taken in."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Final

import psycopg

from deploy.house import House, opened
from deploy.verb import OPERATOR, Verb, VerbRefused
from events.contract import wareki
from events.host import personnel as table
from events.host.calendar import japanese_day
from events.host.personnel import FILE, HEADS, Change, PersonnelUnreadable, laid_over, read, written
from events.host.posts import Holding
from events.host.settings import Settings

NEXT: Final = "yorisoi run を起動し直すと、この表で決裁者が決まります。"


def personnel(given: Namespace, settings: Settings) -> int:
    """Nothing is taken in while one line is wrong."""
    with opened(settings) as house:
        {"preview": _preview, "take": _take, "list": _list, "template": _template}[given.what](
            house, given
        )
    return 0


def _preview(house: House, given: Namespace) -> None:
    _show(house, _change(house, given))
    print("まだ何も変えていません。取り込むには personnel take を使ってください。")


def _take(house: House, given: Namespace) -> None:
    change = _change(house, given)
    _show(house, change)
    if not change.taken:
        print("変わるところはありません。")
        return
    path = house.settings.home / FILE
    fresh = path.with_suffix(".new")
    fresh.write_text(written(change.holdings), encoding="utf-8")
    fresh.replace(path)
    print(f"{FILE} に取り込みました。{NEXT}")


def _list(house: House, given: Namespace) -> None:
    posts = house.around.municipality.posts
    today = japanese_day(house.around.clock())
    day = wareki.read(given.on) if given.on else today
    for one in posts.holdings:
        if one.in_force(day):
            print(f"{posts.name(one.post, day):<16} {one.login:<16} {_period(one)}")


def _template(_: House, __: Namespace) -> None:
    print(",".join(HEADS))


def _change(house: House, given: Namespace) -> Change:
    posts = house.around.municipality.posts
    try:
        found, mistakes = read(Path(given.file).read_bytes(), posts.posts, _logins(house))
    except (OSError, PersonnelUnreadable) as wrong:
        raise VerbRefused(f"読み込めません: {wrong}") from None
    if mistakes:
        told = "\n".join(f"  {one.line}行目 {one.ja}" for one in mistakes)
        raise VerbRefused(f"直すところが{len(mistakes)}件あります。何も取り込みません。\n{told}")
    return laid_over(posts.holdings, found)


def _logins(house: House) -> set[str]:
    with psycopg.connect(house.address.conninfo()) as session:
        rows = session.execute("select login from host.account where disabled_at is null")
        return {login for (login,) in rows.fetchall()}


def _show(house: House, change: Change) -> None:
    posts = house.around.municipality.posts
    for mark, ones in (("離任", change.ended), ("着任", change.taken)):
        for one in ones:
            name = posts.name(one.post, one.since)
            print(f"{mark}　{name}　{one.login}　{_period(one)}")
    print(f"着任 {len(change.taken)}件、離任 {len(change.ended)}件、変わらない {change.kept}件")


def _period(one: Holding) -> str:
    until = wareki.short(one.until) if one.until else ""
    return f"{wareki.short(one.since)}〜{until}"


def options(parser: ArgumentParser) -> None:
    """`preview` shows, `take` writes."""
    below = parser.add_subparsers(dest="what", required=True, metavar="preview|take|list|template")
    for name, words in (("preview", "取り込む前に確かめる"), ("take", "取り込む")):
        one = below.add_parser(name, help=words)
        one.add_argument("file", help=f"CSV（{'、'.join(table.HEADS)}）")
    listed = below.add_parser("list", help="その日の職位と人")
    listed.add_argument("--on", help="いつの（和暦でも西暦でも。書かなければ今日）")
    below.add_parser("template", help="見出しの行")


VERB = Verb("personnel", "人事異動の表（CSV）で職位につく人を替える", OPERATOR, personnel, options)
