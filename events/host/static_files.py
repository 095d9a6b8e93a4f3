"""Style, script and mark of the pages: one mount per service, addresses that change with their content."""

from functools import cache
from hashlib import sha256
from pathlib import Path

from fastapi import Request
from fastapi.staticfiles import StaticFiles
from starlette.responses import Response
from starlette.types import Scope

FOLDER = Path(__file__).with_name("static")
FOR_EVER = "public, max-age=31536000, immutable"


class HashedFiles(StaticFiles):
    """A file asked for with its hash may be kept for a year; without one it is asked for again."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        hashed = scope["query_string"].startswith(b"v=") and response.status_code == 200
        response.headers["Cache-Control"] = FOR_EVER if hashed else "no-cache"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response


def static_files(*own: Path) -> HashedFiles:
    """To be mounted at /static inside each service application; `own` folders come before the kit's."""
    files = HashedFiles(directory=FOLDER)
    files.all_directories = [*own, FOLDER]
    return files


@cache
def _version(name: str, own: tuple[Path, ...]) -> str:
    file = next(folder / name for folder in (*own, FOLDER) if (folder / name).is_file())
    return sha256(file.read_bytes()).hexdigest()[:12]


def static_url(request: Request, name: str, *own: Path) -> str:
    """`/intake/static/app.css?v=…`: below the prefix under which this service is reached."""
    return f"{request.scope.get('root_path', '')}/static/{name}?v={_version(name, own)}"
