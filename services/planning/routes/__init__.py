"""Routes of planning, one part of the work per module."""
