"""Who a record is about, without knowing who that is.

A person is found again by their External ID or, failing that, by the platform's account or by their
e-mail address; of each only a keyed hash is kept (HMAC-SHA-256), so nobody who sees the database
can look a person up without the key. Statements may name an e-mail address by its SHA-1 alone, so
that is a key of every person whose address is known.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.importing.cells import compared, matched
from data_access.importing.reasons import Refusal
from data_access.importing.stamps import BLANKS
from data_access.schema import learner, learner_key
from data_access.writing import insert, reserved
from wording.text import Text

KEY_VARIABLE = "LEARNING_HASH_KEY"
KEY_LENGTH = 16
"""Characters, at least."""
SAMPLE_KEY = "sample-data-of-kanagawa"
"""The key of the sample's database. No secret: the people in it are invented."""
ANONYMISED_NAME = "Anonymized User"
"""What the platform puts in place of a person who asked to be deleted."""
_ANONYMISED = matched(ANONYMISED_NAME)

_NO_KEY = Text(
    ja=f"環境変数 {KEY_VARIABLE} に、受講者を照合するための鍵（16文字以上の秘密の文字列）を"
    "設定してください。同じデータベースには、いつも同じ鍵を使います。",
    en=f"Please set the environment variable {KEY_VARIABLE} to the key by which learners are "
    "matched: a secret of at least 16 characters, always the same for the same database.",
)


class Person(NamedTuple):
    """What a record says to tell a person from another; an empty text where it says nothing."""

    external: str
    email: str
    anonymised: bool = False
    """The platform has deleted the person: only a known External ID leads to them."""
    account: str = ""
    """The person's account at a platform, with what tells that platform's accounts from others'."""
    sha1: str = ""
    """Of `mailto:` and the address, hexadecimal, where a record says that in its place."""

    @property
    def domain(self) -> str:
        """The part of the e-mail address that tells the organisation."""
        return self.email.rpartition("@")[2]


def person(external: str, email: str) -> Person:
    """The person whom the two cells name, in the form in which they are compared."""
    external = compared(external).strip()
    email = matched(email)
    anonymised = _ANONYMISED in (email, external.casefold())
    if external in BLANKS or external.casefold() == _ANONYMISED:
        external = ""
    return Person(external, email if _is_address(email) else "", anonymised)


def account_by_lms_id(number: str) -> str:
    """The account that Udemy knows by the number that the organisation's own system gave it."""
    number = compared(number).strip()
    return "" if number in BLANKS else f"lms\n{number}"


def hash_key() -> bytes:
    """The key of the hashes. Refuses where none is set, or one too short to be a secret."""
    key = os.environ.get(KEY_VARIABLE, "")
    if len(key) < KEY_LENGTH:
        raise Refusal("missing_hash_key", _NO_KEY)
    return key.encode()


Key = tuple[str, str]
"""Kind (as `KINDS`) and digest; the digest is empty where there is no such key."""
Keys = tuple[Key, ...]
"""A person's keys, in the order of `KINDS`."""
KINDS = ("external", "account", "email", "sha1")
"""What leads to a learner, the strongest first."""


class People:
    """The learners of a prefecture, found or added as one file mentions them.

    All of the prefecture's keys are in memory, some hundred bytes for each learner: asking the
    database for each person would take longer than everything else.
    """

    def __init__(self, connection: Connection, prefecture: str, batch: int, key: bytes) -> None:
        self.connection = connection
        self.prefecture = prefecture
        self.batch = batch
        self.keyed = hmac.new(key, digestmod="sha256")
        """The hash before anything was added; taking a copy spares working the key in again."""
        self.known: dict[Key, int] = {}
        self.new_keys: list[tuple[Key, int]] = []
        columns = learner_key.c
        for kind, digest, number in connection.execute(
            select(columns.kind, columns.digest, columns.learner_id).where(
                columns.prefecture == prefecture
            )
        ):
            self.known[kind, digest] = number
        self.with_external = {n for (kind, _), n in self.known.items() if kind == "external"}

    def knows(self, whom: Person) -> bool:
        """Whether the person's External ID is known."""
        return self._key("external", whom.external) in self.known

    def known_learner(self, whom: Person) -> int | None:
        """The learner whom any of the person's keys leads to, if there is one."""
        found = (self.known.get(key) for key in self._keys(whom))
        return next((number for number in found if number), None)

    def learners(self, people: Iterable[Person]) -> dict[Person, int]:
        """The learner that each person is; those who are new are added, their keys with `write`."""
        keys = {whom: self._keys(whom) for whom in people}
        found = {whom: number for whom, each in keys.items() if (number := self._learner(each))}
        found |= self._added({whom: each for whom, each in keys.items() if whom not in found})
        return found

    def write(self) -> None:
        """Writes the keys that are new. In order: a database places neighbours faster."""
        insert(
            self.connection,
            learner_key,
            ("prefecture", "kind", "digest", "learner_id", "batch_id"),
            [(self.prefecture, *key, number, self.batch) for key, number in sorted(self.new_keys)],
        )
        self.new_keys.clear()

    def _learner(self, keys: Keys) -> int | None:
        """The learner whom the keys lead to, if one is known; the External ID goes first.

        An address can pass on to a new member of staff. So nothing else leads a person with a new
        External ID to a learner who has another one.
        """
        external, *others = keys
        number = self.known.get(external)
        if number is None:
            number = next((self.known[key] for key in others if key in self.known), None)
            if number is not None and external[1] and number in self.with_external:
                return None
        if number is not None:
            self._remember(number, keys)
        return number

    def _added(self, unknown: dict[Person, Keys]) -> dict[Person, int]:
        """New learners, where two people of the file are not one by a key that they share."""
        numbers = iter(reserved(self.connection, learner, len(unknown)))
        found, added = {}, []
        for whom, keys in unknown.items():
            number = self._learner(keys)
            if number is None:
                number = next(numbers)
                added.append((number, self.prefecture, self.batch))
                self._remember(number, keys)
            found[whom] = number
        insert(self.connection, learner, ("id", "prefecture", "batch_id"), added)
        return found

    def _remember(self, number: int, keys: Keys) -> None:
        for key in keys:
            if key[1] and key not in self.known:
                self.known[key] = number
                self.new_keys.append((key, number))
        if keys[0][1]:
            self.with_external.add(number)

    def _keys(self, whom: Person) -> Keys:
        sha1 = sha1_of(whom.email) if whom.email else whom.sha1
        values = (whom.external, whom.account, whom.email, sha1)
        return tuple(map(self._key, KINDS, values))

    def _key(self, kind: str, value: str) -> Key:
        if not value:
            return kind, ""
        digest = self.keyed.copy()
        digest.update(f"{kind}\n{value}".encode())
        return kind, digest.hexdigest()


def sha1_of(address: str) -> str:
    """As statements name an e-mail address that they do not tell."""
    return hashlib.sha1(f"mailto:{address}".encode(), usedforsecurity=False).hexdigest()


def _is_address(text: str) -> bool:
    name, at, domain = text.partition("@")
    return bool(name and at and domain)
