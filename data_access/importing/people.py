"""Who a record is about, without knowing who that is.

A person is found again by their External ID or, failing that, by their e-mail address; of both
only a keyed hash is kept (HMAC-SHA-256), so nobody who sees the database can look a person up
without the key.
"""

import hmac
import os
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.importing.cells import matched
from data_access.importing.reasons import Refusal
from data_access.importing.stamps import BLANKS
from data_access.importing.writing import insert, portions, reserved
from data_access.schema import learner, learner_key
from wording.text import Text

KEY_VARIABLE = "LEARNING_HASH_KEY"
KEY_LENGTH = 16
"""Characters, at least."""
ANONYMISED_NAME = "Anonymized User"
"""What the platform puts in place of a person who asked to be deleted."""

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

    @property
    def domain(self) -> str:
        """The part of the e-mail address that tells the organisation."""
        return self.email.rpartition("@")[2]


def person(external: str, email: str) -> Person:
    """The person whom the two cells name, in the form in which they are compared."""
    external = unicodedata.normalize("NFKC", external).strip()
    email = matched(email)
    anonymised = matched(ANONYMISED_NAME) in (email, external.casefold())
    if external in BLANKS or external.casefold() == matched(ANONYMISED_NAME):
        external = ""
    return Person(external, email if _is_address(email) else "", anonymised)


def hash_key() -> bytes:
    """The key of the hashes. Refuses where none is set, or one too short to be a secret."""
    key = os.environ.get(KEY_VARIABLE, "")
    if len(key) < KEY_LENGTH:
        raise Refusal("missing_hash_key", _NO_KEY)
    return key.encode()


@dataclass(slots=True)
class People:
    """The learners of a prefecture, found or added as one file mentions them."""

    connection: Connection
    prefecture: str
    batch: int
    key: bytes
    known: dict[tuple[str, str], int] = field(default_factory=dict)
    """(kind, digest) -> learner, of the keys that this file has asked for."""

    def knows(self, whom: Person) -> bool:
        """Whether the person's External ID is known."""
        key = ("external", self.digest("external", whom.external))
        self._find([key])
        return key in self.known

    def learners(self, people: Iterable[Person]) -> dict[Person, int]:
        """The learner that each person is; those who are new are added."""
        listed = list(dict.fromkeys(people))
        keys = {each: self._keys(each) for each in listed}
        self._find([key for pair in keys.values() for key in pair if key[1]])
        return _Matching(self, keys).matched()

    def digest(self, kind: str, value: str) -> str:
        """The keyed hash of an External ID or an e-mail address; empty for an empty value."""
        return hmac.digest(self.key, f"{kind}\n{value}".encode(), "sha256").hex() if value else ""

    def _keys(self, each: Person) -> tuple[tuple[str, str], tuple[str, str]]:
        return (
            ("external", self.digest("external", each.external)),
            ("email", self.digest("email", each.email)),
        )

    def _find(self, keys: list[tuple[str, str]]) -> None:
        """Adds to `known` those of the keys that the database has."""
        digests = [digest for kind, digest in keys if (kind, digest) not in self.known]
        columns = learner_key.c
        for some in portions(digests):
            found = self.connection.execute(
                select(columns.kind, columns.digest, columns.learner_id).where(
                    columns.prefecture == self.prefecture, columns.digest.in_(some)
                )
            )
            self.known.update({(kind, digest): number for kind, digest, number in found})

    def with_external(self, learners: list[int]) -> set[int]:
        """Those of the learners who are known by an External ID."""
        columns = learner_key.c
        return {
            number
            for some in portions(learners)
            for number in self.connection.scalars(
                select(columns.learner_id).where(
                    columns.kind == "external", columns.learner_id.in_(some)
                )
            )
        }


class _Matching:
    """One round of matching people to learners; new learners and keys are written at its end."""

    def __init__(
        self, people: People, keys: dict[Person, tuple[tuple[str, str], tuple[str, str]]]
    ) -> None:
        self.people = people
        self.keys = keys
        self.new_keys: list[tuple[tuple[str, str], int]] = []
        self.taken = self._learners_with_another_external()
        self.found: dict[Person, int] = {}

    def matched(self) -> dict[Person, int]:
        unknown: list[Person] = []
        for person_, (external, email) in self.keys.items():
            number = self._existing(external, email)
            if number is None:
                unknown.append(person_)
            else:
                self.found[person_] = number
        self._add(unknown)
        self._write_keys()
        return self.found

    def _learners_with_another_external(self) -> set[int]:
        """Learners found by e-mail for a new External ID, who have an External ID already.

        An address that passed on to a new member of staff: the two are different people.
        """
        known = self.people.known
        by_email = [
            known[email]
            for external, email in self.keys.values()
            if external[1] and external not in known and email in known
        ]
        return self.people.with_external(by_email) if by_email else set()

    def _existing(self, external: tuple[str, str], email: tuple[str, str]) -> int | None:
        known = self.people.known
        number = known.get(external) if external[1] else None
        if number is None and email in known and not (external[1] and known[email] in self.taken):
            number = known[email]
            if external[1]:
                self.taken.add(number)
        if number is not None:
            self._remember(number, external, email)
        return number

    def _add(self, unknown: list[Person]) -> None:
        """New learners; two people of the file can still be one, by a key that they share."""
        numbers = iter(reserved(self.people.connection, learner, len(unknown)))
        added = []
        for person_ in unknown:
            number = self._existing(*self.keys[person_])
            if number is None:
                number = next(numbers)
                added.append((number, self.people.prefecture, self.people.batch))
                external, email = self.keys[person_]
                self._remember(number, external, email)
                if external[1]:
                    self.taken.add(number)
            self.found[person_] = number
        insert(self.people.connection, learner, ("id", "prefecture", "batch_id"), added)

    def _remember(self, number: int, *keys: tuple[str, str]) -> None:
        known = self.people.known
        for key in keys:
            if key[1] and key not in known:
                known[key] = number
                self.new_keys.append((key, number))

    def _write_keys(self) -> None:
        people = self.people
        insert(
            people.connection,
            learner_key,
            ("prefecture", "kind", "digest", "learner_id", "batch_id"),
            [
                (people.prefecture, kind, digest, number, people.batch)
                for (kind, digest), number in self.new_keys
            ],
        )


def _is_address(text: str) -> bool:
    name, at, domain = text.partition("@")
    return bool(name and at and domain)
