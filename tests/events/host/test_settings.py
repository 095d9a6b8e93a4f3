"""Settings: where data and keys lie, and what the product refuses to start with."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from events.host import settings as module
from events.host.settings import Settings, SettingsRefused
from events.log.foreign import ForeignRecorder


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("YORISOI_HOME", "YORISOI_KEYS", "YORISOI_PORT", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))


def test_an_ordinary_user_gets_the_data_directory_of_the_desktop(monkeypatch, tmp_path):
    monkeypatch.setattr(module.os, "geteuid", lambda: 1000)
    assert Settings().home == tmp_path / ".local/share/yorisoi"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert Settings().home == tmp_path / "data/yorisoi"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert Settings().home == tmp_path / ".local/share/yorisoi", "a relative one is ignored"


def test_root_gets_a_place_the_databases_account_can_reach(monkeypatch):
    monkeypatch.setattr(module.os, "geteuid", lambda: 0)
    assert Settings().home == Path("/var/lib/yorisoi")


def test_the_key_file_lies_beside_its_own_data_directory(monkeypatch):
    monkeypatch.setenv("YORISOI_HOME", "/srv/a")
    assert Settings().keys == Path("/srv/a.keys")
    monkeypatch.setenv("YORISOI_KEYS", "/etc/yorisoi/keys")
    assert Settings().keys == Path("/etc/yorisoi/keys")


@pytest.mark.parametrize("keys", ["/srv/a/keys", "/srv/a/../a/x/keys"])
def test_a_key_file_inside_the_data_directory_is_refused_with_its_path(monkeypatch, keys):
    monkeypatch.setenv("YORISOI_HOME", "/srv/a")
    monkeypatch.setenv("YORISOI_KEYS", keys)
    with pytest.raises(SettingsRefused, match="/srv/a"):
        Settings().refuse_hazards()


@pytest.mark.parametrize(
    ("name", "value"),
    [("POSTGRES_ENABLE_DB_FUNCTIONS", "yes"), ("PERSISTENCE_MODULE", "eventsourcing.postgres")],
)
def test_settings_that_lose_events_stop_the_start(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ForeignRecorder, match=name):
        Settings().refuse_hazards()


@pytest.mark.parametrize(
    ("name", "value"),
    [("YORISOI_PORT", "99999"), ("YORISOI_IDLE_MINUTES", "0"), ("YORISOI_THREADS", "1000")],
)
def test_a_setting_out_of_range_is_refused(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ValidationError):
        Settings()


def test_settings_do_not_change_while_the_process_runs():
    with pytest.raises(ValidationError):
        Settings().port = 1  # type: ignore[misc]


def test_the_cluster_of_the_tests_is_found_under_both_names(monkeypatch):
    monkeypatch.setenv("KAFKA_BOOTSTRAP_SERVERS", "a:9092")
    assert Settings().kafka_bootstrap_servers == "a:9092"
    monkeypatch.setenv("YORISOI_KAFKA_BOOTSTRAP_SERVERS", "b:9092")
    assert Settings().kafka_bootstrap_servers == "b:9092"
