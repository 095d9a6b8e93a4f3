"""Append on a server whose every flush of the log takes 2 ms more, as on a durable disk (performance.md §6.4).

The server needs the shim in its environment, so this runs in a process of its own that was started with it.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import msgspec
import psycopg

from bench import ground
from bench.append import Length, on_slow_disk
from bench.rounds import Line
from bench.skipped import Skipped
from events.host.address import Address

MICROSECONDS = 2_000
NO_EFFECT = 3
"""Exit code where commits are as quick as ever."""
ROOT = Path(__file__).parents[1]
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


def slow_disk(rounds: int, length: Length, told: Callable[[str], None]) -> list[Line]:
    """Skipped without a compiler, or where the delay does not take."""
    told("slow disk: append, 2 ms a flush")
    with tempfile.TemporaryDirectory(prefix="yorisoi-slowsync-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the database's account must read the shim
        shim, out = _compiled(folder), folder / "lines.json"
        around = ["env", f"LD_PRELOAD={shim}", f"SLOWSYNC_US={MICROSECONDS}"]
        given = [str(out), str(rounds), str(length.warm), str(length.window)]
        words = [*around, sys.executable, "-m", "bench.slow_disk", *given]
        code = subprocess.run(words, cwd=ROOT, check=False).returncode
        if code == NO_EFFECT:
            raise Skipped("遅延が効いていません")
        if code:
            raise AssertionError("the slowed run failed: no figure")
        return msgspec.json.decode(out.read_bytes(), type=list[Line])


def _compiled(folder: Path) -> Path:
    compiler = shutil.which("cc")
    if compiler is None:
        raise Skipped("cc がありません")
    source, shim = folder / "slowsync.c", folder / "slowsync.so"
    source.write_text(SOURCE, encoding="ascii")
    command = [compiler, "-shared", "-fPIC", "-O2", "-o", str(shim), str(source), "-ldl"]
    subprocess.run(command, check=True, capture_output=True)
    return shim


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


def _measure(out: str, rounds: str, warm: str, window: str) -> int:
    """The life of the slowed process."""
    with ground.server() as owner:
        if _commit_us(owner) < MICROSECONDS:
            return NO_EFFECT
        lines = on_slow_disk(
            owner,
            int(rounds),
            Length(float(warm), float(window)),
            lambda word: print(word, file=sys.stderr),
        )
    Path(out).write_bytes(msgspec.json.encode(lines))
    return 0


if __name__ == "__main__":
    sys.exit(_measure(*sys.argv[1:]))
