"""How the demo's people work together: meetings, who does what, what was given, 担当, 助言, 不在."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from deploy.simulation.life import Life
from deploy.simulation.outline import CaseOutline
from deploy.simulation.sample_books import Book, More, ago, ahead, book, entry_id, register
from deploy.simulation.step import Typed
from events.contract.codes import MeasureActor, Service
from events.contract.meeting import AgendaPurpose, Conclusion
from events.contract.planning import Attended
from events.contract.tasks import Effect, TaskEnd
from services.intake.pseudonyms import person_of
from services.planning.decisions import convening, minuting
from services.planning.programmes.deliveries import decisions as delivering
from services.planning.programmes.deliveries import state as deliveries
from services.planning.programmes.supervision import absences, advising, assigning
from services.planning.programmes.supervision import record as supervision
from services.planning.programmes.tasks import decisions as sharing
from services.planning.programmes.tasks import state as tasks
from services.planning.states import meeting

CHIEF: Final = "chief_counsellor"
INVITED: Final = (
    Attended(organisation="区保健福祉センター", name="見本 係長"),
    Attended(organisation="区社会福祉協議会", name="見本 主査"),
)
FIRST_OBJECTIVE: Final = 1


def meetings(today: date, shared: Sequence[CaseOutline], awaited: Sequence[CaseOutline]) -> More:
    """One meeting that was held and talked about `shared`, one to come for the plans of `awaited`."""
    return lambda life: _meetings(life, today, shared, awaited)


def together(today: date, n: int) -> More:
    """The n-th running case (0, 1, 2): tasks of several agencies, help given."""
    return lambda life: _together(life, today, n)


def in_charge(today: date) -> More:
    """担当 of a case, by the chief."""
    return lambda life: [_assigned(life, today)]


def advised(today: date, *, answered: bool) -> More:
    """助言 of the chief, with what was made of it or without."""
    return lambda life: _advised(life, today, answered=answered)


def away(today: date) -> More:
    """The ward's counsellor is away for three days before long, the chief stands in."""
    return lambda life: [_away(life, today)]


def _meetings(
    life: Life, today: date, shared: Sequence[CaseOutline], awaited: Sequence[CaseOutline]
) -> Iterator[Typed]:
    held = _meeting(life, "meeting held")
    on = ago(today, 6)
    yield _convened(held, ago(today, 13), on)
    yield _listed(held, life, ago(today, 12), shared, AgendaPurpose.OTHER)
    yield held.typed(
        on,
        minuting.record_attendance,
        minuting.RecordAttendance,
        held_on=on,
        municipality_present=True,
        attended=INVITED,
    )
    for number in range(1, len(shared) + 1):
        yield held.typed(
            on,
            minuting.conclude_item,
            lambda today, **given: minuting.ConcludeItem(**given),  # noqa: ARG005 - has no day
            item_no=number,
            conclusion=Conclusion.SHARED,
            minutes="見守りの頻度を確かめ、次の受診に同行することにした。",
        )
    comes = _meeting(life, "meeting to come")
    yield _convened(comes, ago(today, 3), ahead(today, 5))
    if awaited:
        yield _listed(comes, life, ago(today, 2), awaited, AgendaPurpose.PLAN)


def _meeting(life: Life, name: str) -> Book:
    own = entry_id(life, name)
    return Book(stream=own, evolve=meeting.evolve, given={"conference": own}, about=own, role=CHIEF)


def _convened(own: Book, on: date, meets_on: date) -> Typed:
    return own.typed(
        on,
        convening.convene_conference,
        convening.ConveneConference,
        meets_on=meets_on,
        hosted=True,
        begins_at="14:00",
        place="区役所 3階 会議室",
        invited=INVITED,
        message="資料は当日に配り、終わりに回収します。",
    )


