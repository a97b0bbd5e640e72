"""The map of a prefecture: outlines from a static file, one measure in five classes.

The browser fetches the outlines once, as a static file; a message carries one colour and one line
of text a municipality. The layers' expressions look both up by `n`, a municipality's position in
code order, which the outline files carry. Nothing is asked of a tile server.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, log, log2, pi, radians, tan

import pydeck as pdk

from charts.palette import Palette, channels
from charts.rows import Row, hover
from metrics.calculate import State

NO_GROUND = 'data:application/json,{"version":8,"sources":{},"layers":[]}'
TILE = 512
"""Pixels that the whole world is wide at zoom 0."""
LABEL = 14
ROOM_FOR_NAMES = 60
"""Pixels that names reach beyond the prefecture, on both sides together."""
NARROWEST = 0.72
"""A map is not drawn larger than it was made."""
FONT = "BIZ UDPGothic, Noto Sans JP, Noto Sans CJK JP, Yu Gothic UI, Meiryo, sans-serif"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the map looks (degrees), how large it is drawn (pixels), and where its files are."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int
    outlines: str
    hatching: str
    points: Sequence[tuple[float, float]]
    """Longitude and latitude of each municipality's label, in code order."""


class Drawn(pdk.Deck):  # type: ignore[misc]
    """A deck that has been turned into its message once, and is not turned again."""

    def finish(self) -> "Drawn":
        """Freeze the message as it is now, without the blanks that pydeck sets."""
        message = json.loads(super().to_json())
        self._message: str = json.dumps(message, ensure_ascii=False, separators=(",", ":"))
        return self

    def to_json(self) -> str:
        """The message that was frozen."""
        return self._message


def deck(
    rows: Sequence[Row], classes: Sequence[int | None], frame: Frame, colours: Palette
) -> Drawn:
    """The map. `rows` are in code order, all of the prefecture; `classes` 0-4, None without one."""
    return Drawn(
        layers=[
            _areas(rows, classes, frame, colours),
            _hatching(rows, frame, colours),
            *_own_outline(rows, frame, colours),
            _labels(rows, frame, colours),
        ],
        initial_view_state=_view(frame),
        map_provider="carto",
        map_style=NO_GROUND,
        tooltip=_tooltip(rows, colours),
        width=frame.width,
        height=frame.height,
    ).finish()


def fill(state: State, step: int | None, colours: Palette) -> str:
    """The colour of an area: a class, or the plain ground of one of the states without a value."""
    if step is not None and state is State.VALUE:
        return colours.classes[step]
    return {State.HIDDEN: colours.area, State.NO_DATA: colours.rule}.get(state, colours.ground)


def _areas(
    rows: Sequence[Row], classes: Sequence[int | None], frame: Frame, colours: Palette
) -> pdk.Layer:
    fills = [
        channels(fill(row.value.state, step, colours))
        for row, step in zip(rows, classes, strict=True)
    ]
    return pdk.Layer(
        "GeoJsonLayer",
        id="areas",
        data=frame.outlines,
        pickable=True,
        auto_highlight=True,
        highlight_color=channels(colours.text, 40),
        get_fill_color=_by_position(fills),
        get_line_color=channels(colours.mark),
        line_width_units=pdk.types.String("pixels"),
        line_joint_rounded=True,
        get_line_width=1,
    )


def _hatching(rows: Sequence[Row], frame: Frame, colours: Palette) -> pdk.Layer:
    """Diagonal lines over the places that take no part; transparent elsewhere."""
    lines = [
        channels(colours.area, 255 if row.value.state is State.NOT_TAKING_PART else 0)
        for row in rows
    ]
    return pdk.Layer(
        "GeoJsonLayer",
        id="hatching",
        data=frame.hatching,
        pickable=False,
        get_line_color=_by_position(lines),
        line_width_units=pdk.types.String("pixels"),
        get_line_width=1.2,
    )


def _own_outline(rows: Sequence[Row], frame: Frame, colours: Palette) -> list[pdk.Layer]:
    """A strong line round the reader's own place, and round each true zero a key-coloured one."""
    marked = [
        channels(colours.text if row.own else colours.key, 255 if _outlined(row) else 0)
        for row in rows
    ]
    if not any(_outlined(row) for row in rows):
        return []
    return [
        pdk.Layer(
            "GeoJsonLayer",
            id="marked",
            data=frame.outlines,
            pickable=False,
            filled=False,
            get_line_color=_by_position(marked),
            line_width_units=pdk.types.String("pixels"),
            line_joint_rounded=True,
            get_line_width=2.5,
        )
    ]


def _outlined(row: Row) -> bool:
    return row.own or row.value.state is State.ZERO


