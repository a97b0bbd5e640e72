"""Rejected records as a file: to be mended, and sent again.

What is kept of a rejected record leaves out the columns that say who somebody is. Whoever still has
the file that was imported gets the records whole; without it they get the lines, the columns, the
reasons and what is kept, and look the lines up in their own copy.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import bindparam, select

from data_access.database import Database
from data_access.identity import operator
from data_access.importing import batches, headings
from data_access.importing.header import TO_MEND, Layout
from data_access.importing.kinds import laid_out
from data_access.importing.reasons import REASONS, Refusal, filled
from data_access.importing.records import Batch, Rows, below_header
from data_access.importing.source import Source, examined
from data_access.schema import import_batch, rejected_row
from wording.text import Language, Text

_WHOLE_RECORD = Text(ja="（行全体）", en="(the whole record)")
_ANOTHER_FILE = Text(
    ja="{file} は番号 {number} で取り込んだファイルと同じものではありません。",
    en="{file} is not the file that was imported as number {number}.",
)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that was not accepted."""

    line: int
    """Physical line in the file, from 1."""
    column: str | None
    """The file's own heading; None where it is about the record as a whole."""
    reason: str
    """Its code."""
    text: Text
    """What would have been right."""
    content: Mapping[str, str]
    """Heading -> cell, but for what says who somebody is."""

    @property
    def found(self) -> str | None:
        """What stood in the column; None where that is not kept."""
        return self.content.get(self.column) if self.column else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows under headings: line, column, what was found, the reason, then the file's own columns.

    The importer passes over the first four, so that the mended rows can be sent as they are.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def rejected(database: Database, prefecture: str, batch: int) -> list[Rejected]:
    """A batch's rejected records by line: all of them where it was taken in, else the first.

    Raises a DatabaseProblem.
    """
    columns = rejected_row.c
    statement = (
        select(columns.line, columns.column_name, columns.reason, columns.content)
        .join(import_batch, import_batch.c.id == columns.batch_id)
        .where(import_batch.c.prefecture == bindparam("prefecture"), columns.batch_id == batch)
        .order_by(columns.line, columns.id)
    )
    return [
        Rejected(row.line, row.column_name, row.reason, _text(row.reason), json.loads(row.content))
        for row in database.read(statement, operator(prefecture))
    ]


def sheet(
    database: Database,
    prefecture: str,
    batch: int,
    language: Language,
    original: Path | None = None,
) -> Sheet:
    """A batch's rejected records to be mended: whole where the original file is given.

    Refuses a file that is not the batch's. Raises a DatabaseProblem.
    """
    found = rejected(database, prefecture, batch)
    if original is None:
        own = list(dict.fromkeys(name for each in found for name in each.content))
        cells = {each.line: tuple(each.content.get(name, "") for name in own) for each in found}
    else:
        source = _same_file(database, prefecture, batch, original)
        source, layout = laid_out(source, headings.explained(database, prefecture))
        own = list(layout.headings)
        cells = dict(_whole(source, layout, {each.line for each in found}))
    heads = tuple(text(language) for text in TO_MEND)
    rows = tuple(_told(each, language) + cells.get(each.line, ()) for each in found)
    return Sheet((*heads, *own), rows)


def _told(each: Rejected, language: Language) -> tuple[str, ...]:
    column = each.column or _WHOLE_RECORD(language)
    return str(each.line), column, each.found or "", each.text(language)


def _text(reason: str) -> Text:
    known = REASONS.get(reason)
    return known.text if known else Text(ja=reason, en=reason)


def _same_file(database: Database, prefecture: str, number: int, path: Path) -> Source:
    source = examined(path)
    if source.sha256 != batches.one(database, prefecture, number).sha256:
        raise Refusal("another_file", filled(_ANOTHER_FILE, file=source.name, number=number))
    return source


def _whole(
    source: Source, layout: Layout, lines: set[int]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The records on those lines, as they stand in the file."""
    for some in below_header(source, layout):
        # a block is records already; rows may be of any width here
        records = Rows(some.rows, some.lines) if isinstance(some, Batch) else some
        for position in range(len(records)):
            if records.line(position) in lines:
                yield records.line(position), tuple(records.row(position))
