"""The style sheet that only intake's pages need, served beside the kit's."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from fastapi import FastAPI

from events.host.pages import Pages
from events.host.static_files import HashedFiles

FOLDER: Final = Path(__file__).parent
SHEET: Final = "intake.css"


def dress(app: FastAPI, pages: Pages) -> None:
    """Serve the sheet and tell the templates where it is."""
    app.mount("/look", HashedFiles(directory=FOLDER), name="look")
    version = sha256((FOLDER / SHEET).read_bytes()).hexdigest()[:12]
    pages.templates.globals["look"] = f"/intake/look/{SHEET}?v={version}"
