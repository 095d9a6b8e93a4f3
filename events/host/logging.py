"""One JSON line per happening on stdout; only keys of the list get through, and never a person's data.

Words of libraries are dropped but for the templates of those that are known to say nothing personal.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, Final, TextIO

import structlog

ALLOWED: Final = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "service",
        "request_id",
        "method",
        "route",
        "status",
        "ms",
        "actor_id",
        "case_id",
        "event_id",
        "command_id",
        "draft_id",
        "correlation_id",
        "causation_id",
        "position",
        "source",
        "projection",
        "lag",
        "count",
        "version",
        "port",
        "fault",
        "at",
        "library",
        "said",
    }
)
"""`fault` = name of an exception's class, `at` = file:line where it was raised."""

QUIET_TEMPLATES: Final = ("uvicorn", "psycopg.pool")
"""Libraries whose message templates (never their arguments) may be printed."""


def log(service: str = "") -> structlog.stdlib.BoundLogger:
    """The logger of a part of the program: `log("intake").info("draft.kept", draft_id=…)`."""
    made: structlog.stdlib.BoundLogger = structlog.get_logger(service=service)
    return made


def configure(*, quiet: bool = False, stream: TextIO | None = None) -> None:
    """Once per process. `quiet` keeps warnings and errors only (a person sits at the terminal)."""
    level = logging.WARNING if quiet else logging.INFO
    processors: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        only_allowed,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(stream or sys.stdout),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [_Libraries()]
    root.setLevel(level)
    # 25 wordless errors a second while a broker is away; what it means, the relays and 状態 say
    logging.getLogger("kafka").setLevel(logging.CRITICAL)


def only_allowed(
    _logger: Any, _name: str, said: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Drops every key that is not on the list."""
    return {key: value for key, value in said.items() if key in ALLOWED}


def where(fault: BaseException) -> str:
    """`file.py:12` of the innermost frame; no message, no values."""
    frames = traceback.extract_tb(fault.__traceback__)
    if not frames:
        return ""
    last = frames[-1]
    return f"{'/'.join(last.filename.split('/')[-3:])}:{last.lineno}"


class _Libraries(logging.Handler):
    """Records of the standard library's logging; others' without their arguments."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith("uvicorn.access"):
            return
        known = record.name.startswith(QUIET_TEMPLATES)
        fault = record.exc_info[1] if record.exc_info else None
        own = record.name.startswith("events.")
        said = record.getMessage() if own else str(record.msg) if known else ""
        details = {"library": record.name, "said": said}
        if fault is not None:
            details |= {"fault": type(fault).__name__, "at": where(fault)}
        structlog.get_logger().log(record.levelno, "library.spoke", **details)
