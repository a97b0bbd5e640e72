"""The pictures of a presentation: a figure of the pages, drawn once for a room.

Under pseudonyms nothing is drawn that tells how large a place is or where it lies: no map, no
funnel, no interval, no sentence about a place's licences, and no place without a value.
"""

import html
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log10
from typing import Any, Final

from charts.palette import Palette, clear, palette
from charts.room import area, learnt, lines, plane, ranks, strips, tiles
from charts.rows import Row, short_name
from charts.scatter import Point
from charts.scatter import Scale as Amounts
from data_access import boundaries
from metrics import catalogue, findings, sentences, show
from metrics.catalogue import Metric, Unit
from metrics.findings import Kind
from ui import (
    cached,
    cards,
    course_answer,
    course_list,
    funnel,
    learning,
    phrases,
    ranking,
    region_map,
    rows,
    spending,
    spending_titles,
    standing,
    titles,
    trend_lines,
    trends,
)
from ui.cached import Snapshot, kept
from ui.choices import Choices
from ui.frame import Reader
from wording import courses as course_words
from wording import frame, pages
from wording import presentation as words
from wording.text import Language, Text

THEME: Final = "light"
"""Slides look the same on every machine, whatever its owner's theme."""
MOST_SENTENCES = 4
STEP = 5
"""Percentage points, under pseudonyms."""
GIVE_AWAY = frozenset({Kind.IDLE, Kind.NEW})
"""Findings that tell of a place's licences or of when it began: not under pseudonyms."""


class NothingToShow(Exception):  # noqa: N818 - a state of the data
    """A scene that would be empty; it says why, and what to do."""

    def __init__(self, title: str, advice: str) -> None:
        super().__init__(title)
        self.title, self.advice = title, advice


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure for a room: the data's sentence, the line under it, and the picture."""

    title: str
    below: str
    picture: str
    sources: tuple[Text, ...] = ()
    """What the source line says besides."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that a scene may show."""

    asked: tuple[str, ...]
    """The choices that it depends on, by their names in `filters`."""
    draw: Callable[[Reader, Choices], Drawn]
    renamed: bool = True
    """Whether it may be shown under pseudonyms."""


def asked(figure: str, snapshot: Snapshot) -> tuple[str, ...]:
    """The choices of a figure; under pseudonyms none that tells of one place."""
    told = {"place", "group"} if snapshot.pseudonyms else set()
    return tuple(name for name in FIGURES[figure].asked if name not in told)


def offered(snapshot: Snapshot) -> tuple[str, ...]:
    """The figures that there are."""
    return tuple(name for name, each in FIGURES.items() if each.renamed or not snapshot.pseudonyms)


def _colours() -> Palette:
    return palette(THEME)


def _measure(choices: Choices) -> str:
    return catalogue.metric(choices.metric).name(choices.language)


def _nothing(reader: Reader, choices: Choices) -> NothingToShow:
    period = phrases.period(choices.month, reader.language)
    named = {"period": period, "measure": _measure(choices)}
    title = pages.NOTHING_TO_COMPARE(reader.language, **named)
    return NothingToShow(title, pages.WHY_NOTHING(reader.language))


def _region(reader: Reader, choices: Choices) -> str:
    """The region's value with its unit."""
    value = cached.region_value(reader.snapshot, choices.month, choices.metric)
    return show.show(catalogue.metric(choices.metric), value, reader.language)


def _bare(row: Row, metric: Metric, spoken: Language) -> Row:
    """The row without what tells of its size: the interval, and the people behind it.

    A presenter sees rates of few people in steps of five points; so all are in such steps.
    """
    value = replace(row.value, low=None, high=None, people=None)
    if metric.unit is Unit.PERCENT and value.value is not None:
        value = replace(value, value=_in_steps(value.value * 100) / 100)
        row = replace(row, text=show.show(metric, value, spoken))
    return replace(row, value=value, interval="", people="", rank_text="")


def _in_steps(percent: float) -> float:
    return STEP * round(percent / STEP)


