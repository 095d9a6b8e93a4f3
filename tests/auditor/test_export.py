"""The bundle of a planted city: written by the export, judged by the auditor's programs, found out when it lies."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest

from deploy.bundle.contents import Cohorts, Contents, LogPart
from deploy.bundle.folder import FolderExists
from deploy.bundle.logs import NothingSigned, Wanted, part
from deploy.bundle.reports import area_rows, population_rows, reports
from deploy.bundle.writing import write
from deploy.roles import SERVICES
from events.contract.group import Group as FieldGroup
from events.host.address import Address
from events.ledger import former_policies
from events.ledger import note as notes
from events.ledger.checkpoint import Checkpoint
from events.ledger.checkpoints import CosignedNote
from events.ledger.growing import Growing
from events.ledger.log_key import log_key
from events.ledger.note_key import SigningKey
from events.ledger.policy import Former, Group, Policy
from events.ledger.session import LedgerSession
from events.ledger.tiles import Tiles
from events.log import entry as entries
from events.log.sealing import parts
from tests.auditor.towns import AUDITOR, run, seed
from tests.deploy.planted import KEYS, OSAKA, Planted, planted
from tests.events.ledger.signed import BINDER, KANSA

FILE = replace(KEYS, log_seeds={name: seed(name) for name in SERVICES})
NOW = datetime(2026, 11, 21, tzinfo=UTC)
NEWEST = Wanted()
PASSPHRASE = "かささぎ 橋 四十八 みず"


@pytest.fixture
def city(address: Address) -> Iterator[Planted]:
    with planted(address) as found:
        found.plant()
        yield found


def signed(city: Planted, home: Path, at: datetime = NOW) -> None:
    for service in SERVICES:
        session = LedgerSession(city.address.conninfo(f"ledger_{service}"), service)
        with closing(session):
            Growing(session, home / service, log_key(FILE, service)).advance(at)


def policy() -> Policy:
    keys = [log_key(FILE, service).key for service in SERVICES]
    return Policy({key.name: key for key in keys})


def part_of(city: Planted, home: Path, service: str, wanted: Wanted) -> LogPart | None:
    rows = city.logs[service].reading.rows
    return part(service, rows, Tiles(home / service), FILE.signer(service), policy(), wanted)


def stat_keys(city: Planted, logs: list[LogPart]) -> dict:
    """The keys of the statistics facets of these logs."""
    found = {}
    for log in logs:
        for row in city.logs[log.service].reading.read():
            for sealed in parts(entries.unpack(row.data).sealed):
                if sealed.group == FieldGroup.STAT.code:
                    found[sealed.key_id] = city.keys.opening(sealed.key_id)
    return found


def exported(city: Planted, home: Path, target: Path, wanted: Wanted = NEWEST) -> list[LogPart]:
    logs = [found for service in SERVICES if (found := part_of(city, home, service, wanted))]
    runtime = SimpleNamespace(
        address=city.address, codec=city.codec, municipality=OSAKA, areas=OSAKA.areas
    )
    cohorts = Cohorts("監査委員事務局", PASSPHRASE, stat_keys(city, logs))
    write(
        Contents(
            logs,
            str(policy()),
            reports(runtime, logs),
            area_rows(runtime),
            population_rows(runtime),
            [],
            cohorts,
        ),
        target,
        lambda _: None,
    )
    return logs


def test_a_bundle_up_to_a_day_or_a_size_is_the_one_of_that_day(
    city: Planted, tmp_path: Path
) -> None:
    ledger = tmp_path / "ledger"
    signed(city, ledger)
    then = exported(city, ledger, tmp_path / "then")
    city.plant(5, uuid4())
    signed(city, ledger, NOW + timedelta(days=2))
    now = exported(city, ledger, tmp_path / "now")
    sizes = {log.service: log.size for log in then}
    assert all(
        log.size > sizes[log.service] for log in now if log.service in ("intake", "planning")
    )
    (tmp_path / "word").write_text(PASSPHRASE)
    for name, wanted in (
        ("until", Wanted(until=NOW + timedelta(days=1))),
        ("size", Wanted(sizes=sizes)),
    ):
        again = exported(city, ledger, tmp_path / name, wanted)
        assert {log.service: log.size for log in again} == sizes
        _stands(tmp_path / name, tmp_path)
        for folder in ("facts", "reports"):
            assert contents_of(tmp_path / name / folder) == contents_of(tmp_path / "then" / folder)
    assert contents_of(tmp_path / "now/reports") != contents_of(tmp_path / "then/reports")


def contents_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_exported_bundle_proves_itself_and_finds_out_every_lie(
    city: Planted, tmp_path: Path
) -> None:
    signed(city, tmp_path / "ledger")
    bundle = tmp_path / "bundle"
    exported(city, tmp_path / "ledger", bundle)
    _stands(bundle, tmp_path)
    _names_and_privacy(bundle)
    _by_hand(bundle)
    _a_figure_that_was_changed(bundle, tmp_path)
    with pytest.raises(FolderExists):
        exported(city, tmp_path / "ledger", bundle)
    assert not list(tmp_path.glob("*.making-*"))


def _stands(bundle: Path, tmp_path: Path) -> None:
    assert run(bundle / "verify.py").stdout.endswith("everything agrees\n")
    assert run(bundle / "v2.py").stdout.endswith("everything agrees\n")
    (tmp_path / "word").write_text(PASSPHRASE)
    counted = run(bundle / "v3.py", "--passphrase-file", tmp_path / "word")
    assert (counted.returncode, counted.stderr) == (0, "")
    assert "大阪市 令和7年度 プラン作成件数: " in counted.stdout
    plans = next(
        line for line in counted.stdout.splitlines() if "大阪市 令和7年度 就労支援対象者数" in line
    )
    assert int(plans.split(" = ")[1]) > 0
    checked = subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=bundle, check=False)
    assert checked.returncode == 0
    assert {path.name for path in AUDITOR.glob("[a-z]*.*")} <= {
        path.name for path in bundle.iterdir()
    }


def _names_and_privacy(bundle: Path) -> None:
    text = "".join(path.read_text() for path in (bundle / "facts").iterdir())
    for name in ("相談受付", "アセスメント完了", "プラン決定", "給付支給", "終結"):
        assert f'"name": "{name}"' in text
    for field in ("story", "kana", "address", "payee", "monthly_yen"):
        assert f'"{field}"' not in text


def _by_hand(bundle: Path) -> None:
    """The walk-through of README.ja.md, typed as it stands there."""
    text = (bundle / "README.ja.md").read_text()
    assert "{{" not in text
    commands = [
        line[4:] for line in text.split("## 手で")[1].splitlines() if line.startswith("    ")
    ]
    typed = subprocess.run(
        ["bash", "-c", "\n".join(commands)], cwd=bundle, capture_output=True, text=True, check=False
    )
    length, leaf, stored, *verdict = ["", *typed.stdout.splitlines()]
    assert leaf.split()[0] == stored
    assert "Signature Verified Successfully" in verdict
    assert length == ""


def _a_figure_that_was_changed(bundle: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(bundle, tmp_path / "copy"))
    path = copy / "reports/national-2025.json"
    report = json.loads(path.read_text())
    report["rows"][0]["counts"]["plans_created"] += 1
    path.write_text(json.dumps(report))
    counted = run(copy / "v3.py", "--passphrase-file", tmp_path / "word")
    assert counted.returncode == 1
    assert counted.stdout.count("NG") == 1
    shutil.rmtree(copy / "cohort")
    closed = run(copy / "v3.py")
    assert closed.returncode == 1
    assert "?  大阪市 令和7年度 就労支援対象者数" in closed.stdout
    _a_rate_and_a_population_that_were_changed(bundle, tmp_path)


def _a_rate_and_a_population_that_were_changed(bundle: Path, tmp_path: Path) -> None:
    """2,757,642 people, twelve months: 100,000 × cases ÷ months ÷ people, half up."""
    honest = run(bundle / "v3.py", "--passphrase-file", tmp_path / "word").stdout
    assert "大阪市 令和7年度 人口: 2757642 = 2757642" in honest
    report = json.loads((bundle / "reports/national-2025.json").read_text())
    [osaka] = [row for row in report["rows"] if row["area"] == "大阪市"]
    plans = osaka["counts"]["plans_created"]
    assert (
        f"{plans * 100_000 / 12 / 2_757_642:.1f}"
        == osaka["by_rule"]["plans_created_per_100k_month"]
    )
    copy = Path(shutil.copytree(bundle, tmp_path / "rates"))
    osaka["by_rule"]["plans_created_per_100k_month"] = "9.9"
    osaka["population"] = 2_700_000
    (copy / "reports/national-2025.json").write_text(json.dumps(report))
    said = run(copy / "v3.py", "--passphrase-file", tmp_path / "word")
    assert said.returncode == 1
    assert said.stdout.count("NG national-2025.json 大阪市") == 2
    other = Path(shutil.copytree(bundle, tmp_path / "populations"))
    divisors = json.loads((other / "populations.json").read_text())
    (other / "populations.json").write_text(
        json.dumps([row | {"population": 2_000_000} for row in divisors])
    )
    said = run(other / "v3.py", "--passphrase-file", tmp_path / "word")
    assert said.returncode == 1
    assert "(人口10万人・1か月当たり): 提出 / submitted" in said.stdout


def test_a_log_without_a_checkpoint_is_refused_in_plain_words(
    city: Planted, tmp_path: Path
) -> None:
    with pytest.raises(NothingSigned, match="チェックポイントがまだありません"):
        part_of(city, tmp_path, "intake", Wanted())
    assert part_of(city, tmp_path, "reporting", Wanted()) is None
    signed(city, tmp_path)
    assert (
        part_of(city, tmp_path, "intake", Wanted(until=datetime(2026, 11, 20, tzinfo=UTC))) is None
    )
    with pytest.raises(NothingSigned, match="3 件のチェックポイント"):
        part_of(city, tmp_path, "intake", Wanted(sizes={"intake": 3}))


def test_a_bundle_that_cannot_be_finished_leaves_nothing(city: Planted, tmp_path: Path) -> None:
    signed(city, tmp_path / "ledger")
    shutil.rmtree(tmp_path / "ledger/planning/tile/0")
    with pytest.raises(Exception, match="missing"):
        exported(city, tmp_path / "ledger", tmp_path / "bundle")
    assert [path.name for path in tmp_path.iterdir()] == ["ledger"]


def cosigned(city: Planted, size: int, *keys: SigningKey, at: int) -> None:
    """Store what these witnesses sign of intake's checkpoint of that size."""
    session = LedgerSession(city.address.conninfo("ledger_intake"), "intake")
    with closing(session):
        own = session.checkpoints.covering(size)
        assert own is not None
        given = notes.read(own.note)
        lines = [key.line(given.text, at) for key in keys]
        stamp = datetime.fromtimestamp(at, UTC)
        session.add_cosigned(CosignedNote(own.size, str(given.joined(lines)), stamp))


