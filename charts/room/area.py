"""The map of a prefecture in five classes, with the best named beside it.

The last are not named: the room sees them on the map if it looks for them, and no town is put up
on the wall for being last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians

from charts.map import fill
from charts.palette import Palette
from charts.room.canvas import HEIGHT, WIDTH, bar, cut, drawing, text
from charts.rows import Row
from metrics.calculate import State

BESIDE = 370
"""Pixels at the right for the legend and the names."""
LEGEND, LINE = 26, 28
"""Pixels from line to line."""
BEST = 5
"""Municipalities that are named beside the map."""
Ring = Sequence[tuple[float, float]]
"""Longitude and latitude, in degrees."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The outlines by municipality, and the box in degrees that is shown."""

    outlines: Mapping[str, Sequence[Ring]]
    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Words:
    """What stands beside the map."""

    label: str
    classes: Sequence[str]
    """The classes' ranges, lowest first; few take the darker colours."""
    states: Sequence[tuple[State, str]]
    """The states without a value that occur."""
    best: str
    """What the best are called: the highest or, where less is better, the lowest."""
    less_is_better: bool


def picture(
    rows: Sequence[Row],
    classes: Sequence[int | None],
    ground: Ground,
    words: Words,
    colours: Palette,
) -> str:
    """The areas, then the own place's outline, then what stands beside them."""
    parts = [
        _shape(row, step, ground, colours)
        for row, step in sorted(zip(rows, classes, strict=True), key=lambda pair: pair[0].own)
    ]
    parts += _legend(words, colours)
    parts += _named(rows, words, colours)
    return drawing(parts, words.label, colours)


def _shape(row: Row, step: int | None, ground: Ground, colours: Palette) -> str:
    rings = "".join(
        f"M{' '.join(f'{x:.4g},{y:.4g}' for x, y in _projected(ring, ground))}Z"
        for ring in ground.outlines.get(row.code, ())
    )
    edge = (colours.text, 4) if row.own else (colours.mark, 1)
    return (
        f'<path d="{rings}" fill="{fill(row.value.state, step, colours)}" '
        f'stroke="{edge[0]}" stroke-width="{edge[1]}" fill-rule="evenodd"/>'
    )


def _projected(ring: Ring, ground: Ground) -> list[tuple[float, float]]:
    """Pixels, with a degree of longitude as short as it is in the middle of the box."""
    narrow = cos(radians((ground.south + ground.north) / 2))
    across, up = (ground.east - ground.west) * narrow, ground.north - ground.south
    room = WIDTH - BESIDE - 30
    scale = min(room / across, (HEIGHT - 8) / up)
    left = (room - across * scale) / 2
    points = [
        (
            round(left + (lon - ground.west) * narrow * scale, 1),
            round(4 + (ground.north - lat) * scale, 1),
        )
        for lon, lat in ring
    ]
    return [point for at, point in enumerate(points) if not at or point != points[at - 1]]


def _legend(words: Words, colours: Palette) -> list[str]:
    x, parts = WIDTH - BESIDE, []
    lowest = len(colours.classes) - len(words.classes)
    swatches = [(colours.classes[lowest + at], said) for at, said in enumerate(words.classes)]
    listed = [*reversed(swatches), *((fill(s, None, colours), said) for s, said in words.states)]
    for at, (ink, said) in enumerate(listed):
        y = 2 + at * LEGEND
        parts.append(bar(x - 1, y - 1, 36, 22, colours.mark))
        parts.append(bar(x, y, 34, 20, ink))
        parts.append(text(x + 46, y + 18, said))
    return parts


def _named(rows: Sequence[Row], words: Words, colours: Palette) -> list[str]:
    """The own place, and the best five, with their values."""
    known = [row for row in rows if row.drawn]
    known.sort(key=lambda row: row.value.value or 0, reverse=not words.less_is_better)
    own = [row for row in known if row.own]
    lines = (HEIGHT - 16 - LEGEND * (len(words.classes) + len(words.states))) // LINE
    best = known[: max(min(BEST, len(known) // 2, lines - 1 - len(own)), 0)]
    listed = [(row.name, row.text, False, True) for row in own]
    if best:
        listed.append((words.best, "", True, False))
        listed += [(row.name, row.text, False, row.own) for row in best]
    x, foot = WIDTH - BESIDE, HEIGHT - 8
    parts = []
    for at, (name, value, head, bold) in enumerate(reversed(listed)):
        y, ink = foot - at * LINE, colours.secondary if head else colours.key if bold else ""
        parts.append(text(x, y, cut(name, BESIDE - 110), ink=ink, bold=bold))
        parts.append(text(WIDTH, y, value, ink=ink, anchor="end", bold=bold))
    return parts
