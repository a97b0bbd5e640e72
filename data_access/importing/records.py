"""The records of a file, some thousand at a time, each with its physical line.

Regular stretches of a text become blocks, which are split into columns at once; only what is
between them is read record by record.
"""

import csv
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import BufferedReader, StringIO
from itertools import chain, islice
from typing import Protocol

import pyarrow as pa

from data_access.importing.blocks import Block, block_of
from data_access.importing.header import Layout
from data_access.importing.reasons import MALFORMED, Reason
from data_access.importing.source import Source
from data_access.importing.workbook import sheet_rows

BATCH = 2_048
"""Records in memory at once: few enough for their cells to stay in the processor's cache."""
BLOCK = 1 << 20
"""Bytes of a block, at least, up to the end of a line: few enough for the processor's cache."""

csv.field_size_limit(1 << 20)


class Records(Protocol):
    """Some records, each as wide as the header."""

    def __len__(self) -> int:
        """How many there are."""

    def cells(self, column: int) -> Sequence[str]:
        """The cells of a column."""

    def array(self, column: int) -> pa.Array:
        """The same, as an array of texts or as a dictionary-encoded one."""

    def row(self, position: int) -> Sequence[str]:
        """The cells of a record."""

    def line(self, position: int) -> int:
        """The physical line on which a record begins."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Records that were read one by one."""

    rows: list[list[str]]
    lines: list[int]

    def __len__(self) -> int:
        return len(self.rows)

    def cells(self, column: int) -> Sequence[str]:
        """The cells of a column."""
        return [row[column] for row in self.rows]

    def array(self, column: int) -> pa.Array:
        """The same, as an array of texts."""
        return pa.array(self.cells(column), pa.string())

    def row(self, position: int) -> Sequence[str]:
        """The cells of a record."""
        return self.rows[position]

    def line(self, position: int) -> int:
        """The physical line on which a record begins."""
        return self.lines[position]


