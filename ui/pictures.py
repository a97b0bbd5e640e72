"""Finished pictures, kept by what they show: the scope, the version, the choices, the theme."""

import html
from collections.abc import Mapping, Sequence
from math import log10

import streamlit as st

from charts import figure, map, ranking, spark, strip, tiles, trend
from charts.funnel import Bands
from charts.funnel import figure as funnel_figure
from charts.map import Drawn, Frame
from charts.palette import Theme, palette
from charts.ranking import Scale
from charts.rows import Row
from charts.trend import Line
from metrics import catalogue, facts, funnel, show
from metrics.calculate import Value
from metrics.catalogue import Metric, Unit
from metrics.classes import Classes, classes
from ui import cached, legend, rows, style, url
from ui.cached import Snapshot, drawn, kept
from ui.choices import Choices
from ui.frame import Reader
from wording import frame as words
from wording import pages
from wording.text import Text

BAND_STEPS = 60
"""Points along a funnel's band."""


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
    return map.deck(listed, steps(listed, _classes(snapshot, choices)), frame, palette(theme))


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
def _classes(snapshot: Snapshot, choices: Choices) -> Classes:
    values = cached.values_of(snapshot, choices.month, choices.metric)
    return classes(catalogue.metric(choices.metric), values)


def steps(listed: Sequence[Row], limits: Classes) -> list[int | None]:
    """The colour class 0-4 of each row; with fewer than five classes the darker ones."""
    first = 5 - limits.count
    return [
        None if row.value.value is None else first + limits.index(row.value.value) for row in listed
    ]


@kept
def map_legend(snapshot: Snapshot, choices: Choices, theme: Theme) -> str:
    """The legend of the map and of the tiles, as HTML."""
    metric, limits = catalogue.metric(choices.metric), _classes(snapshot, choices)
    listed = rows.rows(snapshot, choices, choices.metric)
    known = any(row.drawn for row in listed)
    texts = _class_texts(metric, limits, choices) if known else []
    return legend.fragment(texts, listed, palette(theme), choices.language)


def _class_texts(metric: Metric, limits: Classes, choices: Choices) -> list[str]:
    """Ranges as text: 〜26%, 26–32%, 43%〜."""
    ends = [show.number(metric, limit, choices.language) for limit in limits.limits]
    bare = [show.split(metric, limit, choices.language)[1] for limit in limits.limits]
    if not ends:
        return [pages.ALL_EQUAL(choices.language)]
    between = [f"{low}–{high}" for low, high in zip(bare, ends[1:], strict=False)]
    before = show.split(metric, 0, choices.language)[0]
    return [
        f"〜{ends[0]}",
        *(before + text.replace(before, "") for text in between),
        f"{ends[-1]}〜",
    ]


def tile_view(reader: Reader, choices: Choices) -> None:
    """Put the tile view on the page."""
    link = url.address("municipality", place=None)
    style.show(_tiles(reader.snapshot, choices, reader.theme, link))


@kept
def _tiles(snapshot: Snapshot, choices: Choices, theme: Theme, link: str) -> str:
    """The tile view as HTML; `link` leads to a municipality once its code is put after it."""
    listed = rows.rows(snapshot, choices, choices.metric)
    places = cached.places(snapshot).values()
    return tiles.fragment(
        listed,
        steps(listed, _classes(snapshot, choices)),
        [(place.tile_column, place.tile_row) for place in places],
        [place_link(link, row.code) for row in listed],
        palette(theme),
    )


def place_link(link: str, code: str) -> str:
    """The address of a municipality's page, from a link without one."""
    return f"{link}{'' if link.endswith('?') else '&'}place={code}"


def place_list(reader: Reader, choices: Choices) -> None:
    """Put the list of all municipalities on the page, for those who do not use maps."""
    link = url.address("municipality", place=None)
    style.show(_list(reader.snapshot, choices, link))


