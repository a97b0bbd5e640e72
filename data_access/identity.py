"""From who somebody is to what they may see: the only place where scopes are made.

The identity provider says who somebody is, and Streamlit keeps that in a cookie which it signs.
What they may see stands in our own tables and is looked up again and again; nothing that the
provider says of groups or roles counts.
"""

import hashlib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal

from sqlalchemy import Row, Select, and_, bindparam, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from data_access import audit, queries
from data_access.database import Database, Records
from data_access.problems import DatabaseBusy, DatabaseProblem
from data_access.schema import account, account_municipality, sign_in
from data_access.scope import Role, Scope
from wording.text import Text

PATIENCE: Final = 0.5
"""Seconds that a reader waits for an import on SQLite before a note on their sign-in is put off."""
KEPT_SECONDS: Final = 31 * 24 * 3600
"""Streamlit's cookie lives as long: after that no sign-in can come back."""
VERIFIED: Final = ("email_verified", "xms_edov")
"""What providers call their word that the address is the person's own; the second is Entra ID's."""
ADMINISTRATORS: Final[tuple[Role, ...]] = ("prefecture", "open")
"""The roles that import, undo and edit; into the sample everybody does."""
WHOEVER: Final = "open"
"""Who acts where nobody signs in."""

STRANGER: Final = "stranger"
"""Who acts where people sign in and somebody has not."""

REFUSED: Final = "sign-in refused"
"""The audit's word for it."""

Reason = Literal["unknown", "revoked", "signed_out", "idle", "longest"]
"""Why somebody is not let in."""


class SignInMissing(DatabaseProblem):
    """Without sign-in only the sample is shown, and this database is not the sample's."""

    sentence: ClassVar[Text] = Text(
        ja="このデータベースの表示にはサインインの設定が必要です。サインインなしで表示できるのは"
        "サンプルデータだけです。.streamlit/secrets.toml の [auth] に設定し、"
        "python -m data_access roles で最初の利用者を登録してください（docs/sign-in.md）。",
        en="This database is shown only to people who have signed in; without sign-in only the "
        "sample data is. Set up [auth] in .streamlit/secrets.toml and enter the first person with "
        "python -m data_access roles (docs/sign-in.md).",
    )


class NotAnAdministrator(PermissionError):  # noqa: N818 - a role of ours, no state of the system
    """A role that may not write records asked to."""


@dataclass(frozen=True, slots=True)
class Claims:
    """What the identity provider says of a person who has signed in."""

    issuer: str
    subject: str
    signed_in_at: int
    nonce: str = ""
    email: str = ""
    """Normalised; empty unless the provider has verified that it is theirs."""

    @property
    def reference(self) -> str:
        """By which the audit and administrators name the person."""
        return reference(self.issuer, self.subject)

    @property
    def sign_in(self) -> str:
        """This one act of signing in."""
        return _digest(self.issuer, self.subject, str(self.signed_in_at), self.nonce)


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds after which a sign-in ends: without an act, and whatever the person does."""

    idle: float
    longest: float


@dataclass(frozen=True, slots=True)
class Admitted:
    """Somebody who has a role now."""

    account: int
    name: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class Turned:
    """Somebody who may not come in."""

    reason: Reason
    reference: str


def operator(prefecture: str) -> Scope:
    """For the person at the command line, who holds the database's password."""
    return Scope(prefecture, "prefecture")


def presenting(scope: Scope) -> Scope:
    """What a room may see, whoever shows it: what a presenter of the same prefecture sees."""
    return Scope(scope.prefecture, "presenter", frozenset())


def administered(records: Records, scope: Scope) -> Database:
    """The records for whoever may import, undo and look through them. Raises NotAnAdministrator."""
    if scope.role not in ADMINISTRATORS or not isinstance(records, Database):
        raise NotAnAdministrator(scope.role)
    return records


def open_access(database: Records, prefecture: str) -> Scope:
    """For everybody, where no sign-in is configured. Raises SignInMissing but for the sample."""
    scope = Scope(prefecture, "open")
    if not database.read(queries.sample_batches(), scope)[0].batches:
        raise SignInMissing
    return scope


def claims(said: Mapping[str, Any]) -> Claims | None:
    """What counts of the identity token's claims; None where they name nobody."""
    issuer, subject, at = said.get("iss"), said.get("sub"), said.get("iat")
    if not (said.get("is_logged_in") and issuer and subject and isinstance(at, int | float)):
        return None
    vouched = any(said.get(name) in (True, "true", "1") for name in VERIFIED)
    email = address(str(said.get("email") or "")) if vouched else ""
    return Claims(str(issuer), str(subject), int(at), str(said.get("nonce") or ""), email)


def address(written: str) -> str:
    """An e-mail address in the form in which they are compared."""
    return unicodedata.normalize("NFKC", written).strip().casefold()


def reference(issuer: str, subject: str) -> str:
    """Twelve digits that stand for a person, as 3f2a-9c41-b07d."""
    digits = _digest(issuer, subject)
    return "-".join((digits[:4], digits[4:8], digits[8:12]))


def _digest(*parts: str) -> str:
    """Of the parts with their lengths, so that no other parts look the same put together."""
    return hashlib.sha256("".join(f"{len(part)}:{part}" for part in parts).encode()).hexdigest()


