"""A relay between the committer and the database that can be cut at a chosen moment."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from threading import Event, Thread

from psycopg.conninfo import conninfo_to_dict, make_conninfo

from events.host.address import Address


class Cut(Enum):
    """When the connection goes, seen from the next request."""

    BEFORE_SEND = "the request never leaves"
    AFTER_SEND = "the request arrives, nobody listens for the answer"
    AFTER_COMMIT = "the answer was on its way"


class Relay:
    """One TCP port in front of a server that listens on a unix socket or a port."""

    def __init__(self, address: Address) -> None:
        self._target = address
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._next: Cut | None = None
        self._answers_first = 0
        self.cut = Event()
        self.open = True
        Thread(target=self._accept, daemon=True).start()

    def conninfo(self, role: str) -> str:
        parts = conninfo_to_dict(self._target.conninfo(role))
        return make_conninfo("", **{**parts, "host": "127.0.0.1", "port": self.port})

    def cut_next(self, moment: Cut, *, answers_first: int = 0) -> None:
        """Cut at the next request, or after so many more answers have passed."""
        self.cut.clear()
        self._answers_first = answers_first
        self._next = moment

    def close(self) -> None:
        self._listener.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if not self.open:
                    client.close()
                    continue
                server = self._connected()
                Thread(target=self._requests, args=(client, server), daemon=True).start()
                Thread(target=self._answers, args=(client, server), daemon=True).start()

    def _connected(self) -> socket.socket:
        host, port = self._target.host, self._target.port
        if not host.startswith("/"):
            return socket.create_connection((host, port))
        server = socket.socket(socket.AF_UNIX)
        server.connect(f"{host}/.s.PGSQL.{port}")
        return server

    def _requests(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := client.recv(65_536):
                if self._next is Cut.BEFORE_SEND:
                    self._hang_up(client, server)
                    return
                server.sendall(data)
                if self._next is Cut.AFTER_SEND:
                    self._hang_up(client)
                    return
        server.close()

    def _answers(self, client: socket.socket, server: socket.socket) -> None:
        with suppress(OSError):
            while data := server.recv(65_536):
                if self._next is Cut.AFTER_COMMIT and self._answers_first == 0:
                    self._hang_up(client, server)
                    return
                self._answers_first -= 1
                client.sendall(data)
        client.close()

    def _hang_up(self, *ends: socket.socket) -> None:
        self._next = None
        for end in ends:
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self.cut.set()


@contextmanager
def relay(address: Address) -> Iterator[Relay]:
    made = Relay(address)
    try:
        yield made
    finally:
        made.close()
