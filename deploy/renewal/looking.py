"""What anybody has seen of one log, generation by generation of its ledger."""

from __future__ import annotations

from collections.abc import Iterator

from deploy.house import House
from deploy.verb import VerbRefused
from events.host.standing import KEPT
from events.ledger import note
from events.ledger.claim import Claim, claimed
from events.ledger.found import Found
from events.ledger.generations import Generations
from events.ledger.ledger import FOLDER
from events.ledger.log_key import generations
from events.ledger.own_copy import SIGNED, OwnCopy
from events.ledger.policy import Policy
from events.ledger.published import NAME as PUBLISHED
from events.ledger.seen import heard
from events.ledger.standing import missing
from events.ledger.tiles import Tiles


class Look:
    """Asks anew at every question."""

    def __init__(self, house: House, service: str) -> None:
        self.runtime = house.runtime(service)
        self.origins = generations(house.around.key_file, service)
        self._ledger = house.settings.home / FOLDER

    def found(self) -> Found:
        """VerbRefused while a witness is silent or makes no sense: nobody knows what it has seen."""
        found = self.runtime.standing.look()
        if found.silent:
            raise VerbRefused(
                f"証人{_names(found.silent)}に届きません。証人が見た記録を確かめてから更新します。"
                "証人の機械も失われたときは、witnesses.toml から外してから、やり直してください"
                "(外したことは方針の違いとして監査人に見えます)。"
            )
        if found.senseless:
            raise VerbRefused(
                f"{_names(found.senseless)}が示したものは、この記録の署名のある時点ではありません。"
                "壊れたファイル(台帳のフォルダーの cosigned)は除き、証人は直してから、やり直してください。"
            )
        return found

    def newest(self, number: int) -> str | None:
        """The largest note anybody shows under that origin; of two, the one that more have signed."""
        found = max(self._claims(number), key=_weight, default=None)
        return cleaned(found.text, self.runtime.ledger.policy) if found else None

    @property
    def signed(self) -> bool:
        """Whether anything was ever signed under the present origin, as far as anybody knows."""
        here = (self.runtime.ledger.tiles.folder / PUBLISHED).exists()
        return here or self.newest(self.origins.number) is not None

    def tiles(self, number: int) -> Tiles:
        """The tiles of that generation, as far as they are still there."""
        then = Generations(self.origins.keys[:number], self.origins.begun[:number])
        return Tiles(then.folder(self._ledger, self.runtime.service))

    def _claims(self, number: int) -> Iterator[Claim]:
        """What this machine signed itself tells of a loss only where the log does not hold it."""
        key, standing = self.origins.keys[number - 1], self.runtime.standing
        folder = self.tiles(number).folder
        own = [OwnCopy(folder / KEPT), OwnCopy(folder / PUBLISHED, SIGNED)]
        for one, text in heard([*own, *standing.witnesses], key.name):
            try:
                claim = claimed(one.name, text, key, one.key) if text is not None else None
            except ValueError:
                continue
            if claim and (one.name != SIGNED or missing(standing.own, [claim])):
                yield claim


def _weight(claim: Claim) -> tuple[int, int]:
    return claim.checkpoint.size, len(note.read(claim.text).signatures)


def cleaned(text: str, policy: Policy) -> str:
    """The note with the lines of keys the policy knows, each once: an auditor refuses any other."""
    signed = note.read(text)
    known = signed.verified([*policy.logs.values(), *policy.witnesses.values()])
    lines = {one.key: note.signature_of(one.line) for one in known}
    return str(note.Note(signed.text, tuple(lines.values())))


def _names(names: tuple[str, ...]) -> str:
    return "".join(f"「{name}」" for name in names)
