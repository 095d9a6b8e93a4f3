"""Every kind of attack so many times, each judged by the auditor's programs alone in an empty folder."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

from deploy.bundle.writing import AUDITOR
from deploy.selftest import file_acts, note_acts, window_acts
from deploy.selftest.ground import ORIGIN, Ground
from deploy.selftest.victim import SEEN, Place, Victim

Act = Callable[[Victim], Place]
CLEAN: Final = "何も変えない(正しい束)"
AT_ONCE: Final = 2

KINDS: Final[Mapping[str, Act]] = {
    **{f"行: {name}": file_acts.on_rows(change) for name, change in file_acts.CHANGES.items()},
    **{f"行と木: {name}": file_acts.with_tiles(c) for name, c in file_acts.CHANGES.items()},
    "行を途中で切る": file_acts.truncate_rows,
    "葉の列を途中で切る": file_acts.truncate_tiles,
    "行も木も途中で切る": file_acts.truncate_both,
    "記録のファイルをなくす": file_acts.lose_bundle,
    "記録のあとに余分なバイト": file_acts.trailing_bytes,
    "だれも署名していないファイルを足す": file_acts.stray_file,
    "記録の鍵で署名し直す": note_acts.resigned,
    "署名し直し、証人の行を貼る": note_acts.resigned_under_old_lines,
    "古い控えに戻す": note_acts.old_backup,
    "古い控えから別の記録を続ける": note_acts.old_backup_gone_on,
    "業務の記録を丸ごと除く": note_acts.log_dropped,
    "偽のチェックポイント": note_acts.forged,
    "チェックポイントの一文字": note_acts.one_character,
    "証人の行を除く": note_acts.witness_dropped,
    "証人の行を入れ替える": note_acts.witness_swapped,
    "大きさの頭に0": note_acts.leading_zero,
    "チェックポイントの順を入れ替える": note_acts.out_of_order,
    "同じ大きさに二つの根": note_acts.fork,
    "方針を差し替える": note_acts.policy_replaced,
    "以前の方針を足す": note_acts.former_policy_added,
    "公証の前: 署名なしで書き換え": window_acts.edited_unsigned,
    "公証の前: 偽の事実を足す": window_acts.forged_unsigned,
    "公証の前: 操作の一部を抜く": window_acts.fact_missing,
    "公証の前: 版をとばす": window_acts.version_gap,
    "公証の前: 流れの中の順を変える": window_acts.reordered,
    "公証の前: 手順をとばす": window_acts.step_skipped,
    "公証の前: 起案者が自ら決裁": window_acts.one_pair_of_eyes,
    "公証の前: 見ていない起案を承認": window_acts.unseen_proposal,
    "公証の前: 記録時刻をさかのぼらせる": window_acts.backdated,
    "公証の前: 記録時刻を先にする": window_acts.postdated,
    "操作の鍵の一覧を差し替える": window_acts.command_keys_replaced,
    "読みやすい一覧を書き換える": window_acts.readable_line_edited,
}


@dataclass(slots=True)
class Tally:
    """Of one kind. `located`: a finding named the entry, a range that holds it, or the thing itself."""

    kind: str
    runs: int = 0
    detected: int = 0
    located: int = 0


def campaign(count: int, seed: int, say: Callable[[str], None]) -> list[Tally]:
    """Each kind `count` times, and as many clean bundles of other towns; the clean ones come last."""
    ground = _populous(seed)
    with TemporaryDirectory(prefix="yorisoi-tamper-") as scratch:
        place = Path(scratch)
        ground.write(place / "honest", ground.honest)
        auditor = _auditor(place, ground)
        tallies = []
        with ThreadPoolExecutor(AT_ONCE) as threads:
            for name, act in KINDS.items():
                tally = Tally(name)
                attack = partial(_attacked, ground, place, auditor, name, act)
                for place_found, said in threads.map(attack, range(count)):
                    tally.runs += 1
                    tally.detected += bool(said)
                    tally.located += _located(place_found, said)
                tallies.append(tally)
                say(f"{name}: {tally.detected} / {tally.runs}")
            clean = Tally(CLEAN)
            for said in threads.map(partial(_clean, place, auditor, seed), range(count)):
                clean.runs += 1
                clean.detected += bool(said)
        return [*tallies, clean]


def _populous(seed: int) -> Ground:
    """A town where every service has recorded something."""
    towns = (Ground(cases=cases, seed=f"town {seed}") for cases in itertools.count(24, 8))
    return next(town for town in towns if all(log.entries for log in town.honest.values()))


def _auditor(place: Path, ground: Ground) -> Path:
    """What the auditor brings: the programs, an own copy of policy and keys, the witness's notes."""
    auditor = place / "auditor"
    auditor.mkdir()
    for path in AUDITOR.glob("[a-z]*.*"):
        shutil.copy(path, auditor)
    (auditor / "policy").write_text(str(ground.policy))
    (auditor / SEEN).write_bytes(ground.seen(ground.honest))
    return auditor


