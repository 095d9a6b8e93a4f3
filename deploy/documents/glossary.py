"""docs/glossary.md: the statutory words of facts, the code lists of the national forms, the roles."""

from collections.abc import Iterator
from importlib import import_module
from typing import Final

from deploy.documents.markdown import GENERATED, table
from events.contract import KINDS, Group, Kind, wareki
from events.contract.code import ACT_IN_FORCE, CODE_LISTS, Code
from events.host.auth import PERMISSIONS, ROLES_JA
from events.host.status import SERVICES_JA

_STAGES: Final = ("intake", "planning", "benefits", "reporting")

_DECLARING: Final = (
    "events.contract",
    "services.intake.decisions",
    "services.benefits.decisions",
)
"""The packages that declare code lists, in the order of the document."""

ABOUT: Final = (
    "用語は、記録の宣言(`events/contract/`)に一度だけ書かれ、画面、書き出し、この文書はそこから取ります。"
    "「暫定」は、公式の資料でまだ確かめていないものです。"
)


def text() -> str:
    """The whole document."""
    parts = [
        "# 用語集",
        GENERATED,
        ABOUT,
        "## 記録の種類",
        *_kinds(),
        "## 項目の区分",
        "記録の各項目は、次のどれかに属します。公開項目のほかは、本人ごとの鍵で封をして記録します。",
        table(["区分", "名前"], [(group.ja, f"`{group.name.lower()}`") for group in Group]),
        "## 符号の表",
        *_lists(),
        "## 役割",
        table(
            ["役割", "名前", "できること"],
            [
                (ja, f"`{role}`", "、".join(f"`{name}`" for name in sorted(PERMISSIONS[role])))
                for role, ja in ROLES_JA.items()
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _kinds() -> Iterator[str]:
    for stage in _STAGES:
        kinds = [kind for kind in KINDS.values() if kind.stage == stage]
        if kinds:
            yield f"### {SERVICES_JA[stage]}"
            yield table(
                ["用語", "名前", "根拠", "日付の項目", ""],
                [_kind(kind) for kind in kinds],
            )


def _kind(kind: Kind) -> tuple[str, ...]:
    provisional = "暫定" if kind.provisional else ""
    return kind.ja, f"`{kind.wire}`", kind.basis, f"`{kind.occurred}`", provisional


def code_lists() -> list[type[Code]]:
    """Every list that ships, whoever has been imported before."""
    for package in _DECLARING:
        import_module(package)
    found: list[type[Code]] = []
    for package in _DECLARING:
        held = [codes for codes in CODE_LISTS if codes.__module__.startswith(package)]
        found += held if package.startswith("events") else sorted(held, key=lambda c: c.__name__)
    return found


def _lists() -> Iterator[str]:
    for codes in code_lists():
        about = CODE_LISTS[codes]
        provisional = "（暫定）" if about.provisional else ""
        yield f"### {about.ja}{provisional}"
        yield f"出典: {about.basis}。名前: `{codes.__name__}`"
        yield table(
            ["表示", "値", "期間"], [(code.ja, f"`{code}`", _validity(code)) for code in codes]
        )


def _validity(code: Code) -> str:
    """Days between which the code is in force, empty where it always was."""
    if code.since == ACT_IN_FORCE and code.until is None:
        return ""
    since = wareki.long(code.since)
    return f"{since}から{wareki.long(code.until) + 'まで' if code.until else ''}"
