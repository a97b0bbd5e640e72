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

from data_access.importing.cells import matched, place_name, stored
from data_access.schema import affiliation, municipality, municipality_mapping
from data_access.writing import insert, reserved

_GROUP_ENDS = re.compile(r"[;,；，、|\n]")


class Affiliation(NamedTuple):
    """What a file says about where a person belongs; an empty text where it says nothing."""

    pool: str
    groups: str
    domain: str

    def kept(self) -> "Affiliation":
        """The same in the form in which it is stored."""
        return Affiliation(stored(self.pool), stored(self.groups), self.domain)

    @property
    def label(self) -> str:
        """What an administrator would have to map: the groups, the pool or the domain."""
        return self.groups or self.pool or self.domain


@dataclass(frozen=True, slots=True)
class Directory:
    """What stands for a municipality of the prefecture."""

    names: dict[str, frozenset[str]]
    """Official name -> codes of the municipalities that have it."""
    mappings: dict[tuple[str, str], str]
    """(kind, value) -> code."""

    def resolved(self, said: Affiliation) -> tuple[str, str] | tuple[None, None]:
        """(code, what told it), or two Nones."""
        found = {
            "pool": self._named("pool", [said.pool]),
            "group": self._named("group", _each(said.groups)),
            "domain": self.mappings.get(("domain", matched(said.domain))),
        }
        for told_by, code in found.items():
            if code:
                return code, told_by
        return None, None

    def meant(self, said: Affiliation) -> frozenset[str]:
        """The municipalities between which a person would have to decide; none, or several."""
        for kind, names in (("pool", [said.pool]), ("group", _each(said.groups))):
            codes = self._codes(kind, names)
            if len(codes) > 1:
                return codes
        return frozenset()

    def _named(self, kind: str, names: Iterable[str]) -> str | None:
        """The one municipality that the names stand for; None for none, and for two."""
        codes = self._codes(kind, names)
        return next(iter(codes)) if len(codes) == 1 else None

    def _codes(self, kind: str, names: Iterable[str]) -> frozenset[str]:
        codes: frozenset[str] = frozenset()
        for name in names:
            mapped = self.mappings.get((kind, matched(name)))
            codes |= {mapped} if mapped else self.names.get(place_name(name), frozenset())
        return codes


def _each(groups: str) -> list[str]:
    """The cell as a whole, which may itself be one name, and the names in it."""
    return [groups, *_GROUP_ENDS.split(groups)]


def directory(connection: Connection, prefecture: str) -> Directory:
    """The prefecture's present official names and its mappings."""
    places = connection.execute(
        select(municipality.c.name_ja, municipality.c.code).where(
            municipality.c.prefecture == prefecture, municipality.c.valid_to.is_(None)
        )
    ).all()
    names: dict[str, frozenset[str]] = {}
    for name, code in places:
        names[place_name(name)] = names.get(place_name(name), frozenset()) | {code}
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
        self.known: dict[Affiliation, tuple[int, str | None]] = {}
        """What was said -> its row, and the municipality that it leads to."""
        columns = affiliation.c
        rows = connection.execute(
            select(
                columns.pool, columns.groups, columns.domain, columns.id, columns.municipality_code
            ).where(columns.prefecture == prefecture)
        )
        for pool, groups, domain, number, code in rows:
            self.known[Affiliation(pool, groups, domain)] = (number, code)

    def rows(self, said: Iterable[Affiliation]) -> dict[Affiliation, int]:
        """The row of each, added where no file has named the combination before."""
        kept = {each: each.kept() for each in dict.fromkeys(said)}
        self._add([each for each in dict.fromkeys(kept.values()) if each not in self.known])
        return {each: self.known[as_kept][0] for each, as_kept in kept.items()}

    def unassigned(self, said: Iterable[Affiliation]) -> Counter[str]:
        """How many of the learners of whom this was said belong nowhere, by what is named."""
        times = Counter(said)
        nowhere: Counter[str] = Counter()
        for each, count in times.items():
            if self.known[each.kept()][1] is None:
                nowhere[each.label] += count
        return nowhere

    def _add(self, new: list[Affiliation]) -> None:
        numbers = reserved(self.connection, affiliation, len(new))
        resolved = [self.directory.resolved(each) for each in new]
        insert(
            self.connection,
            affiliation,
            ("id", "prefecture", *Affiliation._fields, "municipality_code", "resolved_by"),
            [
                (number, self.prefecture, *each, *found)
                for number, each, found in zip(numbers, new, resolved, strict=True)
            ],
        )
        for number, each, (code, _) in zip(numbers, new, resolved, strict=True):
            self.known[each] = (number, code)
