"""A bench program that has no room, or may not open enough files, says so before it begins."""

import resource
from types import SimpleNamespace

import pytest

from bench import open_files, rebuild
from bench.skipped import Skipped
from events.host.address import Address


def test_fifty_million_events_need_room_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuild.shutil, "disk_usage", lambda _: SimpleNamespace(free=50 * 1024**3))
    nowhere = Address("127.0.0.1", 1, "none", "nobody", {})
    with pytest.raises(Skipped, match="50,000,000件には空き領域が約61GB要ります"):
        rebuild.rebuild(nowhere, 1, 50_000_000, lambda _: None)


def test_too_few_open_files_are_said_and_enough_are_left_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raised: list[tuple[int, int]] = []
    monkeypatch.setattr(open_files, "setrlimit", lambda _, limits: raised.append(limits))
    for soft, hard in ((1024, 4096), (256, 1024), (256, 700)):
        monkeypatch.setattr(open_files, "getrlimit", lambda _, now=(soft, hard): now)
        if hard == 700:
            with pytest.raises(Skipped, match="700"):
                open_files.room_for(500)
        else:
            open_files.room_for(500)
    monkeypatch.setattr(
        open_files, "getrlimit", lambda _: (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
    )
    open_files.room_for(500)
    assert raised == [(800, 1024)]
