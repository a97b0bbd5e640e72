"""Some records of a file, column by column, and what is found wrong with them."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from itertools import repeat
from typing import Generic, TypeVar

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data_access.importing.cells import matched
from data_access.importing.header import Layout
from data_access.importing.reasons import (
    ANONYMISED,
    BLANK_ROW,
    MISSING_PERSON,
    TOTAL_ROW,
    Fault,
    Reason,
)
from data_access.importing.records import Records
from data_access.importing.tally import Tally

Ints = NDArray[np.int64]
Values = TypeVar("Values")
Scalar = TypeVar("Scalar", bound=np.generic)
Key = TypeVar("Key", bound=Hashable)

_LARGEST = np.iinfo(np.int64).max
_TOTALS = frozenset(
    {"合計", "小計", "総計", "総合計", "累計", "計", "total", "subtotal", "grandtotal", "sum"}
)


class Columns:
    """The cells of each field; blank throughout for a field that the file does not have."""

    def __init__(self, layout: Layout, records: Records) -> None:
        self.positions = layout.positions
        self.records = records

    def __getitem__(self, name: str) -> Sequence[str]:
        position = self.positions.get(name)
        return [""] * len(self.records) if position is None else self.records.cells(position)

    def array(self, name: str) -> pa.Array:
        """The field's cells as texts, or dictionary-encoded."""
        position = self.positions.get(name)
        if position is None:
            return pa.repeat("", len(self.records))
        return self.records.array(position)

    def distinct(self, name: str) -> tuple[Ints, list[str]]:
        """Each record's number of its cell, and the cells by their numbers."""
        array = self.array(name)
        if not pa.types.is_dictionary(array.type):
            array = array.dictionary_encode()
        numbers = np.from_dlpack(array.indices).astype(np.int64)
        return numbers, array.dictionary.to_pylist()

    def read(
        self, name: str, read: Callable[[Sequence[str]], tuple[NDArray[Scalar], dict[int, Fault]]]
    ) -> tuple[NDArray[Scalar], dict[int, Fault]]:
        """The values of the field, and the faults by position; equal cells are read once."""
        numbers, cells = self.distinct(name)
        values, faults = read(cells)
        found = {at: faults[numbers[at]] for at in positions_among(numbers, faults)}
        return values[numbers], found

    def combinations(self, names: Sequence[str]) -> tuple[Ints, list[tuple[str, ...]]]:
        """Each record's number of its combination of cells, and the combinations by number.

        They are numbered as they first appear.
        """
        columns = [self.distinct(name) for name in names]
        numbers, possible = np.zeros(len(self.records), np.int64), 1
        for column, cells in columns:
            if possible * len(cells) > _LARGEST:
                numbers, possible = _renumbered(numbers), len(self.records)
            numbers, possible = numbers * len(cells) + column, possible * len(cells)
        numbers = _renumbered(numbers)
        first = np.empty(numbers.max() + 1, np.int64)
        first[numbers[::-1]] = np.arange(len(numbers))[::-1]
        shown = ([cells[at] for at in column[first].tolist()] for column, cells in columns)
        return numbers, list(zip(*shown, strict=True))

    def holding(self, name: str, text: str) -> list[int]:
        """The positions at which the field's cell is exactly `text`."""
        return [position for position, cell in enumerate(self[name]) if cell == text]


def _renumbered(numbers: Ints) -> Ints:
    """Equal numbers for equal ones, from 0 as they first appear."""
    array = pa.Array.from_buffers(pa.int64(), len(numbers), [None, pa.py_buffer(numbers)])
    found: Ints = np.from_dlpack(array.dictionary_encode().indices).astype(np.int64)
    return found


class Numbers(dict[Key, int], Generic[Key]):
    """Distinct keys, numbered from 0 as they first appear; `read` is called once with each."""

    def __init__(self, read: Callable[[Key], None]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, key: Key) -> int:
        self.read(key)
        number = self[key] = len(self)
        return number

    def column(self, keys: Iterable[Key]) -> NDArray[np.int64]:
        """The number of each key."""
        return np.fromiter(map(self.__getitem__, keys), np.int64)


def positions_among(numbers: NDArray[np.int64], some: Collection[int]) -> list[int]:
    """Where a number is one of some."""
    if not some:
        return []
    found: list[int] = np.flatnonzero(np.isin(numbers, list(some))).tolist()
    return found


class Verdicts:
    """The first fault found in each record, and the records to pass over."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.rejected: dict[int, tuple[str | None, Reason]] = {}
        self.skipped: dict[int, Reason] = {}

    def reject(self, position: int, name: str | None, reason: Reason) -> None:
        """Notes a fault of the field `name`, unless the record has one already."""
        self.rejected.setdefault(position, (name, reason))

    def read(self, name: str, read: tuple[Values, dict[int, Fault]]) -> Values:
        """The values of a column that was read, after noting its faults."""
        values, faults = read
        for position, fault in faults.items():
            self.reject(position, name, fault.reason)
        return values

    def where(self, name: str, wrong: NDArray[np.bool_], reason: Reason) -> None:
        """Notes a fault of the field `name` wherever `wrong` holds."""
        if wrong.any():
            for position, each in zip(np.flatnonzero(wrong).tolist(), repeat(reason), strict=False):
                self.reject(position, name, each)

    def pass_over(self, position: int, name: str | None, reason: Reason) -> None:
        """Skips a record that is about nobody; rejects it where somebody is missing."""
        if reason is ANONYMISED:
            self.skipped[position] = reason
        elif reason is MISSING_PERSON and is_blank(self.records.row(position)):
            self.skipped[position] = BLANK_ROW
        elif reason is MISSING_PERSON and is_total(self.records.row(position)):
            self.skipped[position] = TOTAL_ROW
        else:
            self.reject(position, name, reason)

    def stands(self, position: int) -> bool:
        """Whether nothing has been found against the record so far."""
        return position not in self.rejected and position not in self.skipped

    def settle(self, tally: Tally) -> Ints:
        """Counts what was found; the positions of the records that stand."""
        for reason in self.skipped.values():
            tally.skip(reason)
        for position, (name, reason) in sorted(self.rejected.items()):
            if position not in self.skipped:
                line, row = self.records.line(position), self.records.row(position)
                if is_total(row) and not _names_somebody(row):
                    self.skipped[position] = TOTAL_ROW
                    tally.skip(TOTAL_ROW)
                else:
                    tally.reject(line, name, reason, row)
        if not self.rejected and not self.skipped:
            return np.arange(len(self.records))
        standing = np.ones(len(self.records), np.bool_)
        standing[[*self.rejected, *self.skipped]] = False
        return np.flatnonzero(standing)


def is_blank(row: Sequence[str]) -> bool:
    """No cell holds anything."""
    return not any(map(str.strip, row))


def _names_somebody(row: Sequence[str]) -> bool:
    """Some cell is an e-mail address: somebody may be named 合計, but no sum has an address."""
    return any("@" in cell for cell in row)


def is_total(row: Sequence[str]) -> bool:
    """The first cell that holds anything says 合計 or the like."""
    first = matched(next((cell for cell in row if cell.strip()), ""))
    return first.replace(" ", "").rstrip(":") in _TOTALS
