"""Acts on checkpoints, policy and whole copies: what somebody with the log key or an old backup can do."""

from __future__ import annotations

from typing import Final

from deploy.selftest.file_acts import CHANGES
from deploy.selftest.ground import ORIGIN, WITNESSES, Written, root
from deploy.selftest.victim import Place, Victim
from events.ledger import former_policies
from events.ledger.checkpoint import Checkpoint
from events.ledger.note_key import LOG, WITNESS, SigningKey
from events.ledger.policy import Former, Group, Policy

CHARACTERS: Final = "0123456789ABCabc+/=- \n\t\r—\u3000é"


def resigned(victim: Victim) -> Place:
    """History is written anew and every checkpoint signed with the stolen log key; witnesses are left out."""
    return _resigned(victim, keep=False)


def resigned_under_old_lines(victim: Victim) -> Place:
    """The same, with the witnesses' old lines pasted under the new checkpoints."""
    return _resigned(victim, keep=True)


def _resigned(victim: Victim, *, keep: bool) -> Place:
    service, entries, at = victim.some()
    victim.chance.choice(list(CHANGES.values()))(victim, entries, at)
    victim.rebuilt(service, entries)
    key = victim.ground.log_key(service)

    def signed(note: bytes) -> bytes:
        lines = note.decode().split("\n")
        size = min(int(lines[1]), len(entries))
        text = Checkpoint(key.key.name, size, root(entries[:size])).text
        rest = "".join(f"{line}\n" for line in lines[5:-1]) if keep else ""
        return f"{text}\n{key.line(text)}{rest}".encode()

    victim.each_note_of(service, signed)
    return "checkpoint "


def _earlier(victim: Victim) -> tuple[str, Written]:
    service = victim.chance.choice(("intake", "planning"))
    whole = victim.ground.honest[service]
    kept = victim.chance.randrange(1, len(whole.checkpoints))
    size = whole.checkpoints[kept - 1][0]
    return service, Written(whole.entries[:size], whole.checkpoints[:kept])


def old_backup(victim: Victim) -> Place:
    """An older, honest state is presented as the newest."""
    service, log = _earlier(victim)
    victim.written({service: log})
    return f"{ORIGIN}/{service}: 証人は"


def old_backup_gone_on(victim: Victim) -> Place:
    """An older state on which other facts were recorded; no witness cosigns that."""
    service, log = _earlier(victim)
    whole = victim.entries(service)
    begin = len(log.entries)
    other = [*log.entries, *reversed(whole[begin : begin + 1 + victim.chance.randrange(40)])]
    key = victim.ground.log_key(service)
    text = Checkpoint(key.key.name, len(other), root(other)).text
    victim.written({service: log})
    notes = victim.notes()
    victim.rebuilt(service, other)
    victim.put_notes([*notes, f"{text}\n{key.line(text)}".encode()])
    return "checkpoint "


def log_dropped(victim: Victim) -> Place:
    """A whole log is left out, with its checkpoints."""
    service = victim.chance.choice(("intake", "planning", "benefits"))
    victim.written({service: Written((), ())})
    return f"{ORIGIN}/{service}: 証人は"


def _one(victim: Victim) -> tuple[list[bytes], int, Place]:
    notes = victim.notes()
    at = victim.chance.randrange(len(notes))
    return notes, at, f"checkpoint {at + 1}:"


def forged(victim: Victim) -> Place:
    """A checkpoint signed by keys of somebody else under the known names."""
    notes, at, place = _one(victim)
    origin, size, *_ = notes[at].decode().split("\n")
    text = Checkpoint(origin, int(size), victim.chance.randbytes(32)).text
    own = SigningKey.from_seed(origin, LOG, victim.chance.randbytes(32)).line(text)
    others = [
        SigningKey.from_seed(f"witness.test/{name}", WITNESS, victim.chance.randbytes(32)).line(
            text, 1
        )
        for name in WITNESSES
    ]
    notes[at] = f"{text}\n{own}{''.join(others)}".encode()
    victim.put_notes(notes)
    return place


def one_character(victim: Victim) -> Place:
    """One character of a checkpoint is another one, is missing, or stands too much."""
    notes, at, place = _one(victim)
    text = notes[at].decode()
    changed = text
    while changed == text:
        where, other = victim.chance.randrange(len(text)), victim.chance.choice(CHARACTERS)
        way = victim.chance.randrange(3)
        changed = text[:where] + other * (way != 1) + text[where + (way != 2) :]
    notes[at] = changed.encode()
    victim.put_notes(notes)
    return place


