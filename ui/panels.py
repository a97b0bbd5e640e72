"""Every municipality's year as a small picture, and the table behind the pictures."""

from collections.abc import Sequence

from charts import multiples
from charts.multiples import Panel
from charts.palette import Theme, palette
from metrics import catalogue, facts, sentences, show
from metrics.calculate import Value
from metrics.catalogue import Metric
from metrics.moves import Move
from ui import cached, missing, phrases, region_map, rows, tables, trend_lines, trends, url
from ui.cached import Snapshot, kept
from ui.choices import Choices
from ui.frame import Reader
from ui.headings import heading, note
from ui.tables import Table
from wording import frame, pages
from wording import trends as words
from wording.text import Language

MOST = 36
"""The most pictures that a page shows; the table and the file hold all places."""

Series = Sequence[float | None]
"""Values from April on, in the unit that is printed."""


def fragment(reader: Reader, choices: Choices) -> str:
    """The pictures, with who changed by more than chance, and how to read them, as HTML."""
    link = url.address("municipality", place=None)
    return _fragment(reader.snapshot, choices, reader.theme, link)


@kept
def _fragment(snapshot: Snapshot, choices: Choices, theme: Theme, link: str) -> str:
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    listed = _ordered(snapshot, choices)
    alone = len(listed) == 1 and cached.has_withheld(snapshot, choices.month)
    if not listed or alone:
        return _without(snapshot, choices)
    shown = _shown(snapshot, choices)
    lines = {code: _lines(snapshot, choices, code) for code in shown}
    region = _region(snapshot, choices)
    everything = [region, *(line for pair in lines.values() for line in pair)]
    shared = multiples.scale(max(each for line in everything for each in line if each is not None))
    panels = [_panel(snapshot, choices, code, *lines[code], link) for code in shown]
    how = [_how_to_read(metric, shared.top, spoken)]
    if _tested(snapshot, choices):
        how.append(words.PANELS_TEST(spoken))
    if len(shown) < len(listed):
        how.append(words.PANELS_CUT(spoken, all=len(listed), shown=len(shown)))
    pictures = multiples.fragment(
        panels, region, shared, palette(theme), trend_lines.partial(snapshot, choices.month)
    )
    return (
        f"{heading(_title(snapshot, choices))}{note(phrases.SPACE[spoken].join(how))}"
        f"{pictures}{_without(snapshot, choices)}"
    )


def _how_to_read(metric: Metric, top: float, spoken: Language) -> str:
    """What the lines are that a panel of the measure has, and the scale."""
    before, _, after = show.split(metric, 0, spoken)
    lines = [words.THIS_YEAR]
    lines += [words.LAST_YEAR] if metric.as_then else []
    lines += [] if metric.kind == "count" else [words.REGION]
    return words.PANELS_SCALE(
        spoken,
        lines=rows.words_join([line(spoken) for line in lines], spoken),
        top=f"{before}{show.limit(metric, show.out_of_unit(metric, top))}{after}",
    )


def _ordered(snapshot: Snapshot, choices: Choices) -> list[str]:
    """The places with a value now: by their change, largest rise first, or by code."""
    moved = trends.places(snapshot, choices)
    listed = [code for code, each in moved.items() if each.now.known]
    if choices.panels == "code":
        return listed
    rises = {code: moved[code].difference for code in listed}
    return sorted(listed, key=lambda code: (rises[code] is None, -(rises[code] or 0), code))


