"""The standard forms of intake on paper: each from what was recorded, or blank."""
