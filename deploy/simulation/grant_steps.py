"""The commands of a grant: paper, correction, 起案, 審査, 決裁, and month by month the money."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final
from uuid import uuid5

from deploy.simulation import money_steps
from deploy.simulation.grant_life import NUMBER, GrantLife
from deploy.simulation.life import Life
from deploy.simulation.outline import GrantOutline, StopOutline
from deploy.simulation.setting import Amounts
from deploy.simulation.step import Typed
from events.contract import Event
from events.contract.codes import Medium
from services.benefits import decisions as benefits
from services.benefits.grant import Grant

POST: Final = "福祉局 生活困窮者自立支援室長"
BANKS: Final = (("見本銀行", "本店"), ("みほん信用金庫", "西支店"), ("見本信用組合", "浪速支店"))


def steps(life: Life, grant: GrantOutline) -> Iterator[Typed]:
    """In the order of the law."""
    made = _Papers(life, grant)
    yield made.received()
    if grant.corrected_on:
        yield made.corrected(grant.corrected_on)
    yield made.drafted()
    yield made.reviewed()
    yield made.decided()
    if not grant.months:
        return
    yield from money_steps.steps(life, grant)
    if grant.stop:
        yield made.stopped(grant.stop)
    if grant.ended_on:
        yield made.ended(grant.ended_on)


class _Papers(GrantLife):
    """The paper, what was found, what was decided."""

    @property
    def _figures(self) -> dict[str, Any]:
        grant = self.grant
        bank, branch = BANKS[self.life.ordinal % len(BANKS)]
        return {
            "household_size": grant.household_size,
            "income_yen": grant.income_yen,
            "savings_yen": grant.savings_yen,
            "rent_yen": grant.rent_yen,
            "payee_person": uuid5(self.case, "payee/1"),
            "payee_name": "見本不動産 株式会社",
            "payee_bank": bank,
            "payee_branch": branch,
            "payee_account": f"普通 {self.life.ordinal + 1_000_000:07d}",
        }

    def received(self) -> Typed:
        """支給申請, with 補正依頼 where papers are missing."""
        grant = self.grant
        return self.typed(
            grant.arrived_on,
            benefits.receive_application,
            lambda today, _: benefits.ReceiveApplication(
                today=today,
                arrived_on=grant.arrived_on,
                person=self.life.person,
                grant_no=NUMBER,
                medium=Medium.COUNTER,
                cause=grant.cause,
                cause_on=grant.cause_on,
                dwelling="民間賃貸 1DK",
                missing=grant.missing,
                due_on=grant.due_on,
                **self._figures,
            ),
            "counsellor",
        )

    def corrected(self, on: date) -> Typed:
        """補正."""
        return self.typed(
            on,
            benefits.correct_application,
            lambda today, _: benefits.CorrectApplication(
                today=today, corrected_on=on, **self._figures
            ),
            "counsellor",
        )

    def drafted(self) -> Typed:
        """支給起案: every item checked."""
        on, arrived = self.grant.drafted_on, self.grant.arrived_on
        amounts = _needed(self.life.setting.amounts)
        return self.typed(
            on,
            benefits.draft_grant,
            lambda today, _: benefits.DraftGrant(
                today=today,
                drafted_on=on,
                drafter=self.acting("municipal_officer", on),
                first_month=arrived.strftime("%Y-%m"),
                standard=amounts.standard(self.grant.household_size, arrived),
                rule=amounts.rule(arrived),
                main_earner=True,
                housing_at_risk=True,
                seeking_work=True,
                no_overlap=True,
                no_gang_member=True,
            ),
            "municipal_officer",
        )

    def reviewed(self) -> Typed:
        """審査 by a superior."""
        on = self.grant.reviewed_on
        return self.typed(
            on,
            benefits.review_grant,
            lambda today, _: benefits.ReviewGrant(
                today=today,
                reviewed_on=on,
                reviewer=self.acting("decision_maker", on),
                opinion="書類を確かめた。",
            ),
            "decision_maker",
        )

    def decided(self) -> Typed:
        """決裁, as proposed."""
        return self.typed(self.grant.decided_on, _as_proposed, self._decision, "decision_maker")

    def _decision(self, today: date, standing: str) -> dict[str, Any]:
        on = self.grant.decided_on
        return {
            "today": today,
            "on": on,
            "decider": self.acting("decision_maker", on),
            "standing": standing,
            "number": f"福住第{self.life.ordinal + 1}号",
        }

    def stopped(self, stop: StopOutline) -> Typed:
        """支給中止."""
        return self.typed(
            stop.on,
            benefits.stop_grant,
            lambda today, _: benefits.StopGrant(
                today=today,
                stopped_on=stop.on,
                last_month=stop.last_month,
                reason=stop.reason,
                reasons="就職により収入が基準を超えたため。",
            ),
            "decision_maker",
        )

    def ended(self, on: date) -> Typed:
        """支給終了."""
        return self.typed(
            on,
            benefits.end_grant,
            lambda today, _: benefits.EndGrant(today=today, ended_on=on),
            "municipal_officer",
        )


def _as_proposed(state: Grant | None, command: dict[str, Any]) -> Sequence[Event]:
    """支給決定 or 不支給決定, whichever was proposed."""
    given = {
        "today": command["today"],
        "decider": command["decider"],
        "post": POST,
        "entitled": True,
        "approved": command["standing"],
        "standing": command["standing"],
        "number": command["number"],
    }
    proposed = state.proposal if state else None
    if proposed is None or proposed.proposal:
        return benefits.decide_grant(state, benefits.DecideGrant(decided_on=command["on"], **given))
    return benefits.refuse_grant(
        state,
        benefits.RefuseGrant(
            refused_on=command["on"],
            citation="施行規則10条",
            reasons="収入要件を満たさないため。",
            **given,
        ),
    )


def _needed(amounts: Amounts | None) -> Amounts:
    if amounts is None:
        raise ValueError("a grant needs the amounts of the body")
    return amounts
