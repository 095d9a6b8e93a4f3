"""The rows of `kpi_fact` folded anew from the logs themselves, without the table."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Final

from events.bus.decoding import Decoder
from events.bus.read_tables import ReadTables
from events.bus.source import Conninfo, SourceLog
from events.host.areas import Areas
from events.log.codec import Codec
from events.log.recorded import SOURCES, Recorded
from services.reporting.comparison import Difference, Key, Keyed, compare
from services.reporting.measure import Indicator
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import KPI_FACT, KpiFact

PAGE: Final = 5_000
"""Records of one read: no snapshot stays open longer."""


def differences(
    tables: ReadTables,
    conninfo: Conninfo,
    codec: Codec,
    indicators: Mapping[str, Indicator],
) -> list[Difference]:
    """Every cell where the table and a replay of the logs disagree, as far as the table has read."""
    upto = {SOURCES[name]: tables.reached(KPI_FACT.name, name) for name in KPI_FACT.sources}
    return compare(tables, indicators, lambda: streamed(conninfo, codec, upto), upto)


def sentence(found: Difference, indicators: Mapping[str, Indicator], areas: Areas) -> str:
    """What differs, in one line for people."""
    place = found.place
    where = areas.by_id(place.area_id).name if place.area_id else "全地域"
    period = Period(place.fiscal_year, place.month or None).wareki
    first = ""
    if found.first is not None:
        name = next(name for name, number in SOURCES.items() if number == found.first[0])
        first = f" 最初に違う記録: {name} {found.first[1]} 件目"
    ja = indicators[found.indicator].ja
    return f"{ja} {where} {period}: 集計表 {found.table:,} / 記録 {found.log:,}。{first}"


def folded(conninfo: Conninfo, codec: Codec, upto: dict[int, int]) -> dict[Key, KpiFact]:
    """The rows that the logs give up to these positions, by source number and position."""
    return dict(streamed(conninfo, codec, upto))


def streamed(conninfo: Conninfo, codec: Codec, upto: dict[int, int]) -> Iterator[Keyed]:
    """The same by key, one after the other: nothing but a page of the log is held."""
    for source in KPI_FACT.sources:
        number = SOURCES[source]
        for recorded in _records(conninfo, codec, source, upto[number]):
            row = KPI_FACT.evolve(None, recorded) if KPI_FACT.concerns(recorded) else None
            if row is not None:
                yield (number, recorded.position), row


def _records(conninfo: Conninfo, codec: Codec, source: str, upto: int) -> Iterator[Recorded]:
    decoder, after = Decoder(codec, source), 0
    with closing(SourceLog.to_rebuild(conninfo, "reporting", source)) as log:
        log.want(KPI_FACT.reads)
        while after < upto:
            page = log.page(after, min(PAGE, upto - after))
            yield from decoder.page(page.rows)
            after = page.rows[-1].position
