"""The one-node broker's own manners; nothing is started here."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from deploy.kafka import broker, jars


def test_a_process_that_took_over_an_old_id_is_neither_adopted_nor_stopped(tmp_path):
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    try:
        told = {"pid": stranger.pid, "bootstrap": "127.0.0.1:1"}
        (tmp_path / "broker.json").write_text(json.dumps(told))
        assert broker.running(tmp_path) is None
        broker.down(tmp_path)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_a_dead_node_is_not_running(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    told = {"pid": dead.pid, "bootstrap": "127.0.0.1:1"}
    (tmp_path / "broker.json").write_text(json.dumps(told))
    assert broker.running(tmp_path) is None


def test_status_of_nothing_ends_with_one(tmp_path, capsys):
    assert broker.main(["status", "--home", str(tmp_path)]) == 1
    assert broker.main(["down", "--home", str(tmp_path)]) == 0
    assert "not running" in capsys.readouterr().out


@pytest.mark.parametrize("version", [None, "11.0.2", "1.8.0_302"])
def test_without_java_17_the_command_that_brings_it_is_named(
    tmp_path, monkeypatch, capsys, version
):
    if version is not None:
        fake = tmp_path / "java"
        fake.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n")
        fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert broker.main(["up", "--home", str(tmp_path / "home")]) == 2
    assert "apt install openjdk-17-jre-headless maven" in capsys.readouterr().out


def test_without_maven_the_jars_cannot_be_fetched_but_fetched_ones_do(tmp_path, monkeypatch):
    monkeypatch.setattr(jars, "LIBS", tmp_path)
    path = os.environ["PATH"]
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(jars.Missing, match="Maven"):
        jars.prepare()
    monkeypatch.setattr(jars, "_fetch", lambda _, into: (into / "kafka.jar").touch())
    monkeypatch.setenv("PATH", path)
    monkeypatch.setattr("shutil.which", lambda _: "mvn")
    made = jars.prepare()
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert jars.prepare() == made
    assert [found.name for found in made.iterdir()] == ["kafka.jar"]


def test_a_fetch_that_failed_leaves_nothing_that_looks_ready(tmp_path, monkeypatch):
    monkeypatch.setattr(jars, "LIBS", tmp_path)
    monkeypatch.setattr("shutil.which", lambda _: "mvn")

    def broken(_, into):
        (into / "half.jar").touch()
        raise subprocess.CalledProcessError(1, "mvn")

    monkeypatch.setattr(jars, "_fetch", broken)
    with pytest.raises(jars.Missing, match="could not fetch"):
        jars.prepare()
    assert jars.prepared() is None
    assert list(tmp_path.iterdir()) == []


def test_another_version_has_other_jars(tmp_path, monkeypatch):
    monkeypatch.setattr(jars, "LIBS", tmp_path)
    monkeypatch.setattr("shutil.which", lambda _: "mvn")
    monkeypatch.setattr(jars, "_fetch", lambda *_: None)
    first = jars.prepare()
    newer = tmp_path / "pom.xml"
    newer.write_text(jars.POM.read_text().replace("4.1.2", "4.3.1"))
    monkeypatch.setattr(jars, "POM", newer)
    assert jars.prepared() is None
    assert jars.prepare() != first


def test_no_committed_file_names_a_registry():
    for path in jars.HERE.glob("*.*"):
        assert "repo." not in path.read_text(encoding="utf-8"), path.name
