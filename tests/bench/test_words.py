"""What is typed behind `yorisoi bench` reaches the programs as it is, whichever word comes first."""

import pytest

from deploy.__main__ import main
from deploy.verbs import bench


@pytest.mark.parametrize(
    "words",
    [[], ["append"], ["--quick", "append"], ["append", "--json", "x.json"], ["--json=x", "-h"]],
)
def test_every_word_is_handed_on(monkeypatch: pytest.MonkeyPatch, words: list[str]) -> None:
    told: list[list[str]] = []

    def run(command: list[str], **_: object) -> object:
        told.append(command[3:])
        return type("Done", (), {"returncode": 7})

    monkeypatch.setattr(bench.subprocess, "run", run)
    assert main(["bench", *words]) == 7
    assert told == [words]