def admit(
    database: Records, prefecture: str, who: Claims, limits: Limits, now: float
) -> Admitted | Turned:
    """What somebody may see now, or why nothing. Raises a DatabaseProblem.

    The first sign-in of somebody invited binds the invitation; every first sight of a sign-in is
    kept, so that other processes and other tabs of it know when it has ended.
    """
    door = Scope(prefecture, "door")
    found = database.read(_account(who), door) or _bound(database, door, who, now)
    if not found:
        return Turned("unknown", who.reference)
    [row] = found
    reason = _end_of(row, who, limits, now)
    if reason is not None:
        _end(database, door, who, reason, now)
        return Turned(reason, who.reference)
    if row.began_at is None:
        _begin(database, door, who, row.id, now)
    codes = frozenset(each.code for each in database.read(_municipalities(row.id), door))
    return Admitted(row.id, row.name, _scope(prefecture, row.role, codes))


def _scope(prefecture: str, role: Role, codes: frozenset[str]) -> Scope:
    return Scope(prefecture, role, None if role == "prefecture" else codes)


def _account(who: Claims) -> Select[Any]:
    columns = account.c
    seen = and_(sign_in.c.account_id == columns.id, sign_in.c.id == who.sign_in)
    return (
        select(
            *(columns.id, columns.name, columns.role, columns.revoked_at),
            *(sign_in.c.began_at, sign_in.c.seen_at, sign_in.c.ended_by),
        )
        .outerjoin_from(account, sign_in, seen)
        .where(columns.prefecture == bindparam("prefecture"))
        .where(columns.issuer == who.issuer, columns.subject == who.subject)
    )


def _municipalities(number: int) -> Select[Any]:
    columns = account_municipality.c
    return select(columns.municipality_code.label("code")).where(columns.account_id == number)


def _bound(database: Records, door: Scope, who: Claims, now: float) -> list[Row[Any]]:
    """The account of somebody who was invited, now theirs and without the address."""
    if not who.email:
        return []
    columns = account.c
    theirs = (
        columns.prefecture == door.prefecture,
        columns.invited == who.email,
        columns.invited_until > now,
        columns.issuer.is_(None),
    )
    found = database.read(select(columns.id).where(*theirs), door)
    if not found:
        return []
    taken = {"issuer": who.issuer, "subject": who.subject, "invited": None, "invited_until": None}
    with database.noting(door) as connection:
        connection.execute(update(account).where(*theirs).values(taken))
        detail = {"account": found[0].id}
        audit.add(connection, door.prefecture, who.reference, "invitation accepted", detail)
    return database.read(_account(who), door)


def _end_of(row: Row[Any], who: Claims, limits: Limits, now: float) -> Reason | None:
    """Why the sign-in holds no longer; None while it does."""
    if row.revoked_at is not None:
        return "revoked"
    if row.ended_by is not None:
        ended: Reason = row.ended_by
        return ended
    began = min(who.signed_in_at, now if row.began_at is None else row.began_at)
    if now - began > limits.longest:
        return "longest"
    if row.seen_at is not None and now - row.seen_at > limits.idle:
        return "idle"
    return None


def _begin(database: Records, door: Scope, who: Claims, number: int, now: float) -> None:
    """Keep that the sign-in was seen, and forget old ones of the same person.

    Another tab may have done so at the same moment, and an import on SQLite may be in the way:
    then the next look does it.
    """
    row = {"id": who.sign_in, "account_id": number, "began_at": int(now), "seen_at": int(now)}
    old = sign_in.c.account_id == number, sign_in.c.began_at < now - KEPT_SECONDS
    try:
        with database.noting(door, PATIENCE) as connection:
            connection.execute(insert(sign_in), row)
            connection.execute(delete(sign_in).where(*old))
    except (IntegrityError, DatabaseBusy):
        pass


def _end(database: Records, door: Scope, who: Claims, reason: Reason, now: float) -> None:
    ended = update(sign_in).where(sign_in.c.id == who.sign_in, sign_in.c.ended_by.is_(None))
    try:
        with database.noting(door, PATIENCE) as connection:
            connection.execute(ended.values(ended_at=int(now), ended_by=reason))
    except DatabaseBusy:
        pass  # the clock says the same at the next look


def touch(database: Records, prefecture: str, who: Claims, now: float) -> None:
    """Keep that the person did something; put off while an import is in the way on SQLite."""
    acted = update(sign_in).where(sign_in.c.id == who.sign_in, sign_in.c.ended_by.is_(None))
    try:
        with database.noting(Scope(prefecture, "door"), PATIENCE) as connection:
            connection.execute(acted.values(seen_at=int(now)))
    except DatabaseBusy:
        pass


def leave(database: Records, prefecture: str, who: Claims, now: float) -> None:
    """End the sign-in in every tab, and for whoever has a copy of the cookie.

    Raises a DatabaseProblem: then it has not ended.
    """
    door = Scope(prefecture, "door")
    for row in database.read(_account(who), door):
        if row.began_at is None:
            _begin(database, door, who, row.id, now)
    ended = update(sign_in).where(sign_in.c.id == who.sign_in, sign_in.c.ended_by.is_(None))
    with database.noting(door) as connection:
        connection.execute(ended.values(ended_at=int(now), ended_by="signed_out"))


def refuse(database: Records, prefecture: str, who: Claims, reason: Reason) -> None:
    """A line in the audit for somebody who was not let in.

    An administrator gives them a role by their reference, so their identity stands in it.
    """
    detail = {"reason": reason, "issuer": who.issuer, "subject": who.subject}
    door = Scope(prefecture, "door")
    audit.note(database, door, who.reference, REFUSED, detail, PATIENCE)


def note_refused(database: Records, prefecture: str, who: str, asked: str) -> None:
    """A line in the audit for a request that was refused outside any page."""
    door = Scope(prefecture, "door")
    audit.note(database, door, who, f"{asked} refused", {}, PATIENCE)
