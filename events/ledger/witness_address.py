"""A witness behind an address: `POST <address>/add-checkpoint` (c2sp.org/tlog-witness)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPResponse
from time import monotonic
from typing import Final
from urllib.error import HTTPError
from urllib.request import BaseHandler, HTTPRedirectHandler, ProxyHandler, Request, build_opener

from events.ledger.witnesses import (
    LARGEST_ANSWER,
    Answer,
    Away,
    answer,
    origin_name,
    request,
    size_of,
)

PATIENCE: Final = 3.0
"""Seconds for an answer (assumed); nobody but the badge 未公証 waits for it."""


class _NoRedirect(HTTPRedirectHandler):
    """A witness is where it was said to be."""

    def redirect_request(self, *_: object) -> None:
        return None


_ROAD: Final[tuple[BaseHandler, ...]] = (ProxyHandler({}), _NoRedirect())


@dataclass(frozen=True, slots=True)
class Address:
    """`url` is http:// or https:// without a slash at its end."""

    url: str

    def seen(self, origin: str) -> str | None:
        """The newest note, where the witness offers it (`GET /checkpoint/<SHA-256 of the origin>`)."""
        status, body = self._ask(f"checkpoint/{origin_name(origin)}", None)
        return body if status == 200 else None

    def add(self, old: int, proof: Sequence[bytes], signed: str) -> Answer:
        """Away when nothing answers in time."""
        try:
            status, body = self._ask("add-checkpoint", request(old, proof, signed))
        except (OSError, ValueError):
            return Away()
        return answer(status, body, size_of(signed))

    def _ask(self, path: str, body: bytes | None) -> tuple[int, str]:
        asked = Request(f"{self.url}/{path}", body, {"Content-Type": "text/plain"})  # noqa: S310 - checked at load
        try:
            with build_opener(*_ROAD).open(asked, timeout=PATIENCE) as answered:
                return answered.status, _text(answered)
        except HTTPError as refused:
            with refused:
                return refused.code, _text(refused)


def _text(answered: HTTPResponse | HTTPError) -> str:
    """The body, all of it in time: the limit of a connection is one for every byte."""
    end, body = monotonic() + PATIENCE, b""
    while len(body) < LARGEST_ANSWER and (more := answered.read1(LARGEST_ANSWER)):
        body += more
        if monotonic() > end:
            raise TimeoutError
    return body.decode()