def test_after_a_change_of_witnesses_an_honest_bundle_still_stands(
    city: Planted, tmp_path: Path
) -> None:
    """One witness at first; then a second is added and both must sign; then the first is taken away."""
    signed(city, tmp_path)
    first = part_of(city, tmp_path, "intake", Wanted())
    assert first is not None
    cosigned(city, first.size, KANSA, at=1_800_000_000)
    city.plant(20, uuid4())
    signed(city, tmp_path)
    whole = part_of(city, tmp_path, "intake", Wanted())
    assert whole is not None
    cosigned(city, whole.size, KANSA, BINDER, at=1_800_000_060)
    key = log_key(FILE, "intake").key
    both = {"kansa": KANSA.key, "binder": BINDER.key}
    for witnesses, found in (
        (both, [whole.size]),
        ({"binder": BINDER.key}, [whole.size]),
        ({"kansa": KANSA.key}, [first.size, whole.size]),
    ):
        named = Policy(
            {key.name: key},
            dict(witnesses),
            {"all": Group(len(witnesses), tuple(witnesses))},
            "all",
        )
        log = part(
            "intake", city.logs["intake"].reading.rows, Tiles(tmp_path / "intake"),
            FILE.signer("intake"), named, Wanted(),
        )  # fmt: skip
        assert log is not None
        read = [named.check(notes.read(each)) for each in log.notes]
        assert [one.checkpoint.size for one in read] == found
        target = tmp_path / f"bundle-{'-'.join(witnesses)}"
        write(Contents([log], str(named)), target, lambda _: None)
        judged = run(target / "verify.py")
        assert judged.returncode == 0, judged.stdout


