"""この資源を使った: which resources one case used, and what came of it. The case's programme `resources`."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import UUID

from events.contract.community_codes import ResourceResult
from events.contract.deciding import Refused
from events.contract.kind import Event
from events.contract.resource_use import ResourceUseAnswered, ResourceUsed, ResourceUseWithdrawn
from events.contract.sealed import Open
from services.planning.decisions.guards import happened, told

NAME: Final = "resources"


@dataclass(frozen=True, slots=True)
class Uses:
    """`used` in order; `answered` and `withdrawn` name the number of the use."""

    used: tuple[ResourceUsed, ...] = ()
    answered: tuple[ResourceUseAnswered, ...] = ()
    withdrawn: tuple[ResourceUseWithdrawn, ...] = ()

    @property
    def next_no(self) -> int:
        """The number of the next entry."""
        return len(self.used) + len(self.answered) + 1

    def stands(self, no: int) -> bool:
        """Whether that use was not taken back."""
        return all(taken.of_no != no for taken in self.withdrawn)

    def one(self, no: int) -> ResourceUsed:
        """The standing use with that number."""
        found = next((one for one in self.used if one.entry_no == no and self.stands(no)), None)
        if found is None:
            raise Refused(
                "no-such-entry", "資源の利用の記録が見つかりません。画面を開き直してください。"
            )
        return found

    def answer(self, no: int) -> ResourceUsed | ResourceUseAnswered:
        """The entry that says the result of use `no` last."""
        later = [one for one in self.answered if one.of_no == no]
        return later[-1] if later else self.one(no)


def evolve(state: Uses | None, fact: Event) -> Uses:
    """The uses after one fact; ValueError for any other kind."""
    book = state or Uses()
    match fact:
        case ResourceUsed():
            return replace(book, used=(*book.used, fact))
        case ResourceUseAnswered():
            return replace(book, answered=(*book.answered, fact))
        case ResourceUseWithdrawn():
            return replace(book, withdrawn=(*book.withdrawn, fact))
    raise ValueError(f"{type(fact).__name__} is no use of a resource")


@dataclass(frozen=True, slots=True, kw_only=True)
class UseResource:
    """`known` = the resources of the directory that may be used now."""

    today: date
    person: UUID
    known: frozenset[UUID]
    used_on: date
    resource: UUID
    result: ResourceResult
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerUse:
    """What came of it, known later."""

    today: date
    person: UUID
    of_no: int
    answered_on: date
    result: ResourceResult
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawUse:
    """A slip."""

    today: date
    person: UUID
    of_no: int
    reason: str = ""


def use_resource(state: Uses | None, command: UseResource) -> list[Event]:
    """One use; the same one twice is one."""
    book = state or Uses()
    happened(command.used_on, today=command.today, field="used_on")
    if command.resource not in command.known:
        raise Refused("no-such-resource", "台帳から資源を選び直してください。", field="resource")
    made = ResourceUsed(
        used_on=command.used_on,
        person=command.person,
        entry_no=book.next_no,
        resource=command.resource,
        result=Open(command.person, command.result),
        note=Open(command.person, command.note.strip()),
    )
    before = (one for one in book.used if book.stands(one.entry_no))
    return [] if any(replace(made, entry_no=one.entry_no) == one for one in before) else [made]


def answer_use(state: Uses | None, command: AnswerUse) -> list[Event]:
    """The result, or a better knowledge of it."""
    book = state or Uses()
    used = book.one(command.of_no)
    happened(
        command.answered_on,
        today=command.today,
        field="answered_on",
        not_before=used.used_on,
        step="利用",
    )
    made = ResourceUseAnswered(
        answered_on=command.answered_on,
        person=command.person,
        entry_no=book.next_no,
        of_no=command.of_no,
        result=Open(command.person, command.result),
        note=Open(command.person, command.note.strip()),
    )
    last = book.answer(command.of_no)
    return [] if replace(made, entry_no=last.entry_no) == last else [made]


def withdraw_use(state: Uses | None, command: WithdrawUse) -> list[Event]:
    """取消, with its reason."""
    book = state or Uses()
    if not book.stands(command.of_no):
        return []
    book.one(command.of_no)
    told(command.reason, code="no-reason", ja="取り消す理由を入力してください。", field="reason")
    return [
        ResourceUseWithdrawn(
            withdrawn_on=command.today,
            person=command.person,
            of_no=command.of_no,
            reason=Open(command.person, command.reason.strip()),
        )
    ]
