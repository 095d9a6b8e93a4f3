"""The standard forms of planning on paper: each from what was recorded, or blank."""