def witness_dropped(victim: Victim) -> Place:
    """One witness's line is taken out."""
    notes, at, place = _one(victim)
    lines = notes[at].decode().split("\n")
    del lines[5 + victim.chance.randrange(2)]
    notes[at] = "\n".join(lines).encode()
    victim.put_notes(notes)
    return place


def witness_swapped(victim: Victim) -> Place:
    """The witnesses' lines of two checkpoints change places."""
    notes, at, place = _one(victim)
    other = victim.chance.choice([n for n in range(len(notes)) if n != at])
    mine, theirs = (notes[n].decode().split("\n") for n in (at, other))
    mine[5:7], theirs[5:7] = theirs[5:7], mine[5:7]
    notes[at], notes[other] = "\n".join(mine).encode(), "\n".join(theirs).encode()
    victim.put_notes(notes)
    return place


def leading_zero(victim: Victim) -> Place:
    """The size is spelt with a zero before it and signed by everybody."""
    notes, at, place = _one(victim)
    origin, size, coded, *_ = notes[at].decode().split("\n")
    text = f"{origin}\n0{size}\n{coded}\n"
    service = origin.rsplit("/", 1)[1]
    lines = [victim.ground.log_key(service).line(text)]
    lines += [key.line(text, 1) for key in victim.ground.witnesses.values()]
    notes[at] = f"{text}\n{''.join(lines)}".encode()
    victim.put_notes(notes)
    return place


def out_of_order(victim: Victim) -> Place:
    """Two checkpoints of one log change places: the log seems to shrink."""
    notes = victim.notes()
    at = victim.chance.choice(
        [
            n
            for n in range(1, len(notes))
            if notes[n].split(b"\n")[0] == notes[n - 1].split(b"\n")[0]
        ]
    )
    notes[at - 1], notes[at] = notes[at], notes[at - 1]
    victim.put_notes(notes)
    return "goes back"


def fork(victim: Victim) -> Place:
    """A second checkpoint of the same size with another root, signed by log and witnesses."""
    notes, at, _ = _one(victim)
    origin, size, *_ = notes[at].decode().split("\n")
    service = origin.rsplit("/", 1)[1]
    text = Checkpoint(origin, int(size), victim.chance.randbytes(32)).text
    when = dict(victim.ground.honest[service].checkpoints)[int(size)]
    lines = [victim.ground.log_key(service).line(text)]
    lines += [key.line(text, when) for key in victim.ground.witnesses.values()]
    notes.insert(at + 1, f"{text}\n{''.join(lines)}".encode())
    victim.put_notes(notes)
    return "two roots"


def policy_replaced(victim: Victim) -> Place:
    """The bundle comes with a policy that asks for less, or for other keys."""
    text = str(victim.ground.policy)
    lines = text.splitlines()
    ways = (
        text.replace("quorum both", "quorum none"),
        text.replace("group both 2", "group both 1"),
        "\n".join(line for line in lines if f" {ORIGIN}/intake+" not in line) + "\n",
        text.replace("witness kansa", "witness other").replace("both 2 kansa", "both 2 other"),
    )
    (victim.folder / "policy").write_text(victim.chance.choice(ways))
    return "policy is not yours"


def former_policy_added(victim: Victim) -> Place:
    """A policy that never was, whose witness is the thief's own, and a checkpoint that only it signed."""
    own = SigningKey.from_seed("witness.test/thief", WITNESS, victim.chance.randbytes(32))
    until = victim.chance.randrange(2**31, 2**32)
    policy = Policy({}, {"thief": own.key}, {"q": Group(1, ("thief",))}, "q")
    former = former_policies.text((Former(policy, 0, until),))
    (victim.folder / former_policies.FILE).write_text(former)
    notes, at, _ = _one(victim)
    text = b"\n".join(notes[at].split(b"\n")[:3]).decode() + "\n"
    service = text.split("\n")[0].rsplit("/", 1)[1]
    lines = victim.ground.log_key(service).line(text) + own.line(text, until - 1)
    notes[at] = f"{text}\n{lines}".encode()
    victim.put_notes(notes)
    return "former policies are not yours"
