"""`yorisoi ledger renew`: go on after an older backup had to be used and what is missing is nowhere else."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from getpass import getpass
from pathlib import Path
from typing import Final
from uuid import UUID

from deploy.house import House, opened
from deploy.renewal.examined import Examined, examined
from deploy.renewal.noted import Mending, mending
from deploy.renewal.persons import PERMISSION, Person, named, recognised
from deploy.renewal.proposal import Proposal, sealing_key
from deploy.renewal.renewing import renewed
from deploy.roles import SERVICES
from deploy.verb import Verb, VerbRefused
from events.contract import wareki
from events.contract.document_number import document_number
from events.contract.renewing import LossCause
from events.host.calendar import japanese_day
from events.host.settings import Settings
from events.ledger.ledger import FOLDER
from events.ledger.refused import LedgerRefused

SAME: Final = "提案した人は確かめる人になれません。別の人のログイン名で確定してください。"
CHANGED: Final = "提案のあとで、記録か証人の見た確認点が変わっています。もう一度提案してください。"
NOTHING: Final = "確定できる提案がありません。先に --cause と --document を付けて提案してください。"


def run(given: Namespace, settings: Settings) -> int:
    """Measures the loss, then proposes, or confirms what another person proposed.

    A key file that does not fit the log is put right first: that is no loss, and nothing else is done then.
    """
    _refuse_words(given)
    with opened(settings) as house:
        mended = mending(house, given.service)
        if mended is not None:
            _mend(given, house, mended)
            return 0
        found = examined(house, given.service)
        print(told(found))
        path = settings.home / FOLDER / f"{given.service}.renewal.json"
        if given.confirm:
            _confirm(given, house, found, path)
        else:
            _propose(given, house, found, path)
    return 0


def _refuse_words(given: Namespace) -> None:
    """Before anything is measured, which takes minutes on a large log."""
    if given.confirm and (given.cause or given.document):
        raise VerbRefused(
            "--confirm では、提案された原因と文書番号のまま確定します。付けずに実行してください。"
        )
    if not given.confirm and not (given.cause and given.document):
        raise VerbRefused("提案には --cause(原因)と --document(事故報告などの文書番号)が要ります。")
    if given.document:
        document_number(given.document, "document")


def _person(given: Namespace, house: House) -> Person:
    """Asked last: who types the password has read what was measured."""
    today = japanese_day(house.around.clock())
    password = getpass(f"{given.login} のパスワード: ")
    return recognised(house.address.conninfo(), given.login, password, today)


def _mend(given: Namespace, house: House, mended: Mending) -> None:
    print(mended.ja)
    _person(given, house)
    mended.apply(house)
    print("鍵ファイルを直しました。鍵ファイルの控えを取り直し、`yorisoi run` で始めてください。")


def _propose(given: Namespace, house: House, found: Examined, path: Path) -> None:
    person = _person(given, house)
    number = document_number(given.document, "document")
    proposal = Proposal.of(found, LossCause.stored(given.cause), number, person.person)
    proposal.save(path, sealing_key(house.around.key_file))
    print(
        f"{person.name}さんの提案として控えました。別の人が確かめて確定します:\n"
        f"  yorisoi ledger renew {found.service} --confirm --login <別の人のログイン名>"
    )


def _confirm(given: Namespace, house: House, found: Examined, path: Path) -> None:
    proposal = Proposal.load(path, sealing_key(house.around.key_file))
    if proposal is None or proposal.service != found.service:
        raise VerbRefused(NOTHING)
    if not proposal.fits(found):
        raise VerbRefused(CHANGED)
    proposer = named(house.address.conninfo(), UUID(proposal.proposer))
    cause = LossCause.stored(proposal.cause).ja
    print(f"提案: {proposer}さん、原因 {cause}、文書番号 {proposal.document}。")
    person = _person(given, house)
    if str(person.person) == proposal.proposer:
        raise VerbRefused(SAME)
    try:
        key = renewed(house, found, proposal, person)
    except LedgerRefused as refusal:
        raise VerbRefused(f"署名できません: {refusal}") from None
    path.unlink(missing_ok=True)
    print(
        f"台帳を更新しました。以後の記録は {key.name} の名で署名されます。\n"
        "証人に次の一行を渡し、logs.txt に書き足してもらってください(それまで決定は未公証です):\n"
        f"  log {key.vkey}\n"
        "ほかのサービスも同じように確かめてから、`yorisoi run` で始めてください。\n"
        "鍵ファイルが変わりました。鍵ファイルの控え(分けた3通を含む)を取り直してください。\n"
        "監査人には、新しい方針(ledger/policy)を渡し、前の方針との違いを説明してください。"
    )


def told(found: Examined) -> str:
    """The loss in words."""
    loss = found.loss
    since = wareki.long(found.since)
    return (
        f"署名された記録 {loss.seen.size:,} 件、ここにある記録 {loss.kept:,} 件"
        f"(最後の記録 {since})。失われた記録 {loss.lost:,} 件。\n"
        f"{loss.agreement.ja}(一致を示せるのは {loss.agreed:,} 件まで)。"
    )


def options(own: ArgumentParser) -> None:
    """First without, then by another person with `--confirm`."""
    below = own.add_subparsers(dest="what", required=True, metavar="renew")
    renew = below.add_parser("renew", help="記録が失われたことを記し、改めて署名を始める")
    renew.add_argument("service", choices=SERVICES, metavar="service")
    renew.add_argument("--login", required=True, help="提案する人、または確かめる人のログイン名")
    renew.add_argument(
        "--cause", choices=[cause.value for cause in LossCause],
        help="、".join(f"{cause.value}={cause.ja}" for cause in LossCause),
    )  # fmt: skip
    renew.add_argument("--document", help="文書番号(例: 情シ第12号)")
    renew.add_argument("--confirm", action="store_true", help="別の人の提案を確かめて確定する")


VERB = Verb("ledger", "台帳: 記録の喪失を記し、改めて始める(二人で)", PERMISSION, run, options)
