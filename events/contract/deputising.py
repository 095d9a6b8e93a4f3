"""What every deputy decision (代決) must say, whichever service decides."""

from typing import Final

from events.contract.approving import DeputyGround
from events.contract.deciding import Refused

EXCUSED: Final = frozenset({DeputyGround.INSTRUCTED, DeputyGround.URGENT})
"""On these grounds also what is important, unusual or disputed is decided by a deputy."""


def may_deputise(deputy_for: str, ground: DeputyGround | None, *, extraordinary: bool) -> None:
    """Refuses a deputy without a ground, or in a matter that is the holder's own. `deputy_for` "" = no deputy."""
    if not deputy_for:
        return
    if ground is None:
        raise Refused("ground-missing", "代決の理由を選んでください。", field="deputy_ground")
    if extraordinary and ground not in EXCUSED:
        raise Refused(
            "deputy-barred",
            "重要・異例・争いのある事案は代決できません。"
            "あらかじめ指示を受けたとき、至急のときを除きます。",
            field="extraordinary",
        )
