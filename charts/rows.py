"""What a figure draws of one municipality."""

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

    @property
    def drawn(self) -> bool:
        """Whether there is a number that may be drawn."""
        return self.value.state in {State.VALUE, State.ZERO}
