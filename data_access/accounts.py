"""Who may sign in, and in which role: what administrators see and change.

An account begins as an invitation to an e-mail address, or with somebody who signed in and was
turned away. The address is deleted at the first sign-in; from then on the person is whom the
identity provider says, and administrators know them by the name that they gave.
"""

import time
import unicodedata
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import (
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from data_access import audit, identity
from data_access.database import Records
from data_access.schema import account, account_municipality, municipality, sign_in
from data_access.schema import audit as audit_lines
from data_access.scope import GIVEN, Given, Scope
from wording.text import Text

INVITED_SECONDS: Final = 30 * 24 * 3600
STRANGERS_SECONDS: Final = 30 * 24 * 3600
"""How long somebody who was turned away is offered to administrators."""
LONGEST_NAME: Final = 60
LONGEST_ADDRESS: Final = 254

State = Literal["active", "invited", "expired", "revoked"]


class NotAllowed(Exception):  # noqa: N818 - a refusal, in a sentence
    """A change that was not made; `sentence` says why."""

    def __init__(self, sentence: Text) -> None:
        super().__init__(sentence.en)
        self.sentence = sentence


NO_ADMINISTRATOR = Text(
    ja="権限を変更できるのは都道府県の利用者だけです。",
    en="Only people of the prefecture may change roles.",
)
NAME = Text(
    ja="名前は1文字以上60文字以内で入力してください（例：小田原市 研修担当）。",
    en="Please give a name of 1 to 60 characters, such as “Odawara, training officer”.",
)
ADDRESS = Text(ja="メールアドレスを確認してください。", en="Please check the e-mail address.")
ALREADY = Text(
    ja="この人はすでに登録されています。一覧から選んで変更してください。",
    en="This person is entered already. Choose them from the list to change their role.",
)
ROLE = Text(ja="この権限はありません。", en="There is no such role.")
PLACES = Text(
    ja="市区町村の権限には、この都道府県の団体を一つ以上選んでください。",
    en="For the municipal role please choose one or more municipalities of this prefecture.",
)
NO_PLACES = Text(
    ja="団体を選べるのは、市区町村の権限だけです。",
    en="Only the municipal role goes with municipalities.",
)
NOBODY = Text(ja="その番号の利用者はいません。", en="There is nobody with that number.")
NO_STRANGER = Text(
    ja="その照会番号でサインインした人は、この30日間にいません。",
    en="Nobody with that reference has tried to sign in within the last 30 days.",
)
THE_LAST = Text(
    ja="都道府県の権限をもつ最後の一人です。先にほかの人を登録してください。",
    en="This is the last person with the role of the prefecture. Enter another one first.",
)


@dataclass(frozen=True, slots=True)
class Grant:
    """A role, and the municipalities that go with it."""

    role: str
    municipalities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Account:
    """One person with a role, or whose role was revoked."""

    id: int
    name: str
    role: Given
    municipalities: tuple[str, ...]
    state: State
    reference: str
    """Empty before the first sign-in."""
    invited: str
    """The address, before the first sign-in."""


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who signed in at the provider and has no account here."""

    reference: str
    issuer: str
    subject: str
    at: int
    """The stamp of the last attempt."""


@dataclass(frozen=True, slots=True)
class Register:
    """The prefecture's accounts, in the hands of an administrator.

    Raises NotAllowed where somebody else takes it up, and for every change that is not made.
    """

    database: Records
    scope: Scope
    who: str
    """Who changes something, for the audit."""

    def __post_init__(self) -> None:
        if self.scope.role != "prefecture":
            raise NotAllowed(NO_ADMINISTRATOR)

    def accounts(self) -> list[Account]:
        """Everybody who has or had a role in the prefecture, by name; those revoked come last."""
        places: dict[int, list[str]] = {}
        for row in self.database.read(_places(), self.scope):
            places.setdefault(row.account_id, []).append(row.code)
        rows = self.database.read(_accounts(), self.scope)
        found = [_account(row, tuple(places.get(row.id, ()))) for row in rows]
        return sorted(found, key=lambda each: (each.state == "revoked", each.name, each.id))

    def strangers(self) -> list[Stranger]:
        """Who was lately turned away for want of an account, the newest first."""
        known = {each.reference for each in self.accounts()}
        found: dict[str, Stranger] = {}
        for row in self.database.read(_turned_away(), self.scope):
            if row.detail.get("reason") == "unknown" and row.who not in known:
                stranger = Stranger(row.who, row.detail["issuer"], row.detail["subject"], row.at)
                found.setdefault(row.who, stranger)
        return list(found.values())

    def invite(self, name: str, email: str, grant: Grant) -> int:
        """Give a role to whoever first signs in with the address; gives the account's number."""
        email = identity.address(email)
        _check_address(email)
        until = int(time.time()) + INVITED_SECONDS
        return self._enter(name, {"invited": email, "invited_until": until}, grant, "role invited")

    def admit(self, name: str, reference: str, grant: Grant) -> int:
        """Give a role to somebody who was turned away, by their reference."""
        asked = reference.strip().casefold()
        for each in self.strangers():
            if each.reference == asked:
                return self.enter(name, each.issuer, each.subject, grant)
        raise NotAllowed(NO_STRANGER)

    def enter(self, name: str, issuer: str, subject: str, grant: Grant) -> int:
        """Give a role to somebody whose identity is known."""
        return self._enter(name, {"issuer": issuer, "subject": subject}, grant, "role given")

    def change(self, number: int, grant: Grant) -> None:
        """Give somebody another role, or a role again after it was revoked."""
        with self.database.noting(self.scope) as connection:
            _check(connection, self.scope, grant)
            row = _found(connection, self.scope, number)
            if grant.role != "prefecture":
                _check_others_remain(connection, self.scope, row)
            values = {"role": grant.role, "revoked_at": None}
            connection.execute(update(account).where(account.c.id == number).values(values))
            _set_places(connection, number, grant)
            self._note(connection, "role changed", row, grant)

    def revoke(self, number: int) -> None:
        """Take somebody's role away; an invitation that nobody has used is withdrawn."""
        with self.database.noting(self.scope) as connection:
            row = _found(connection, self.scope, number)
            _check_others_remain(connection, self.scope, row)
            if row.issuer is None:
                _delete(connection, number)
            else:
                _end(connection, number)
            self._note(connection, "role revoked", row)

    def _enter(self, name: str, whom: dict[str, Any], grant: Grant, action: str) -> int:
        row = {**whom, "prefecture": self.scope.prefecture, "name": _name(name), "role": grant.role}
        with self.database.noting(self.scope) as connection:
            _check(connection, self.scope, grant)
            _make_room(connection, self.scope, whom)
            new = insert(account).values({**row, "created_at": int(time.time())})
            key = connection.execute(new).inserted_primary_key
            assert key is not None
            number = int(key[0])
            _set_places(connection, number, grant)
            self._note(connection, action, _found(connection, self.scope, number), grant)
        return number

    def _note(
        self, connection: Connection, action: str, row: Row[Any], grant: Grant | None = None
    ) -> None:
        detail: dict[str, Any] = {"account": row.id}
        if row.issuer is not None:
            detail["whom"] = identity.reference(row.issuer, row.subject)
        if grant is not None:
            detail |= {"role": grant.role, "municipalities": sorted(grant.municipalities)}
        audit.add(connection, self.scope.prefecture, self.who, action, detail)


# What is asked ---------------------------------------------------------------------------------


def _accounts() -> Select[Any]:
    return select(account).where(account.c.prefecture == bindparam("prefecture"))


def _places() -> Select[Any]:
    columns = account_municipality.c
    return (
        select(columns.account_id, columns.municipality_code.label("code"))
        .join(account, account.c.id == columns.account_id)
        .where(account.c.prefecture == bindparam("prefecture"))
        .order_by(columns.account_id, columns.municipality_code)
    )


def _turned_away() -> Select[Any]:
    columns = audit_lines.c
    return (
        select(columns.who, columns.at, columns.detail)
        .where(columns.prefecture == bindparam("prefecture"), columns.action == identity.REFUSED)
        .where(columns.at > int(time.time()) - STRANGERS_SECONDS)
        .order_by(columns.at.desc(), columns.id.desc())
    )


def _found(connection: Connection, scope: Scope, number: int) -> Row[Any]:
    mine = account.c.id == number, account.c.prefecture == scope.prefecture
    row = connection.execute(select(account).where(*mine)).one_or_none()
    if row is None:
        raise NotAllowed(NOBODY)
    return row


def _account(row: Row[Any], places: tuple[str, ...]) -> Account:
    bound = row.issuer is not None
    return Account(
        id=row.id,
        name=row.name,
        role=row.role,
        municipalities=places,
        state=_state(row),
        reference=identity.reference(row.issuer, row.subject) if bound else "",
        invited=row.invited or "",
    )


def _state(row: Row[Any]) -> State:
    if row.revoked_at is not None:
        return "revoked"
    if row.issuer is not None:
        return "active"
    return "invited" if row.invited_until > time.time() else "expired"


# What is written -------------------------------------------------------------------------------


def _make_room(connection: Connection, scope: Scope, whom: dict[str, Any]) -> None:
    """An invitation that has expired gives way to a new one; nobody is entered twice."""
    same = [account.c.prefecture == scope.prefecture]
    same += [account.c[name] == value for name, value in whom.items() if name != "invited_until"]
    for row in connection.execute(select(account).where(*same)).all():
        if _state(row) != "expired":
            raise NotAllowed(ALREADY)
        _delete(connection, row.id)


def _set_places(connection: Connection, number: int, grant: Grant) -> None:
    columns = account_municipality.c
    connection.execute(delete(account_municipality).where(columns.account_id == number))
    rows = [
        {"account_id": number, "municipality_code": code} for code in sorted(grant.municipalities)
    ]
    if rows:
        connection.execute(insert(account_municipality), rows)


def _delete(connection: Connection, number: int) -> None:
    """An account that nobody ever signed in with."""
    places = account_municipality.c.account_id == number
    connection.execute(delete(account_municipality).where(places))
    connection.execute(delete(account).where(account.c.id == number))


def _end(connection: Connection, number: int) -> None:
    """The role, and every open sign-in."""
    now = int(time.time())
    connection.execute(update(account).where(account.c.id == number).values(revoked_at=now))
    theirs = sign_in.c.account_id == number, sign_in.c.ended_by.is_(None)
    ended = {"ended_at": now, "ended_by": "revoked"}
    connection.execute(update(sign_in).where(*theirs).values(ended))


# What is checked -------------------------------------------------------------------------------


def _name(written: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", written).split())
    if not 0 < len(name) <= LONGEST_NAME or not name.isprintable():
        raise NotAllowed(NAME)
    return name


def _check_address(email: str) -> None:
    local, at, domain = email.partition("@")
    plain = (
        email.isprintable() and len(email) <= LONGEST_ADDRESS and not any(map(str.isspace, email))
    )
    if not (plain and local and at and "." in domain and "@" not in domain):
        raise NotAllowed(ADDRESS)


def _check(connection: Connection, scope: Scope, grant: Grant) -> None:
    if grant.role not in GIVEN:
        raise NotAllowed(ROLE)
    if grant.role != "municipality":
        if grant.municipalities:
            raise NotAllowed(NO_PLACES)
        return
    codes = select(municipality.c.code).where(municipality.c.prefecture == scope.prefecture)
    if not grant.municipalities or grant.municipalities - set(connection.scalars(codes)):
        raise NotAllowed(PLACES)


def _check_others_remain(connection: Connection, scope: Scope, row: Row[Any]) -> None:
    """Somebody must be left who can manage the others."""
    columns = account.c
    others = (
        select(func.count())
        .where(columns.prefecture == scope.prefecture, columns.role == "prefecture")
        .where(columns.revoked_at.is_(None), columns.issuer.is_not(None), columns.id != row.id)
    )
    manages = row.role == "prefecture" and row.issuer is not None and row.revoked_at is None
    if manages and not connection.scalar(others):
        raise NotAllowed(THE_LAST)
