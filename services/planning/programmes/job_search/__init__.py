"""求職活動: activities, applications, papers, qualifications. Pure."""

from events.contract.job_search import (
    ApplicationAnswered,
    InterviewHeld,
    JobAppliedFor,
    JobSearched,
    PaperWritten,
    QualificationAimedAt,
    QualificationSettled,
)
from services.planning.programmes.work_book import evolving

NAME = "job-search"
"""Names the stream; never changed."""

evolve = evolving(
    JobSearched,
    JobAppliedFor,
    InterviewHeld,
    ApplicationAnswered,
    PaperWritten,
    QualificationAimedAt,
    QualificationSettled,
)