@kept
def _shown(snapshot: Snapshot, choices: Choices) -> tuple[str, ...]:
    """The places with a picture, in order; both ends of an order that is too long for a page.

    The own place and those that clearly changed are shown in any case.
    """
    listed, moved = _ordered(snapshot, choices), trends.places(snapshot, choices)
    if len(listed) <= MOST:
        return tuple(listed)
    compared = [code for code in listed if moved[code].difference is not None] or listed
    kept_codes = {*compared[: MOST // 2], *compared[-MOST // 2 :], choices.place}
    kept_codes |= trends.clear(snapshot, choices).keys()
    return tuple(code for code in listed if code in kept_codes)


def _lines(snapshot: Snapshot, choices: Choices, code: str) -> tuple[Series, Series]:
    """This year's values to date, and last year's whole."""
    metric, year = catalogue.metric(choices.metric), choices.fiscal_year
    now = [month for month in trend_lines.months(year) if month <= choices.month]
    before = trend_lines.months(year - 1) if metric.as_then else []
    this, last = (
        [
            _printed(cached.bare_values_of(snapshot, month, metric.id)[code].value, metric)
            for month in listed
        ]
        for listed in (now, before)
    )
    return this, last


def _region(snapshot: Snapshot, choices: Choices) -> Series:
    """The region's values of this year; none for a count, which would dwarf every place."""
    metric = catalogue.metric(choices.metric)
    if metric.kind == "count":
        return []
    return [
        _printed(cached.region_value(snapshot, month, metric.id).value, metric)
        for month in facts.months_to_date(choices.month)
    ]


def _printed(amount: float | None, metric: Metric) -> float | None:
    return None if amount is None else show.in_unit(metric, amount)


def _panel(
    snapshot: Snapshot, choices: Choices, code: str, now: Series, before: Series, link: str
) -> Panel:
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    moved = trends.places(snapshot, choices)[code]
    clear = code in trends.clear(snapshot, choices)
    return Panel(
        name=rows.names(snapshot, spoken)[code],
        link=region_map.place_link(link, code),
        now=now,
        before=before,
        value=show.show(metric, moved.now, spoken),
        change=_change(moved, metric, spoken),
        clear=words.CLEAR[moved.way](spoken) if clear and moved.way else "",
        own=code == choices.place,
    )


def _change(moved: Move, metric: Metric, spoken: Language) -> str:
    if not metric.as_then:
        return ""
    if moved.difference is None:
        return words.NO_BEFORE(spoken)
    return show.difference(metric, moved.difference, spoken)


def _tested(snapshot: Snapshot, choices: Choices) -> int:
    """How many places are tested together."""
    return sum(each.tested is not None for each in trends.places(snapshot, choices).values())


def _title(snapshot: Snapshot, choices: Choices) -> str:
    """Who changed by more than chance; nothing of the kind where nothing can be tested."""
    spoken, count = choices.language, _tested(snapshot, choices)
    if not count:
        return words.PANELS(spoken)
    names, found = rows.names(snapshot, spoken), trends.clear(snapshot, choices)
    up, down = (
        sentences.listed([names[code] for code, each in found.items() if each.way == way], spoken)
        for way in ("up", "down")
    )
    if up and down:
        return words.PANELS_BOTH(spoken, up=up, down=down, count=count)
    if up:
        return words.PANELS_UP(spoken, up=up, count=count)
    if down:
        return words.PANELS_DOWN(spoken, down=down, count=count)
    return words.PANELS_NONE(spoken, count=count)


def _without(snapshot: Snapshot, choices: Choices) -> str:
    """Who has no picture, by the reason, as HTML."""
    month, spoken = trends.shown_month(snapshot, choices), choices.language
    values = cached.bare_values_of(snapshot, month, choices.metric)
    told = missing.names_by_state(values, rows.names(snapshot, spoken), spoken)
    return note(words.NOT_DRAWN(spoken, states=told)) if told else ""


def table(snapshot: Snapshot, choices: Choices) -> Table:
    """The region, and every municipality that took part in one of the years, at the same date."""
    months = _months(snapshot, choices)
    there = frozenset[str]().union(*(cached.taking_part(snapshot, month) for month in months))
    return _table(snapshot, choices, tuple(sorted(there)))


@kept
def folded(snapshot: Snapshot, choices: Choices) -> str:
    """The table behind a line that opens it, as HTML; of the pictures alone, where some are cut."""
    shown = _shown(snapshot, choices)
    cut = len(shown) < len(_ordered(snapshot, choices))
    behind = _table(snapshot, choices, shown) if cut else table(snapshot, choices)
    return tables.folded(behind, choices.language, words.BY_PLACE)


def _months(snapshot: Snapshot, choices: Choices) -> list[int]:
    """The month of the same date in each fiscal year, newest first."""
    earlier = trend_lines.years(snapshot, choices)[1:]
    return [
        trends.shown_month(snapshot, choices),
        *(trends.in_year(snapshot, choices, year).month for year in earlier),
    ]


@kept
def _table(snapshot: Snapshot, choices: Choices, listed: Sequence[str]) -> Table:
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    months = _months(snapshot, choices)
    moved, clear = trends.places(snapshot, choices), trends.clear(snapshot, choices)
    region = trends.region(snapshot, choices)
    regions = [cached.region_value(snapshot, month, metric.id) for month in months]
    values = [cached.bare_values_of(snapshot, month, metric.id) for month in months]
    nothing = words.TESTED["untested"](spoken)
    lines: list[Line] = [
        ("", frame.PREFECTURE_WIDE(spoken), regions, (nothing, nothing)),
        *_of_both_years(region, metric, spoken),
        *(
            (
                code,
                rows.names(snapshot, spoken)[code],
                [each[code] for each in values],
                _judged(moved.get(code), metric, code in clear, spoken),
            )
            for code in listed
        ),
    ]
    heads = [
        pages.COLUMN_CODE(spoken),
        pages.COLUMN_PLACE(spoken),
        *(phrases.short_year(facts.fiscal_year(month), spoken) for month in months),
        words.COLUMN_CHANGE(spoken),
        words.COLUMN_TESTED(spoken),
    ]
    return Table(
        heads,
        [
            (code, name, *_cells(known, len(months), metric, spoken), *judged)
            for code, name, known, judged in lines
        ],
        numeric=frozenset(range(2, len(heads))),
        own=frozenset(at for at, line in enumerate(lines) if line[0] == choices.place),
    )


Line = tuple[str, str, Sequence[Value], tuple[str, str]]
"""Code, name, the values of the newest years, and the change with its test."""


def _of_both_years(region: Move, metric: Metric, spoken: Language) -> list[Line]:
    """The places of both years as one; none where there is no year before."""
    if region.difference is None:
        return []
    name = words.REGION_OF_BOTH(spoken, count=region.places)
    judged = _judged(region, metric, region.clear, spoken)
    return [("", name, [region.now, region.before], judged)]


def _cells(known: Sequence[Value], count: int, metric: Metric, spoken: Language) -> tuple[str, ...]:
    """The values as text, in so many columns."""
    shown = [show.show(metric, each, spoken) for each in known]
    return *shown, *[""] * (count - len(shown))


def _judged(moved: Move | None, metric: Metric, clear: bool, spoken: Language) -> tuple[str, str]:
    """The change in words, and what its test says."""
    if moved is None or moved.difference is None or moved.way is None:
        return words.TESTED["untested"](spoken), words.TESTED["untested"](spoken)
    by = show.distance(metric, moved.difference, spoken)
    change = words.DIFFERENCE[moved.way](spoken, by=by)
    return change, words.TESTED[trends.verdict(moved, clear=clear)](spoken)
