"""Which municipality a learner belongs to, as far as a file says so.

In this order: licence pool, user group, e-mail domain (a person's own override stands above all
three and is kept with the learner). A pool or group that is exactly the official name of one
municipality of the prefecture stands for it; everything else needs a mapping that somebody has
entered. What neither tells stays unassigned and is reported; nothing is guessed.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Connection, select

from data_access.importing.cells import matched, stored
from data_access.importing.writing import insert, reserved
from data_access.schema import affiliation, municipality, municipality_mapping

_GROUP_ENDS = re.compile(r"[;,；，、|\n]")


class Affiliation(NamedTuple):
    """What a file says about where a person belongs; an empty text where it says nothing."""

    pool: str
    groups: str
    domain: str

    @property
    def label(self) -> str:
        """What an administrator would have to map: the groups, the pool or the domain."""
        return self.groups or self.pool or self.domain


@dataclass(frozen=True, slots=True)
class Directory:
    """What stands for a municipality of the prefecture."""

    names: dict[str, str]
    """Official name -> code, where only one municipality has it."""
    mappings: dict[tuple[str, str], str]
    """(kind, value) -> code."""

    def resolved(self, said: Affiliation) -> tuple[str, str] | tuple[None, None]:
        """(code, what told it), or two Nones."""
        found = {
            "pool": self._named("pool", [said.pool]),
            "group": self._named("group", [said.groups, *_GROUP_ENDS.split(said.groups)]),
            "domain": self.mappings.get(("domain", matched(said.domain))),
        }
        for told_by, code in found.items():
            if code:
                return code, told_by
        return None, None

    def _named(self, kind: str, names: Iterable[str]) -> str | None:
        """The one municipality that the names stand for; None for none, and for two."""
        codes = set()
        for name in map(matched, names):
            code = self.mappings.get((kind, name)) or self.names.get(name)
            if code:
                codes.add(code)
        return codes.pop() if len(codes) == 1 else None


def directory(connection: Connection, prefecture: str) -> Directory:
    """The prefecture's present official names and its mappings."""
    places = connection.execute(
        select(municipality.c.name_ja, municipality.c.code).where(
            municipality.c.prefecture == prefecture, municipality.c.valid_to.is_(None)
        )
    ).all()
    times = Counter(matched(name) for name, _ in places)
    names = {matched(name): code for name, code in places if times[matched(name)] == 1}
    columns = municipality_mapping.c
    mapped = connection.execute(
        select(columns.kind, columns.value, columns.municipality_code).where(
            columns.prefecture == prefecture
        )
    )
    return Directory(names, {(kind, value): code for kind, value, code in mapped})


class Affiliations:
    """The combinations of pool, groups and domain that the prefecture's files have named."""

    def __init__(self, connection: Connection, prefecture: str) -> None:
        self.connection = connection
        self.prefecture = prefecture
        self.directory = directory(connection, prefecture)
        self.resolved: dict[Affiliation, str | None] = {}
        self.numbers: dict[Affiliation, int] = {}
        self._load()

    def number(self, said: Affiliation) -> int:
        """The affiliation's row, added when no file has named the combination before."""
        said = Affiliation(stored(said.pool), stored(said.groups), said.domain)
        if said not in self.numbers:
            self._add(said)
        return self.numbers[said]

    def unassigned(self, numbers: Iterable[int]) -> Counter[str]:
        """Of learners' affiliations, how many lead to no municipality, by what they name."""
        unresolved = {
            number: said.label for said, number in self.numbers.items() if not self.resolved[said]
        }
        return Counter(unresolved[number] for number in numbers if number in unresolved)

    def _load(self) -> None:
        columns = affiliation.c
        rows = self.connection.execute(
            select(
                columns.id, columns.pool, columns.groups, columns.domain, columns.municipality_code
            ).where(columns.prefecture == self.prefecture)
        )
        for number, pool, groups, domain, code in rows:
            said = Affiliation(pool, groups, domain)
            self.numbers[said] = number
            self.resolved[said] = code

    def _add(self, said: Affiliation) -> None:
        code, told_by = self.directory.resolved(said)
        (number,) = reserved(self.connection, affiliation, 1)
        insert(
            self.connection,
            affiliation,
            ("id", "prefecture", *said._fields, "municipality_code", "resolved_by"),
            [(number, self.prefecture, *said, code, told_by)],
        )
        self.numbers[said] = number
        self.resolved[said] = code
