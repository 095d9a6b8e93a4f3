"""Server settings that depend on the machine, and those that protect people whatever the machine."""

from __future__ import annotations

import os

from deploy.embedded.disk import Room

GIB = 1024**3
MIB = 1024**2


def settings(memory: int, room: Room) -> dict[str, str]:
    """Names and values for the command line. `memory` = bytes of this machine.

    Durability is not adjustable. No statement, parameter or key value reaches the server's log:
    they would be names and telephone numbers.
    """
    shared = min(memory // 4, 2 * GIB)
    wal = min(max(room.free // 10, 2 * GIB), 8 * GIB)  # assumed: a tenth of the free disk
    return {
        "shared_buffers": f"{max(shared // MIB, 16)}MB",
        "max_wal_size": f"{wal // MIB}MB",
        "max_connections": "200",  # four services, each with pools for pages, log, drafts and keys
        "synchronous_commit": "on",
        "fsync": "on",
        "full_page_writes": "on",
        "log_min_messages": "log",  # above ERROR, whose texts quote the value they refuse
        "log_statement": "none",
        "log_min_duration_statement": "-1",
        "log_min_error_statement": "panic",
        "log_parameter_max_length": "0",
        "log_parameter_max_length_on_error": "0",
        "log_error_verbosity": "terse",
        "password_encryption": "scram-sha-256",
    }


def machine_memory() -> int:
    """Bytes of physical memory."""
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
