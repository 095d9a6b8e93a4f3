"""One Apache Kafka node on this computer: `python -m deploy.kafka.broker up|down|status`.

A home directory holds everything of a node: its settings with two free ports, its data, its log
and its process id. Starting an existing home again keeps ports and records.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import signal
import socket
import subprocess
import time
import uuid
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template

from deploy.kafka import jars
from events.bus.kafka import topics

HOME = jars.HERE.parents[1] / "build" / "kafka"
MEMORY = ("-Xms256m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""For a start within seconds on two cores; a city's broker wants the JVM's own defaults."""
START_S = 90.0
STOP_S = 20.0


class BrokerFailed(Exception):
    """The node did not come up or go down in time; the text ends with the last lines of its log."""


@dataclass(frozen=True, slots=True)
class Node:
    """A started node, as stored in `broker.json`."""

    pid: int
    bootstrap: str


def up(home: Path = HOME) -> Node:
    """Start the node of this home and wait until it answers; the running one if there is one."""
    if (node := running(home)) is not None:
        return node
    java, libs = jars.java(), jars.prepare()
    port = _settled(home)
    _formatted(home, java, libs)
    node = Node(_started(home, java, libs), f"127.0.0.1:{port}")
    (home / "broker.json").write_text(json.dumps(asdict(node)), encoding="utf-8")
    _wait(lambda: _answers(node), START_S, home, alive=node.pid)
    return node


def down(home: Path = HOME) -> None:
    """Stop the node of this home, kill it after a deadline; nothing to do is no error."""
    node = running(home)
    if node is None:
        return
    os.kill(node.pid, signal.SIGTERM)
    try:
        _wait(lambda: not _alive(node.pid), STOP_S, home)
    except BrokerFailed:
        kill(home)


def kill(home: Path = HOME) -> None:
    """As a power cut would: SIGKILL."""
    if (node := running(home)) is not None:
        os.kill(node.pid, signal.SIGKILL)
        _wait(lambda: not _alive(node.pid), STOP_S, home)


def running(home: Path = HOME) -> Node | None:
    """The node of this home if its process lives; a foreign process under an old id is not it."""
    try:
        node = Node(**json.loads((home / "broker.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    if not _alive(node.pid):
        return None
    words = ["ps", "-ww", "-o", "command=", "-p", str(node.pid)]
    told = subprocess.run(words, capture_output=True, text=True, check=False).stdout
    return node if str(home / "server.properties") in told else None


def _settled(home: Path) -> str:
    """Write the settings of a new home; answer the port of this one."""
    written = home / "server.properties"
    if not written.exists():
        home.mkdir(parents=True, exist_ok=True)
        port, controller = _free_ports()
        form = Template((jars.HERE / "server.properties").read_text(encoding="utf-8"))
        filled = form.substitute(port=port, controller_port=controller, data=home / "data")
        written.write_text(filled, encoding="utf-8")
    line = next(
        row for row in written.read_text("utf-8").splitlines() if row.startswith("listeners=")
    )
    return line.split(",")[0].rsplit(":", 1)[1]


def _free_ports() -> tuple[int, int]:
    """Two ports nobody listens on now; both are held until both are known."""
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


def _formatted(home: Path, java: str, libs: Path) -> None:
    """Give a new data directory its cluster id; formatting again would need the same id."""
    if (home / "data" / "meta.properties").exists():
        return
    cluster = "y" + base64.urlsafe_b64encode(uuid.uuid4().bytes).decode()[1:22]
    words = ["format", "-t", cluster, "-c", str(home / "server.properties"), "--standalone"]
    made = subprocess.run(
        [java, *MEMORY[2:], "-cp", f"{libs}/*", "kafka.tools.StorageTool", *words],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise BrokerFailed(f"format: {made.stdout[-500:]}{made.stderr[-1500:]}")


def _started(home: Path, java: str, libs: Path) -> int:
    """Start the JVM in a session of its own, so that Ctrl-C of a terminal does not reach it."""
    options = [f"-Dlog4j2.configurationFile={jars.HERE / 'log4j2.properties'}"]
    options.append(f"-Dkafka.logs.dir={home}")
    main = ["-cp", f"{libs}/*", "kafka.Kafka", str(home / "server.properties")]
    with (home / "broker.log").open("ab") as log:
        process = subprocess.Popen(
            [java, *MEMORY, *options, *main],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return process.pid


def _alive(pid: int) -> bool:
    """Also false for a dead child nobody waited for."""
    try:
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        pass  # started by an earlier command, not our child
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _answers(node: Node) -> bool:
    """A cheap connection first: the client would wait longer and longer between its tries."""
    host, port = node.bootstrap.split(":")
    try:
        socket.create_connection((host, int(port)), timeout=1).close()
    except OSError:
        return False
    return topics.answers(node.bootstrap)


def _wait(
    done: Callable[[], bool], seconds: float, home: Path, *, alive: int | None = None
) -> None:
    deadline = time.monotonic() + seconds
    while not done():
        died = alive is not None and not _alive(alive)
        if died or time.monotonic() > deadline:
            log = (home / "broker.log").read_text(encoding="utf-8", errors="replace")
            raise BrokerFailed(f"{'ended' if died else 'too slow'}: {log[-2000:]}")
        time.sleep(0.05)


def main(words: list[str] | None = None) -> int:
    """The command line; status ends with 1 when nothing runs."""
    reader = argparse.ArgumentParser(prog="python -m deploy.kafka.broker", description=__doc__)
    reader.add_argument("verb", choices=["up", "down", "status"])
    reader.add_argument("--home", type=Path, default=HOME, help="default: build/kafka")
    told = reader.parse_args(words)
    home: Path = told.home.absolute()
    if told.verb == "down":
        down(home)
    try:
        node = up(home) if told.verb == "up" else running(home)
    except (jars.Missing, BrokerFailed) as no:
        print(no)
        return 2
    print(f"{node.bootstrap}  pid {node.pid}" if node else "not running")
    return 0 if node or told.verb == "down" else 1


if __name__ == "__main__":
    raise SystemExit(main())
