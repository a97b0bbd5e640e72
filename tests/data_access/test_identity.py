"""From who somebody is to what they may see; and when a sign-in ends. On both databases."""

from dataclasses import replace
from typing import Any, get_args

import pytest
import sqlalchemy as sa

from data_access import database as databases
from data_access import identity, queries, schema
from data_access.accounts import INVITED_SECONDS, Grant, Register
from data_access.database import Database
from data_access.identity import Admitted, Claims, Limits, NotAnAdministrator, SignInMissing, Turned
from data_access.scope import Given, Scope

KANAGAWA, FUJISAWA, YOKOHAMA = "14", "14205", "14100"
ISSUER = "https://sign-in.example"
HOUR = 3600
LIMITS = Limits(idle=HOUR, longest=10 * HOUR)
NOW = 1_700_000_000
WHO = Claims(ISSUER, "7", NOW - 60, nonce="n1")
TOKEN = {"is_logged_in": True, "iss": ISSUER, "sub": "7", "iat": NOW, "nonce": "n"}


@pytest.fixture
def register(database: Database) -> Register:
    made = Register(database, identity.operator(KANAGAWA), "tester")
    made.enter("県", ISSUER, "1", Grant("prefecture"))
    return made


def come(register: Register, who: Claims, now: float = NOW) -> Admitted | Turned:
    return identity.admit(register.database, KANAGAWA, who, LIMITS, now)


def reason(found: Admitted | Turned) -> str:
    assert isinstance(found, Turned), found
    return found.reason


def rows(register: Register, table: sa.Table, *names: str) -> list[tuple[Any, ...]]:
    columns = [table.c[name] for name in names]
    with register.database.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.select(*columns))]


@pytest.mark.parametrize(
    ("grant", "scope"),
    [
        (Grant("prefecture"), Scope(KANAGAWA, "prefecture", None)),
        (Grant("presenter"), Scope(KANAGAWA, "presenter", frozenset())),
        (
            Grant("municipality", frozenset({FUJISAWA, YOKOHAMA})),
            Scope(KANAGAWA, "municipality", frozenset({FUJISAWA, YOKOHAMA})),
        ),
    ],
)
def test_a_role_makes_the_scope(register: Register, grant: Grant, scope: Scope) -> None:
    number = register.enter("誰か", ISSUER, "7", grant)
    assert come(register, WHO) == Admitted(number, "誰か", scope)


def test_somebody_without_a_role_gets_nothing(register: Register) -> None:
    register.enter("誰か", ISSUER, "7", Grant("presenter"))
    for other in (replace(WHO, subject="8"), replace(WHO, issuer="https://other.example")):
        found = come(register, other)
        assert found == Turned("unknown", other.reference)
    assert reason(identity.admit(register.database, "13", WHO, LIMITS, NOW)) == "unknown"


def test_the_token_s_groups_and_roles_count_for_nothing() -> None:
    boasting = {**TOKEN, "roles": ["prefecture"], "groups": ["admin"], "role": "prefecture"}
    assert identity.claims(boasting) == identity.claims(TOKEN)


@pytest.mark.parametrize(
    "lacking",
    [{"iss": None}, {"sub": ""}, {"iat": None}, {"iat": "now"}, {"is_logged_in": False}],
)
def test_a_token_that_names_nobody(lacking: dict[str, Any]) -> None:
    assert identity.claims({**TOKEN, **lacking}) is None
    assert identity.claims({}) is None


@pytest.mark.parametrize(
    ("vouched", "email"),
    [
        ({"email_verified": True}, "yamada@city.example"),
        ({"email_verified": "true"}, "yamada@city.example"),
        ({"xms_edov": "1"}, "yamada@city.example"),
        ({"xms_edov": True}, "yamada@city.example"),
        ({"email_verified": False}, ""),
        ({"email_verified": "false"}, ""),
        ({"xms_edov": 0}, ""),
        ({}, ""),
    ],
)
def test_an_address_counts_only_where_the_provider_vouches_for_it(
    vouched: dict[str, Any], email: str
) -> None:
    found = identity.claims({**TOKEN, "email": "Yamada@city.example", **vouched})
    assert found is not None
    assert found.email == email


def test_the_first_sign_in_binds_an_invitation_and_deletes_the_address(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: NOW)
    register.invite("誰か", "yamada@city.example", Grant("municipality", frozenset({FUJISAWA})))
    assert reason(come(register, WHO)) == "unknown"
    invited = replace(WHO, email="yamada@city.example")
    assert isinstance(come(register, invited), Admitted)
    assert "yamada@city.example" not in str(
        rows(register, schema.account, *schema.account.c.keys())
    )
    assert isinstance(come(register, WHO), Admitted), "from now on the identity is enough"
    thief = replace(invited, subject="8", nonce="n2")
    assert reason(come(register, thief)) == "unknown"
    actions = [row[0] for row in rows(register, schema.audit, "action")]
    assert actions[-1] == "invitation accepted"


