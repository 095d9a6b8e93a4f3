"""The broker's jars: fetched once by Maven from `pom.xml`, kept per version, offline afterwards."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path
from tempfile import mkdtemp

HERE = Path(__file__).parent
POM = HERE / "pom.xml"
LIBS = HERE / "libs"
NEEDS = "apt install openjdk-17-jre-headless maven"
JAVA = 17
"""Brokers need Java 17 from Kafka 4.0 on (KIP-750, KIP-1013)."""


class Missing(Exception):
    """What the broker needs is not on this computer; the text names the command."""


def java() -> str:
    """Path of a Java that can run the broker. Raises `Missing`."""
    found = shutil.which("java")
    if found is None:
        raise Missing(f"Java {JAVA} is missing: {NEEDS}")
    told = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    number = re.search(r'version "(\d+)', told)
    if number is None or int(number[1]) < JAVA:
        raise Missing(f"Java {JAVA} or newer is needed: {NEEDS}")
    return found


def prepared() -> Path | None:
    """The directory of the jars of this very `pom.xml`, None before the first fetch.

    Its name is the digest of the pom, so another version never meets old jars; it appears by a
    rename, so it is complete whenever it is there.
    """
    directory = LIBS / hashlib.sha256(POM.read_bytes()).hexdigest()[:16]
    return directory if directory.is_dir() else None


def prepare() -> Path:
    """The jars' directory, fetched if need be. Raises `Missing`."""
    if (ready := prepared()) is not None:
        return ready
    maven = shutil.which("mvn")
    if maven is None:
        raise Missing(f"Maven is missing: {NEEDS}")
    LIBS.mkdir(exist_ok=True)
    fresh = Path(mkdtemp(prefix=".fetching-", dir=LIBS))
    try:
        _fetch(maven, fresh)
        _settle(fresh)
    except subprocess.CalledProcessError as failed:
        raise Missing("Maven could not fetch the jars; its own words stand above") from failed
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    if (ready := prepared()) is None:
        raise Missing("the jars were fetched but did not arrive in deploy/kafka/libs")
    return ready


def _fetch(maven: str, into: Path) -> None:
    """Strict checksums; the copy goes to `into`, Maven's own cache stays where Maven keeps it."""
    goal = "dependency:copy-dependencies"
    options = ["-DincludeScope=runtime", f"-DoutputDirectory={into}"]
    subprocess.run([maven, "-q", "-B", "-ntp", "-C", "-f", POM, goal, *options], check=True)


def _settle(fresh: Path) -> None:
    """Give the jars their final name; a fetch that ran beside this one may have been first."""
    final = LIBS / hashlib.sha256(POM.read_bytes()).hexdigest()[:16]
    fresh.chmod(0o755)
    try:
        fresh.rename(final)
    except OSError:
        if not final.is_dir():
            raise
