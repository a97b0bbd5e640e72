"""Presentations, and their scenes as they were when they were frozen.

What the room sees is kept finished, in both languages. So nothing moves between rehearsal and talk,
whatever is imported or upgraded meanwhile; and what is kept is no more than what is shown.
"""

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select, update

from data_access.database import Records
from data_access.schema import presentation, scene
from data_access.scope import Role, Scope

SHOWING: Final[tuple[Role, ...]] = ("prefecture", "open", "presenter")
"""The roles that may make and show presentations."""
LONGEST_TITLE: Final = 120
LONGEST_NOTE: Final = 2_000
MOST_SCENES: Final = 60


class NotYours(PermissionError):  # noqa: N818 - a refusal
    """A presentation that is not there, or that belongs to somebody else."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """A sequence of scenes, without them."""

    id: str
    owner: str
    title: str
    pseudonym_key: str | None
    """None: municipalities have their real names."""
    kinds_told: bool
    scenes: int


@dataclass(frozen=True, slots=True)
class Slide:
    """What the room sees of a scene in one language; all but the title is finished markup."""

    title: str
    below: str
    picture: str
    source: str


@dataclass(frozen=True, slots=True)
class Made:
    """A scene's figure as the records gave it: by language, and of which state of the records."""

    slides: Mapping[str, Slide]
    dataset: str
    version: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Entry:
    """One scene as a list names it, without what it shows."""

    id: str
    figure: str
    title: str
    """The presenter's own, or else the data's."""
    dataset: str
    version: int
    as_of: date


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene as it is kept."""

    id: str
    figure: str
    choices: Mapping[str, str]
    title: str
    """The presenter's own; empty where the data's sentence stands."""
    note: str
    made: Made


@dataclass(frozen=True, slots=True)
class Shelf:
    """The prefecture's presentations in the hands of somebody.

    Raises NotYours for whoever's role shows none, and for a change of somebody else's; and
    DatabaseProblems.
    """

    database: Records
    scope: Scope
    who: str

    def __post_init__(self) -> None:
        if self.scope.role not in SHOWING:
            raise NotYours

    def presentations(self) -> list[Presentation]:
        """One's own, the newest first."""
        mine = _presentations().where(presentation.c.owner == self.who)
        return [_presentation(row) for row in self.database.read(mine, self.scope)]

    def presentation(self, number: str) -> Presentation | None:
        """One of the prefecture's, for whoever has its link."""
        named = _presentations().where(presentation.c.id == number)
        rows = self.database.read(named, self.scope)
        return _presentation(rows[0]) if rows else None

    def scenes(self, number: str) -> tuple[Scene, ...]:
        """Its scenes, in order."""
        return tuple(map(_scene, self.database.read(_of(number, *scene.c), self.scope)))

    def entries(self, number: str, language: str) -> tuple[Entry, ...]:
        """The same as a list names them."""
        columns = scene.c
        title = columns.slides[language]["title"].as_string().label("told")
        asked = (
            *(columns.id, columns.figure, columns.title, title),
            *(columns.dataset_id, columns.version, columns.as_of),
        )
        return tuple(
            Entry(
                row.id,
                row.figure,
                row.title or row.told,
                row.dataset_id,
                row.version,
                row.as_of,
            )
            for row in self.database.read(_of(number, *asked), self.scope)
        )

    def scene(self, number: str, one: str) -> Scene | None:
        """One of its scenes."""
        named = _of(number, *scene.c).where(scene.c.id == one)
        return next(map(_scene, self.database.read(named, self.scope)), None)

    def begin(self, title: str, *, pseudonyms: bool, kinds_told: bool) -> str:
        """A new presentation without scenes; gives its id."""
        row = {
            "id": secrets.token_hex(8),
            "prefecture": self.scope.prefecture,
            "owner": self.who,
            "title": as_title(title),
            "pseudonym_key": secrets.token_hex(16) if pseudonyms else None,
            "kinds_told": kinds_told,
            "created_at": int(time.time()),
        }
        with self.database.noting(self.scope) as connection:
            connection.execute(insert(presentation).values(row))
        return str(row["id"])

    def rename(self, number: str, title: str) -> None:
        """Give it another title."""
        with self.database.noting(self.scope) as connection:
            self._mine(connection, number)
            renamed = update(presentation).where(presentation.c.id == number)
            connection.execute(renamed.values(title=as_title(title)))

    def discard(self, number: str) -> None:
        """Delete it with its scenes."""
        with self.database.noting(self.scope) as connection:
            self._mine(connection, number)
            connection.execute(delete(scene).where(scene.c.presentation_id == number))
            connection.execute(delete(presentation).where(presentation.c.id == number))

    def add(
        self, number: str, figure: str, choices: Mapping[str, str], title: str, made: Made
    ) -> str | None:
        """A scene at the end; gives its id, or None where there are too many already."""
        with self.database.noting(self.scope) as connection:
            self._mine(connection, number)
            order = _order(connection, number)
            if len(order) >= MOST_SCENES:
                return None
            row = {
                "id": secrets.token_hex(8),
                "presentation_id": number,
                "position": len(order),
                "figure": figure,
                "choices": dict(choices),
                "title": as_title(title),
                "note": "",
                **_columns(made),
            }
            connection.execute(insert(scene).values(row))
        return str(row["id"])

    def word(self, number: str, one: str, title: str, note: str) -> None:
        """Give a scene another title and note."""
        words = {"title": as_title(title), "note": as_note(note)}
        self._change(number, one, words)

    def freeze(self, number: str, one: str, made: Made) -> None:
        """Put in place of what a scene shows what the records give now."""
        self._change(number, one, _columns(made))

    def move(self, number: str, one: str, by: int) -> None:
        """Move a scene in the order; at the ends it stays."""
        with self.database.noting(self.scope) as connection:
            self._mine(connection, number)
            order = _order(connection, number)
            if one in order:
                at = order.index(one)
                order.insert(min(max(at + by, 0), len(order) - 1), order.pop(at))
                _renumber(connection, order)

    def drop(self, number: str, one: str) -> None:
        """Delete a scene."""
        with self.database.noting(self.scope) as connection:
            self._mine(connection, number)
            named = scene.c.id == one, scene.c.presentation_id == number
            connection.execute(delete(scene).where(*named))
            _renumber(connection, _order(connection, number))

    def _change(self, number: str, one: str, values: Mapping[str, Any]) -> None:
        with self.database.noting(self.scope) as connection:
            self._mine(connection, number)
            named = scene.c.id == one, scene.c.presentation_id == number
            connection.execute(update(scene).where(*named).values(dict(values)))

    def _mine(self, connection: Connection, number: str) -> None:
        owned = select(presentation.c.id).where(
            presentation.c.id == number,
            presentation.c.prefecture == self.scope.prefecture,
            presentation.c.owner == self.who,
        )
        if connection.scalar(owned) is None:
            raise NotYours


