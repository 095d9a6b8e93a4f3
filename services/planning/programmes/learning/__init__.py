"""子どもの学習・生活支援: children of a family, their tutors, sites and days. Pure."""

from services.planning.programmes.learning.book import evolve

__all__ = ["NAME", "evolve"]

NAME = "child-learning"
"""Names the stream; never changed."""
