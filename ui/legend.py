"""The map's legend: class limits, and the states without a value that occur."""

import html
from collections.abc import Sequence

from charts.map import fill
from charts.palette import Palette
from charts.rows import Row
from metrics import show
from metrics.calculate import State
from wording.text import Language

WITHOUT_VALUE = (State.ZERO, State.HIDDEN, State.NO_DATA, State.WITHHELD, State.NOT_TAKING_PART)


def fragment(limits: Sequence[str], rows: Sequence[Row], colours: Palette, spoken: Language) -> str:
    """`limits` are the classes' ranges as text, lowest first; few take the darker colours."""
    lowest = len(colours.classes) - len(limits)
    items = [_item(colours.classes[lowest + step], "", text) for step, text in enumerate(limits)]
    present = {row.value.state for row in rows}
    items += [
        _item(fill(state, None, colours), _marks(state), show.STATES[state](spoken))
        for state in WITHOUT_VALUE
        if state in present
    ]
    return f'<ul class="legend">{"".join(items)}</ul>'


def _marks(state: State) -> str:
    return {State.NOT_TAKING_PART: "away", State.ZERO: "zero"}.get(state, "")


def _item(colour: str, marks: str, text: str) -> str:
    return f'<li><i class="{marks}" style="background-color:{colour}"></i>{html.escape(text)}</li>'
