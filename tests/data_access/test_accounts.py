"""Who may sign in: what administrators change on both databases, and what the audit keeps."""

import time
from typing import Any

import pytest
import sqlalchemy as sa

from data_access import accounts, identity, schema
from data_access.accounts import Account, Grant, NotAllowed, Register
from data_access.database import Database
from data_access.scope import Scope
from wording.text import Text

KANAGAWA, FUJISAWA, YOKOHAMA, CHIYODA = "14", "14205", "14100", "13101"
ISSUER = "https://sign-in.example"
PREFECTURE, PRESENTER = Grant("prefecture"), Grant("presenter")
MUNICIPAL = Grant("municipality", frozenset({FUJISAWA, YOKOHAMA}))


@pytest.fixture
def register(database: Database) -> Register:
    return Register(database, identity.operator(KANAGAWA), "tester")


def only(register: Register) -> Account:
    [account] = register.accounts()
    return account


def rows(register: Register, table: sa.Table, *names: str) -> list[tuple[Any, ...]]:
    columns = [table.c[name] for name in names]
    with register.database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(*columns).order_by(columns[0]))]


def refused(sentence: Text) -> Any:
    return pytest.raises(NotAllowed, match=f"^{sentence.en.split('.')[0]}")


def test_an_invitation_names_an_address_and_no_identity(register: Register) -> None:
    number = register.invite(" 藤沢市　研修担当 ", " Yamada@City.Fujisawa.example ", MUNICIPAL)
    assert only(register) == Account(
        id=number,
        name="藤沢市 研修担当",
        role="municipality",
        municipalities=(YOKOHAMA, FUJISAWA),
        state="invited",
        reference="",
        invited="yamada@city.fujisawa.example",
    )


def test_somebody_known_is_entered_at_once(register: Register) -> None:
    register.enter("発表者", ISSUER, "7", PRESENTER)
    account = only(register)
    assert (account.state, account.invited) == ("active", "")
    assert account.reference == identity.reference(ISSUER, "7")


@pytest.mark.parametrize(
    ("grant", "sentence"),
    [
        (Grant("municipality"), accounts.PLACES),
        (Grant("municipality", frozenset({CHIYODA})), accounts.PLACES),
        (Grant("municipality", frozenset({FUJISAWA, "99999"})), accounts.PLACES),
        (Grant("prefecture", frozenset({FUJISAWA})), accounts.NO_PLACES),
        (Grant("open"), accounts.ROLE),
        (Grant("door"), accounts.ROLE),
        (Grant(""), accounts.ROLE),
    ],
)
def test_a_role_that_there_is_not(register: Register, grant: Grant, sentence: Text) -> None:
    with refused(sentence):
        register.invite("x", "x@y.example", grant)
    assert register.accounts() == []


@pytest.mark.parametrize("name", ["", "　", "x" * 61, "a\x00b", "a\u202eb"])
def test_a_name_that_nobody_can_read(register: Register, name: str) -> None:
    with refused(accounts.NAME):
        register.invite(name, "x@y.example", PRESENTER)


@pytest.mark.parametrize(
    "email",
    ["", "x", "@y.example", "x@", "x@y", "x@y@z.example", "x y@z.example", "x" * 250 + "@y.jp"],
)
def test_an_address_that_is_none(register: Register, email: str) -> None:
    with refused(accounts.ADDRESS):
        register.invite("x", email, PRESENTER)


def test_nobody_is_entered_twice(register: Register) -> None:
    register.invite("x", "x@y.example", PRESENTER)
    with refused(accounts.ALREADY):
        register.invite("x", "X@Y.EXAMPLE", PREFECTURE)
    register.enter("y", ISSUER, "7", PRESENTER)
    with refused(accounts.ALREADY):
        register.enter("z", ISSUER, "7", PREFECTURE)
    assert len(register.accounts()) == 2


