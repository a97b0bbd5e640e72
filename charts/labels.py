"""Names beside dots, placed so that none lies on another name or on a dot.

A figure is as wide as its reader's window. A name keeps its size and hangs on its dot, while dots
move away from each other as the window widens. So names are placed for the narrowest window, and
what is apart there is apart in every wider one; a name's box begins at the middle of its dot, or
another dot could move into it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

Side = Literal[
    "right", "left", "above", "below", "right below", "right above", "left below", "left above"
]
SIDES: tuple[Side, ...] = get_args(Side)
"""Those that are tried first stand first."""
LINE = 18
"""Pixels that a name of 14 px takes up in height."""
GAP = 10
"""Pixels from the middle of a dot to its name."""
SHIFTS: dict[Side, dict[str, object]] = {
    "right": {"xanchor": "left", "xshift": 9},
    "left": {"xanchor": "right", "xshift": -9},
    "above": {"yanchor": "bottom", "yshift": 6},
    "below": {"yanchor": "top", "yshift": -6},
    "right below": {"xanchor": "left", "yanchor": "top", "xshift": 2, "yshift": -5},
    "right above": {"xanchor": "left", "yanchor": "bottom", "xshift": 2, "yshift": 5},
    "left below": {"xanchor": "right", "yanchor": "top", "xshift": -2, "yshift": -5},
    "left above": {"xanchor": "right", "yanchor": "bottom", "xshift": -2, "yshift": 5},
}
"""How Plotly is told on which side of its dot a name stands."""


@dataclass(frozen=True, slots=True)
class Box:
    """Pixels from a figure's left upper corner."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Dot:
    """The middle of a dot in pixels, and the width of its name; 0 for a dot without one."""

    x: float
    y: float
    name: float = 0.0

    @property
    def box(self) -> Box:
        """The dot itself."""
        return Box(self.x - 6, self.y - 6, self.x + 6, self.y + 6)


def sides(
    dots: Sequence[Dot],
    taken: Sequence[Box],
    width: float,
    height: float,
    avoided: Sequence[Box] = (),
) -> list[Side | None]:
    """On which side each dot's name fits, the earlier dots first; None where it fits nowhere.

    What is to be `avoided` is crossed rather than a name left out.
    """
    frame = Box(0, 0, width, height)
    occupied = [*taken, *(dot.box for dot in dots)]
    found: list[Side | None] = []
    for dot in dots:
        side = _side(dot, [*occupied, *avoided], frame) or _side(dot, occupied, frame)
        if side:
            occupied.append(name_box(dot, side))
        found.append(side)
    return found


def name_box(dot: Dot, side: Side) -> Box:
    """What a name takes up on a side of its dot, the way to it included."""
    away = 3 if " " in side else GAP
    if side.startswith("right"):
        left, right = dot.x, dot.x + away + dot.name
    elif side.startswith("left"):
        left, right = dot.x - away - dot.name, dot.x
    else:
        left, right = dot.x - dot.name / 2, dot.x + dot.name / 2
    if side.endswith("above"):
        return Box(left, dot.y - 7 - LINE, right, dot.y - 7)
    if side.endswith("below"):
        return Box(left, dot.y + 7, right, dot.y + 7 + LINE)
    return Box(left, dot.y - LINE / 2, right, dot.y + LINE / 2)


def _side(dot: Dot, occupied: Sequence[Box], frame: Box) -> Side | None:
    if not dot.name:
        return None
    others = [other for other in occupied if other != dot.box]
    for side in SIDES:
        box = name_box(dot, side)
        if _within(box, frame) and not any(map(box.meets, others)):
            return side
    return None


def _within(box: Box, frame: Box) -> bool:
    return (
        box.left >= frame.left
        and box.right <= frame.right
        and box.top >= frame.top
        and box.bottom <= frame.bottom
    )
