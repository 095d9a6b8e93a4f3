"""The witness's own file as a process, as the other side runs it: plain Python without our packages."""

from __future__ import annotations

import importlib.util
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

FILE = Path(__file__).parents[2] / "deploy/witness/witness.py"
ALONE = (sys.executable, "-I", "-S", str(FILE))


def as_module() -> ModuleType:
    """Its functions, for tests of them."""
    spec = importlib.util.spec_from_file_location("the_witness", FILE)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def free_port() -> int:
    """One nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@dataclass
class Place:
    """A folder with the witness's key, book and list of logs."""

    folder: Path
    vkey: str

    @classmethod
    def made(cls, folder: Path, *log_vkeys: str, name: str = "witness.example/kansa") -> Place:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "logs.txt").write_text("# 記録\n" + "".join(f"log {key}\n" for key in log_vkeys))
        run = subprocess.run(
            [*ALONE, "keygen", "--name", name],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
        )
        return cls(folder, run.stdout.strip())

    def run(self, *words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*ALONE, *words],
            cwd=self.folder,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
        )

    def witness(self) -> Any:
        """The witness without a process."""
        names = {"key": "witness.key", "db": "witness.db", "logs": "logs.txt"}
        given = Namespace(**{word: self.folder / name for word, name in names.items()})
        return as_module().Witness(given)

    def add(self, body: bytes) -> tuple[int, str]:
        """Its answer."""
        answer: tuple[int, str] = self.witness().add(body)
        return answer

    @contextmanager
    def serving(self, port: int = 0) -> Iterator[Served]:
        with (self.folder / "stderr").open("a") as alarms:
            process = subprocess.Popen(
                [*ALONE, "serve", "--port", str(port)],
                cwd=self.folder, stdout=subprocess.PIPE, stderr=alarms, text=True,
            )  # fmt: skip
            try:
                assert process.stdout is not None
                port = int(process.stdout.readline().split()[-1])
                yield Served(process, port)
            finally:
                process.kill()
                process.wait()
                if process.stdout:
                    process.stdout.close()

    @property
    def alarms(self) -> list[str]:
        lines = (self.folder / "stderr").read_text().splitlines()
        return [line for line in lines if " ALARM " in line]


@dataclass
class Served:
    process: subprocess.Popen[str]
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def post(self, body: bytes, path: str = "/add-checkpoint") -> tuple[int, str, str]:
        return self._asked(urllib.request.Request(self.address + path, body, method="POST"))

    def get(self, path: str) -> tuple[int, str, str]:
        return self._asked(urllib.request.Request(self.address + path))

    def _asked(self, asked: urllib.request.Request) -> tuple[int, str, str]:
        try:
            with urllib.request.urlopen(asked, timeout=20) as answer:
                return answer.status, answer.read().decode(), answer.headers["Content-Type"]
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, answer.read().decode(), answer.headers["Content-Type"]
