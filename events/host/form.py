"""A form as a page draws it: what was typed, and the sentence that says what is wrong with a field."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from starlette.datastructures import FormData


@dataclass(frozen=True, slots=True)
class Form:
    """`typed`: field → its texts, as sent. `wrong`: field → a Japanese sentence, in the order of the page.

    `prefix` keeps the ids of two forms on one page apart.
    """

    typed: Mapping[str, str | Sequence[str]] = field(default_factory=dict)
    wrong: Mapping[str, str] = field(default_factory=dict)
    prefix: str = "f"

    @classmethod
    def of(cls, sent: FormData) -> "Form":
        """The texts of a submitted form; files are left out."""
        pairs = [(name, value) for name, value in sent.multi_items() if isinstance(value, str)]
        return cls({name: [v for n, v in pairs if n == name] for name, _ in pairs})

    def id(self, name: str) -> str:
        """The id of a field's control."""
        return f"{self.prefix}-{name}"

    def values(self, name: str) -> tuple[str, ...]:
        """Every text of a field, e.g. of ticked boxes."""
        typed = self.typed.get(name, ())
        return (typed,) if isinstance(typed, str) else tuple(typed)

    def value(self, name: str) -> str:
        """The text of a field, empty if nothing was sent."""
        return next(iter(self.values(name)), "")

    def error(self, name: str) -> str:
        """The sentence beside a field, empty if it is right."""
        return self.wrong.get(name, "")

    def with_errors(self, wrong: Mapping[str, str] | Iterable[tuple[str, str]]) -> "Form":
        """The same texts with these sentences."""
        return replace(self, wrong=dict(wrong))
