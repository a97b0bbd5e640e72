"""The map, the tile view and the list: one measure of every municipality, three ways."""

from collections.abc import Sequence
from itertools import pairwise

import streamlit as st

from charts import map, tiles
from charts.map import Drawn, Frame
from charts.palette import Theme, palette
from charts.rows import Row
from metrics import catalogue, show
from metrics.catalogue import Metric
from metrics.classes import Classes, classes
from ui import cached, legend, rows, style, tables, url
from ui.cached import Snapshot, kept
from ui.choices import Choices
from ui.frame import Reader
from ui.headings import heading
from ui.tables import Table
from wording import pages
from wording.text import Language

MAP = (720, 410)
"""Pixels at which the map is drawn."""
MOST_BESIDE = 10
"""Tiles in a row that leave room for the list beside them."""


def region_map(reader: Reader, choices: Choices, width: int, height: int, key: str) -> str | None:
    """The map; returns the code of the municipality that a reader has chosen on it."""
    event = st.pydeck_chart(
        _deck(reader.snapshot, choices, reader.theme, width, height),
        on_select="rerun",
        selection_mode="single-object",
        key=key,
        height=height,
        alt=pages.MAP_ALT(
            reader.language,
            prefecture=reader.prefecture,
            measure=catalogue.metric(choices.metric).name(reader.language),
        ),
    )
    found = event.selection.objects.get("areas") or [{}]
    properties = found[0].get("properties") or {}
    code = properties.get("code")
    return code if code in cached.places(reader.snapshot) else None


@kept
def _deck(snapshot: Snapshot, choices: Choices, theme: Theme, width: int, height: int) -> Drawn:
    listed = rows.rows(snapshot, choices, choices.metric)
    frame = _frame(snapshot, width, height)
    return map.deck(listed, steps(listed, classes_of(snapshot, choices)), frame, palette(theme))


def _frame(snapshot: Snapshot, width: int, height: int) -> Frame:
    code, box = snapshot.scope.prefecture, cached.prefecture(snapshot).box
    return Frame(
        west=box.west,
        south=box.south,
        east=box.east,
        north=box.north,
        width=width,
        height=height,
        outlines=f"app/static/outlines/{code}.geojson",
        hatching=f"app/static/hatching/{code}.geojson",
        points=[(place.lon, place.lat) for place in cached.places(snapshot).values()],
    )


@kept
def classes_of(snapshot: Snapshot, choices: Choices) -> Classes:
    """The classes of the chosen measure."""
    among = cached.taking_part(snapshot, choices.month)
    values = cached.compared_of(snapshot, choices.month, choices.metric, among)
    return classes(catalogue.metric(choices.metric), values)


def steps(listed: Sequence[Row], limits: Classes) -> list[int | None]:
    """The colour class of each row, 0 the palest; None without a value."""
    return [
        None if row.value.value is None else limits.lowest + limits.index(row.value.value)
        for row in listed
    ]


@kept
def map_legend(snapshot: Snapshot, choices: Choices, theme: Theme) -> str:
    """The legend of the map and of the tiles, as HTML.

    With it goes, for the stylesheet, the share of the map's width that a telephone need show.
    """
    metric, limits = catalogue.metric(choices.metric), classes_of(snapshot, choices)
    listed = rows.rows(snapshot, choices, choices.metric)
    known = any(row.drawn for row in listed)
    texts = class_texts(metric, limits, choices.language) if known else []
    shown = f"<style>:root{{--across:{map.across(_frame(snapshot, *MAP)):.3f}}}</style>"
    return shown + legend.fragment(texts, listed, palette(theme), choices.language)


def class_texts(metric: Metric, limits: Classes, spoken: Language) -> list[str]:
    """Ranges as text, the unit once each: 〜26%, 26–32%, 43%〜."""
    bare = [show.limit(metric, limit) for limit in limits.limits]
    if not bare:
        return [pages.ALL_EQUAL(spoken)]
    before, _, after = show.split(metric, 0, spoken)
    ends = [f"{before}{text}{after.rstrip()}" for text in bare]
    between = [f"{before}{low}–{high}{after}" for low, high in pairwise(bare)]
    lowest = pages.LOWEST_CLASS(spoken, limit=ends[0])
    return [lowest, *between, pages.HIGHEST_CLASS(spoken, limit=ends[-1])]


def map_or_tiles(reader: Reader, choices: Choices) -> str | None:
    """Put the map or the tile view on the page; the code of a municipality chosen on the map."""
    if choices.view == "map":
        return region_map(reader, choices, *MAP, key="map")
    link = url.address("municipality", place=None)
    style.show(_tiles(reader.snapshot, choices, reader.theme, link))
    return None


def arrangement(reader: Reader, choices: Choices) -> str:
    """The key of the map's and the list's container: side by side, but for tiles that are many."""
    places = cached.places(reader.snapshot).values()
    columns = tiles.columns_of((place.tile_column, place.tile_row) for place in places)
    wide = choices.view == "tiles" and columns > MOST_BESIDE
    return "places-below" if wide else "places"


@kept
def _tiles(snapshot: Snapshot, choices: Choices, theme: Theme, link: str) -> str:
    """The tile view as HTML; `link` leads to a municipality once its code is put after it."""
    listed = rows.rows(snapshot, choices, choices.metric)
    places = cached.places(snapshot).values()
    return tiles.fragment(
        listed,
        steps(listed, classes_of(snapshot, choices)),
        [(place.tile_column, place.tile_row) for place in places],
        [place_link(link, row.code) for row in listed],
        palette(theme),
    )


def place_link(link: str, code: str) -> str:
    """The address of a municipality's page, from a link without one."""
    return f"{link}{'' if link.endswith('?') else '&'}place={code}"


def place_list(reader: Reader, choices: Choices) -> str:
    """The list of all municipalities, for those who do not use maps, as HTML."""
    return _list(reader.snapshot, choices, url.address("municipality", place=None))


def _line(row: Row, spoken: Language) -> tuple[str, str, str]:
    """Name, value and rank; why there is no value stands where there is room for it."""
    if row.drawn:
        return row.name, row.text, row.rank_text
    return row.name, pages.NO_RANK(spoken), row.text


@kept
def _list(snapshot: Snapshot, choices: Choices, link: str) -> str:
    listed = rows.rows(snapshot, choices, choices.metric)
    ranked = rows.ordered([row for row in listed if row.drawn], "rank")
    lines = [*ranked, *(row for row in listed if not row.drawn)]
    heads = (pages.COLUMN_PLACE, pages.COLUMN_VALUE, pages.COLUMN_RANK)
    table = Table(
        heads=[head(choices.language) for head in heads],
        rows=[_line(row, choices.language) for row in lines],
        numeric=frozenset({1, 2}),
        own=frozenset(at for at, row in enumerate(lines) if row.own),
        links=[place_link(link, row.code) for row in lines],
    )
    return heading(pages.LIST_TITLE(choices.language)) + tables.fragment(table, "places")
