"""Headers that the program does not know, and that a person explains once.

An explanation is kept for a prefecture by the header's signature: whatever file comes with the
same headings in the same order is then read alike.
"""

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from data_access.database import Database
from data_access.identity import operator
from data_access.importing.header import (
    HEADER_WITHIN,
    Candidate,
    Explanation,
    Field,
    Format,
    candidates,
    listing,
    missing,
    positions,
    shown,
    signature,
)
from data_access.importing.journal import Journal
from data_access.importing.kinds import FORMATS, sheets
from data_access.importing.reasons import Refusal, filled
from data_access.importing.records import first_records
from data_access.importing.source import Source, examined
from data_access.schema import column_mapping
from wording.text import Text

_NO_ROW = Text(
    ja="{line}行目に見出しとなる行がありません。",
    en="There is no row on line {line} that could be the header.",
)
_UNKNOWN_KIND = Text(
    ja="ファイルの種類「{kind}」はありません。{kinds} のどれかを指定してください。",
    en="There is no kind of file called “{kind}”; give one of {kinds}.",
)
_UNKNOWN_FIELD = Text(
    ja="「{field}」という項目はありません。{fields} のどれかを指定してください。",
    en="There is nothing called “{field}” in such a file; give one of {fields}.",
)
_UNKNOWN_HEADING = Text(
    ja="「{heading}」という列は{line}行目にありません。あった列：{seen}",
    en="Line {line} has no column “{heading}”. Its columns are: {seen}",
)
_STILL_MISSING = Text(
    ja="必要な列が決まっていません：{fields}。どの列かを指定してください。",
    en="It is not said which column is {fields}, and such a file needs it.",
)
_TWICE = Text(
    ja="「{heading}」が二つの項目に指定されています。",
    en="“{heading}” cannot be two things at once.",
)


@dataclass(frozen=True, slots=True)
class Header:
    """A file's header, as far as it is understood."""

    line: int
    headings: tuple[str, ...]
    kind: str | None
    """The kind that the headings come nearest to; None where they say nothing."""
    found: Mapping[str, int]
    """Field name -> column, from 0, of the fields that one heading alone stands for."""
    lacking: tuple[Field, ...]
    """What the kind needs and no heading stands for."""
    signature: str


@dataclass(frozen=True, slots=True)
class Kept:
    """An explanation that is kept."""

    signature: str
    kind: str
    columns: Mapping[str, str]
    """Field name -> heading."""
    who: str
    at: int


def explained(database: Database, prefecture: str) -> dict[str, Explanation]:
    """What persons have said about headers, by signature."""
    return {
        row.signature: Explanation(row.kind, row.columns) for row in _rows(database, prefecture)
    }


def listed(database: Database, prefecture: str) -> list[Kept]:
    """The same to be looked at."""
    return [
        Kept(
            row.signature,
            row.kind,
            {name: row.headings[position] for name, position in row.columns.items()},
            row.who,
            row.at,
        )
        for row in _rows(database, prefecture)
    ]


def header_of(path: Path, *, kind: str | None = None, line: int | None = None) -> Header:
    """The header of a file: the line given, or the one that comes nearest to a known kind, or
    the one with the most cells.

    Refuses a file that cannot be read, an unknown kind, and a line without a row.
    """
    formats = [_format(kind)] if kind else list(FORMATS)
    single = [
        each for each in _candidates(examined(path)) if not each.upper and line in (None, each.line)
    ]
    if not single:
        raise Refusal("no_header", filled(_NO_ROW, line=line or 1))
    best = max(single, key=lambda each: _nearness(each, formats))
    format_ = max(formats, key=lambda each: len(positions(best.row, each)))
    return _header(best, format_ if kind or positions(best.row, format_) else None)


def explain(
    database: Database,
    prefecture: str,
    path: Path,
    kind: str,
    columns: Mapping[str, str],
    *,
    line: int | None = None,
    who: str,
) -> Header:
    """Keeps what the file's columns are: field name -> heading, for those not known by themselves.

    `#3` is the third column, whatever its heading.
    Refuses what does not fit the file or leaves out what the kind needs. Raises a
    DatabaseProblem.
    """
    header = header_of(path, kind=kind, line=line)
    where = _positions(header, _format(kind), columns)
    journal = Journal(prefecture, who)
    with database.writing(prefecture) as connection:
        _drop(connection, prefecture, header.signature)
        connection.execute(
            insert(column_mapping).values(
                prefecture=prefecture,
                signature=header.signature,
                kind=kind,
                columns=where,
                headings=list(header.headings),
                who=who,
                at=int(time.time()),
            )
        )
        named = {name: header.headings[position] for name, position in where.items()}
        journal.note(connection, "explain columns", {"kind": kind, "columns": named}, None)
    return header


