"""The database an installation brings along: found, started, adopted, stopped (nothing to install).

`server` supervises it for as long as the block lasts; `attach` uses the one another process
supervises, or supervises one itself. Both refuse with a `DatabaseRefused` that says what to do.
"""

from deploy.embedded.binaries import Binaries, candidates, find
from deploy.embedded.disk import Room, room
from deploy.embedded.refused import AlreadySupervised, DatabaseRefused
from deploy.embedded.supervisor import attach, server

__all__ = [
    "AlreadySupervised",
    "Binaries",
    "DatabaseRefused",
    "Room",
    "attach",
    "candidates",
    "find",
    "room",
    "server",
]
