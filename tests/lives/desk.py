"""Somebody at a computer without JavaScript, on the real address: opens pages, follows links, presses buttons."""

from __future__ import annotations

from urllib.parse import urljoin

import httpx2

from tests.lives.paper import Paper, Typed


class Desk:
    """One signed-in person and the page before them."""

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client
        self.page = Paper("")
        self.path = "/"

    @classmethod
    def signed_in(cls, at: str, login: str, password: str) -> Desk:
        client = httpx2.Client(
            base_url=at, headers={"accept": "text/html"}, follow_redirects=True, timeout=60
        )
        made = cls(client)
        answer = client.post("/sign-in", data={"login": login, "password": password})
        assert answer.status_code == 200, answer.status_code
        assert "ログアウト" in answer.text
        return made

    def open(self, path: str) -> Desk:
        """A page that is there."""
        return self._shown(self._client.get(path))

    def follow(self, *words: str) -> Desk:
        """The page's own links, one after the other."""
        for each in words:
            self.open(urljoin(self.path, self.page.link(each)))
        return self

    def press(self, words: str, /, **typed: object) -> Desk:
        """Type, press that button, and see a page on which nothing is wrong."""
        return self.send(words, typed)  # type: ignore[arg-type]

    def send(self, words: str, typed: Typed) -> Desk:
        """The same with names of fields that are no names of Python."""
        return self._shown(self._sent(words, typed))

    def refused(self, words: str, typed: Typed) -> Desk:
        """Press, and be told what is wrong."""
        answer = self._sent(words, typed)
        assert answer.status_code in {409, 422}, answer.status_code
        self.page = Paper.read(answer.text)
        return self

    def status(self, path: str) -> int:
        """What the address answers, without going there."""
        return int(self._client.get(path).status_code)

    def says(self, *words: str) -> Desk:
        for each in words:
            assert each in self.page.words, f"{each} not on {self.path}: {self.page.words[:3000]}"
        return self

    def close(self) -> None:
        self._client.close()

    def _sent(self, words: str, typed: Typed) -> httpx2.Response:
        button = self.page.button(words)
        sent = button.form.filled(typed)
        if button.name:
            sent[button.name] = [button.value]
        to = urljoin(self.path, button.action or button.form.action)
        return self._client.get(to, params=sent) if button.form.get else self._client.post(to, data=sent)  # fmt: skip

    def _shown(self, answer: httpx2.Response) -> Desk:
        self.path = answer.url.path
        self.page = Paper.read(answer.text)
        assert answer.status_code == 200, f"{self.path} {answer.status_code} {self.page.wrong}"
        return self
