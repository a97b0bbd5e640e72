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

from sqlalchemy import Connection, func, select

from data_access.importing.cells import matched, place_name, stored
from data_access.schema import (
    affiliation,
    learner_observation,
    municipality,
    municipality_former_name,
    municipality_mapping,
)
from data_access.schema import prefecture as region
from data_access.writing import insert, reserved
from wording.text import Text

MAP = Text(
    ja="　python -m data_access map で、グループやドメインの市区町村を登録できます。",
    en="  With python -m data_access map you can say where a group or domain belongs.",
)
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
        """What the first name is mapped to, which is the cell as a whole; else what all are."""
        codes: frozenset[str] = frozenset()
        for number, name in enumerate(names):
            mapped = self.mappings.get((kind, matched(name)))
            if mapped and number == 0:
                return frozenset({mapped})
            codes |= {mapped} if mapped else self.names.get(place_name(name), frozenset())
        return codes


def _each(groups: str) -> list[str]:
    """The cell as a whole, which may itself be one name, and the names in it."""
    return [groups, *_GROUP_ENDS.split(groups)]


def directory(connection: Connection, prefecture: str) -> Directory:
    """The prefecture's official names and its mappings.

    A former name, or that of a municipality which has become part of another, counts where no
    present municipality has it.
    """
    columns = municipality_mapping.c
    mapped = connection.execute(
        select(columns.kind, columns.value, columns.municipality_code).where(
            columns.prefecture == prefecture
        )
    )
    return Directory(
        _official(connection, prefecture), {(kind, value): code for kind, value, code in mapped}
    )


def _official(connection: Connection, prefecture: str) -> dict[str, frozenset[str]]:
    """Official name -> codes."""
    places, former = municipality.c, municipality_former_name.c
    named = select(places.name_ja, places.code).where(places.prefecture == prefecture)
    before = select(former.name_ja, former.code).join_from(
        municipality_former_name, municipality, places.code == former.code
    )
    present, past = dict[str, frozenset[str]](), dict[str, frozenset[str]]()
    for names, statement in (
        (present, named.where(places.valid_to.is_(None))),
        (past, named.where(places.valid_to.is_not(None))),
        (past, before.where(places.prefecture == prefecture)),
    ):
        for name, code in connection.execute(statement):
            names[place_name(name)] = names.get(place_name(name), frozenset()) | {code}
    return past | present


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Learners of a file whose pool or group is a municipality of other prefectures alone."""

    learners: int
    names: tuple[str, ...]
    """The municipalities, the most frequent first."""
    prefectures: tuple[str, ...]
    """Names of the prefectures that have one of them."""


def elsewhere(connection: Connection, prefecture: str, batch: int) -> Elsewhere:
    """What a batch says of learners who belong nowhere in the prefecture."""
    said, told, places, regions = affiliation.c, learner_observation.c, municipality.c, region.c
    homes: dict[str, set[str]] = {}
    for name, where in connection.execute(
        select(places.name_ja, regions.name_ja)
        .join_from(municipality, region, regions.code == places.prefecture)
        .where(places.prefecture != prefecture)
    ):
        homes.setdefault(place_name(name), set()).add(where)
    found: Counter[str] = Counter()
    for pool, groups, learners in connection.execute(
        select(said.pool, said.groups, func.count())
        .join_from(learner_observation, affiliation, said.id == told.affiliation_id)
        .where(told.batch_id == batch, said.municipality_code.is_(None))
        .group_by(said.pool, said.groups)
    ):
        name = next((each for each in [pool, *_each(groups)] if place_name(each) in homes), None)
        if name:
            found[name] += learners
    names = tuple(name for name, _ in found.most_common())
    where = sorted({each for name in names for each in homes[place_name(name)]})
    return Elsewhere(found.total(), names, tuple(where))


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
