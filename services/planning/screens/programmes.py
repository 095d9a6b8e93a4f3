"""The programmes whose records a case may have, in the order of the national table of services."""

from typing import Any

from services.planning.screens.certified_training import TRAINING
from services.planning.screens.job_search import JOB_SEARCH
from services.planning.screens.learning_children import LEARNING
from services.planning.screens.linked_programmes import LINKED
from services.planning.screens.programme_file import Programme
from services.planning.screens.work_preparation import PREPARATION

PROGRAMMES: tuple[Programme[Any], ...] = (PREPARATION, TRAINING, JOB_SEARCH, LINKED, LEARNING)
