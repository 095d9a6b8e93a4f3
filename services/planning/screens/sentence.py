"""Short statements put together for people."""


def joined(*parts: str) -> str:
    """The parts that say something, as sentences: 「就労 求職中。月収 80,000円」."""
    said = [part for part in parts if part]
    return "。".join([*(part.rstrip("。") for part in said[:-1]), *said[-1:]])


def named(term: str, text: str) -> str:
    """The text with its term, or nothing where there is no text."""
    return f"{term} {text}" if text else ""
