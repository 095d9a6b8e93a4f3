"""`yorisoi` as a process that writes down what it acknowledged: `python -m tests.faults.killed FILE BUG verb …`.

BUG is `none`, or `early`: the seeded mistake that acknowledges a command before it is stored, and dies.
"""

import os
import signal
import sys
from concurrent.futures import Future
from typing import Any

from deploy.__main__ import main
from events.log.committer import Committer
from events.log.stored import StoredCommand
from tests.faults.told import Told

EARLY_AT = 40
"""Which command the seeded mistake acknowledges too early."""


class Acknowledging:
    """Wraps `Committer.send`."""

    def __init__(self, path: str, bug: str) -> None:
        self._told = Told(path)
        self._bug = bug
        self._sent = 0
        self._send = Committer.send

    def send(self, committer: Any, command: StoredCommand) -> "Future[int]":
        """As the committer's own; a line when the answer comes."""
        service = committer._thread.name.split()[-1]
        self._sent += 1
        if self._bug == "early" and self._sent == EARLY_AT:
            self._tell(service, command, 1)
            os.kill(os.getpid(), signal.SIGKILL)
        answer = self._send(committer, command)
        answer.add_done_callback(lambda done: self._tell(service, command, done.result()))
        return answer

    def _tell(self, service: str, command: StoredCommand, position: int) -> None:
        self._told.acknowledged(service, command.command_id, position, len(command.rows))


if __name__ == "__main__":
    acknowledging = Acknowledging(*sys.argv[1:3])

    def send(committer: Committer, command: StoredCommand) -> "Future[int]":
        """A function, so that the committer is handed over."""
        return acknowledging.send(committer, command)

    Committer.send = send  # type: ignore[method-assign, assignment]
    sys.exit(main(sys.argv[3:]))
