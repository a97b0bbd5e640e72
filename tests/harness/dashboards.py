"""The dashboard over the planted records, started as an operator starts it, with its provider."""

import asyncio
import shutil
import tomllib
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from websockets.asyncio.client import connect

from benchmarks.viewer import connected
from data_access import database as databases
from data_access import identity, publishing, schema
from data_access.accounts import Grant, Register
from data_access.database import Database, Records
from data_access.importing import batches
from data_access.importing.people import KEY_VARIABLE
from data_access.presentations import Shelf
from data_access.scope import Scope
from tests import signing_in
from tests.browser.server import ROOT, serving
from tests.harness import canaries, planting
from tests.harness.arriving import Person
from tests.harness.canaries import ROLES, Numbers
from tests.harness.walking import Walk
from tests.harness.watching import Leak, Watch

ENVIRONMENT = {"LEARNING_RECHECK_SECONDS": "0.5", KEY_VARIABLE: planting.HASH_KEY}
"""The operator's settings; roles are looked up more often than usual."""
Returned = TypeVar("Returned")


@dataclass
class Dashboard:
    """A server, the records behind it, and what must not leave it."""

    url: str
    database_url: str
    issuer: str
    folder: Path
    log: Path
    register: Register
    accounts: dict[str, int]
    numbers: Numbers
    secrets: tuple[str, ...]
    persons: dict[str, Person] = field(default_factory=dict)
    """Who has signed in, by role."""

    def watch(self, name: str) -> Watch:
        """A watch on somebody who comes in this role."""
        return Watch(name, ROLES[name], self.numbers, self.secrets)

    async def person(self, name: str) -> Person:
        """Somebody who has signed in, if this role does."""
        if name not in self.persons:
            self.persons[name] = Person(self.url)
            if ROLES[name].name:
                await self.persons[name].sign_in(ROLES[name].name)
        return self.persons[name]

    def enter(self, name: str, grant: Grant) -> int:
        """Give somebody a role; their account's number."""
        return self.register.enter(name, self.issuer, name, grant)

    @contextmanager
    def brought_in(self, file: Path) -> Iterator[None]:
        """With the records of one more file, until they are taken back."""
        database = self.register.database
        assert isinstance(database, Database)
        with planting.hash_key():
            planting.bring_in(database, planting.HOME, [file])
            [newest, *_] = batches.listed(database, planting.HOME)
            try:
                yield
            finally:
                batches.undo(database, planting.HOME, newest.number, who="an operator")

    @contextmanager
    def without(self, table: str) -> Iterator[None]:
        """With records that cannot be read."""
        engine = self.register.database.engine
        with engine.begin() as connection:
            connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO out_of_reach")
        try:
            yield
        finally:
            with engine.begin() as connection:
                connection.exec_driver_sql(f"ALTER TABLE out_of_reach RENAME TO {table}")

    @contextmanager
    def published(self, *years: int) -> Iterator[None]:
        """With these fiscal years published by name, until they are withdrawn."""
        wall = self.register.database, identity.operator(planting.HOME), "tests"
        publishing.publish(*wall, frozenset(years))
        try:
            yield
        finally:
            publishing.publish(*wall, frozenset())

    def window(self, name: str, session: str = "") -> connect:
        """A connection of somebody who has come in this role."""
        return connected(self.url, self.persons[name].cookies, session)

    async def walk(self, name: str, every: int) -> Walk:
        """Somebody at the start of their way."""
        return Walk(await self.person(name), self.watch(name), every)

    def audit(self, action: str) -> list[Any]:
        """What the audit has of such acts."""
        columns = schema.audit.c
        found = sa.select(columns.who, columns.detail).where(columns.action == action)
        with self.register.database.engine.connect() as connection:
            return list(connection.execute(found.order_by(columns.id)))


@contextmanager
def dashboard(
    database_url: str, folder: Path, owner_url: str = "", root: Path = ROOT
) -> Iterator[Dashboard]:
    """A server over an empty database that is filled here; `root` is where its program lies.

    The records come in as `owner_url` where the server itself may do less.
    """
    owner = owner_url or database_url
    planting.plant(owner, folder)
    with signing_in.provider() as issuer, closing(databases.connect(owner)) as opened:
        register = Register(opened, identity.operator(planting.HOME), "tests")
        accounts = signing_in.enter_everybody(register, issuer)
        accounts["revoked"] = register.enter("revoked", issuer, "revoked", Grant("prefecture"))
        register.revoke(accounts["revoked"])
        register.invite(canaries.INVITED, f"{canaries.INVITED}@example.jp", Grant("presenter"))
        hidden = _presentation(opened, identity.reference(issuer, ROLES["presenter"].name))
        settings = signing_in.secrets_file(folder, issuer)
        told, log = f"--secrets.files={settings}", folder / "log"
        known = canaries.numbers(owner), (*_secrets(settings), hidden)
        with serving(database_url, log, told, root=root, **ENVIRONMENT) as server:
            yield Dashboard(server, owner, issuer, folder, log, register, accounts, *known)


def empty(template: Path, folder: Path) -> str:
    """The address of an empty SQLite database with a name that must stand nowhere."""
    shutil.copyfile(template, folder / planting.DATABASE)
    return f"sqlite:///{folder / planting.DATABASE}"


def run(going: Coroutine[Any, Any, Returned]) -> Returned:
    """What a coroutine returns; in a thread of its own: a browser's test leaves its loop here."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, going).result()


def described(leaks: list[Leak]) -> str:
    """Leaks to read: a line for each page, place and kind, with one of the choices."""
    first: dict[tuple[str, ...], Leak] = {}
    for leak in leaks:
        first.setdefault((leak.role, leak.page, leak.place, leak.what, leak.way), leak)
    return "\n".join(
        f"{each.role} on {each.page} ({each.choice or 'as it opens'}): {each.what} of "
        f"{each.place or 'nobody'}, {each.text!r}, in a {each.way}"
        for each in first.values()
    )


def _presentation(database: Records, who: str) -> str:
    """Lay out somebody's presentation under pseudonyms; the key that tells what they stand for."""
    shelf = Shelf(database, Scope(planting.HOME, "presenter", frozenset()), who)
    laid_out = shelf.presentation(shelf.begin(canaries.SHOWN, pseudonyms=True, kinds_told=False))
    assert laid_out
    assert laid_out.pseudonym_key
    return laid_out.pseudonym_key


def _secrets(settings: Path) -> tuple[str, ...]:
    said = tomllib.loads(settings.read_text(encoding="utf-8"))["auth"]
    return said["cookie_secret"], said["client_secret"]
