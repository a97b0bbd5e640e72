"""Municipalities in order, each with its interval, its rank and the range of its rank.

A table and no Plotly figure: a browser can read it out, fit it to any width and keep its axis in
sight while 179 rows scroll by.
"""

import html
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from charts.rows import Row

TALLEST, LOWEST = 26, 17
"""Pixels a row: as many as there is room for, never fewer than its type needs."""
ROOM = 380
"""Pixels of rows above the fold of a seminar's screen."""
MOST_STEPS = 5
"""Steps between the labels of the axis."""


@dataclass(frozen=True, slots=True)
class Scale:
    """How the value axis is written, and what is marked on it."""

    factor: float
    """What a value is multiplied by to be shown: 100 for a proportion."""
    prefix: str
    suffix: str
    region: float | None
    """The region's own value, unscaled; None where there is none."""
    zero_based: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where the axis runs, in shown units, and the step between its lines."""

    low: float
    high: float
    step: float

    def at(self, shown: float) -> float:
        """Where a shown amount lies, in percent of the width."""
        return round(100 * (shown - self.low) / (self.high - self.low), 2)

    @property
    def ticks(self) -> list[float]:
        """The labelled amounts, both ends included."""
        count = round((self.high - self.low) / self.step)
        return [self.low + self.step * number for number in range(count + 1)]


def fragment(
    rows: Sequence[Row], scale: Scale, heads: Sequence[str], *, banded: bool = True
) -> str:
    """Dots and intervals as a table, first row on top. Only rows with a number may come in.

    `heads` name the columns: place, axis, value, rank. A bracket ties the members of a tie group,
    and only rows in the order of their ranks have any.
    """
    axis = axis_of(rows, scale)
    groups = _groups(rows) if banded else [rows]
    bodies = "".join(_body(group, axis, scale, banded) for group in groups)
    line = min(max(ROOM // max(len(rows), 1), LOWEST), TALLEST)
    looks = f"--line:{line}px;--step:{100 * axis.step / (axis.high - axis.low):.4g}%"
    if scale.region is not None:
        looks += f";--region:{axis.at(scale.region * scale.factor)}%"
    marked = " marked" if scale.region is not None else ""
    head = _head(heads, axis, scale)
    return f'<table class="ranking{marked}" style="{looks}">{head}{bodies}</table>'


def legend(marks: Iterable[tuple[str, str]]) -> str:
    """What each mark says, as HTML: dot, interval, ring or region, and the words for it."""
    items = "".join(f'<li><i class="{mark}"></i>{html.escape(words)}</li>' for mark, words in marks)
    return f'<ul class="legend marks">{items}</ul>'


def axis_of(rows: Iterable[Row], scale: Scale) -> Axis:
    """The axis that holds every interval, the estimates and the region; from zero for amounts."""
    ends = [end * scale.factor for end in (*_ends(rows), scale.region) if end is not None]
    low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
    low = 0.0 if scale.zero_based else low
    step = _step((high - low) or abs(high) or 1.0)
    bottom, top = math.floor(low / step) * step, math.ceil(high / step) * step
    return Axis(bottom, top if top > bottom else bottom + step, step)


def _ends(rows: Iterable[Row]) -> list[float | None]:
    return [
        end
        for row in rows
        for end in (row.value.low, row.value.value, row.value.high, row.estimate)
    ]


def _step(span: float) -> float:
    """The smallest of 1, 2 or 5 times a power of ten that needs no more steps than there may be."""
    power = math.floor(math.log10(span / MOST_STEPS))
    steps = [lead * 10.0**exponent for exponent in (power, power + 1) for lead in (1, 2, 5)]
    return next(step for step in steps if span / step <= MOST_STEPS)


def tied(rows: Sequence[Row]) -> bool:
    """Whether any tie group has more than one member."""
    return len(_groups(rows)) < len(rows)


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    """The rows by tie group; rows without one each for themselves."""
    numbered = groupby(enumerate(rows), key=lambda pair: _group(*pair))
    return [[row for _, row in members] for _, members in numbered]


def _group(position: int, row: Row) -> tuple[bool, int]:
    group = row.rank.group if row.rank else None
    return (False, position) if group is None else (True, group)


def _head(heads: Sequence[str], axis: Axis, scale: Scale) -> str:
    place, name, value, rank = map(html.escape, heads)
    labels = "".join(
        f'<span style="left:{axis.at(tick)}%">{html.escape(_label(tick, scale))}</span>'
        for tick in axis.ticks
    )
    return (
        f'<thead><tr><th scope="col">{place}</th><th scope="col" class="axis" aria-label="{name}">'
        f'{labels}</th><th scope="col" class="num">{value}</th><th scope="col">{rank}</th></tr>'
        "</thead>"
    )


def _label(tick: float, scale: Scale) -> str:
    return f"{scale.prefix}{round(tick, 6):,.12g}{scale.suffix}"


def _body(group: Sequence[Row], axis: Axis, scale: Scale, banded: bool) -> str:
    mark = ' class="tie"' if banded and len(group) > 1 else ""
    return f"<tbody{mark}>{''.join(_row(row, axis, scale) for row in group)}</tbody>"


def _row(row: Row, axis: Axis, scale: Scale) -> str:
    visible = {row.text, row.rank_text}
    told = html.escape("\n".join(line for line in row.told if line not in visible))
    own = ' class="own"' if row.own else ""
    kind = html.escape(row.name.removeprefix(row.short))
    name = html.escape(row.short) + (f"<span>{kind}</span>" if kind else "")
    return (
        f'<tr{own}><th scope="row">{name}</th>'
        f'<td class="track" title="{told}">{_marks(row, axis, scale)}</td>'
        f'<td class="num">{html.escape(row.text)}</td><td>{html.escape(row.rank_text)}</td></tr>'
    )


def _marks(row: Row, axis: Axis, scale: Scale) -> str:
    """The interval, the dot of the value, and the ring of the estimate."""
    marks = ""
    if row.value.low is not None and row.value.high is not None:
        left, right = (axis.at(end * scale.factor) for end in (row.value.low, row.value.high))
        marks += f'<i style="left:{left}%;width:{right - left:.4g}%"></i>'
    marks += f'<b style="left:{axis.at((row.value.value or 0.0) * scale.factor)}%"></b>'
    if row.estimate is not None:
        marks += f'<u style="left:{axis.at(row.estimate * scale.factor)}%"></u>'
    return marks