@kept
def _listed(snapshot: Snapshot, choices: Choices, metric: str) -> tuple[Row, ...]:
    """The rows that are compared and have a number, as far as a room may see them."""
    known = rows.drawn(rows.rows(snapshot, choices, metric), rows.compared(snapshot, choices))
    if not snapshot.pseudonyms:
        return tuple(known)
    return tuple(_bare(row, catalogue.metric(metric), choices.language) for row in known)


def _rounding(reader: Reader, choices: Choices, *metrics: str) -> tuple[Text, ...]:
    return titles.rounding(reader, choices, metrics)


# 概況


def _headlines(reader: Reader, choices: Choices) -> Drawn:
    title, below = titles.overview(reader, choices)
    listed = cards.headlines(choices)
    if not any(cached.region_value(reader.snapshot, choices.month, each).known for each in listed):
        raise _nothing(reader, choices)
    picture = cards.fragment(reader.snapshot, choices, THEME)
    return Drawn(title, below, picture, _rounding(reader, choices, *listed))


def _sentences(reader: Reader, choices: Choices) -> Drawn:
    spoken, snapshot = reader.language, reader.snapshot
    found = [
        each
        for each in cached.findings_of(snapshot, choices.month)
        if not (snapshot.pseudonyms and each.kind in GIVE_AWAY)
    ]
    if not found:
        raise _nothing(reader, choices)
    names = rows.names(snapshot, spoken)
    said = [sentences.sentence(each, names, spoken, coarse=True) for each in _closing_last(found)]
    title = words.SAID_TITLE(spoken, prefecture=reader.prefecture)
    below = titles.overview(reader, choices)[1]
    return Drawn(
        title, below, _list(said), (pages.ROUNDED,) if _is_rounded(reader, choices) else ()
    )


def _closing_last(found: Sequence[findings.Finding]) -> list[findings.Finding]:
    """As many as can be read; the last one closes, so it stays."""
    if len(found) <= MOST_SENTENCES:
        return list(found)
    return [*found[: MOST_SENTENCES - 1], found[-1]]


def _list(said: Sequence[str]) -> str:
    items = "".join(f"<li>{html.escape(each)}</li>" for each in said)
    return f'<ul class="room-sentences">{items}</ul>'


def _is_rounded(reader: Reader, choices: Choices) -> bool:
    return any(
        cached.is_rounded(reader.snapshot, choices.month, each) for each in findings.COMPARED
    )


# 地図


def _map(reader: Reader, choices: Choices) -> Drawn:
    snapshot, spoken = reader.snapshot, reader.language
    listed = rows.rows(snapshot, choices, choices.metric)
    if not any(row.drawn for row in listed):
        raise _nothing(reader, choices)
    limits, metric = region_map.classes_of(snapshot, choices), catalogue.metric(choices.metric)
    states = {row.value.state for row in listed if not row.drawn}
    less_is_better = metric.direction == "lower"
    said = area.Words(
        label=_measure(choices),
        classes=region_map.class_texts(metric, limits, spoken),
        states=[(each, text(spoken)) for each, text in show.STATES.items() if each in states],
        best=(words.LOWEST if less_is_better else words.HIGHEST)(spoken),
        less_is_better=less_is_better,
    )
    steps = region_map.steps(listed, limits)
    picture = area.picture(listed, steps, _ground(snapshot), said, _colours())
    sources = (*_rounding(reader, choices, choices.metric), frame.MAP_SOURCE)
    return Drawn(*titles.region_map(reader, choices), picture, sources)


@kept
def _ground(snapshot: Snapshot) -> area.Ground:
    """The prefecture's outlines, which are public."""
    file = boundaries.outline_file(snapshot.scope.prefecture)
    features = json.loads(file.read_text(encoding="utf-8"))["features"]
    outlines = {
        each["properties"]["code"]: tuple(
            tuple((lon, lat) for lon, lat in ring)
            for polygon in _polygons(**each["geometry"])
            for ring in polygon
        )
        for each in features
    }
    box = cached.prefecture(snapshot).box
    return area.Ground(outlines, box.west, box.south, box.east, box.north)