def _attacked(
    ground: Ground, place: Path, auditor: Path, name: str, act: Act, number: int
) -> tuple[Place, str]:
    folder = place / f"copy-{name.replace('/', '-')}-{number}"
    victim = Victim.of(ground, place / "honest", folder, Random(f"{ground.seed} {name} {number}"))  # noqa: S311
    found = act(victim)
    own = folder / SEEN
    said = _said(auditor, folder, own if own.exists() else auditor / SEEN)
    shutil.rmtree(folder)
    return found, said


def _clean(place: Path, auditor: Path, seed: int, number: int) -> str:
    """Another town with the same keys, nothing changed."""
    ground = Ground(cases=8 + number % 30, every=7 + number % 60, seed=f"clean {seed} {number}")
    folder = place / f"clean-{number}"
    ground.write(folder, ground.honest)
    (folder / SEEN).write_bytes(ground.seen(ground.honest))
    said = _said(auditor, folder, folder / SEEN)
    shutil.rmtree(folder)
    return said


def _said(auditor: Path, folder: Path, seen: Path) -> str:
    """What V1 says, and where it says nothing V2; "" = nothing found."""
    policy = ["--policy", str(auditor / "policy"), "--processes", "1"]
    for words in (["verify.py", *policy, "--seen", str(seen)], ["v2.py", *policy]):
        program, *rest = words
        run = subprocess.run(
            [sys.executable, str(auditor / program), str(folder), *rest],
            cwd=auditor, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if run.returncode:
            return run.stdout + run.stderr
    return ""


def _located(place: Place, said: str) -> bool:
    """Whether a finding names the place: its word, or a range of that log that holds the index."""
    findings = [line for line in said.splitlines() if line.startswith("NG")]
    if isinstance(place, str):
        return any(place in line for line in findings)
    service, index = place
    own = [line for line in findings if f"{ORIGIN}/{service}" in line]
    return any(first <= index <= last for line in own for first, last in _ranges(line))


def _ranges(line: str) -> Iterator[tuple[int, int]]:
    """番号 a–b のどこか, 束 n (a–b), 番号 n, index n."""
    for first, last in re.findall(r"(\d+)–(\d+)", line):
        yield int(first), int(last)
    for found in re.findall(r"(?:番号|index) (\d+)(?!\d|–)", line):
        yield int(found), int(found)


def as_table(tallies: list[Tally]) -> str:
    """One row a kind; the clean row counts false alarms."""
    attacks, clean = tallies[:-1], tallies[-1]
    rows = [f"{'種類':<44}{'回数':>6}{'検出':>6}{'場所':>6}"]
    figures = [(each.runs, each.detected, each.located) for each in attacks]
    rows += [_row(each.kind, *own) for each, own in zip(attacks, figures, strict=True)]
    rows.append(_row(f"合計 {len(attacks)} 種類", *map(sum, zip(*figures, strict=True))))
    rows.append(f"{CLEAN}: {clean.runs} 回のうち誤報 {clean.detected}")
    return "\n".join(rows)


def _row(name: str, *figures: int) -> str:
    wide = sum(2 if ord(c) > 0x2E7F else 1 for c in name)
    return name + " " * max(1, 46 - wide) + "".join(f"{figure:>8}" for figure in figures)