def forget(database: Database, prefecture: str, signature: str, *, who: str) -> bool:
    """Takes an explanation back; says whether there was one."""
    with database.writing(prefecture) as connection:
        gone = _drop(connection, prefecture, signature)
        if gone:
            detail = {"signature": signature}
            Journal(prefecture, who).note(connection, "forget columns", detail, None)
    return gone


def _candidates(source: Source) -> Iterator[Candidate]:
    """Of all sheets, where it is a workbook."""
    for each in sheets(source):
        first = first_records(each, HEADER_WITHIN)
        yield from candidates(list(zip(first.lines, map(tuple, first.rows), strict=True)))


def fields_of(kind: str) -> tuple[Field, ...]:
    """What a file of the kind can say. Refuses an unknown kind."""
    return _format(kind).fields


def _format(kind: str) -> Format:
    for each in FORMATS:
        if each.kind == kind:
            return each
    known = ", ".join(each.kind for each in FORMATS)
    raise Refusal("unknown_kind", filled(_UNKNOWN_KIND, kind=kind, kinds=known))


def _nearness(candidate: Candidate, formats: list[Format]) -> tuple[int, int]:
    known = max(len(positions(candidate.row, each)) for each in formats)
    return known, sum(bool(cell.strip()) for cell in candidate.row)


def _header(candidate: Candidate, format_: Format | None) -> Header:
    found = positions(candidate.row, format_) if format_ else {}
    alone = {name: at[0] for name, at in found.items() if len(at) == 1}
    return Header(
        candidate.line,
        shown(candidate.row),
        format_.kind if format_ else None,
        alone,
        tuple(missing(format_, alone)) if format_ else (),
        signature(candidate.row),
    )


def _positions(header: Header, format_: Format, columns: Mapping[str, str]) -> dict[str, int]:
    """Where each field stands: as said, and else as its heading tells."""
    said = {name: _position(header, format_, name, given) for name, given in columns.items()}
    where = {name: at for name, at in header.found.items() if at not in said.values()} | said
    lacking = missing(format_, where)
    if lacking:
        names = " ".join(f"--column {each.name}=…" for each in lacking)
        text, command = filled(_STILL_MISSING, fields=listing(lacking)), Text(names, names)
        raise Refusal("missing_column", text, command=command)
    for at in said.values():
        if list(where.values()).count(at) > 1:
            raise Refusal("duplicate_column", filled(_TWICE, heading=header.headings[at]))
    return where


def _position(header: Header, format_: Format, name: str, heading: str) -> int:
    if name not in {each.name for each in format_.fields}:
        known = ", ".join(each.name for each in format_.fields)
        raise Refusal("unknown_field", filled(_UNKNOWN_FIELD, field=name, fields=known))
    wanted = shown([heading])[0]
    numbered = re.fullmatch(r"#(\d+)", wanted)
    if numbered and 1 <= int(numbered[1]) <= len(header.headings):
        return int(numbered[1]) - 1
    if wanted not in header.headings:
        seen = ", ".join(filter(None, header.headings))
        raise Refusal(
            "unknown_heading",
            filled(_UNKNOWN_HEADING, heading=heading, line=header.line, seen=seen),
        )
    return header.headings.index(wanted)


def _rows(database: Database, prefecture: str) -> list[Any]:
    columns = column_mapping.c
    statement = select(
        columns.signature, columns.kind, columns.columns, columns.headings, columns.who, columns.at
    )
    mine = statement.where(columns.prefecture == bindparam("prefecture"))
    return database.read(mine.order_by(columns.at, columns.signature), operator(prefecture))


def _drop(connection: Any, prefecture: str, signature_: str) -> bool:
    columns = column_mapping.c
    gone = connection.execute(
        delete(column_mapping).where(
            columns.prefecture == prefecture, columns.signature == signature_
        )
    )
    return bool(gone.rowcount)
