"""地域の活動、周知、研修・勉強会、ブロック会議: their lists and forms."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from events.contract import Event, opened, wareki
from events.contract.code import Code
from events.contract.community_codes import (
    Audience,
    BlockRole,
    BlockTopic,
    CommunityActivity,
    LearningKind,
    OrganisationKind,
    PublicityMedium,
    TrainingCourse,
)
from events.contract.community_work import (
    CommunityEntryWithdrawn,
    LearningCertified,
    LearningFollowedUp,
    LearningHeld,
)
from events.host.desk import Desk
from events.host.filters import choices, count, yen
from events.host.form import Form
from services.planning.programmes.community import occasions
from services.planning.programmes.community.entry import Entry
from services.planning.projections import community_lookup
from services.planning.projections.community_occasion import (
    ACTIVITY,
    BLOCK,
    COMMUNITY_OCCASION,
    LEARNING,
    PUBLICITY,
    OccasionRow,
)
from services.planning.screens.community import duty_pages, publicity_effect
from services.planning.screens.community.register import (
    Cell,
    EntryFile,
    Field,
    Line,
    Register,
    RegisterForm,
    day,
    joined,
    number,
    text,
    today,
    words,
)
from services.planning.screens.community.withdrawing import WITHDRAWAL

Tell = Callable[[OccasionRow, Desk], Sequence[Cell]]


def hours(minutes: int) -> str:
    """2時間30分"""
    whole, rest = divmod(minutes, 60)
    return f"{whole}時間{f'{rest}分' if rest else ''}" if whole else f"{rest}分"


def _area(what: str) -> Callable[[Desk, UUID], str | None]:
    def area(desk: Desk, entry: UUID) -> str | None:
        row = desk.runtime.tables.row(COMMUNITY_OCCASION, entry)
        return row.area if row and row.what == what else None

    return area


def _lines(what: str, kinds: type[Code], tell: Tell) -> Callable[[Desk], list[Line]]:
    names = {kind.value: kind.ja for kind in kinds}

    def lines(desk: Desk) -> list[Line]:
        rows = community_lookup.occasions(desk.runtime.tables, what)
        return [
            Line(
                row.case_id,
                row.title,
                [
                    Cell(
                        wareki.short(row.on_day), ("stopped", "取消") if row.withdrawn_on else None
                    ),
                    Cell(names[row.kind]),
                    *tell(row, desk),
                ],
                over=row.withdrawn_on is not None,
            )
            for row in rows
        ]

    return lines


def colleagues(desk: Desk) -> list[tuple[str, str]]:
    """Those who work in the wards of whoever records, by name; the fact keeps the pseudonym."""
    wards = desk.staff.wards_for("community.record")
    found = desk.runtime.sign_in.colleagues(wards, desk.now)
    return [(str(staff.person), staff.name) for staff in found]


def _given(desk: Desk, _: Form) -> Mapping[str, Any]:
    return {"colleagues": frozenset(UUID(person) for person, _ in colleagues(desk))}


def _names(desk: Desk, staff: Sequence[UUID]) -> str:
    """Names where they may be read, else how many."""
    known = [desk.colleague(person) for person in staff]
    return "、".join(known) if known and all(known) else f"{len(staff)}名" if staff else ""


def _first(found: EntryFile) -> Any:
    return found.state.first


def _title(found: EntryFile) -> str:
    return str(_first(found).title)


def _words(fact: Event, desk: Desk) -> str:
    match fact:
        case LearningCertified():
            number = f"修了証 {fact.number}" if fact.number else ""
            return joined(desk.colleague(fact.staff), number)
        case LearningFollowedUp():
            ahead = f"次は {wareki.short(fact.next_on)}" if fact.next_on else ""
            return joined(opened(fact.note, ""), ahead)
        case CommunityEntryWithdrawn():
            return opened(fact.reason, "")
    first: Any = fact
    return joined(first.title, opened(first.note, ""))


def _attending(held: LearningHeld) -> str:
    return "、".join(f"{one.of.ja} {one.people}人" for one in held.attending)


def _has_staff(state: Entry) -> bool:
    held = state.first
    done = {one.staff for one in state.of(LearningCertified)}
    return isinstance(held, LearningHeld) and bool(set(held.staff) - done)


def _staff_field() -> Field:
    return Field(
        kind="checks", name="staff", label="参加した職員", options=colleagues, hint="同じ区の職員"
    )


def _kinds(name: str, label: str, codes: type[Code]) -> Field:
    return Field(kind="radio", name=name, label=label, options=choices(codes), required=True)


def _activity_facts(found: EntryFile) -> list[tuple[str, str]]:
    held = _first(found)
    return [
        ("日付", wareki.long(held.held_on)),
        ("種類", held.activity.ja),
        ("場所", held.place),
        ("参加", f"{count(held.people)}人"),
        ("時間", hours(held.minutes)),
        ("内容", opened(held.note, "開示できません")),
    ]


def _publicity_facts(found: EntryFile) -> list[tuple[str, str]]:
    done = _first(found)
    return [
        ("日付", wareki.long(done.done_on)),
        ("方法", done.medium.ja),
        ("相手", "・".join(one.ja for one in done.audience)),
        ("部数・人数", count(done.copies)),
        ("費用", yen(done.cost_yen)),
        ("内容", opened(done.note, "開示できません")),
    ]


def _learning_facts(found: EntryFile) -> list[tuple[str, str]]:
    held = _first(found)
    follow = [held.follow_up_on, *(one.next_on for one in found.state.of(LearningFollowedUp))][-1]
    return [
        ("日付", wareki.long(held.held_on)),
        ("種類", held.kind.ja),
        ("時間", hours(held.minutes)),
        ("出席", _attending(held)),
        ("参加した職員", _names(found.desk, held.staff)),
        ("養成研修の課程", held.course.ja if held.course else ""),
        ("資料", held.materials),
        ("次に連絡する日", wareki.long(follow) if follow else ""),
        ("内容", opened(held.note, "開示できません")),
    ]


def _block_facts(found: EntryFile) -> list[tuple[str, str]]:
    held = _first(found)
    return [
        ("日付", wareki.long(held.held_on)),
        ("役割", held.role.ja),
        ("題", held.topic.ja),
        ("参加した職員", _names(found.desk, held.staff)),
        ("内容", opened(held.note, "開示できません")),
    ]


def _learning_cells(row: OccasionRow, desk: Desk) -> list[Cell]:
    due = row.follow_up_on
    late = bool(due and due <= desk.today and not row.withdrawn_on)
    follow = (
        Cell(wareki.short(due), ("waiting", "連絡する") if late else None) if due else Cell("－")
    )
    people = Cell(f"{count(row.people)}人", None, f"職員 {len(row.staff)}名" if row.staff else "")
    return [people, Cell(hours(row.minutes)), follow]


def _learning_staff(found: EntryFile) -> dict[str, str | Sequence[str]]:
    return {**today(found)}


ACTIVITIES: Final = Register(
    path="activities",
    ja="地域の活動",
    lead="場づくり、見守り、出張相談など、地域で行ったことです。",
    new=RegisterForm(
        path="new",
        heading="地域の活動の記録",
        send="記録する",
        into=occasions.HoldActivity,
        decision=occasions.hold_activity,
        fields=(
            day(label="行った日"),
            _kinds("activity", "種類", CommunityActivity),
            text("title", "名前", required=True, hint="例 ふらっとカフェ"),
            text("place", "場所"),
            number("people", "参加した人", "人", required=True),
            number("minutes", "時間", "分", required=True),
            words("note", "様子", hint="個人が分かることは書きません"),
        ),
    ),
    forms=(WITHDRAWAL,),
    evolve=occasions.evolve_activity,
    table=COMMUNITY_OCCASION.name,
    area=_area(ACTIVITY),
    heads=("名前", "日付", "種類", "参加", "時間"),
    lines=_lines(
        ACTIVITY,
        CommunityActivity,
        lambda row, _: [Cell(f"{count(row.people)}人"), Cell(hours(row.minutes))],
    ),
    title=_title,
    facts=_activity_facts,
    words=_words,
    around=lambda desk: {"months": duty_pages.activity_months(desk)},
    picture="community_activities.html",
)
PUBLICITIES: Final = Register(
    path="publicity",
    ja="周知の記録",
    lead="ちらし、広報紙、説明会など。その前後で相談がどの経路から来たかを比べます。",
    new=RegisterForm(
        path="new",
        heading="周知の記録",
        send="記録する",
        into=occasions.DoPublicity,
        decision=occasions.do_publicity,
        fields=(
            day(label="行った日・配り始めた日"),
            _kinds("medium", "方法", PublicityMedium),
            text("title", "名前", required=True, hint="例 夏のちらし"),
            Field(kind="checks", name="audience", label="相手", options=choices(Audience)),
            number("copies", "部数・人数", "", hint="配った部数、集まった人数"),
            Field(kind="number", name="cost_yen", label="費用", unit="円"),
            words("note", "内容"),
        ),
    ),
    forms=(WITHDRAWAL,),
    evolve=occasions.evolve_publicity,
    table=COMMUNITY_OCCASION.name,
    area=_area(PUBLICITY),
    heads=("名前", "日付", "方法", "部数・人数", "費用"),
    lines=_lines(
        PUBLICITY,
        PublicityMedium,
        lambda row, _: [Cell(count(row.copies)), Cell(yen(row.cost_yen))],
    ),
    title=_title,
    facts=_publicity_facts,
    words=_words,
    around=publicity_effect.months,
    beside=publicity_effect.before_after,
    picture="community_publicity.html",
    beside_page="community_effect.html",
)
LEARNINGS: Final = Register(
    path="learning",
    ja="研修・勉強会",
    lead="関係機関の勉強会、民生委員・児童委員の研修、職員の研修です。",
    new=RegisterForm(
        path="new",
        heading="研修・勉強会の記録",
        send="記録する",
        into=occasions.HoldLearning,
        decision=occasions.hold_learning,
        fields=(
            day(label="行った日"),
            _kinds("kind", "種類", LearningKind),
            text("title", "題", required=True),
            number("minutes", "時間", "分", required=True, hint="何日かの研修は合計"),
            Field(
                kind="attending",
                name="attending",
                label="団体ごとの出席",
                options=choices(OrganisationKind),
            ),
            _staff_field(),
            Field(
                kind="select",
                name="course",
                label="養成研修の課程",
                options=choices(TrainingCourse),
                hint="役割に要る研修のときだけ",
                blank="養成研修ではない",
            ),
            text("materials", "資料", hint="資料の名前と置き場所"),
            day("follow_up_on", "出席した方に連絡する日", required=False),
            words("note", "内容"),
        ),
        given=_given,
    ),
    forms=(
        RegisterForm(
            path="follow-up",
            heading="研修・勉強会の後の連絡",
            send="連絡を記録する",
            into=occasions.FollowUpLearning,
            decision=occasions.follow_up_learning,
            fields=(
                day(label="連絡した日"),
                words("note", "連絡の内容", required=True, hint="その後の紹介や相談など"),
                day("next_on", "次に連絡する日", required=False),
            ),
            typed=today,
        ),
        RegisterForm(
            path="certificate",
            heading="研修の修了証",
            send="修了証を記録する",
            lead="この研修に参加した職員の修了証です。",
            into=occasions.CertifyLearning,
            decision=occasions.certify_learning,
            fields=(
                Field(kind="radio", name="staff", label="職員", options=colleagues, required=True),
                day(label="修了した日"),
                text("number", "修了証の番号"),
            ),
            typed=today,
            opens=_has_staff,
        ),
        WITHDRAWAL,
    ),
    evolve=occasions.evolve_learning,
    table=COMMUNITY_OCCASION.name,
    area=_area(LEARNING),
    heads=("題", "日付", "種類", "出席", "時間", "次の連絡"),
    lines=_lines(LEARNING, LearningKind, _learning_cells),
    title=_title,
    facts=_learning_facts,
    words=_words,
    around=duty_pages.courses,
    picture="community_learning.html",
)
BLOCKS: Final = Register(
    path="block-meetings",
    ja="ブロック会議",
    lead="年に4回以上の参加、うち1回以上の企画または講師を目安(暫定)にしています。",
    new=RegisterForm(
        path="new",
        heading="ブロック会議の記録",
        send="記録する",
        into=occasions.AttendBlockMeeting,
        decision=occasions.attend_block_meeting,
        fields=(
            day(label="開かれた日"),
            _kinds("role", "役割", BlockRole),
            _kinds("topic", "題", BlockTopic),
            text("title", "名前", required=True, hint="例 第2回 南ブロック会議"),
            _staff_field(),
            words("note", "内容"),
        ),
        given=_given,
    ),
    forms=(WITHDRAWAL,),
    evolve=occasions.evolve_block,
    table=COMMUNITY_OCCASION.name,
    area=_area(BLOCK),
    heads=("名前", "日付", "役割", "参加した職員"),
    lines=_lines(
        BLOCK, BlockRole, lambda row, _: [Cell(f"{len(row.staff)}名" if row.staff else "－")]
    ),
    title=_title,
    facts=_block_facts,
    words=_words,
    around=duty_pages.blocks,
    picture="community_blocks.html",
)
