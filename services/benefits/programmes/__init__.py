"""One folder per programme: its rules as small pure functions, its figures as dated, cited data."""
