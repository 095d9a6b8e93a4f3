"""Every page below a case's own path, so that a test can ask all of them with an id that is no case."""

from fastapi import FastAPI

from tests.journeys.test_host_routes import routes


def case_pages(app: FastAPI, service: str) -> list[str]:
    """Paths with `{case}` and no other parameter that answer GET."""
    names = [name.removeprefix("GET ") for name, _, _ in routes(app) if name.startswith("GET ")]
    return sorted(
        name
        for name in names
        if name.startswith(f"/{service}/cases/{{case}}") and name.count("{") == 1
    )
