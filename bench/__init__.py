"""Speed as ratios against a baseline of the same run (performance.md §9–10). Imported by nothing; never a test."""