def _listed(
    own: Book, life: Life, on: date, cases: Sequence[CaseOutline], purpose: AgendaPurpose
) -> Typed:
    plan = 1 if purpose is AgendaPurpose.PLAN else 0
    ids = [life.setting.case(case.number) for case in cases]
    return own.typed(
        on,
        convening.list_items,
        convening.ListItems,
        listings=tuple(
            convening.Listing(
                case=case, person=person_of(case), purpose=purpose, plan_no=plan, draft_no=plan
            )
            for case in ids
        ),
    )


def _together(life: Life, today: date, n: int) -> Iterator[Typed]:
    own = book(life, "tasks", tasks.evolve)
    yield own.typed(
        ago(today, 14),
        sharing.agree_tasks,
        sharing.AgreeTasks,
        agreed_on=ago(today, 14),
        tasks=(
            sharing.NewTask(
                actor=MeasureActor.AGENCY,
                action="食料を届け、暮らしの様子を見る",
                agency="区社会福祉協議会",
                due_on=today + timedelta(days=(-2, 3, 9)[n]),
            ),
            sharing.NewTask(
                actor=MeasureActor.OFFICE, action="受診に同行する", due_on=ahead(today, 6 + n)
            ),
            sharing.NewTask(actor=MeasureActor.PERSON, action="家計簿を毎日つける"),
        ),
    )
    yield from _given(life, today, n)
    yield replace(own, given={}).typed(
        ago(today, 3),
        sharing.end_task,
        sharing.EndTask,
        task_no=2,
        ended_on=ago(today, 3),
        end=TaskEnd.DONE,
        effect=Effect.SEEN if n else Effect.PARTLY,
        note="薬が変わり、眠れるようになった。",
    )


def _given(life: Life, today: date, n: int) -> Iterator[Typed]:
    """Times on which the plan's service was given."""
    own, plan = book(life, "deliveries", deliveries.evolve), life.case.plans[0]
    if not plan.services:
        return
    service: Service = plan.services[0]
    for back, minutes in ((9, 60), (4, 45), (1, 30))[: 3 - n]:
        on = ago(today, back)
        yield own.typed(
            on,
            delivering.record_delivery,
            delivering.RecordDelivery,
            delivered_on=on,
            service=service,
            plan_no=1,
            running={service: (plan.decided_on + timedelta(days=7), None)},
            objectives=1,
            objective_no=FIRST_OBJECTIVE,
            minutes=minutes,
            effect=Effect.PARTLY,
            note="予定どおり行った。",
        )


def _assigned(life: Life, today: date) -> Typed:
    on = ago(today, 16)
    worker = life.setting.acting("counsellor", on).person
    return book(life, "supervision", supervision.evolve).typed(
        on,
        assigning.assign_worker,
        assigning.AssignWorker,
        colleagues=frozenset({worker}),
        worker=worker,
        assigned_on=on,
        by=CHIEF,
    )


def _advised(life: Life, today: date, *, answered: bool) -> Iterator[Typed]:
    own = book(life, "supervision", supervision.evolve)
    yield own.typed(
        ago(today, 7),
        advising.give_advice,
        advising.GiveAdvice,
        words="家賃の滞納が進む前に、家主との話合いに同席してください。",
        by=CHIEF,
    )
    if answered:
        yield own.typed(
            ago(today, 2),
            advising.answer_advice,
            advising.AnswerAdvice,
            of_no=1,
            words="管理会社と電話で話し、来週同席することになった。",
        )


def _away(life: Life, today: date) -> Typed:
    on = ago(today, 4)
    worker = life.setting.acting("counsellor", on).person
    chief = life.setting.acting(CHIEF, on).person
    own = register(absences.stream_of(worker), absences.evolve)
    return own.typed(
        on,
        absences.plan_absence,
        absences.PlanAbsence,
        colleagues=frozenset({worker, chief}),
        charged=frozenset(),
        worker=worker,
        since=ahead(today, 7),
        until=ahead(today, 10),
        cover=chief,
        by=CHIEF,
    )