def _polygons(type: str, coordinates: list[Any]) -> list[Any]:
    return [coordinates] if type == "Polygon" else coordinates


def _tiles(reader: Reader, choices: Choices) -> Drawn:
    snapshot, places = reader.snapshot, cached.places(reader.snapshot)
    known = _listed(snapshot, choices, choices.metric)
    if not known:
        raise _nothing(reader, choices)
    listed = known if snapshot.pseudonyms else rows.rows(snapshot, choices, choices.metric)
    if len(listed) > tiles.MOST:
        advice = words.TOO_MANY(reader.language, count=len(listed))
        raise NothingToShow(words.NO_TILES(reader.language), advice)
    cells = [(places[row.code].tile_column, places[row.code].tile_row) for row in listed]
    if snapshot.pseudonyms:
        cells = tiles.side_by_side(len(listed))
    steps = region_map.steps(listed, region_map.classes_of(snapshot, choices))
    picture = tiles.picture(listed, steps, cells, _measure(choices), _colours())
    rounded = _rounding(reader, choices, choices.metric)
    return Drawn(*titles.region_map(reader, choices), picture, rounded)


# 順位


def _ranking(reader: Reader, choices: Choices) -> Drawn:
    snapshot, spoken = reader.snapshot, reader.language
    known = rows.ordered(_listed(snapshot, choices, choices.metric), choices.order)
    if not known:
        raise _nothing(reader, choices)
    shown, scale = ranks.ends(known), ranking.scale(snapshot, choices)
    legend = [words.DOTS_LEGEND(spoken)]
    if any(row.value.low is not None for row in shown):
        legend.append(words.LINES_LEGEND(spoken))
    if scale.region is not None:
        legend.append(words.REGION_LEGEND(spoken, region=_region(reader, choices)))
    if len(shown) < len(known):
        legend.append(words.BOTH_ENDS(spoken, count=len(known), shown=len(shown)))
    said = ranks.Words(_measure(choices), ("　" if spoken == "ja" else ", ").join(legend))
    picture = ranks.picture(shown, scale, said, _colours())
    rounded = _rounding(reader, choices, choices.metric)
    return Drawn(*titles.ranking(reader, choices), picture, rounded)


def _funnel(reader: Reader, choices: Choices) -> Drawn:
    snapshot, spoken = reader.snapshot, reader.language
    curve, metric = funnel.shape(snapshot, choices), catalogue.metric(choices.metric)
    title, below = titles.ranking(reader, choices)
    if curve is None:
        raise NothingToShow(words.NO_FUNNEL_TITLE(spoken), words.NO_FUNNEL(spoken))
    values = rows.proportions(snapshot, choices)
    listed = [row for row in rows.estimated(snapshot, choices) if row.code in values]
    outside, bands = funnel.outside(snapshot, choices), funnel.bands(curve, listed)
    top = min(1.04, max(*(row.value.value or 0 for row in listed), bands.centre * 1.6) * 1.12)
    sizes = [log10(each) for each in bands.denominators]
    marks = [each for each in _ROUND if bands.denominators[0] <= each <= bands.denominators[-1]]
    region = words.REGION_LEGEND(spoken, region=_region(reader, choices))
    drawn = plane.Plane(
        across=plane.Axis(
            words.SIZE_ACROSS(spoken, denominator=metric.denominator_name(spoken)),
            sizes[0],
            sizes[-1],
            [(log10(each), f"{each:,}") for each in marks],
        ),
        up=plane.Axis(
            metric.short(spoken),
            0,
            top,
            [(each, f"{each:.0%}") for each in plane.round_amounts(0, top)],
            bands.centre,
            region,
        ),
        points=[
            plane.Point(
                row.short,
                log10(row.value.denominator or 1),
                row.value.value or 0.0,
                row.own,
                row.code in outside,
            )
            for row in listed
        ],
        label=_measure(choices),
        bands=[
            plane.Band(sizes, *each, clear(_colours().key, opacity))
            for each, opacity in ((bands.outer, 0.07), (bands.inner, 0.11))
        ],
    )
    rounded = _rounding(reader, choices, choices.metric)
    return Drawn(title, below, plane.picture(drawn, _colours()), rounded)


