"""The web application of intake: pages under /intake, the same decisions as JSON under /intake/api."""

from collections.abc import Sequence

from fastapi import FastAPI

from events.bus.follow import Follower
from events.host.http import Worker, service_app
from events.host.runtime import Runtime
from events.host.sweeper import Sweeper
from services.intake.followers import TABLES
from services.intake.key_destroyer import KeyDestroyer
from services.intake.look import dress
from services.intake.person_index import PersonIndex
from services.intake.routes import (
    assistance_pages,
    case_in_council,
    case_page,
    concern_destruction,
    concern_list,
    concern_new,
    concern_page,
    concern_reply,
    concern_steps,
    consent_pages,
    contact_pages,
    correction_page,
    councils,
    destruction_page,
    doubles_page,
    flyers,
    handover_sheet,
    identity_page,
    introduction_page,
    machine,
    mail_page,
    names,
    notices,
    papers_page,
    partners_page,
    reception,
    referral_pages,
    safety,
    sheets,
    step_forms,
    told_at_reception,
    transfer_pages,
    worklist_page,
)
from services.intake.routes.names import names_from
from services.intake.routes.people import Filler
from services.intake.routes.told_beside import instructions


def create_app(runtime: Runtime, followers: Sequence[Worker] | None = None) -> FastAPI:
    """Pages of intake, what fills its table (default: the embedded road), and the index of persons."""
    if followers is None:
        followers = [Follower("intake", TABLES, runtime.address.conninfo, runtime.codec)]
    people = PersonIndex()
    app = service_app(
        runtime,
        worklist_page.router,
        reception.router,
        case_page.router,
        destruction_page.router,
        papers_page.router,
        mail_page.router,
        flyers.router,
        sheets.router,
        step_forms.router,
        safety.router,
        assistance_pages.router,
        correction_page.router,
        consent_pages.router,
        contact_pages.router,
        referral_pages.router,
        identity_page.router,
        introduction_page.router,
        doubles_page.router,
        told_at_reception.router,
        names.router,
        transfer_pages.router,
        handover_sheet.router,
        machine.router,
        concern_list.router,
        concern_new.router,
        concern_page.router,
        concern_destruction.router,
        concern_reply.router,
        concern_steps.router,
        councils.router,
        case_in_council.router,
        partners_page.router,
        notices.router,
        followers=[
            *followers,
            Filler(people, runtime),
            Sweeper(KeyDestroyer(runtime), "end of keys"),
        ],
    )
    app.state.people = people
    app.state.names = names_from(people, runtime.log)
    dress(app, runtime.pages)
    runtime.pages.templates.globals["warned"] = instructions
    return app
