"""Every route of every application demands a permission; the few public ones are listed here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from deploy import onebox
from deploy.roles import SERVICES
from events.host import areas, municipality_file
from events.host.address import Address
from events.host.auth import PERMISSIONS, Requirement, Requires
from events.host.front import Front, front
from events.host.runtime import installation, service
from events.host.settings import Settings
from events.host.status import Observer
from events.log.key_file import KeyFile
from events.testing import postgres
from tests.conftest import Servers

ROOT = Path(__file__).parents[2]
PUBLIC = {
    "GET /live", "GET /ready", "GET /sign-in", "POST /sign-in", "POST /sign-out", "MOUNT /static",
    *(f"GET /{name}/live" for name in SERVICES),
    *(f"GET /{name}/ready" for name in SERVICES),
    *(f"MOUNT /{name}/static" for name in SERVICES),
    "MOUNT /intake/look",
}  # fmt: skip
NEW_CASES = {"POST /intake/api/cases/{case}/consultation"}
OF_BOTH_OFFICES = {
    "GET /intake/transfers/{case}/{transfer_no}",
    "POST /intake/transfers/{case}/{transfer_no}",
}
"""A transfer is read and answered by the ward asked too: `transfer_file` checks both (test_transfer.py)."""
"""The caller chooses the id of a case that does not exist yet; the ward is in the body and checked there."""


def built() -> list[str]:
    return [name for name in SERVICES if (ROOT / "services" / name / "http.py").exists()]


@pytest.fixture(scope="module")
def whole(servers: Servers, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """All services of this tree below the front page, on a real database."""
    with postgres.copied(servers.office) as address:
        yield from installed(address, tmp_path_factory.mktemp("routes"))


def installed(address: Address, tmp_path: Path) -> Iterator[FastAPI]:
    with_areas = areas.load(ROOT / "deploy/areas.csv")
    city = municipality_file.load(ROOT / "deploy/municipality.toml", with_areas)
    settings = Settings(home=tmp_path, keys=tmp_path.with_name(f"{tmp_path.name}.keys"))
    with installation(settings, address, KeyFile.make(settings.keys), with_areas, city) as around:
        mounted = {}
        opened = [service(n, around, ROOT / "services" / n / "pages") for n in built()]
        runtimes = [one.__enter__() for one in opened]
        mounted = {f"/{runtime.service}": onebox.create(runtime) for runtime in runtimes}
        yield front(around, Front(mounted, Observer(tmp_path, runtimes, list, around.clock)))
        for one in reversed(opened):
            one.__exit__(None, None, None)


def routes(
    app: FastAPI, prefix: str = ""
) -> Iterator[tuple[str, list[Requirement], Route | Mount]]:
    """`METHOD /path`, what it demands, the route; mounted applications included."""
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, Mount):
            path = prefix + route.path
            if isinstance(route.app, FastAPI):
                yield from routes(route.app, path)
            else:
                yield f"MOUNT {path}", [], route
            continue
        dependant = getattr(context, "dependant", None)
        demanded = [
            found.call
            for found in (dependant.dependencies if dependant else [])
            if isinstance(found.call, Requirement)
        ]
        for method in sorted((route.methods or {"ANY"}) - {"HEAD"}):
            yield f"{method} {prefix}{context.path}", demanded, route


def unguarded(app: FastAPI) -> set[str]:
    return {name for name, demanded, _ in routes(app) if not demanded}


def test_every_route_demands_a_permission(whole: FastAPI):
    assert len(set(routes_by_name(whole))) > 12
    assert unguarded(whole) <= PUBLIC, sorted(unguarded(whole) - PUBLIC)


def test_the_list_of_public_routes_names_nothing_that_is_not_there(whole: FastAPI):
    missing = {name for name in SERVICES if name not in built()}
    expected = {one for one in PUBLIC if one.split("/")[1] not in missing}
    assert expected <= set(routes_by_name(whole))


def test_what_is_mounted_in_public_are_files_only(whole: FastAPI):
    mounts = [route for name, _, route in routes(whole) if name.startswith("MOUNT")]
    assert mounts
    assert all(isinstance(route.app, StaticFiles) for route in mounts)


def test_every_route_that_names_a_case_checks_its_ward(whole: FastAPI):
    """`{case}` in a path without a scope would show another ward's case."""
    loose = {
        name
        for name, demanded, _ in routes(whole)
        if "{case}" in name and not any(one.scope == "case" for one in demanded)
    }
    assert loose == NEW_CASES | OF_BOTH_OFFICES


def test_no_permission_is_without_a_role_and_no_route_without_a_role_that_reaches_it(
    whole: FastAPI,
):
    held = frozenset[str]().union(*PERMISSIONS.values())
    for name, demanded, _ in routes(whole):
        assert {one.permission for one in demanded} <= held, name


def test_every_file_demands_the_right_to_export_and_nothing_else_does(whole: FastAPI):
    """A route of a file ends in `.{kind}`; one with a fixed ending would be found by its ending."""
    files = {
        name
        for name, _, _ in routes(whole)
        if name.endswith((".{kind}", ".csv", ".xlsx")) and not name.startswith("MOUNT")
    }
    demanding = {
        name
        for name, demanded, _ in routes(whole)
        if any(one.permission == "export.make" for one in demanded)
    }
    assert len(files) >= 6
    assert files == demanding


def test_no_personal_field_is_taken_from_an_address(whole: FastAPI):
    """Names, numbers and birth dates come by POST bodies only (screens.md §11)."""
    personal = {
        "name",
        "kana",
        "phone",
        "tel",
        "born_on",
        "birth",
        "address",
        "email",
        "q",
        "story",
    }
    for name, _, route in routes(whole):
        method, path = name.split(" ", 1)
        dependant = getattr(route, "dependant", None)
        if dependant is None:
            continue
        taken = {one.name for one in dependant.query_params}
        assert not taken & personal, f"{method} {path}"


def test_the_walk_finds_a_route_without_a_permission():
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None)
    inner = FastAPI(docs_url="/docs", redoc_url=None, openapi_url="/openapi.json")
    router = APIRouter()

    @router.get("/open")
    def open_to_all() -> None: ...

    @router.get("/shut", dependencies=[Requires("case.read")])
    def shut() -> None: ...

    inner.include_router(router)
    app.mount("/inner", inner)
    found = unguarded(app)
    assert {"GET /inner/open", "GET /inner/docs", "GET /inner/openapi.json"} <= found
    assert "GET /inner/shut" not in found


def routes_by_name(app: FastAPI) -> list[str]:
    return [name for name, _, _ in routes(app)]
