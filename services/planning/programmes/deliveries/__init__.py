"""一回ごとの提供: every time a service was given, and toward which objective of the plan."""