def _presentations() -> Select[Any]:
    count = (
        select(func.count())
        .where(scene.c.presentation_id == presentation.c.id)
        .scalar_subquery()
        .label("scenes")
    )
    newest_first = presentation.c.created_at.desc(), presentation.c.id
    return (
        select(presentation, count)
        .where(presentation.c.prefecture == bindparam("prefecture"))
        .order_by(*newest_first)
    )


def _of(number: str, *asked: Any) -> Select[Any]:
    """What is asked of a presentation's scenes, in order."""
    here = presentation.c.id == number, presentation.c.prefecture == bindparam("prefecture")
    return (
        select(*asked)
        .join_from(scene, presentation, scene.c.presentation_id == presentation.c.id)
        .where(*here)
        .order_by(scene.c.position)
    )


def _presentation(row: Row[Any]) -> Presentation:
    return Presentation(row.id, row.owner, row.title, row.pseudonym_key, row.kinds_told, row.scenes)


def _scene(row: Row[Any]) -> Scene:
    slides = {language: Slide(**each) for language, each in row.slides.items()}
    made = Made(slides, row.dataset_id, row.version, row.as_of)
    return Scene(row.id, row.figure, row.choices, row.title, row.note, made)


def _columns(made: Made) -> dict[str, Any]:
    slides = {
        language: {name: getattr(each, name) for name in Slide.__dataclass_fields__}
        for language, each in made.slides.items()
    }
    return {
        "slides": slides,
        "dataset_id": made.dataset,
        "version": made.version,
        "as_of": made.as_of,
    }


def _order(connection: Connection, number: str) -> list[str]:
    """The ids of its scenes, in order."""
    ordered = select(scene.c.id).where(scene.c.presentation_id == number).order_by(scene.c.position)
    return list(connection.scalars(ordered))


def _renumber(connection: Connection, order: Sequence[str]) -> None:
    for position, one in enumerate(order):
        connection.execute(update(scene).where(scene.c.id == one).values(position=position))


def as_title(written: str) -> str:
    """A title as it is kept: one line, nothing invisible, and not too long."""
    return " ".join(_printable(written).split())[:LONGEST_TITLE].rstrip()


def as_note(written: str) -> str:
    """A note as it is kept."""
    lines = (_printable(line).rstrip() for line in written.splitlines())
    return "\n".join(lines).strip()[:LONGEST_NOTE].rstrip()


def _printable(line: str) -> str:
    """Without control characters, of which PostgreSQL refuses one."""
    return "".join(each if each.isprintable() else " " for each in line)
