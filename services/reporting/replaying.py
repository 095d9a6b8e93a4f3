"""The rows of `kpi_fact` folded anew from the logs themselves, without the table."""

from collections.abc import Iterator, Mapping

from events.bus.as_of import facts_until
from events.bus.read_tables import ReadTables
from events.bus.source import Conninfo
from events.host.areas import Areas
from events.log.codec import Codec
from events.log.recorded import SOURCES
from services.reporting.comparison import Difference, Keyed, compare
from services.reporting.measure import Indicator
from services.reporting.period import Period
from services.reporting.projections.kpi_fact import KPI_FACT


def differences(
    tables: ReadTables,
    conninfo: Conninfo,
    codec: Codec,
    indicators: Mapping[str, Indicator],
) -> list[Difference]:
    """Every cell where the table and a replay of the logs disagree, as far as the table has read."""
    sizes = {name: tables.reached(KPI_FACT.name, name) for name in KPI_FACT.sources}
    upto = {SOURCES[name]: size for name, size in sizes.items()}
    return compare(tables, indicators, lambda: streamed(conninfo, codec, sizes), upto)


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


def streamed(conninfo: Conninfo, codec: Codec, sizes: Mapping[str, int]) -> Iterator[Keyed]:
    """The rows that the logs give up to these sizes by key, one after the other: a page of a log is held."""
    for recorded in facts_until(KPI_FACT, "reporting", conninfo, codec, sizes):
        row = KPI_FACT.evolve(None, recorded) if KPI_FACT.concerns(recorded) else None
        if row is not None:
            yield (SOURCES[recorded.source], recorded.position), row
