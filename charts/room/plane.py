"""Dots on a plane, the few that matter with their names: a funnel, or spend and what it brings."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from charts.palette import Palette
from charts.room.canvas import DOT, HEIGHT, WIDTH, Reach, area, dot, drawing, line, path, text, wide

LEFT, TOP, FOOT = 96, 40, HEIGHT - 70
LINE = 27
"""Pixels that a name takes up in height."""


@dataclass(frozen=True, slots=True)
class Point:
    """One municipality, in the axes' own amounts."""

    name: str
    across: float
    up: float
    own: bool
    named: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """From where to where an axis runs, its marks, and what it measures."""

    name: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    middle: float | None = None
    """Where a dotted line crosses the plane."""
    middle_name: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """Where most dots would lie, from the left to the right: low and high ends."""

    across: Sequence[float]
    low: Sequence[float]
    high: Sequence[float]
    ink: str


@dataclass(frozen=True, slots=True)
class Plane:
    """What is drawn, and what is said to those who do not see it."""

    across: Axis
    up: Axis
    points: Sequence[Point]
    label: str
    bands: Sequence[Band] = field(default=())


Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in pixels."""


def picture(plane: Plane, colours: Palette) -> str:
    """The bands, the axes with their middles, the dots, and names where there is room for them."""
    across = Reach(plane.across.low, plane.across.high, LEFT, WIDTH - 20)
    up = Reach(plane.up.low, plane.up.high, FOOT, TOP)
    parts = [_band(each, across, up) for each in plane.bands]
    parts += _axes(plane, across, up, colours)
    spots = [
        (across.at(each.across), up.at(each.up), each)
        for each in sorted(plane.points, key=lambda each: (each.own, each.named))
    ]
    parts += [
        dot(x, y, _ink(each, colours), DOT + 4 if each.own else DOT, colours.ground)
        for x, y, each in spots
    ]
    return drawing([*parts, *_names(plane, spots, across, colours)], plane.label, colours)


def _ink(point: Point, colours: Palette) -> str:
    if point.own:
        return colours.key
    return colours.text if point.named else colours.mark


def _band(band: Band, across: Reach, up: Reach) -> str:
    there = [(across.at(x), up.at(y)) for x, y in zip(band.across, band.high, strict=True)]
    back = [(across.at(x), up.at(y)) for x, y in zip(band.across, band.low, strict=True)]
    return area([*there, *reversed(back)], band.ink)


def _axes(plane: Plane, across: Reach, up: Reach, colours: Palette) -> list[str]:
    quiet = colours.secondary
    parts = [text(0, 22, plane.up.name, ink=quiet)]
    parts.append(text(WIDTH - 20, HEIGHT - 6, plane.across.name, ink=quiet, anchor="end"))
    for amount, said in plane.up.ticks:
        y = up.at(amount)
        parts.append(line((LEFT, y), (WIDTH - 20, y), colours.rule))
        parts.append(text(LEFT - 12, y + 8, said, ink=quiet, anchor="end"))
    edge = -1.0
    for amount, said in plane.across.ticks:
        x = across.at(amount)
        if x - wide(said) / 2 > edge:
            parts.append(text(x, FOOT + 32, said, ink=quiet, anchor="middle"))
            edge = x + wide(said) / 2 + 16
    parts.append(line((LEFT, FOOT), (WIDTH - 20, FOOT), colours.mark, width=1.5))
    if plane.up.middle is not None:
        y = up.at(plane.up.middle)
        ends = [(LEFT, y), (WIDTH - 20, y)]
        parts.append(path(ends, colours.text, width=2.5, dash="2 6"))
    if plane.across.middle is not None:
        x = across.at(plane.across.middle)
        parts.append(path([(x, TOP), (x, FOOT)], colours.text, width=2.5, dash="2 6"))
    return parts


def _names(
    plane: Plane, spots: Sequence[tuple[float, float, Point]], across: Reach, colours: Palette
) -> list[str]:
    """The middles' names and the places', the own place first; one without room is left out."""
    up = Reach(plane.up.low, plane.up.high, FOOT, TOP)
    taken: list[Box] = [(x - DOT, y - DOT, x + DOT, y + DOT) for x, y, _ in spots]
    parts = []
    if plane.up.middle is not None and plane.up.middle_name:
        y, width = up.at(plane.up.middle), wide(plane.up.middle_name)
        parts.append(_set(WIDTH - 20, y - 8, plane.up.middle_name, "end", colours))
        taken.append((WIDTH - 20 - width, y - 8 - LINE, WIDTH, y - 4))
    if plane.across.middle is not None and plane.across.middle_name:
        x, width = across.at(plane.across.middle), wide(plane.across.middle_name)
        anchor = "start" if x + width < WIDTH - 20 else "end"
        left = x + 8 if anchor == "start" else x - 8 - width
        parts.append(
            _set(
                x + (8 if anchor == "start" else -8),
                TOP - 4,
                plane.across.middle_name,
                anchor,
                colours,
            )
        )
        taken.append((left, TOP - 4 - LINE, left + width, TOP))
    for x, y, point in reversed(spots):
        if not (point.own or point.named):
            continue
        own = (x - DOT, y - DOT, x + DOT, y + DOT)
        others = [box for box in taken if box != own]
        place = next(
            (each for each in _sides(x, y, wide(point.name)) if _free(each[1], others)), None
        )
        if place is None and not point.own:
            continue
        (at, base, anchor), box = place or _sides(x, y, wide(point.name))[0]
        taken.append(box)
        parts.append(
            text(
                at,
                base,
                point.name,
                ink=_ink(point, colours),
                anchor=anchor,
                bold=point.own,
                halo=colours.ground,
            )
        )
    return parts


def _set(x: float, y: float, said: str, anchor: str, colours: Palette) -> str:
    return text(x, y, said, anchor=anchor, halo=colours.ground)


def _sides(x: float, y: float, width: float) -> list[tuple[tuple[float, float, str], Box]]:
    """Where a name may stand, the best first: its point, line and anchor, and what it takes up."""
    away = DOT + 6
    return [
        ((x + away, y + 8, "start"), (x + away, y - 14, x + away + width, y + 13)),
        ((x - away, y + 8, "end"), (x - away - width, y - 14, x - away, y + 13)),
        (
            (x, y - away, "middle"),
            (x - width / 2, y - away - LINE + 5, x + width / 2, y - away + 4),
        ),
        ((x, y + away + 18, "middle"), (x - width / 2, y + away, x + width / 2, y + away + LINE)),
    ]


def _free(box: Box, others: Sequence[Box]) -> bool:
    left, top, right, bottom = box
    if left < LEFT or right > WIDTH or top < 0 or bottom > FOOT + 4:
        return False
    return not any(
        left < other[2] and other[0] < right and top < other[3] and other[1] < bottom
        for other in others
    )


def round_amounts(low: float, high: float, most: int = 5) -> list[float]:
    """Up to `most` and one more multiples of a neat step within both ends."""
    span = (high - low) or 1.0
    steps = [lead * 10.0**power for power in range(-4, 12) for lead in (1, 2, 5)]
    step = next(each for each in steps if span / each <= most)
    first = -(-low // step)
    amounts = [round((first + at) * step, 6) for at in range(most + 2)]
    return [each for each in amounts if each <= high + 1e-9]