def test_checkpoints_of_former_witnesses_stay_in_the_bundle_and_are_judged_by_their_time(
    city: Planted, tmp_path: Path
) -> None:
    """Kansa signed until the change, binder since; an auditor holds both policies."""
    signed(city, tmp_path)
    first = part_of(city, tmp_path, "intake", Wanted())
    assert first is not None
    cosigned(city, first.size, KANSA, at=1_800_000_000)
    city.plant(20, uuid4())
    signed(city, tmp_path)
    whole = part_of(city, tmp_path, "intake", Wanted())
    assert whole is not None
    cosigned(city, whole.size, BINDER, at=1_800_000_060)
    key = log_key(FILE, "intake").key
    old = Policy({}, {"kansa": KANSA.key}, {"all": Group(1, ("kansa",))}, "all")
    named = Policy(
        {key.name: key}, {"binder": BINDER.key}, {"all": Group(1, ("binder",))}, "all",
        (Former(old, 0, 1_800_000_030),),
    )  # fmt: skip
    log = part(
        "intake", city.logs["intake"].reading.rows, Tiles(tmp_path / "intake"),
        FILE.signer("intake"), named, Wanted(),
    )  # fmt: skip
    assert log is not None
    assert [Checkpoint.read(notes.read(n).text).size for n in log.notes] == [first.size, whole.size]
    former = former_policies.text(named.former)
    target = tmp_path / "bundle"
    write(Contents([log], str(named), former=former), target, lambda _: None)
    (tmp_path / "policy").write_text(str(named))
    (tmp_path / "former").write_text(former)
    mine = ("--policy", tmp_path / "policy")
    assert run(target / "verify.py").returncode == 0
    assert run(target / "verify.py", *mine, "--former", tmp_path / "former").returncode == 0
    foreign = run(target / "verify.py", *mine)
    assert "former policies are not yours" in foreign.stdout
    assert foreign.returncode == 1
    for wrong in (former.replace("1800000030", "1800000000"), "until 09\nquorum none\n", "x"):
        (target / former_policies.FILE).write_text(wrong)
        judged = run(target / "verify.py")
        assert (judged.returncode, judged.stderr) == (1, ""), wrong


def test_what_a_bundle_brings_along_is_told_by_its_digest_or_missed(
    city: Planted, tmp_path: Path
) -> None:
    """Keys, rules and areas come from whoever made the bundle: a change of them must be seen."""
    signed(city, tmp_path / "ledger")
    bundle = tmp_path / "bundle"
    exported(city, tmp_path / "ledger", bundle)
    (tmp_path / "word").write_text(PASSPHRASE)

    def digests() -> list[str]:
        said = (
            run(bundle / "v2.py").stdout
            + run(bundle / "v3.py", "--passphrase-file", tmp_path / "word").stdout
        )
        return [line for line in said.splitlines() if " SHA-256 " in line]

    before = digests()
    assert len(before) == 4
    for name in ("command_keys", "indicators/plans_created.toml", "areas.json", "populations.json"):
        with (bundle / name).open("a") as file:
            file.write("\n")
    assert not set(before) & set(digests())
    shutil.rmtree(bundle / "planning")
    kept = [
        n for n in (bundle / "checkpoints.txt").read_text().split("\f\n") if "planning" not in n
    ]
    (bundle / "checkpoints.txt").write_text("\f\n".join(kept))
    assert "/planning はこの束にありません" in run(bundle / "verify.py").stdout