_ROUND: Final = tuple(lead * 10**power for power in range(7) for lead in (1, 3))
"""The sizes that an axis names."""


# 自治体


def _strips(reader: Reader, choices: Choices) -> Drawn:
    snapshot, spoken = reader.snapshot, reader.language
    drawn = [_strip(reader, choices, each) for each in standing.MEASURES]
    listed = [each for each in drawn if each is not None]
    if not listed:
        raise _nothing(reader, choices)
    everyone = cached.taking_part(snapshot, choices.month)
    place = rows.names(snapshot, spoken)[choices.place] if choices.place else ""
    title = words.STRIPS_TITLE_ALL(spoken, count=len(listed), places=len(everyone))
    legend = words.STRIPS_LEGEND(spoken)
    if any(each.own for each in listed):
        title = words.STRIPS_TITLE(spoken, count=len(listed), place=place)
        legend = words.STRIPS_LEGEND_OWN(spoken, place=place)
    picture = strips.picture(listed, legend, title, _colours())
    below = phrases.period(choices.month, spoken)
    return Drawn(title, below, picture, _rounding(reader, choices, *standing.MEASURES))


def _strip(reader: Reader, choices: Choices, metric: str) -> strips.Strip | None:
    """A measure's strip; None where no place has a number."""
    listed = sorted(_listed(reader.snapshot, choices, metric), key=lambda row: row.value.value or 0)
    if not listed:
        return None
    own = rows.own(listed)
    of = catalogue.metric(metric)
    rank = phrases.compact(own.rank, of, reader.language) if own and own.rank else ""
    return strips.Strip(
        name=of.short(reader.language),
        rows=listed,
        median=rows.middle(listed),
        low=listed[0].text,
        high=listed[-1].text,
        own=phrases.SPACE[reader.language].join(filter(None, (own.text, rank))) if own else "",
    )


# 比較


def _spending(reader: Reader, choices: Choices) -> Drawn:
    snapshot = reader.snapshot
    numbers = spending.pair(snapshot, choices)
    title, below = spending_titles.page(reader, choices)
    if numbers.crossing is None:
        raise NothingToShow(title, below)
    points = [_in_room(each, reader, choices) for each in spending.points(snapshot, choices)]
    drawn = plane.Plane(
        across=_axis(
            spending.scale(numbers.spend, numbers.crossing.across, reader.language),
            [each.across for each in points],
        ),
        up=_axis(
            spending.scale(numbers.measure, numbers.crossing.up, reader.language),
            [each.up for each in points],
        ),
        points=[
            plane.Point(short_name(each.name), each.across, each.up, each.own, each.named)
            for each in points
        ],
        label=title,
    )
    rounded = _rounding(reader, choices, choices.metric, choices.spend)
    return Drawn(title, below, plane.picture(drawn, _colours()), rounded)


def _in_room(point: Point, reader: Reader, choices: Choices) -> Point:
    """The dot, under pseudonyms in the steps in which rates are given there."""
    if not reader.snapshot.pseudonyms or catalogue.metric(choices.metric).unit is not Unit.PERCENT:
        return point
    return replace(point, up=_in_steps(point.up))


def _axis(scale: Amounts, amounts: Sequence[float]) -> plane.Axis:
    low, high = min(amounts), max(amounts)
    air = (high - low) * 0.08 or abs(high) * 0.08 or 1.0
    low, high = max(low - air, 0.0) if low >= 0 else low - air, high + air
    ticks = [
        (each, f"{scale.prefix}{each:,.10g}{scale.suffix.rstrip()}")
        for each in plane.round_amounts(low, high)
    ]
    return plane.Axis(scale.name, low, high, ticks, scale.median, scale.median_name)


# 推移


