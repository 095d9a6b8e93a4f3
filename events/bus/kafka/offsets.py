"""Where on the topic a service's tables stand: the offsets kept beside their positions."""

from __future__ import annotations

from typing import Any

from psycopg import Connection

from events.log.recorded import SOURCES


def offsets(session: Connection[Any], service: str, source: str) -> dict[int, int | None]:
    """Partition → offset of the last record every table has; None where a table was filled from the log.

    Only a place to begin reading: what comes twice is skipped, what is missing is fetched.
    """
    found = session.execute(
        "select partition, case when bool_and(topic_offset is not null) then min(topic_offset) end"
        f" from {service}_read.checkpoint where source = %s group by partition".encode(),
        [SOURCES[source]],
    )
    return {int(partition): offset for partition, offset in found}
