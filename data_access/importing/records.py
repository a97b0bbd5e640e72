"""The records of a file, a few thousand at a time, each with its physical line."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import TextIOWrapper
from itertools import chain, islice

from data_access.importing.reasons import MALFORMED, Reason
from data_access.importing.source import Source
from data_access.importing.workbook import sheet_rows

BATCH = 2_048
"""Records in memory at once: few enough for their cells to stay in the processor's cache."""

csv.field_size_limit(1 << 20)


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


def batches(source: Source, size: int = BATCH) -> Iterator[Batch]:
    """The file from its first record to its last. Empty lines are no records."""
    if source.encoding is None:
        yield from _workbook_batches(source, size)
    else:
        yield from _text_batches(source, source.encoding, size)


def _workbook_batches(source: Source, size: int) -> Iterator[Batch]:
    numbered = enumerate(sheet_rows(source.path), start=1)
    while listed := list(islice(numbered, size)):
        kept = [(line, row) for line, row in listed if any(row)]
        yield Batch([row for _, row in kept], [line for line, _ in kept])


def _text_batches(source: Source, encoding: str, size: int) -> Iterator[Batch]:
    with source.path.open("rb") as raw, TextIOWrapper(raw, encoding, newline="") as text:
        lines = enumerate(text, start=1)
        ended = False
        while not ended:
            batch = Batch()
            ended = _fill(batch, lines, size)
            batch.unterminated = ended and not source.ends_a_line
            batch.bytes_read = raw.tell()
            yield batch


def _fill(batch: Batch, lines: Iterator[tuple[int, str]], size: int) -> bool:
    """Adds up to `size` records to the batch; whether the file has ended.

    Only a line with a quote in it needs a CSV reader, which then takes as many more lines as the
    record has. Any other line is a record, and splitting it takes half the time.
    """
    rows, numbers = batch.rows, batch.lines
    for number, line in lines:
        if '"' not in line:
            row = line.rstrip("\r\n").split(",")
        else:
            row = _quoted(batch, number, chain([line], (further for _, further in lines)))
        if row != [""]:
            rows.append(row)
            numbers.append(number)
            if len(rows) == size:
                return False
    return True


def _quoted(batch: Batch, number: int, lines: Iterator[str]) -> list[str]:
    """The record that begins with the first of the lines; [""] if it is none, which is noted."""
    try:
        # strict: an open quote at the end of the file is an error, not a very long cell
        return next(csv.reader(lines, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            batch.cut_off = True
        else:
            batch.unreadable.append((number, MALFORMED))
        return [""]