def _years(reader: Reader, choices: Choices) -> Drawn:
    snapshot, spoken = reader.snapshot, reader.language
    metric = catalogue.metric(choices.metric)
    title, below = trends.title(reader, choices)
    if not trend_lines.can_be_drawn(snapshot, choices):
        raise NothingToShow(title, below)
    listed = trend_lines.region_lines(snapshot, choices)
    if choices.place and trend_lines.own_is_drawn(snapshot, choices):
        listed = trend_lines.own_lines(snapshot, choices)
        moved, who = trends.own(snapshot, choices), rows.names(snapshot, spoken)[choices.place]
        if moved is not None:
            title = trends.sentence(moved, moved.now, who, metric, spoken)
            below = phrases.period(choices.month, spoken)
    before, _, after = show.split(metric, 0, spoken)
    said = lines.Words(
        label=title,
        months=[
            phrases.month_alone(each, spoken) for each in trend_lines.months(choices.fiscal_year)
        ],
        prefix=before,
        suffix=after if metric.unit is Unit.PERCENT or spoken == "ja" else "",
    )
    rounded = _rounding(reader, choices, choices.metric)
    return Drawn(title, below, lines.picture(listed, said, _colours()), rounded)


# 講座


def _courses(reader: Reader, choices: Choices) -> Drawn:
    spoken, snapshot = reader.language, reader.snapshot
    problem = learning.problem(snapshot, choices.month)
    if problem:
        raise NothingToShow(course_words.NOT_READ(spoken), problem(spoken))
    title, below = course_answer.answer(reader, choices)
    found = course_list.listing(snapshot, choices)
    if not found.entries:
        raise NothingToShow(title, below)
    told = [each for each in found.entries if not _names_a_place(each.name, snapshot)]
    listed = [_course(each, choices) for each in told[: learnt.MOST]]
    by_course = choices.by == "course"
    said = learnt.Words(
        label=title,
        amount=(course_words.LEARNERS if by_course else course_words.ENROLMENTS)(
            spoken, about=course_words.ABOUT(spoken)
        ),
        finished=course_words.RATE(spoken),
    )
    picture = learnt.picture(listed, found.completion.value, said, _colours())
    return Drawn(title, below, picture)


def _names_a_place(title: str, snapshot: Snapshot) -> bool:
    """Whether a course's title tells whose it is, where that is not to be told."""
    if snapshot.pseudonyms is None:
        return False
    real = cached.places(cached.real_names(snapshot)).values()
    return any(place.name.ja in title or short_name(place.name.en) in title for place in real)


def _course(entry: course_list.Entry, choices: Choices) -> learnt.Course:
    spoken, completion = choices.language, entry.region.completion
    finished = course_list.percent(completion.value) if completion.value is not None else "―"
    unit = course_words.PEOPLE if choices.by == "course" else course_words.TIMES
    amount = entry.region.enrolments
    return learnt.Course(
        name=entry.name,
        amount=amount,
        amount_text="" if amount is None else unit(spoken, count=f"{amount:,}"),
        finished=completion.value,
        finished_text=finished,
        low=completion.low,
        high=completion.high,
    )


def _words(reader: Reader, choices: Choices) -> Drawn:
    return Drawn(reader.prefecture, "", "")


MEASURED: Final = ("year", "month", "measure", "place")
FIGURES: Final[Mapping[str, Figure]] = {
    "headlines": Figure(("year", "month"), _headlines),
    "sentences": Figure(("year", "month"), _sentences),
    "map": Figure(MEASURED, _map, renamed=False),
    "tiles": Figure(MEASURED, _tiles),
    "ranking": Figure((*MEASURED, "group", "order"), _ranking),
    "funnel": Figure((*MEASURED, "group"), _funnel, renamed=False),
    "strips": Figure(("year", "month", "place"), _strips),
    "spending": Figure(("year", "month", "outcome", "spend", "place"), _spending),
    "years": Figure(MEASURED, _years),
    "courses": Figure(("year", "month", "by", "kind", "sort"), _courses),
    "words": Figure((), _words),
}
USUAL: Final = ("headlines", "sentences", "ranking", "years", "courses")
"""The scenes that a presentation begins with unless it begins empty."""
