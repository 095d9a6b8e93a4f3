"""The tables beside `event` counted again from `event`: head, streams, commands; each by one statement.

And whether the triggers that keep the log append-only still stand.
"""

from collections.abc import Iterator
from typing import Any, Final

from psycopg import Connection

_DENSE: Final = """
select h.position, count(e.position), coalesce(min(e.position), 0), coalesce(max(e.position), 0)
from {s}.log_head h left join {s}.event e on true group by h.position
"""
_VERSIONS: Final = """
select stream, n, version from (
    select stream, version, row_number() over (partition by stream order by position) as n
    from {s}.event) as e
where version <> n order by stream, n
"""
_HEADS: Final = """
select stream, coalesce(h.version, 0), coalesce(e.version, 0)
from {s}.stream_head h full join (
    select stream, max(version) as version from {s}.event group by stream) as e using (stream)
where h.version is distinct from e.version order by stream
"""
_COMMANDS: Final = """
select (select count(*) from {s}.event), coalesce(sum(events), 0)::bigint from {s}.command
"""
_UNGUARDED: Final = """
select t.name, t.guard
from (values ('{s}', 'event', 'append_only', '{s}.refuse_change'),
    ('{s}', 'event_type', 'append_only', '{s}.refuse_change'),
    ('{s}_ledger', 'checkpoint', 'append_only', '{s}.refuse_change'),
    ('{s}_ledger', 'checkpoint', 'only_larger', '{s}_ledger.only_larger'),
    ('{s}_ledger', 'cosigned', 'append_only', '{s}.refuse_change')) as t(place, name, guard, does)
left join pg_trigger g on g.tgrelid = format('%I.%I', t.place, t.name)::regclass
    and g.tgname = t.guard and not g.tgisinternal and g.tgfoid = t.does::regproc
where g.tgenabled is distinct from 'A' order by t.name, t.guard
"""


def recounted(session: Connection[Any], service: str) -> Iterator[str]:
    """A sentence per difference; ids and numbers only."""
    for table, guard in _asked(session, _UNGUARDED, service):
        yield f"{table} を書き換えから守る仕組み({guard})がないか、止められています。"
    yield from _dense(session, service)
    for stream, wanted, version in _asked(session, _VERSIONS, service):
        yield f"ストリーム {stream}: {wanted} 番目の記録の版が {version} です。"
    for stream, held, counted in _asked(session, _HEADS, service):
        yield f"ストリーム {stream}: stream_head の版は {held}、記録を数えると {counted} です。"
    [(events, commanded)] = _asked(session, _COMMANDS, service)
    if events != commanded:
        yield f"command にある記録の数は {commanded:,}、記録は {events:,} 件です。"


def _dense(session: Connection[Any], service: str) -> Iterator[str]:
    found = _asked(session, _DENSE, service)
    if len(found) != 1:
        yield f"log_head が {len(found)} 行あります(1行のはずです)。"
        return
    head, count, first, last = found[0]
    if head != last:
        yield f"log_head は {head:,}、最後の記録の位置は {last:,} です。"
    if count != last or first != min(count, 1):
        yield f"位置が1から続いていません(最初 {first:,}、最後 {last:,}、件数 {count:,})。"


def _asked(session: Connection[Any], statement: str, service: str) -> list[tuple[Any, ...]]:
    return session.execute(statement.format(s=service).encode()).fetchall()