def test_an_invitation_that_has_expired_binds_nobody(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.time", lambda: NOW - INVITED_SECONDS - 1)
    register.invite("誰か", "yamada@city.example", Grant("presenter"))
    assert reason(come(register, replace(WHO, email="yamada@city.example"))) == "unknown"


@pytest.fixture
def officer(register: Register) -> int:
    return register.enter("誰か", ISSUER, "7", Grant("presenter"))


@pytest.mark.usefixtures("officer")
class TestTheEnd:
    """Of a sign-in."""

    def test_without_an_act(self, register: Register) -> None:
        come(register, WHO)
        assert isinstance(come(register, WHO, NOW + HOUR), Admitted)
        assert reason(come(register, WHO, NOW + HOUR + 1)) == "idle"
        identity.touch(register.database, KANAGAWA, WHO, NOW + HOUR + 1)
        assert reason(come(register, WHO, NOW + HOUR + 2)) == "idle", "ended is ended"

    def test_an_act_puts_it_off(self, register: Register) -> None:
        come(register, WHO)
        identity.touch(register.database, KANAGAWA, WHO, NOW + HOUR)
        assert isinstance(come(register, WHO, NOW + 2 * HOUR), Admitted)

    def test_whatever_one_does(self, register: Register) -> None:
        come(register, WHO)
        for hour in range(1, 11):
            identity.touch(register.database, KANAGAWA, WHO, NOW + hour * HOUR - 60)
        assert isinstance(come(register, WHO, WHO.signed_in_at + 10 * HOUR), Admitted)
        assert reason(come(register, WHO, WHO.signed_in_at + 10 * HOUR + 1)) == "longest"

    def test_an_old_token_opens_nothing(self, register: Register) -> None:
        old = replace(WHO, signed_in_at=NOW - 10 * HOUR - 1)
        assert reason(come(register, old)) == "longest"
        assert rows(register, schema.sign_in, "id") == []

    def test_a_token_from_a_clock_that_is_ahead_lasts_no_longer(self, register: Register) -> None:
        ahead = replace(WHO, signed_in_at=NOW + 5 * HOUR)
        come(register, ahead)
        identity.touch(register.database, KANAGAWA, ahead, NOW + 10 * HOUR)
        assert reason(come(register, ahead, NOW + 10 * HOUR + 1)) == "longest"

    def test_signing_out_ends_every_tab_and_no_other_sign_in(self, register: Register) -> None:
        elsewhere = replace(WHO, nonce="n2")
        come(register, WHO)
        come(register, elsewhere)
        identity.leave(register.database, KANAGAWA, WHO, NOW)
        assert reason(come(register, WHO, NOW + 1)) == "signed_out"
        assert isinstance(come(register, elsewhere, NOW + 1), Admitted)

    def test_signing_out_at_once_ends_what_was_not_yet_kept(self, register: Register) -> None:
        identity.leave(register.database, KANAGAWA, WHO, NOW)
        assert reason(come(register, WHO, NOW + 1)) == "signed_out"

    def test_a_revoked_role_ends_all_of_somebody_s(self, register: Register, officer: int) -> None:
        elsewhere = replace(WHO, nonce="n2")
        come(register, WHO)
        come(register, elsewhere)
        register.revoke(officer)
        assert {reason(come(register, who)) for who in (WHO, elsewhere)} == {"revoked"}
        register.change(officer, Grant("presenter"))
        assert reason(come(register, WHO)) == "revoked", "they have to sign in again"
        assert isinstance(come(register, replace(WHO, nonce="n3")), Admitted)

    def test_what_is_over_for_long_is_forgotten(self, register: Register) -> None:
        come(register, WHO)
        later = NOW + identity.KEPT_SECONDS + 61
        again = replace(WHO, signed_in_at=later, nonce="n2")
        come(register, again, later)
        assert [row[0] for row in rows(register, schema.sign_in, "id")] == [again.sign_in]


def test_a_changed_role_is_seen_at_the_next_look(register: Register, officer: int) -> None:
    come(register, WHO)
    register.change(officer, Grant("municipality", frozenset({FUJISAWA})))
    found = come(register, WHO)
    assert isinstance(found, Admitted)
    assert found.scope == Scope(KANAGAWA, "municipality", frozenset({FUJISAWA}))


def test_a_reader_never_waits_for_an_import(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "PATIENCE", 0.05)
    opened = databases.connect(sqlite_url)
    register = Register(opened, identity.operator(KANAGAWA), "tester")
    register.enter("誰か", ISSUER, "7", Grant("presenter"))
    with opened.writing(KANAGAWA):
        assert isinstance(come(register, WHO), Admitted)
        identity.touch(opened, KANAGAWA, WHO, NOW)
    assert rows(register, schema.sign_in, "id") == []
    come(register, WHO)
    assert len(rows(register, schema.sign_in, "id")) == 1
    opened.close()


def test_a_reference_is_short_and_tells_people_apart() -> None:
    found = {identity.reference(ISSUER, str(number)) for number in range(1_000)}
    assert len(found) == 1_000
    assert {len(each) for each in found} == {14}
    assert identity.reference("a", "b\nc") != identity.reference("a\nb", "c")


def test_only_the_sample_is_open(register: Register) -> None:
    with pytest.raises(SignInMissing):
        identity.open_access(register.database, KANAGAWA)
    batch = {
        "prefecture": KANAGAWA,
        "kind": "contract",
        "platform": "x",
        "file_name": "x",
        "sha256": "0" * 64,
        "size": 1,
        "status": "committed",
        "who": queries.SAMPLE,
        "started_at": 0,
    }
    with register.database.writing(KANAGAWA) as connection:
        connection.execute(sa.insert(schema.import_batch), batch)
    assert identity.open_access(register.database, KANAGAWA) == Scope(KANAGAWA, "open")
    with pytest.raises(SignInMissing):
        identity.open_access(register.database, "13")


@pytest.mark.parametrize("role", (*get_args(Given), "open", "door"))
def test_only_administrators_get_the_database(role: Any, database: Database) -> None:
    scope = Scope(KANAGAWA, role)
    if role in ("prefecture", "open"):
        assert identity.administered(database, scope) is database
        return
    with pytest.raises(NotAnAdministrator):
        identity.administered(database, scope)
