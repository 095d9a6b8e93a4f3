"""Sign-ins kept on the server: an opaque token in the cookie, its hash in `host.sign_in`.

Four services share the table; each keeps a look-up for at most 60 s, so a revoked person is out by then.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from threading import Lock
from typing import Any, Final
from uuid import UUID

from psycopg import Connection
from psycopg.errors import DiskFull
from psycopg_pool import ConnectionPool

from events.host import accounts, partner_tokens, passwords
from events.host.answers import Throttled
from events.host.auth import Assignment, Staff
from events.host.pools import short_pool

CACHE: Final = timedelta(seconds=60)
CACHED_AT_MOST: Final = 5_000
WINDOW: Final = timedelta(minutes=15)
FAILURES_AT_MOST: Final = 10
"""Failed attempts for one login name within the window (assumed)."""

REMEMBERED: Final = timedelta(days=1)

ACCOUNT: Final = (
    "a.account_id, a.login, a.person, a.display_name, a.roles, a.is_demo, a.password_hash"
)

Expand = Callable[[frozenset[str], date], frozenset[str]]
"""Area codes of an assignment → those codes and every area below them on that day."""


@dataclass(frozen=True, slots=True)
class Session:
    """A living sign-in. `must_change`: a one-time secret was used, nothing else is open yet."""

    staff: Staff
    login: str
    must_change: bool


@dataclass(frozen=True, slots=True)
class _Kept:
    session: Session
    until: datetime


class SignIn:
    """Entering, looking up and leaving, as `sign_in_keeper`.

    `secret` keys the hashes of login names in the throttle; `today` gives the Japanese day of an instant.
    """

    def __init__(
        self,
        conninfo: str,
        *,
        secret: bytes,
        idle: timedelta,
        longest: timedelta,
        today: Callable[[datetime], date],
        expand: Expand,
    ) -> None:
        self._pool: ConnectionPool[Connection[Any]] = short_pool(conninfo, "sign-in")
        self._secret = secret
        self._idle = idle
        self._longest = longest
        self._today = today
        self._expand = expand
        self._kept: dict[bytes, _Kept] = {}
        self._lock = Lock()

    def enter(self, login: str, password: str, now: datetime) -> str | None:
        """A new token, or None for a wrong name or password, whichever it was. Raises Throttled."""
        mark = hmac.digest(self._secret, login.casefold().encode(), "sha256")
        with self._pool.connection() as session:
            session.execute("insert into host.sign_in_failure values (%s, %s)", [mark, now])
            tries = session.execute(
                "select count(*) from host.sign_in_failure where login_hash = %s and at > %s",
                [mark, now - WINDOW],
            ).fetchone()
            found = session.execute(
                "select account_id, password_hash from host.account"
                " where login = %s and disabled_at is null",
                [login],
            ).fetchone()
        if tries is not None and tries[0] > FAILURES_AT_MOST:
            raise Throttled
        fits = passwords.matches(found[1] if found else None, password)
        if found is None or not fits:
            return None
        account, stored = found
        if passwords.outdated(stored):
            self._store_hash(account, passwords.hashed(password))
        return self._begin(account, mark, now)

    def who(self, token: str, now: datetime, *, active: bool = True) -> Session | None:
        """The living sign-in of a token; `active` False (live streams) does not keep it alive."""
        digest = _digest(token)
        with self._lock:
            kept = self._kept.get(digest)
        if kept and now < kept.until:
            return kept.session
        session = self._look_up(digest, now, active=active)
        with self._lock:
            if session is None:
                self._kept.pop(digest, None)
            elif active:
                if len(self._kept) >= CACHED_AT_MOST:
                    self._kept.clear()
                self._kept[digest] = _Kept(session, now + CACHE)
        return session

    def partner(self, token: str, now: datetime) -> Staff | None:
        """The partner desk a token belongs to; asked anew each time, so that a disabled one is out at once."""
        with self._pool.connection() as session:
            row = session.execute(
                f"select {ACCOUNT} from host.account a"
                " where a.password_hash = %s and a.disabled_at is null",
                [partner_tokens.stored(token)],
            ).fetchone()
        return None if row is None else self._session(row, now).staff

    def everybody(self, now: datetime) -> list[Staff]:
        """Everybody with a living account, with the roles of today."""
        with self._pool.connection() as session:
            rows = session.execute(
                f"select {ACCOUNT} from host.account a where a.disabled_at is null"
            ).fetchall()
        return [self._session(row, now).staff for row in rows]

    def names(self) -> dict[UUID, str]:
        """Pseudonym → name, also of accounts that are closed."""
        with self._pool.connection() as session:
            return dict(session.execute("select person, display_name from host.account").fetchall())

    def login_of(self, token: str, now: datetime) -> str:
        """The login name of a living sign-in, for the browser's store of passwords."""
        living = self.who(token, now)
        return living.login if living else ""

    def owner(self, token: str) -> UUID | None:
        """Whose sign-in it was, also after it ran out; None once it is swept or for a made-up token."""
        with self._pool.connection() as session:
            row = session.execute(
                "select account_id from host.sign_in where token_hash = %s", [_digest(token)]
            ).fetchone()
        return row[0] if row else None

    def leave(self, token: str) -> None:
        """End one sign-in; other browsers of the same person stay."""
        self._forget(_digest(token))
        with self._pool.connection() as session:
            session.execute("delete from host.sign_in where token_hash = %s", [_digest(token)])

    def change_password(self, token: str, old: str, new: str, now: datetime) -> bool:
        """Replace the password and end every other sign-in of the account; False for a wrong old one."""
        living = self.who(token, now)
        if living is None:
            return False
        with self._pool.connection() as session:
            row = session.execute(
                "select password_hash from host.account where account_id = %s",
                [living.staff.account],
            ).fetchone()
        if not passwords.matches(row[0] if row else None, old):
            return False
        passwords.acceptable(new, living.login)
        self._store_hash(living.staff.account, passwords.hashed(new))
        with self._pool.connection() as session:
            session.execute(
                "delete from host.sign_in where account_id = %s and token_hash <> %s",
                [living.staff.account, _digest(token)],
            )
        with self._lock:
            self._kept.clear()
        return True

    def sweep(self, now: datetime) -> None:
        """Remove what ended a day ago; until then a form that comes late is known to be its owner's."""
        with self._pool.connection() as session:
            session.execute("delete from host.sign_in where expires_at <= %s", [now - REMEMBERED])
            session.execute("delete from host.sign_in_failure where at <= %s", [now - WINDOW])

    def close(self) -> None:
        """Close the connections."""
        self._pool.close()

    def _begin(self, account: UUID, mark: bytes, now: datetime) -> str:
        token = secrets.token_urlsafe(32)
        with self._pool.connection() as session, session.transaction():
            session.execute(
                "insert into host.sign_in values (%s, %s, %s, %s, %s)",
                [_digest(token), account, now, now, now + self._longest],
            )
            session.execute("delete from host.sign_in_failure where login_hash = %s", [mark])
        return token

    def _look_up(self, digest: bytes, now: datetime, *, active: bool) -> Session | None:
        """One round trip. A sign-in seen less than a cache life ago may have been in use since."""
        alive = (
            "s.token_hash = %(digest)s and s.expires_at > %(now)s and s.seen_at > %(idle)s"
            " and a.disabled_at is null and a.account_id = s.account_id"
        )
        update = (
            "update host.sign_in s set seen_at = greatest(s.seen_at, %(now)s)"
            f" from host.account a where {alive} returning {ACCOUNT}"
        )
        select = f"select {ACCOUNT} from host.sign_in s, host.account a where {alive}"
        values = {"digest": digest, "now": now, "idle": now - self._idle - CACHE}
        with self._pool.connection() as session:
            try:
                row = session.execute(update if active else select, values).fetchone()
            except DiskFull:  # reading goes on, and whoever was here a moment ago stays
                row = session.execute(select, values).fetchone()
        return None if row is None else self._session(row, now)

    def name_of(self, person: UUID) -> str:
        """The name of a colleague, "" for somebody without an account."""
        with self._pool.connection() as session:
            row = session.execute(
                "select display_name from host.account where person = %s", [person]
            ).fetchone()
        return str(row[0]) if row else ""

    def colleagues(self, wards: frozenset[str], now: datetime) -> list[Staff]:
        """Everybody with a role today in one of these wards, by name."""
        with self._pool.connection() as session:
            rows = session.execute(
                f"select {ACCOUNT} from host.account a order by display_name, account_id"
            ).fetchall()
        known = (self._session(row, now).staff for row in rows)
        return [staff for staff in known if staff.roles and staff.wards & wards]

    def _session(self, row: tuple[Any, ...], now: datetime) -> Session:
        account, login, person, name, roles, demo, stored = row
        today = self._today(now)
        held = [one for one in accounts.read(roles) if one.in_force(today)]
        staff = Staff(
            account=account,
            person=person,
            name=name,
            roles=tuple(self._widened(one, today) for one in held),
            demo=demo,
            login=login,
        )
        return Session(staff, login, passwords.is_one_time(stored))

    def _widened(self, held: Assignment, today: date) -> Assignment:
        return replace(held, wards=self._expand(held.wards, today))

    def _store_hash(self, account: UUID, stored: str) -> None:
        with self._pool.connection() as session:
            session.execute(
                "update host.account set password_hash = %s where account_id = %s",
                [stored, account],
            )

    def _forget(self, digest: bytes) -> None:
        with self._lock:
            self._kept.pop(digest, None)


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
