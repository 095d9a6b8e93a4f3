"""What the registers of tutors and of sites share: an entry's forms, drawn and recorded the same way."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from starlette.responses import Response

from events.contract import wareki
from events.host.answers import Forbidden, Missing
from events.host.form import Form
from events.host.forms import SentForm, submit
from events.host.http import Desk, Sheet
from services.planning.programmes.learning import site, tutor
from services.planning.programmes.learning.sites import OpenSite, open_site
from services.planning.programmes.learning.tutors import RegisterTutor, register_tutor
from services.planning.projections.learning_site import LEARNING_SITE
from services.planning.projections.learning_tutor import LEARNING_TUTOR
from services.planning.screens import learning_sites, learning_tutors
from services.planning.screens.learning_sites import SITE_FIELDS, SiteFile
from services.planning.screens.learning_tutors import TUTOR_FIELDS, TutorFile
from services.planning.screens.record_form import FormField

RegisterFile = TutorFile | SiteFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """`page`: its path; `whose` names the command's field for the entry's own id, if it has one."""

    page: str
    ja: str
    form: str
    heading: str
    send: str
    table: str
    evolve: Any
    into: type[Any]
    decision: Any
    fields: Sequence[FormField]
    forms: Mapping[str, tuple[str, str, Any, Any, Sequence[FormField]]]
    typed: Any
    first: Mapping[str, str]
    whose: str = ""

    def given(self, desk: Desk, entry: UUID) -> dict[str, Any]:
        """What nobody types."""
        return {"today": desk.today, **({self.whose: entry} if self.whose else {})}


TUTORS: Final = Register(
    page="/learning/tutors",
    ja="講師の台帳",
    form="learning-tutor",
    heading="講師の登録",
    send="登録する",
    table=LEARNING_TUTOR.name,
    evolve=tutor.evolve,
    into=RegisterTutor,
    decision=register_tutor,
    fields=TUTOR_FIELDS,
    forms=learning_tutors.FORMS,
    typed=learning_tutors.typed,
    first={"most": "1", "reach": "ward"},
    whose="tutor_id",
)
SITES: Final = Register(
    page="/learning/sites",
    ja="学習会場",
    form="learning-site",
    heading="会場の登録",
    send="登録する",
    table=LEARNING_SITE.name,
    evolve=site.evolve,
    into=OpenSite,
    decision=open_site,
    fields=SITE_FIELDS,
    forms=learning_sites.FORMS,
    typed=learning_sites.typed,
    first={},
)


def draw_new(desk: Desk, register: Register) -> Response:
    """An empty entry."""
    sheet = desk.sheet(register.form, area=_area(desk))
    if not sheet.saved_at:
        first = {"on": wareki.short(desk.today), **register.first}
        sheet = sheet.again(200, None, form=Form(first))
    return _drawn(desk, register, sheet)


def enter(desk: Desk, register: Register, sent: SentForm) -> Response:
    """The entry's id is that of the command, so that a second press is the same entry."""
    area, entry = _area(desk), sent.command_id

    def act(command: Any) -> str:
        return _carried(
            desk, register, entry, area, register.decision, command, sent, expected=None
        )

    return submit(
        desk,
        sent,
        desk.sheet(register.form, area=area),
        into=register.into,
        act=act,
        draw=lambda sheet: _drawn(desk, register, sheet),
        given=register.given(desk, entry),
    )


def draw_form(found: RegisterFile, register: Register, form: str) -> Response:
    """One form of an entry; Missing (404) for none of ours, and where this person may not record."""
    _own(found, register, form)
    sheet = _sheet(found, register, form)
    if not sheet.saved_at:
        sheet = sheet.again(200, None, form=Form(register.typed(found, form)))
    return _drawn(found.desk, register, sheet, found, form)


def record(found: RegisterFile, register: Register, form: str, sent: SentForm) -> Response:
    """One record of an entry."""
    _own(found, register, form)
    _, _, into, decision, _ = register.forms[form]
    entry, desk = found.row.case_id, found.desk

    def act(command: Any) -> str:
        return _carried(
            desk, register, entry, found.row.area, decision, command, sent, expected=sent.expected
        )

    return submit(
        desk,
        sent,
        _sheet(found, register, form),
        into=into,
        act=act,
        draw=lambda sheet: _drawn(desk, register, sheet, found, form),
        given=register.given(desk, entry),
        stream=entry,
    )


def _carried(
    desk: Desk,
    register: Register,
    entry: UUID,
    area: str,
    decision: Any,
    command: Any,
    sent: SentForm,
    *,
    expected: int | None,
) -> str:
    receipt = desk.carry_out(
        register.evolve,
        decision,
        command,
        stream=entry,
        case=entry,
        area=area,
        command_id=sent.command_id,
        expected=expected,
    )
    desk.wait_for(register.table, "planning", receipt.position)
    return f"{desk.root}{register.page}/{entry}?noted=yes"


def _own(found: RegisterFile, register: Register, form: str) -> None:
    if form not in register.forms or not found.may_record:
        raise Missing


def _sheet(found: RegisterFile, register: Register, form: str) -> Sheet:
    return found.desk.sheet(
        f"{register.form}/{form}", area=found.row.area, expected=len(found.recorded)
    )


def _area(desk: Desk) -> str:
    """An entry belongs to the ward of whoever registers it; the register is read by the whole city."""
    wards = desk.staff.wards_for("service.record")
    if not wards:
        raise Forbidden
    return min(wards)


def _drawn(
    desk: Desk,
    register: Register,
    sheet: Sheet,
    found: RegisterFile | None = None,
    form: str = "",
) -> Response:
    heading, send, fields = register.heading, register.send, register.fields
    if form:
        heading, send, _, _, fields = register.forms[form]
    return desk.page(
        "learning_register_form.html",
        sheet=sheet,
        register=register,
        heading=heading,
        send=send,
        fields=fields,
        found=found,
        title=_title(found),
        labels={field.name: field.label for field in fields},
    )


def _title(found: RegisterFile | None) -> str:
    if found is None:
        return ""
    return found.name if isinstance(found, TutorFile) else found.row.title