def _by_position(listed: Sequence[object]) -> str:
    """A layer expression that looks `listed` up by the position that the outline file carries.

    pydeck marks a text as an expression by itself; the expression language allows a look-up only
    after a closing parenthesis.
    """
    return f"({json.dumps(listed, separators=(',', ':'))})[properties.n-1]"


def _labels(rows: Sequence[Row], frame: Frame, colours: Palette) -> pdk.Layer:
    """Names with a halo of the ground, so that they read on every class."""
    data = [
        {"position": frame.points[index], "name": rows[index].short}
        for index in _without_overlap(rows, frame)
    ]
    return pdk.Layer(
        "TextLayer",
        id="labels",
        data=data,
        pickable=False,
        get_position="position",
        get_text="name",
        get_color=channels(colours.text),
        get_size=LABEL,
        font_family=pdk.types.String(FONT),
        font_weight=600,
        font_settings={"sdf": True, "fontSize": 48, "buffer": 8, "radius": 16},
        outline_width=4,
        outline_color=channels(colours.ground, 225),
        character_set=pdk.types.String("auto"),
    )


def _without_overlap(rows: Sequence[Row], frame: Frame) -> list[int]:
    """Positions of the names that fit: the reader's own, the highest value's, then by code."""
    boxes: list[tuple[float, float, float, float]] = []
    fitting = []
    highest = max((row.value.value for row in rows if row.value.value is not None), default=None)
    for index in sorted(range(len(rows)), key=lambda at: _turn(rows[at], highest)):
        box = _label_box(rows[index].short, frame.points[index], frame)
        if all(_apart(box, other) for other in boxes):
            boxes.append(box)
            fitting.append(index)
    return fitting


def _turn(row: Row, highest: float | None) -> tuple[bool, bool, str]:
    """Sorts the names: what the page's title speaks of must be found on its map."""
    return not row.own, highest is None or row.value.value != highest, row.code


def _label_box(
    name: str, point: tuple[float, float], frame: Frame
) -> tuple[float, float, float, float]:
    """Left, top, right, bottom in pixels of a name centred on its point, with a little air."""
    scale = TILE * 2 ** _zoom(frame)
    x, y = scale * (point[0] / 360), -scale * _mercator(point[1]) / (2 * pi)
    half = LABEL * sum(1 if ord(character) > 0x2E7F else 0.58 for character in name) / 2 + 4
    return x - half, y - LABEL * 0.8, x + half, y + LABEL * 0.8


def _apart(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


def _view(frame: Frame) -> pdk.ViewState:
    zoom = _zoom(frame)
    return pdk.ViewState(
        longitude=(frame.west + frame.east) / 2,
        latitude=(frame.south + frame.north) / 2,
        zoom=zoom,
        min_zoom=zoom - 1,
        max_zoom=zoom + 4,
    )


def _zoom(frame: Frame) -> float:
    """The web-Mercator zoom at which the box just fits, with a margin of 4 %."""
    across = frame.width / TILE / ((frame.east - frame.west) / 360)
    upright = frame.height / TILE / ((_mercator(frame.north) - _mercator(frame.south)) / (2 * pi))
    return log2(min(across, upright) * 0.96)


def across(frame: Frame) -> float:
    """The share of the frame's width that the prefecture takes up, with room for its names."""
    drawn = TILE * 2 ** _zoom(frame) * (frame.east - frame.west) / 360
    return min(1.0, max(NARROWEST, (drawn + ROOM_FOR_NAMES) / frame.width))


def _mercator(latitude: float) -> float:
    """Northing of a latitude in degrees on the unit Mercator sphere, in radians."""
    angle = radians(latitude)
    return log(tan(angle) + 1 / cos(angle))


def _tooltip(rows: Sequence[Row], colours: Palette) -> dict[str, object]:
    """Every place's lines at once; the style shows the one whose position `n` is under the cursor.

    The outline file knows a place's position and nothing else of the measure, and the browser
    replaces `{n}` by it: so no geometry has to travel with a value.
    """
    lines = "".join(f"<p>{hover(row)}</p>" for row in rows)
    return {
        "html": "<style>.place-tip p{display:none;margin:0}"
        ".place-tip p:nth-child({n}){display:block}</style>"
        f'<div class="place-tip">{lines}</div>',
        "style": {
            "backgroundColor": colours.ground,
            "color": colours.text,
            "border": f"1px solid {colours.mark}",
            "fontSize": "14px",
            "lineHeight": "1.5",
            "padding": "8px 12px",
            "width": "230px",
            "marginLeft": "-115px",
            "marginTop": "18px",
            "zIndex": 2,
        },
    }
