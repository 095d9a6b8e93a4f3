"""A drawn sheet as a PDF: set by WeasyPrint, with the fonts of this computer and nothing from any network."""

from __future__ import annotations

import logging
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from events.host.static_files import FOLDER

SHEET: Final = FOLDER / "a4.css"
CITY: Final = "Yorisoi City"
"""Name under which the city's own fonts come before all others."""


class NoPdf(Exception):
    """A part of printing is not installed; the text says which."""


def as_pdf(page: str, own_fonts: tuple[Path, ...] = ()) -> bytes:
    """The sheet of an `a4.html` page. NoPdf where WeasyPrint or Pango is missing."""
    try:
        from weasyprint import CSS, HTML  # loads libraries of the system
        from weasyprint.text.fonts import FontConfiguration
    except (ImportError, OSError) as fault:
        raise NoPdf from fault
    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # else it quotes what it reads
    configured = FontConfiguration()
    faces = [
        f'@font-face {{ font-family: "{CITY} {n}"; src: url("{path.as_uri()}"); }}'
        for n, path in enumerate(own_fonts)
    ]
    families = ", ".join([f'"{CITY} {n}"' for n in range(len(own_fonts))] + ['"Noto Sans CJK JP"'])
    city = CSS(
        string="\n".join([*faces, f"html {{ font-family: {families}, sans-serif; }}"]),
        font_config=configured,
        url_fetcher=_only(own_fonts),
    )
    html = HTML(string=page, base_url="sheet:", url_fetcher=_only(()))
    made = html.write_pdf(
        stylesheets=[CSS(filename=SHEET, font_config=configured), city],
        font_config=configured,
        pdf_variant="pdf/ua-1",
    )
    return bytes(made)


def _only(allowed: tuple[Path, ...]) -> Any:
    """Gives these files and nothing else: the page's own links (style, script) are left out."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    files = {path.as_uri(): path for path in allowed}

    class Only(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - the library's shape
            if url not in files:
                raise ValueError("no address is fetched for a PDF")
            return URLFetcherResponse(url, files[url].read_bytes(), {"Content-Type": "font/otf"})

    return Only()


class _Words(HTMLParser):
    """The words of a page that are printed."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self._silent += tag in {"script", "style", "nav", "title"}

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in {"script", "style", "nav", "title"}

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.found.append(data)


def words(page: str) -> str:
    """All text that will stand on the paper."""
    reader = _Words()
    reader.feed(page)
    return "".join(reader.found)
