"""The open-file limit: looked at first, raised no further than needed and allowed."""

from resource import RLIMIT_NOFILE, getrlimit, setrlimit

from bench.skipped import Skipped

BESIDES = 300
"""Files a process has open beside its connections."""


def room_for(connections: int) -> None:
    """Children inherit it. Skipped where the hard limit is lower: only an administrator raises that."""
    needed = connections + BESIDES
    soft, hard = getrlimit(RLIMIT_NOFILE)
    if 0 <= hard < needed:
        raise Skipped(f"開けるファイルの上限が {hard} です({needed} が要ります。ulimit -Hn)")
    if 0 <= soft < needed:
        setrlimit(RLIMIT_NOFILE, (needed, hard))
