"""The proof that a record stands in a log, as a file that needs nobody to be believed."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from events.host.answers import Missing
from events.host.auth import Requires
from events.host.desk import AtDesk
from events.ledger.ledger import NotSigned

router = APIRouter(dependencies=[Requires("audit.read")])

Position = Annotated[int, Path(ge=1, le=2**62)]


@router.get("/api/proofs/{position}", summary="記録の証明")
def proof(position: Position, desk: AtDesk) -> Response:
    """`.tlog-proof` of the entry at this position; 404 where there is none, 503 until it is signed.

    Positions tell nothing of a person: the file holds hashes only.
    """
    runtime = desk.runtime
    try:
        made = runtime.ledger.proof(position)
    except NotSigned:
        if position > runtime.log.reading.head():
            raise Missing from None
        runtime.ledger.soon()
        raise
    name = f"{runtime.service}-{position}.tlog-proof"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(str(made), media_type="text/plain; charset=utf-8", headers=headers)
