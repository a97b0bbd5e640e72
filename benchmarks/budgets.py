"""What the dashboard may cost: each budget is a ratio or a count, and holds on any machine.

The one exception is the answer time under load, which is a promise to readers in itself.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """A limit that a figure must not exceed, or, with `floor`, must not fall below."""

    limit: float
    floor: bool = False

    def keeps(self, value: float) -> bool:
        """Whether a value is within the budget."""
        return value >= self.limit if self.floor else value <= self.limit


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured number, and the budget that it answers to, if any."""

    part: str
    name: str
    value: float
    unit: str
    budget: Budget | None = None

    @property
    def kept(self) -> bool:
        """Whether the figure is within its budget; one without a budget always is."""
        return self.budget is None or self.budget.keeps(self.value)


CHANGE = Budget(2.0)
"""Server time of a change, as a multiple of the empty page's own."""
FIRST_LOAD = Budget(80.0)
"""Kilobytes over the websocket at a page's first load, map included."""
CHANGE_SIZE = Budget(40.0)
"""Kilobytes over the websocket for a change."""
ANSWER = Budget(150.0)
"""Milliseconds within which 95 % of the changes are answered under load."""
ARITHMETIC = Budget(1.0)
"""A page's statistics for 33 municipalities, as a share of the drawing of one figure."""
GROWTH = Budget(2.0)
"""A municipality's share of the statistics among ten times as many, as a multiple of that among
few: places are sorted by their ranks, which takes somewhat more than a line."""
ERRORS = Budget(0)
IMPORT = Budget(0.25, floor=True)
"""Rows per second of an import, as a share of what `csv.reader` alone manages on the file."""


BULK = Budget(0.25, floor=True)
"""Rows per second of an import, as a share of the database's own bulk load of the same rows."""
AGAIN = Budget(3.0)
"""Seconds of importing a file that has been imported already, as a multiple of hashing it."""
PLATEAU = Budget(2.0)
"""Memory for eight times as many records of the same people, as a multiple."""


def broken(figures: Iterable[Figure]) -> list[Figure]:
    """The figures that are outside their budgets."""
    return [figure for figure in figures if not figure.kept]
