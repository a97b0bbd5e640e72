"""What became of each record: accepted, rejected or skipped, and why."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from data_access.importing.blocks import Block
from data_access.importing.header import Layout
from data_access.importing.reasons import BLANK_ROW, COLUMN_COUNT, CUT_OFF, Reason
from data_access.importing.records import Batch, Records, Rows

REMEMBERED = 1_000
"""Rejected records kept for a file that is not taken in."""
HELD_SHARE = 0.20
HELD_COUNT = 20


@dataclass(frozen=True, slots=True)
class Rejection:
    """A record that was not accepted. `column` is None where it is about the whole record."""

    line: int
    column: str | None
    reason: Reason
    content: str
    """What the record held, without anything that says who somebody is."""
    found: str | None = None
    """What stood in the column, unless that says who somebody is."""


@dataclass(slots=True)
class Tally:
    """The records of one file as they are read."""

    layout: Layout
    records: int = 0
    accepted: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    skipped: Counter[str] = field(default_factory=Counter)
    fresh: list[Rejection] = field(default_factory=list)
    """Rejections that are not written yet."""
    first: list[Rejection] = field(default_factory=list)
    """The first of them, up to `REMEMBERED`."""
    cut_off: bool = False

    def whole(self, batch: Batch | Block) -> Records:
        """The records that have as many columns as the header; the others are counted."""
        if isinstance(batch, Block):
            self.records += len(batch)
            return batch
        self.records += len(batch.rows) + len(batch.unreadable) + batch.cut_off
        for line, reason in batch.unreadable:
            self.reject(line, None, reason, [])
        if batch.cut_off:
            self.cut_off = True
            self.skip(CUT_OFF)
        width = len(self.layout.headings)
        if set(map(len, batch.rows)) <= {width}:
            return Rows(batch.rows, batch.lines)
        return self._of_width(batch, width)

    def reject(self, line: int, name: str | None, reason: Reason, row: Sequence[str]) -> None:
        """Counts a record as rejected, for the sake of the field `name` if it is about one."""
        column = self.layout.heading(name) if name else None
        kept = self.layout.kept(row)
        content = json.dumps(kept, ensure_ascii=False)
        rejection = Rejection(line, column, reason, content, kept.get(column or ""))
        self.rejected[reason.code] += 1
        self.fresh.append(rejection)
        if len(self.first) < REMEMBERED:
            self.first.append(rejection)

    def skip(self, reason: Reason) -> None:
        """Counts a record as skipped: nothing is wrong with it, and nothing is in it."""
        self.skipped[reason.code] += 1

    def reasons(self) -> dict[str, int]:
        """Reason code -> records, the most frequent first."""
        return dict((self.rejected + self.skipped).most_common())

    def doubtful(self) -> bool:
        """Whether so much was rejected that a person should look before anything is taken in."""
        rejected = self.rejected.total()
        return rejected >= HELD_COUNT and rejected > HELD_SHARE * self.records

    def check(self) -> None:
        """Every record is accounted for exactly once."""
        counted = self.accepted + self.rejected.total() + self.skipped.total()
        assert counted == self.records, f"{counted} of {self.records} records accounted for"

    def _of_width(self, batch: Batch, width: int) -> Rows:
        """Cells beyond the header are dropped where they are blank; a record may not be short."""
        rows, lines = [], []
        for row, line in zip(batch.rows, batch.lines, strict=True):
            if len(row) >= width and not any(row[width:]):
                rows.append(row[:width])
                lines.append(line)
            elif not any(map(str.strip, row)):
                self.skip(BLANK_ROW)
            elif len(row) < width and batch.unterminated and line == batch.lines[-1]:
                self.cut_off = True
                self.skip(CUT_OFF)
            else:
                self.reject(line, None, COLUMN_COUNT, row)
        return Rows(rows, lines)
