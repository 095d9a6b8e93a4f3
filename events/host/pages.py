"""Drawing a page: templates of a service above those of the kit, and the headers every page carries."""

from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from events.host import charts
from events.host.date_echo import date_echo
from events.host.filters import FILTERS, Column, choices
from events.host.form import Form
from events.host.frame import Frame, frame_of
from events.host.static_files import static_files, static_url
from events.host.steps import step_states
from events.host.words import Words

__all__ = ["Frame", "Pages", "static_files"]

KIT = Path(__file__).with_name("pages")
MACROS = ("marks", "fields", "controls", "surfaces", "tables", "history", "work")

HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    "Vary": "HX-Request",
    "X-Content-Type-Options": "nosniff",
}

ERROR_TEMPLATES = {403: "forbidden", 404: "missing", 409: "overtaken", 422: "refused"}


class Pages:
    """The pages of one service. `service` marks the current item of the navigation."""

    def __init__(self, service: str, *folders: Path) -> None:
        self.service = service
        self.own_static = tuple(
            beside for folder in folders if (beside := folder.parent / "static").is_dir()
        )
        """`static` beside the templates of the service, to be mounted with the kit's."""
        self.own_sheets = sorted(file.name for at in self.own_static for file in at.glob("*.css"))
        self.templates = Environment(
            loader=FileSystemLoader([*folders, KIT]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # the program does not change while it runs: no look at the disk per page
        )
        self.templates.filters.update(FILTERS)
        self.templates.globals.update(
            Form=Form, choices=choices, column=Column, step_states=step_states, geometry=charts
        )
        self.templates.globals["date_echo"] = date_echo
        self.templates.globals["ui"] = ui = SimpleNamespace()
        self.templates.globals["chart"] = chart = SimpleNamespace()
        self._take_macros(ui, *MACROS)
        self._take_macros(chart, "charts")

    @cached_property
    def words(self) -> Words:
        """Labels of the fields of these pages."""
        return Words.of(self.templates)

    def render(
        self,
        request: Request,
        template: str,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **context: Any,
    ) -> HTMLResponse:
        """A page, or a fragment where the template extends nothing."""
        return HTMLResponse(
            self.text(request, template, **context), status, {**HEADERS, **(headers or {})}
        )

    def text(self, request: Request, template: str, **context: Any) -> str:
        """The bare text, e.g. for a message of a live stream."""
        if "here" in context:
            raise ValueError(f"{template}: `here` is the address of the page, where its form goes")
        around = {
            "request": request,
            "service": self.service,
            "place": self.service,
            "here": request.url.path,
            "frame": frame_of(request),
            "static": lambda name: static_url(request, name, *self.own_static),
            "own_sheets": self.own_sheets,
        }
        return self.templates.get_template(template).render(around | context)

    def refused(
        self,
        request: Request,
        status: int,
        title: str,
        *,
        explanation: str = "",
        fields: Sequence[tuple[str, str]] = (),
        **context: Any,
    ) -> HTMLResponse:
        """A "no" for people: a fragment inside the page that asked, else a page of its own.

        `fields` = (field name, sentence). Texts name the field and the rule, never a value.
        """
        name = ERROR_TEMPLATES.get(status, "unavailable" if status >= 500 else "refused")
        inside = "HX-Request" in request.headers
        said: dict[str, Any] = {"title": title, "explanation": explanation, "fields": fields}
        template = f"errors/{name}.html" if inside else "errors/page.html"
        return self.render(request, template, status, error=name, **said, **context)

    def _take_macros(self, into: SimpleNamespace, *names: str) -> None:
        """Put the macros of kit files under one name, so that a page needs no import."""
        for name in names:
            module = self.templates.get_template(f"kit/{name}.html").module
            macros = {key: item for key, item in vars(module).items() if not key.startswith("_")}
            vars(into).update(macros)
