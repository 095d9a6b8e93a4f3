"""人事の表: who holds which post from when, read from a CSV line by line and laid over what stands."""

import csv
import io
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from events.contract import Refused, wareki
from events.host.posts import Holding, Post, Posts

HEADS: Final = ("職位", "ログイン名", "着任日", "離任日")
"""離任日 may be empty: until further notice. 職位 is a code or a name of the municipality file."""
FILE: Final = "personnel.csv"
"""The table as it stands, in the data directory."""


class PersonnelUnreadable(ValueError):
    """No line of the file can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """`line` as a spreadsheet counts it; `ja` names the column, never its value."""

    line: int
    ja: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What a list does to the table: `taken` begin, `ended` end the day before, `kept` go on as they are."""

    holdings: tuple[Holding, ...]
    taken: tuple[Holding, ...]
    ended: tuple[Holding, ...]
    kept: int


def read(
    content: bytes, posts: Sequence[Post], logins: Collection[str], *, alone: bool = True
) -> tuple[list[Holding], list[Mistake]]:
    """The lines of a list and what is wrong with them; UTF-8, or the code page of Excel.

    `alone`: one person at a time holds a post.
    """
    found, mistakes = list[Holding](), list[Mistake]()
    by_word = {word: post.code for post in posts for word in (post.code, post.name)}
    for line, row in _lines(content):
        holding, wrong = _holding(row, by_word, logins)
        if holding:
            wrong += _in_force(holding, posts) + (_twice(holding, found) if alone else [])
        mistakes += [Mistake(line, ja) for ja in wrong]
        if holding and not wrong:
            found.append(holding)
    if not found and not mistakes:
        mistakes.append(Mistake(2, "一行もありません。"))
    return found, mistakes


def laid_over(standing: Iterable[Holding], listed: Iterable[Holding]) -> Change:
    """A post passes on the day its next holder begins; a holder who is listed again goes on."""
    holdings, taken, ended, kept = list(standing), list[Holding](), list[Holding](), 0
    for new in listed:
        if _goes_on(new, holdings):
            kept += 1
            continue
        over = [one for one in holdings if one.post == new.post and one.touches(*_span(new))]
        for one in over:
            holdings.remove(one)
            if one.since < new.since:
                ended.append(replace(one, until=new.since - timedelta(days=1)))
                holdings.append(ended[-1])
        holdings.append(new)
        taken.append(new)
    order = sorted(holdings, key=lambda one: (one.post, one.since, one.login))
    return Change(holdings=tuple(order), taken=tuple(taken), ended=tuple(ended), kept=kept)


def written(holdings: Iterable[Holding]) -> str:
    """The table as a file that `read` reads."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(HEADS)
    for one in holdings:
        until = one.until.isoformat() if one.until else ""
        rows.writerow((one.post, one.login, one.since.isoformat(), until))
    return out.getvalue()


def with_personnel(posts: Posts, content: bytes) -> Posts:
    """Posts with the stored table; its rows stand for the file's own of the same posts. ValueError names the line."""
    logins = {line[1].get("ログイン名", "").strip() for line in _lines(content)}
    found, mistakes = read(content, posts.posts, logins, alone=False)
    if mistakes:
        raise ValueError(f"{FILE} {mistakes[0].line}: {mistakes[0].ja}")
    mine = {one.post for one in found}
    own = tuple(one for one in posts.holdings if one.post not in mine)
    return replace(posts, holdings=(*own, *found))


def _lines(content: bytes) -> list[tuple[int, Mapping[str, str]]]:
    reader = csv.DictReader(io.StringIO(_text(content)))
    missing = [head for head in HEADS[:3] if head not in (reader.fieldnames or ())]
    if missing:
        raise PersonnelUnreadable(f"一行目に見出しがありません: {'、'.join(missing)}")
    rows = [(reader.line_num, {k: v or "" for k, v in row.items() if k}) for row in reader]
    return [(line, row) for line, row in rows if any(value.strip() for value in row.values())]


def _text(content: bytes) -> str:
    for coding in ("utf-8-sig", "cp932"):
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise PersonnelUnreadable("文字の種類を読み取れません。UTF-8 の CSV で保存してください。")


def _holding(
    row: Mapping[str, str], by_word: Mapping[str, str], logins: Collection[str]
) -> tuple[Holding | None, list[str]]:
    wrong = list[str]()
    post = by_word.get(row.get("職位", "").strip())
    if post is None:
        wrong.append("「職位」が自治体ファイルの posts にありません。")
    login = row.get("ログイン名", "").strip()
    if login not in logins:
        wrong.append("「ログイン名」の利用者がいません。")
    since, until = _day(row, "着任日", wrong), _day(row, "離任日", wrong)
    if since is None and not row.get("着任日", "").strip():
        wrong.append("「着任日」が空です。")
    if since and until and until < since:
        wrong.append("「離任日」が「着任日」より前です。")
    if wrong or post is None or since is None:
        return None, wrong
    return Holding(since=since, until=until, post=post, login=login), wrong


def _day(row: Mapping[str, str], head: str, wrong: list[str]) -> date | None:
    text = row.get(head, "").strip()
    try:
        return wareki.read(text) if text else None
    except (Refused, ValueError):
        wrong.append(f"「{head}」を日付として読めません。")
        return None


def _in_force(holding: Holding, posts: Sequence[Post]) -> list[str]:
    there = any(post.code == holding.post and post.in_force(holding.since) for post in posts)
    return [] if there else ["「着任日」には、その職位がまだ(もう)ありません。"]


def _twice(holding: Holding, before: Iterable[Holding]) -> list[str]:
    same = (one for one in before if one.post == holding.post)
    clash = any(one.touches(*_span(holding)) for one in same)
    return ["同じ職位の期間が、ほかの行と重なっています。"] if clash else []


def _span(one: Holding) -> tuple[date, date]:
    return one.since, one.until or date.max


def _goes_on(new: Holding, holdings: Iterable[Holding]) -> bool:
    """Whether the same person holds the post already for all of that time."""
    return any(
        (one.post, one.login, one.until) == (new.post, new.login, new.until)
        and one.since <= new.since
        for one in holdings
    )