def test_an_invitation_that_has_expired_gives_way(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.invite("x", "x@y.example", PRESENTER)
    later = time.time() + accounts.INVITED_SECONDS + 1
    monkeypatch.setattr(time, "time", lambda: later)
    assert only(register).state == "expired"
    register.invite("x", "x@y.example", MUNICIPAL)
    assert only(register).state == "invited"


def test_a_role_is_changed_revoked_and_given_again(register: Register) -> None:
    register.enter("県", ISSUER, "1", PREFECTURE)
    number = register.enter("藤沢市", ISSUER, "7", MUNICIPAL)
    register.change(number, PRESENTER)
    [account] = [each for each in register.accounts() if each.id == number]
    assert (account.role, account.municipalities) == ("presenter", ())
    register.revoke(number)
    assert [each.state for each in register.accounts()] == ["active", "revoked"]
    register.change(number, MUNICIPAL)
    assert {each.state for each in register.accounts()} == {"active"}


def test_an_unused_invitation_is_withdrawn_without_a_trace_of_the_address(
    register: Register,
) -> None:
    number = register.invite("x", "x@y.example", MUNICIPAL)
    register.revoke(number)
    assert rows(register, schema.account, "id") == []
    assert "x@y.example" not in str(rows(register, schema.audit, "id", "detail", "who"))


def test_the_last_administrator_stays(register: Register) -> None:
    number = register.enter("県", ISSUER, "1", PREFECTURE)
    register.invite("まだ来ない人", "x@y.example", PREFECTURE)
    with refused(accounts.THE_LAST):
        register.revoke(number)
    with refused(accounts.THE_LAST):
        register.change(number, PRESENTER)
    register.change(number, PREFECTURE)
    register.enter("次の人", ISSUER, "2", PREFECTURE)
    register.revoke(number)
    assert {each.name: each.state for each in register.accounts()}["県"] == "revoked"


def test_a_number_of_another_prefecture_is_nobody(register: Register) -> None:
    number = register.enter("藤沢市", ISSUER, "7", MUNICIPAL)
    tokyo = Register(register.database, identity.operator("13"), "tester")
    assert tokyo.accounts() == []
    for change in (lambda: tokyo.revoke(number), lambda: tokyo.change(number, PRESENTER)):
        with refused(accounts.NOBODY):
            change()


@pytest.mark.parametrize("role", ["municipality", "presenter", "open", "door"])
def test_the_register_is_the_prefecture_s(database: Database, role: Any) -> None:
    with refused(accounts.NO_ADMINISTRATOR):
        Register(database, Scope(KANAGAWA, role, frozenset({FUJISAWA})), "x")


def test_somebody_turned_away_is_entered_by_the_reference(register: Register) -> None:
    who = identity.Claims(ISSUER, "7", int(time.time()))
    identity.refuse(register.database, KANAGAWA, who, "unknown")
    [stranger] = register.strangers()
    assert (stranger.reference, stranger.subject) == (who.reference, "7")
    with refused(accounts.NO_STRANGER):
        register.admit("x", "0000-0000-0000", PRESENTER)
    register.admit("発表者", f" {who.reference.upper()} ", PRESENTER)
    assert only(register).reference == who.reference
    assert register.strangers() == []


def test_every_change_is_in_the_audit(register: Register) -> None:
    register.enter("県", ISSUER, "1", PREFECTURE)
    number = register.enter("藤沢市", ISSUER, "7", MUNICIPAL)
    register.change(number, PRESENTER)
    register.revoke(number)
    kept = rows(register, schema.audit, "id", "who", "action", "detail", "prefecture")
    assert [row[2] for row in kept] == ["role given", "role given", "role changed", "role revoked"]
    assert {(row[1], row[4]) for row in kept} == {("tester", KANAGAWA)}
    assert kept[1][3] == {
        "account": number,
        "whom": identity.reference(ISSUER, "7"),
        "role": "municipality",
        "municipalities": [YOKOHAMA, FUJISAWA],
    }
