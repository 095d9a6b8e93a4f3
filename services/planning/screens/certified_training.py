"""認定就労訓練 of one case: its forms, and what its page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from events.contract.certified_training import (
    TrainingBegun,
    TrainingEnded,
    TrainingPlaceVisited,
    TrainingProposed,
    TrainingReviewed,
)
from events.contract.work_codes import TrainingForm, TrainingResult
from events.host.filters import choices
from events.host.form import Form
from services.planning.programmes import certified_training
from services.planning.programmes.certified_training.brokering import (
    BeginTraining,
    EndTraining,
    ProposeTraining,
    ReviewTraining,
    VisitTrainingPlace,
    begin_training,
    end_training,
    propose_training,
    review_training,
    visit_training_place,
)
from services.planning.programmes.work_book import WorkBook
from services.planning.projections import work_lookup
from services.planning.screens.programme_file import Programme
from services.planning.screens.record_form import FormField, RecordForm, Work, day, words
from services.planning.screens.withdrawal import WITHDRAWAL
from services.planning.screens.work_choices import for_training, place_of, titles, typed_place
from services.planning.screens.work_words import words as said

TRAINING: Final[Programme[WorkBook]] = Programme(
    name=certified_training.NAME,
    ja="認定就労訓練",
    page="certified-training",
    evolve=certified_training.evolve,
    words=said,
)
_FORM = FormField(
    kind="radio", name="form", label="訓練の形", options=choices(TrainingForm), required=True
)


def _proposed(records: Work, _: int, form: Form) -> Mapping[str, Any]:
    """The place chosen, as the register tells it, and how many are there."""
    desk, place = records.file.desk, typed_place(form)
    used = work_lookup.in_use(desk.runtime.tables)
    return {"known": place_of(desk, place), "in_use": used.get(place, 0) if place else 0}


def _brokered(records: Work, no: int, _: Form) -> Mapping[str, Any]:
    """The place of brokerage `no`."""
    book = records.state or WorkBook()
    found = (one.place for one in book.standing(TrainingProposed) if one.entry_no == no)
    return {"known": place_of(records.file.desk, next(found, None))}


FORMS: Final = (
    RecordForm(
        path="proposal",
        heading="就労訓練のあっせん",
        send="あっせんを記録する",
        lead="その日に認定が有効で、定員に空きのある事業所だけを選べます。",
        into=ProposeTraining,
        decision=propose_training,
        given=_proposed,
        fields=[
            day("proposed_on", "あっせんした日"),
            FormField(
                kind="select", name="place", label="事業所", options=for_training, required=True
            ),
            _FORM,
            words("reason", "この事業所を勧める理由", rows=3),
        ],
    ),
    RecordForm(
        path="visit",
        heading="就労訓練の見学",
        send="見学を記録する",
        into=VisitTrainingPlace,
        decision=visit_training_place,
        of=TrainingProposed,
        fields=[
            day("visited_on", "見学した日"),
            FormField(kind="check", name="accompanied", label="支援員が同行した"),
            words("note", "見学の様子", rows=3),
        ],
    ),
    RecordForm(
        path="begin",
        heading="就労訓練の開始",
        send="開始を記録する",
        into=BeginTraining,
        decision=begin_training,
        of=TrainingProposed,
        given=_brokered,
        fields=[day("begun_on", "始めた日"), _FORM, day("review_on", "最初の見直しの日")],
    ),
    RecordForm(
        path="review",
        heading="就労訓練の見直し",
        send="見直しを記録する",
        lead="非雇用型から雇用型への切替えも、ここで記録します。",
        into=ReviewTraining,
        decision=review_training,
        of=TrainingProposed,
        fields=[
            day("reviewed_on", "見直した日"),
            _FORM,
            words("note", "見直しの内容", required=True),
            day("review_on", "次の見直しの日"),
        ],
    ),
    RecordForm(
        path="end",
        heading="就労訓練の終了",
        send="終了を記録する",
        into=EndTraining,
        decision=end_training,
        of=TrainingProposed,
        fields=[
            day("ended_on", "終わった日"),
            FormField(
                kind="radio",
                name="result",
                label="結果",
                options=choices(TrainingResult),
                required=True,
            ),
            words("note", "内容", rows=3),
        ],
    ),
    WITHDRAWAL,
)


@dataclass(frozen=True, slots=True)
class Brokerage:
    """One proposal and its course. `form` and `review_on` as the latest entry says."""

    proposed: TrainingProposed
    title: str
    visits: Sequence[TrainingPlaceVisited]
    begun: TrainingBegun | None
    reviews: Sequence[TrainingReviewed]
    ended: TrainingEnded | None

    @property
    def form(self) -> TrainingForm:
        """雇用型 or 非雇用型 now."""
        latest: Any = self.reviews[-1] if self.reviews else self.begun or self.proposed
        form: TrainingForm = latest.form
        return form

    @property
    def review_on(self) -> date | None:
        """The next look at it; None before the begin and after the end."""
        latest = self.reviews[-1] if self.reviews else self.begun
        return latest.review_on if latest and not self.ended else None


def shown(records: Work) -> dict[str, Any]:
    """The page's context, the newest brokerage first."""
    book = records.state or WorkBook()
    known = titles(records.file.desk)
    made = [_brokerage(book, one, known) for one in book.standing(TrainingProposed)]
    return {"brokerages": made[::-1]}


def _brokerage(book: WorkBook, proposed: TrainingProposed, known: Mapping[Any, str]) -> Brokerage:
    no = proposed.entry_no
    return Brokerage(
        proposed=proposed,
        title=known.get(proposed.place, "台帳にない事業所"),
        visits=book.after(no, TrainingPlaceVisited),
        begun=next(iter(book.after(no, TrainingBegun)), None),
        reviews=book.after(no, TrainingReviewed),
        ended=next(iter(book.after(no, TrainingEnded)), None),
    )
