"""就労準備支援: enrolment and stages, attendance, life rhythm, practice of skills, workplaces. Pure."""

from events.contract.work_preparation import (
    ActivityAttended,
    PracticeArranged,
    PracticeFinished,
    PreparationEnded,
    PreparationEnrolled,
    PreparationExtended,
    PreparationStageMoved,
    RhythmPlanned,
    RhythmRecorded,
    SkillPractised,
)
from services.planning.programmes.work_book import evolving

NAME = "work-preparation"
"""Names the stream; never changed."""

evolve = evolving(
    PreparationEnrolled,
    PreparationExtended,
    PreparationStageMoved,
    PreparationEnded,
    ActivityAttended,
    RhythmPlanned,
    RhythmRecorded,
    SkillPractised,
    PracticeArranged,
    PracticeFinished,
)
