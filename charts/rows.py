"""What a figure draws of one municipality, and what it tells who points at it."""

import html
import re
from dataclasses import dataclass

from metrics.calculate import State, Value
from metrics.ranks import Rank


@dataclass(frozen=True, slots=True)
class Row:
    """One municipality with one measure, ready to draw: every text is already in one language."""

    code: str
    name: str
    value: Value
    text: str
    """The value with its unit, or the words for its state."""
    interval: str
    """The 95 % interval as text; empty where there is none."""
    people: str
    """Numerator and denominator as text; empty where they are hidden."""
    rank: Rank | None
    rank_text: str
    own: bool = False
    peer: bool = True
    estimate: float | None = None
    """The shrunken rate, which allows for the size; only figures that draw it ask for it."""
    estimate_text: str = ""

    @property
    def short(self) -> str:
        """The name where a figure has no room for all of it."""
        return short_name(self.name)

    @property
    def drawn(self) -> bool:
        """Whether there is a number that may be drawn."""
        return self.value.state in {State.VALUE, State.ZERO}

    @property
    def told(self) -> list[str]:
        """The lines that tell of the place, its name first; those that it has."""
        lines = (
            self.name,
            self.text,
            self.interval,
            self.estimate_text,
            self.people,
            self.rank_text,
        )
        return [line for line in lines if line]


def short_name(name: str) -> str:
    """An English name without its kind."""
    return re.sub(r" (City|Town|Village|Ward)$", "", name)


def hover(row: Row) -> str:
    """What stands beside the cursor, as HTML."""
    name, *rest = map(html.escape, row.told)
    return "<br>".join((f"<b>{name}</b>", *rest))
