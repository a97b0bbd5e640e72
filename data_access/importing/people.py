"""Who a record is about, without knowing who that is.

A person is found again by their External ID or, failing that, by the platform's account or by their
e-mail address; of each only a keyed hash is kept (HMAC-SHA-256), so nobody who sees the database
can look a person up without the key. Statements may name an e-mail address by its SHA-1 alone, so
the hash of an address is that of its SHA-1.

Which learner a record is about follows from the record alone, never from what was imported before;
`persons.py` says which learners are one person.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from data_access import persons
from data_access.importing.cells import compared, matched
from data_access.importing.reasons import Refusal
from data_access.importing.stamps import BLANKS
from data_access.schema import learner, learner_alias, learner_key
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
    ja="受講者を照合するための鍵が設定されていません。システムの管理者が、環境変数 "
    f"{KEY_VARIABLE} に{KEY_LENGTH}文字以上の秘密の文字列を設定すると取り込めます。"
    "同じデータベースには、いつも同じ鍵を使います。",
    en="The key by which learners are matched is not set. An administrator of the system has to "
    f"set {KEY_VARIABLE} to a secret of at least {KEY_LENGTH} characters, always the same for the "
    "same database.",
)


class Person(NamedTuple):
    """What a record says to tell a person from another; an empty text where it says nothing."""

    external: str
    email: str
    anonymised: bool = False
    """The platform has deleted the person: only an External ID still tells who it was."""
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
"""Kind (as `KINDS`) and digest."""
Keys = tuple[Key, ...]
"""Keys that mean the same whatever files say: nearly always a single one."""
KINDS = ("account", "external", "sha1")
EMAIL = "email"
"""An address by itself, as it was once kept besides: it leads to a learner, and is not written."""


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
        columns = learner_key.c
        self.known: dict[Key, int] = {
            (kind, digest): number
            for kind, digest, number in connection.execute(
                select(columns.kind, columns.digest, columns.learner_id).where(
                    columns.prefecture == prefecture
                )
            )
        }
        """Key -> number; that of whoever is named by no stronger key."""
        self.there = set(
            connection.scalars(select(learner.c.id).where(learner.c.prefecture == prefecture))
        )
        """Numbers of learners: those that are a record's strongest."""
        self.knows_emails = any(kind == EMAIL for kind, _ in self.known)
        self.new_keys: dict[str, list[tuple[str, int]]] = {kind: [] for kind in KINDS}
        self.aliases: set[tuple[int, int]] = set()
        """What the file says: whoever the first number names is the learner of the second."""

    def known_learner(self, whom: Person) -> int | None:
        """The person whom any of the person's keys leads to, if there is one."""
        numbers = (self.known.get(key) for keys in self._keys(whom) for key in keys)
        for number in filter(None, numbers):
            found = self._persons.get(number, number)
            if found in self.there:
                return found
        return None

    def learners(self, people: Iterable[Person]) -> dict[Person, int]:
        """The learner that each person is; those who are new are added, their keys with `write`."""
        named = {whom: self._keys(whom) for whom in people}
        self._number_new([keys for each in named.values() for keys in each])
        found = {}
        for whom, (strongest, *others) in named.items():
            number = found[whom] = self.known[strongest[0]]
            aliases = (self.known[keys[0]] for keys in others)
            self.aliases.update((alias, number) for alias in aliases if alias != number)
        self._add(sorted(set(found.values()) - self.there))
        return found

    def keys(self, whom: Person) -> list[Key]:
        """What names the person, the strongest first."""
        return [keys[0] for keys in self._keys(whom)]

    def write(self) -> None:
        """Writes what is new of keys. In order: a database places neighbours faster."""
        prefecture, batch = self.prefecture, self.batch
        for kind, new in self.new_keys.items():
            insert(
                self.connection,
                learner_key,
                ("prefecture", "kind", "digest", "learner_id", "batch_id"),
                [(prefecture, kind, digest, number, batch) for digest, number in sorted(new)],
            )
            new.clear()
        insert(
            self.connection,
            learner_alias,
            ("batch_id", "alias_id", "learner_id"),
            [(batch, *pair) for pair in sorted(self.aliases)],
        )
        self.aliases.clear()

    @cached_property
    def _persons(self) -> dict[int, int]:
        return persons.of_keys(self.connection, self.prefecture)

    def _number_new(self, named: list[Keys]) -> None:
        """Gives a number to each group of keys that has none."""
        new: dict[Key, Keys] = {}
        for keys in named:
            numbers = [self.known[key] for key in keys if key in self.known]
            if numbers:
                self._remember(numbers[0], keys)
            else:
                new.setdefault(keys[0], keys)
        for number, keys in zip(self._fresh(len(new)), new.values(), strict=True):
            self._remember(number, keys)

    def _remember(self, number: int, keys: Keys) -> None:
        for key in keys:
            if key not in self.known and key[0] != EMAIL:
                self.known[key] = number
                self.new_keys[key[0]].append((key[1], number))

    def _fresh(self, count: int) -> Sequence[int]:
        """Numbers that neither a learner nor a key has."""
        if count == 0 or self.connection.dialect.name == "postgresql":
            return reserved(self.connection, learner, count)
        start = self._last + 1
        self._last += count
        return range(start, start + count)

    @cached_property
    def _last(self) -> int:
        numbers = (learner.c.id, learner_key.c.learner_id)
        return max(self.connection.scalar(select(func.max(each))) or 0 for each in numbers)

    def _add(self, numbers: list[int]) -> None:
        rows = [(number, self.prefecture, self.batch) for number in numbers]
        insert(self.connection, learner, ("id", "prefecture", "batch_id"), rows)
        self.there.update(numbers)

    def _keys(self, whom: Person) -> list[Keys]:
        """What names the person, the strongest first."""
        sha1 = sha1_of(whom.email) if whom.email else whom.sha1
        named = (("external", whom.external), ("account", whom.account), ("sha1", sha1))
        keys: list[Keys] = [(self._key(kind, value),) for kind, value in named if value]
        if self.knows_emails and whom.email:
            keys[-1] += (self._key(EMAIL, whom.email),)
        return keys

    def _key(self, kind: str, value: str) -> Key:
        digest = self.keyed.copy()
        digest.update(f"{kind}\n{value}".encode())
        return kind, digest.hexdigest()


def sha1_of(address: str) -> str:
    """As statements name an e-mail address that they do not tell."""
    return hashlib.sha1(f"mailto:{address}".encode(), usedforsecurity=False).hexdigest()


def _is_address(text: str) -> bool:
    name, at, domain = text.partition("@")
    return bool(name and at and domain)