@dataclass(slots=True)
class Batch:
    """Records as rows of cells. `lines[i]` is the physical line on which `rows[i]` begins."""

    rows: list[list[str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    unreadable: list[tuple[int, Reason]] = field(default_factory=list)
    """Lines that are no CSV, with the reason."""
    cut_off: bool = False
    """The file ended inside the last record, which is not among the rows."""
    unterminated: bool = False
    """The last row of this batch ends the file, without a line end."""
    bytes_read: int = 0


def first_records(source: Source, count: int) -> Batch:
    """The first records of a file. Empty lines are no records."""
    if source.encoding is None:
        return next(_workbook_batches(source, count), Batch())
    with source.opened() as raw:
        return _batch(Lines(raw, source.encoding, source.delimiter), source, count)


def below_header(source: Source, layout: Layout) -> Iterator[Batch | Block]:
    """All records below the header."""
    if source.encoding is None:
        return _workbook_below(source, layout)
    return _text_below(source, source.encoding, layout)


def _workbook_below(source: Source, layout: Layout) -> Iterator[Batch]:
    batches = _workbook_batches(source, BATCH)
    yield _without_rows(next(batches), layout.records_above)
    yield from batches


def _workbook_batches(source: Source, size: int) -> Iterator[Batch]:
    numbered = enumerate(sheet_rows(source.path, source.sheet), start=1)
    while listed := list(islice(numbered, size)):
        kept = [(line, row) for line, row in listed if any(row)]
        yield Batch([row for _, row in kept], [line for line, _ in kept])


def _text_below(source: Source, encoding: str, layout: Layout) -> Iterator[Batch | Block]:
    with source.opened() as raw, ThreadPoolExecutor(max_workers=1) as ahead:
        lines = Lines(raw, encoding, source.delimiter)
        above = _batch(lines, source, layout.records_above)
        yield _without_rows(above)
        last: Batch | Block = above
        coming = ahead.submit(_next, lines, source, layout)
        while (following := coming.result()) is not None:
            coming = ahead.submit(_next, lines, source, layout)
            yield (last := following)
        if source.cut_inside and not (isinstance(last, Batch) and last.cut_off):
            yield Batch(cut_off=True, bytes_read=source.size)


def _next(lines: "Lines", source: Source, layout: Layout) -> Batch | Block | None:
    """What follows, read while what came before is taken in; None at the end."""
    if lines.ended:
        return None
    return _next_block(lines, layout) or _batch(lines, source, BATCH)


def _next_block(lines: "Lines", layout: Layout) -> Block | None:
    """The next lines as a block; None, with none of them taken, where they are not regular."""
    if lines.inside_one or lines.delimiter != ",":
        return None
    start = lines.raw.tell()
    portion = lines.raw.read(BLOCK) + lines.raw.readline()
    block = block_of(portion, lines.encoding, lines.number + 1, lines.raw.tell(), layout)
    if block is None:
        lines.raw.seek(start)
    else:
        lines.number += len(block)
    return block


class Lines(Iterator[tuple[int, str]]):
    """The physical lines of a text, each with its number and its end: \\n, \\r\\n or \\r.

    `raw` stands right behind the last line taken, so that others can go on from there; except
    between lines that end in a mere \\r, which are `inside_one` line of bytes.
    """

    def __init__(self, raw: BufferedReader, encoding: str, delimiter: str) -> None:
        self.raw = raw
        self.encoding = encoding.removesuffix("-sig")
        self.delimiter = delimiter
        self.number = 0
        """The number of the last line taken."""
        self.inside: list[str] = []
        """What is left of a line of bytes that has several ends, the last of it first."""
        if raw.peek(3).startswith(b"\xef\xbb\xbf"):
            raw.read(3)

    @property
    def inside_one(self) -> bool:
        """Whether the rest of a line of bytes is yet to be given out."""
        return bool(self.inside)

    @property
    def ended(self) -> bool:
        """Whether no line is left."""
        return not self.inside and not self.raw.peek(1)

    def __next__(self) -> tuple[int, str]:
        if self.inside:
            line = self.inside.pop()
        else:
            line = self.raw.readline().decode(self.encoding)
            if not line:
                raise StopIteration
            if "\r" in line.removesuffix("\r\n"):
                line, *rest = StringIO(line, newline="")
                self.inside = rest[::-1]
        self.number += 1
        return self.number, line


def _without_rows(batch: Batch, count: int | None = None) -> Batch:
    """Without its first rows, or any; what could not be read is still to be told."""
    del batch.rows[:count], batch.lines[:count]
    return batch


def _batch(lines: Lines, source: Source, size: int) -> Batch:
    batch = Batch()
    _fill(batch, lines, size)
    batch.unterminated = lines.ended and not source.ends_a_line
    batch.bytes_read = lines.raw.tell()
    return batch


def _fill(batch: Batch, lines: Lines, size: int) -> None:
    """Adds up to `size` records to the batch.

    Only a line with a quote in it needs a CSV reader, which then takes as many more lines as the
    record has. Any other line is a record, and splitting it takes half the time.
    """
    rows, numbers = batch.rows, batch.lines
    for number, line in lines:
        if '"' not in line:
            row = line.rstrip("\r\n").split(lines.delimiter)
        else:
            further = chain([line], (text for _, text in lines))
            row = _quoted(batch, number, further, lines.delimiter)
        if row != [""]:
            rows.append(row)
            numbers.append(number)
            if len(rows) == size:
                return


def _quoted(batch: Batch, number: int, lines: Iterator[str], delimiter: str) -> list[str]:
    """The record that begins with the first of the lines; [""] if it is none, which is noted."""
    try:
        # strict: an open quote at the end of the file is an error, not a very long cell
        return next(csv.reader(lines, strict=True, delimiter=delimiter))
    except csv.Error as error:
        if "unexpected end" in str(error):
            batch.cut_off = True
        else:
            batch.unreadable.append((number, MALFORMED))
        return [""]
