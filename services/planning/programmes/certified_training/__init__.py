"""認定就労訓練: brokerage to a certified employer and its course. Pure."""

from events.contract.certified_training import (
    TrainingBegun,
    TrainingEnded,
    TrainingPlaceVisited,
    TrainingProposed,
    TrainingReviewed,
)
from services.planning.programmes.work_book import evolving

NAME = "certified-training"
"""Names the stream; never changed."""

evolve = evolving(
    TrainingProposed, TrainingPlaceVisited, TrainingBegun, TrainingReviewed, TrainingEnded
)
