"""A server whose every flush of the log takes 2 ms more, as on a durable disk (performance.md §6.4)."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import psycopg

from bench import ground
from events.host.address import Address

MICROSECONDS = 2_000
SOURCE = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
int fdatasync(int fd) {
    static int (*real)(int);
    const char *us = getenv("SLOWSYNC_US");
    long n = us ? atol(us) : 0;
    struct timespec wait = {n / 1000000, (n % 1000000) * 1000};
    if (!real) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    nanosleep(&wait, NULL);
    return real(fd);
}
"""


class Skipped(Exception):
    """Cannot be measured here; the text says why."""


@contextmanager
def server() -> Iterator[Address]:
    """As `ground.server`, slowed; Skipped without a compiler, or where the delay does not take."""
    compiler = shutil.which("cc")
    if compiler is None:
        raise Skipped("cc がありません")
    with tempfile.TemporaryDirectory(prefix="yorisoi-slowsync-") as folder:
        Path(folder).chmod(0o755)
        shim = Path(folder) / "slowsync.so"
        source = Path(folder) / "slowsync.c"
        source.write_text(SOURCE, encoding="ascii")
        command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(shim), str(source), "-ldl"]
        subprocess.run(command, check=True, capture_output=True)
        with _preloaded(shim), ground.server() as owner:
            if (took := _commit_us(owner)) < MICROSECONDS:
                raise Skipped(f"確定が {took:.0f} µs で終わり、遅延が効いていません")
            yield owner


@contextmanager
def _preloaded(shim: Path) -> Iterator[None]:
    """For the children started inside: the server's."""
    os.putenv("LD_PRELOAD", str(shim))
    os.putenv("SLOWSYNC_US", str(MICROSECONDS))
    try:
        yield
    finally:
        os.unsetenv("LD_PRELOAD")
        os.unsetenv("SLOWSYNC_US")


def _commit_us(owner: Address) -> float:
    """Median microseconds of a commit: the probe that the shim is in the server."""
    took = []
    with psycopg.connect(owner.conninfo(), autocommit=True) as session:
        session.execute("create table probe (n int)")
        for _ in range(20):
            begun = time.perf_counter()
            session.execute("insert into probe values (1)")
            took.append((time.perf_counter() - begun) * 1e6)
        session.execute("drop table probe")
    return median(took)
