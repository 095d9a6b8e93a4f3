"""F27: the list of 人事異動: mistakes line by line, posts that pass on a day, a table that reads itself."""

from datetime import date

import pytest

from events.host.personnel import (
    HEADS,
    PersonnelUnreadable,
    laid_over,
    read,
    with_personnel,
    written,
)
from events.host.posts import Holding, Post, Posts

APRIL = date(2026, 4, 1)
POSTS = (
    Post(since=date(2015, 4, 1), code="chief", name="保健福祉課長"),
    Post(since=APRIL, code="deputy", name="保健福祉課長代理"),
)
LOGINS = {"kimura", "sato"}
HEAD = ",".join(HEADS)


def listed(*lines: str, coding: str = "utf-8-sig") -> bytes:
    return "\r\n".join([HEAD, *lines]).encode(coding)


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-8", "cp932"])
def test_a_list_is_read_by_name_or_code_in_either_era(coding: str) -> None:
    content = listed(
        "保健福祉課長,kimura,R8.4.1,", "deputy,sato,2026-04-01,令和9年3月31日", coding=coding
    )
    found, mistakes = read(content, POSTS, LOGINS)
    assert mistakes == []
    assert found == [
        Holding(since=APRIL, post="chief", login="kimura"),
        Holding(since=APRIL, until=date(2027, 3, 31), post="deputy", login="sato"),
    ]


def test_every_mistake_is_named_with_its_line_and_no_value() -> None:
    content = listed(
        "課長,kimura,R8.4.1,",
        "保健福祉課長,yamada,R8.4.1,",
        "保健福祉課長,kimura,四月,",
        "",
        "保健福祉課長,kimura,,",
        "保健福祉課長,kimura,R8.4.1,R8.3.1",
        "保健福祉課長代理,sato,R8.3.1,",
        "保健福祉課長,kimura,R8.4.1,",
        "保健福祉課長,sato,R8.5.1,",
    )
    found, mistakes = read(content, POSTS, LOGINS)
    assert [one.login for one in found] == ["kimura"]
    assert [one.line for one in mistakes] == [2, 3, 4, 6, 7, 8, 10]
    said = " ".join(one.ja for one in mistakes)
    for words in (
        "職位",
        "利用者がいません",
        "着任日",
        "空です",
        "より前",
        "ありません",
        "重なって",
    ):
        assert words in said
    assert "yamada" not in said
    assert read(listed(), POSTS, LOGINS)[1][0].ja == "一行もありません。"
    with pytest.raises(PersonnelUnreadable, match="職位"):
        read("名前,日".encode(), POSTS, LOGINS)


def test_a_post_passes_on_the_day_its_next_holder_begins() -> None:
    before = Holding(since=date(2024, 4, 1), post="chief", login="sato")
    new = Holding(since=APRIL, post="chief", login="kimura")
    change = laid_over([before], [new])
    assert [(one.login, one.until) for one in change.ended] == [("sato", date(2026, 3, 31))]
    posts = Posts(POSTS, change.holdings)
    assert posts.held("sato", date(2026, 3, 31)) == {"保健福祉課長"}
    assert posts.held("sato", APRIL) == frozenset()
    assert posts.held("kimura", APRIL) == {"保健福祉課長"}
    again = laid_over(change.holdings, [new])
    assert (again.taken, again.ended, again.kept) == ((), (), 1)
    assert again.holdings == change.holdings


def test_the_stored_table_reads_itself_and_stands_before_the_municipality_files_rows() -> None:
    kept = Holding(since=APRIL, post="deputy", login="tanaka")
    own = Holding(since=APRIL, post="chief", login="sato")
    rows = (Holding(since=APRIL, post="chief", login="kimura"),)
    posts = with_personnel(Posts(POSTS, (own, kept)), written(rows).encode())
    assert set(posts.holdings) == {kept, *rows}
    bad = (written(rows) + "nothing,kimura,2026-04-01,\n").encode()
    with pytest.raises(ValueError, match=r"personnel\.csv 3"):
        with_personnel(Posts(POSTS), bad)
