"""Regular stretches of a CSV text, split into columns all at once by Arrow.

Arrow reads CSV several times as fast as a loop over records can, but forgives what we reject and
does not tell on which line a record stands. So a stretch is a block only where every line is one
record with as many cells as the header and with sound quotes; then `csv.reader` would find the
very same cells, and a record's line follows from its position.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa
from pyarrow import csv as arrow_csv

from data_access.importing.header import Layout

_BOM = b"\xef\xbb\xbf"
_REPEATED = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Block:
    """Records as columns; only those of fields that are used."""

    columns: dict[int, pa.Array]
    text: bytes
    """The records' lines, in UTF-8."""
    first_line: int
    bytes_read: int
    """Of the file, up to the end of the block."""

    def __len__(self) -> int:
        return len(next(iter(self.columns.values())))

    def array(self, column: int) -> pa.Array:
        """The cells of a column: dictionary-encoded, except where nearly each is different."""
        return self.columns[column]

    def cells(self, column: int) -> Sequence[str]:
        """The cells of a column."""
        array = self.columns[column]
        if not pa.types.is_dictionary(array.type):
            return list(array.to_pylist())
        distinct = array.dictionary.to_pylist()
        return [distinct[number] for number in array.indices.to_pylist()]

    def row(self, position: int) -> Sequence[str]:
        """The cells of a record, in all of the file's columns."""
        return next(csv.reader([self._lines[position].decode()]))

    def line(self, position: int) -> int:
        """The physical line of a record."""
        return self.first_line + position

    @cached_property
    def _lines(self) -> list[bytes]:
        return self.text.splitlines()


def block_of(
    portion: bytes, encoding: str, first_line: int, bytes_read: int, layout: Layout
) -> Block | None:
    """The records of some whole lines; None where a line is anything but one regular record."""
    text = portion if encoding == "utf-8" else portion.decode(encoding).encode()
    if not _has_sound_ends(text) or not _has_sound_quotes(text):
        return None
    try:
        table = _split(text, layout)
    except pa.ArrowInvalid:  # a line with more or fewer cells than the header
        return None
    if table.num_rows != text.count(b"\n") + (not text.endswith(b"\n")):
        return None
    columns = {int(name): table[name].chunk(0) for name in table.column_names}
    return Block(columns, text, first_line, bytes_read)


def _has_sound_ends(text: bytes) -> bool:
    """Lines end in \\n or \\r\\n, and no mark of the byte order is taken for a part of one."""
    if text.startswith(_BOM):
        return False
    return b"\r" not in text or text.count(b"\r") == text.count(b"\r\n")


def _has_sound_quotes(text: bytes) -> bool:
    """Every quote that opens a cell closes it on the same line, right before the cell ends."""
    if b'"' not in text:
        return True
    quoted = [line.decode() for line in text.split(b"\n") if b'"' in line]
    try:
        for line in quoted:
            next(csv.reader([line], strict=True))
    except csv.Error:
        return False
    return True


def _split(text: bytes, layout: Layout) -> pa.Table:
    """A column for each field that is used, named by its position."""
    types = {
        str(layout.positions[field.name]): pa.string() if field.varied else _REPEATED
        for field in layout.format.fields
        if field.used and field.name in layout.positions
    }
    return arrow_csv.read_csv(
        pa.BufferReader(text),
        arrow_csv.ReadOptions(
            column_names=[str(position) for position in range(len(layout.headings))],
            block_size=len(text) + 1,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=types,
            include_columns=list(types),
            check_utf8=False,
            strings_can_be_null=False,
        ),
    )