@kept
def _list(snapshot: Snapshot, choices: Choices, link: str) -> str:
    listed = rows.rows(snapshot, choices, choices.metric)
    with_rank = rows.ordered([row for row in listed if row.drawn], "rank")
    lines = "".join(
        f'<tr{" class=own" if row.own else ""}><td><a href="{html.escape(place_link(link, row.code))}" '
        f'target="_self">{html.escape(row.name)}</a></td><td class="num">{html.escape(row.text)}</td>'
        f'<td class="num">{html.escape(row.rank_text)}</td></tr>'
        for row in [*with_rank, *(row for row in listed if not row.drawn)]
    )
    heads = "".join(
        f'<th scope="col"{" class=num" if at else ""}>{html.escape(head(choices.language))}</th>'
        for at, head in enumerate((pages.COLUMN_PLACE, pages.COLUMN_VALUE, pages.COLUMN_RANK))
    )
    return (
        f'<div class="scroll places" tabindex="0"><table class="plain"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def heading(sentence: str) -> str:
    """A figure's title, as HTML."""
    return f'<h2 class="figure">{html.escape(sentence)}</h2>'


def title(sentence: Text, reader: Reader, choices: Choices) -> None:
    """Put a figure's title, which names the measure, on the page."""
    measure = catalogue.metric(choices.metric).name(reader.language)
    style.show(heading(sentence(reader.language, measure=measure)))


def ranking_with_notes(reader: Reader, choices: Choices) -> None:
    """Put the ranking on the page, with its title and how to read it."""
    spoken, metric = reader.language, catalogue.metric(choices.metric)
    region = cached.region_value(reader.snapshot, choices.month, choices.metric)
    ranged = shape(reader.snapshot, choices) is not None
    title(pages.RANK_FIGURE if ranged else pages.RANK_FIGURE_PLAIN, reader, choices)
    ranking_figure(reader.snapshot, choices, reader.theme)
    note = pages.RANK_NOTE if ranged else pages.RANK_NOTE_PLAIN
    text = note(spoken, region=show.show(metric, region, spoken))
    style.show(f'<p class="note">{html.escape(text)}</p>')


def funnel_with_notes(reader: Reader, choices: Choices) -> None:
    """Put the funnel plot on the page, or the sentence that says why there is none."""
    spoken, metric = reader.language, catalogue.metric(choices.metric)
    if shape(reader.snapshot, choices) is None:
        style.show(f'<p class="note">{html.escape(pages.NO_FUNNEL(spoken))}</p>')
        return
    style.show(heading(pages.FUNNEL_FIGURE(spoken)))
    funnel_plot(reader.snapshot, choices, reader.theme)
    text = pages.FUNNEL_NOTE(spoken, denominator=metric.denominator_name(spoken))
    style.show(f'<p class="note">{html.escape(text)}</p>')


def trend_with_title(reader: Reader, choices: Choices) -> None:
    """Put the measure's lines on the page, with their title."""
    title(pages.TREND, reader, choices)
    trend_figure(reader.snapshot, choices, reader.theme)


@drawn
def ranking_figure(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the ranking on the page."""
    listed = rows.ordered(
        rows.drawn(rows.rows(snapshot, choices, choices.metric), rows.compared(snapshot, choices)),
        choices.order,
    )
    st.plotly_chart(
        ranking.figure(listed, _scale(snapshot, choices), palette(theme)),
        key="ranking",
        theme=None,
        config=figure.CONFIG,
        alt=pages.RANK_ALT(
            choices.language, measure=catalogue.metric(choices.metric).name(choices.language)
        ),
    )


def _scale(snapshot: Snapshot, choices: Choices) -> Scale:
    metric = catalogue.metric(choices.metric)
    region = cached.region_value(snapshot, choices.month, choices.metric)
    before, _, after = show.split(metric, 0, choices.language)
    return Scale(
        factor=100 if metric.unit is Unit.PERCENT else 1,
        prefix=before,
        suffix=after,
        region=None if metric.kind == "count" else region.value,
        region_text=words.PREFECTURE_WIDE(choices.language),
        zero_based=metric.unit is not Unit.PERCENT,
    )


@kept
def shape(snapshot: Snapshot, choices: Choices) -> funnel.Funnel | None:
    """The funnel of the measure over those compared; None where it is no proportion."""
    values = _with_interval(snapshot, choices)
    if len(values) < 3:
        return None
    return funnel.funnel(
        [value.numerator or 0 for value in values.values()],
        [value.denominator or 0 for value in values.values()],
    )


@kept
def outside(snapshot: Snapshot, choices: Choices) -> Mapping[str, int]:
    """How each place lies to the funnel, by code; only those outside the 95 % band."""
    curve = shape(snapshot, choices)
    if curve is None:
        return {}
    found = funnel.outside(curve, _with_interval(snapshot, choices))
    return {code: level for code, level in found.items() if level}


def _with_interval(snapshot: Snapshot, choices: Choices) -> dict[str, Value]:
    among = rows.compared(snapshot, choices)
    values = cached.values_of(snapshot, choices.month, choices.metric)
    return {
        code: value for code, value in values.items() if code in among and value.low is not None
    }


@drawn
def funnel_plot(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the funnel plot on the page; nothing where the measure has none."""
    curve = shape(snapshot, choices)
    if curve is None:
        return
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    named = frozenset(outside(snapshot, choices))
    listed = [
        row
        for row in rows.rows(snapshot, choices, choices.metric)
        if row.code in _with_interval(snapshot, choices)
    ]
    region = f"{words.PREFECTURE_WIDE(spoken)} {show.number(metric, curve.centre, spoken)}"
    names = [row.name for row in listed if row.code in named] or [pages.NOBODY(spoken)]
    st.plotly_chart(
        funnel_figure(listed, named, _bands(curve, listed), region, palette(theme)),
        key="funnel",
        theme=None,
        config=figure.CONFIG,
        alt=pages.FUNNEL_ALT(
            spoken,
            measure=metric.name(spoken),
            denominator=metric.denominator_name(spoken),
            names=rows.words_join(names, spoken),
        ),
    )


def _bands(curve: funnel.Funnel, listed: Sequence[Row]) -> Bands:
    sizes = [row.value.denominator or 1 for row in listed]
    low, high = log10(min(sizes) * 0.8), log10(max(sizes) * 1.6)
    across = [10 ** (low + (high - low) * at / BAND_STEPS) for at in range(BAND_STEPS + 1)]
    return Bands(
        denominators=[round(size, 2) for size in across],
        inner=_limits(curve, across, funnel.Z95),
        outer=_limits(curve, across, funnel.Z998),
        centre=curve.centre,
    )


def _limits(
    curve: funnel.Funnel, across: Sequence[float], z: float
) -> tuple[list[float], list[float]]:
    low, high = curve.limits(across, z)
    return low.round(4).tolist(), high.round(4).tolist()


@kept
def strip_of(snapshot: Snapshot, choices: Choices, metric: str, theme: Theme) -> str:
    """One measure's strip of all places taking part, as SVG."""
    listed = rows.drawn(
        rows.rows(snapshot, choices, metric), cached.taking_part(snapshot, choices.month)
    )
    label = catalogue.metric(metric).name(choices.language)
    return strip.svg(listed, rows.middle(listed), palette(theme), label)


@kept
def spark_of(snapshot: Snapshot, month: int, metric: str, theme: Theme, label: str) -> str:
    """The region's measure month by month over the fiscal year, as SVG."""
    series = [
        cached.region_value(snapshot, each, metric).value
        for each in facts.months_to_date(month)
        if each in cached.months_with_data(snapshot)
    ]
    return spark.svg(series, palette(theme), label)


@drawn
def trend_figure(snapshot: Snapshot, choices: Choices, theme: Theme) -> None:
    """Put the measure's lines on the page: the reader's own place and the region, year to date."""
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    months = [month for month in cached.months_with_data(snapshot) if month <= choices.month]
    lines = [_region_line(snapshot, choices, months)] if metric.kind != "count" else []
    if choices.place:
        lines.append(_own_line(snapshot, choices, months))
    before, _, after = show.split(metric, 0, spoken)
    place = cached.places(snapshot)[choices.place].name(spoken) if choices.place else ""
    st.plotly_chart(
        trend.figure(
            lines,
            [show.month(month, spoken) for month in months],
            [at for at, month in enumerate(months) if month % 100 == 4],
            before,
            after.strip(),
            palette(theme),
        ),
        key="trend",
        theme=None,
        config=figure.CONFIG,
        alt=pages.TREND_ALT(spoken, place=place, measure=metric.name(spoken)),
    )


def _region_line(snapshot: Snapshot, choices: Choices, months: Sequence[int]) -> Line:
    values = [cached.region_value(snapshot, month, choices.metric) for month in months]
    return _line(words.PREFECTURE_WIDE(choices.language), values, choices, own=False)


def _own_line(snapshot: Snapshot, choices: Choices, months: Sequence[int]) -> Line:
    code = choices.place or ""
    values = [cached.values_of(snapshot, month, choices.metric)[code] for month in months]
    name = cached.places(snapshot)[code].name(choices.language)
    return _line(name, values, choices, own=True)


def _line(name: str, values: Sequence[Value], choices: Choices, *, own: bool) -> Line:
    metric = catalogue.metric(choices.metric)
    factor = 100 if metric.unit is Unit.PERCENT else 1
    return Line(
        name=name,
        values=[None if each.value is None else round(each.value * factor, 3) for each in values],
        texts=[show.show(metric, each, choices.language) for each in values],
        own=own,
    )
