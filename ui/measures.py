"""The table of measures and municipalities, shaded by quantile, and the buttons that sort it."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metrics import catalogue, show
from metrics.apart import apart
from metrics.calculate import Value
from metrics.catalogue import Metric
from metrics.classes import CLASSES, Classes, classes
from metrics.disclosure import Sight
from ui import cached, rows, url
from ui.cached import Snapshot, kept
from ui.choices import COLUMNS, UPWARDS, Choices
from ui.headings import heading, note
from ui.standing import MEASURES
from ui.tables import Table
from wording import compare as words
from wording import frame, pages
from wording.text import Language, Text

MOST_ROWS = 100
"""The most municipalities that a page shows; the file holds all."""
CODE = COLUMNS[0]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One measure of every municipality."""

    metric: Metric
    values: Mapping[str, Value]
    region: Value
    limits: Classes

    def shade(self, code: str) -> int | None:
        """0-4 from the worst fifth to the best; None without a value or a good direction."""
        amount = self.values[code].value
        if amount is None or self.metric.direction == "neither" or not self.limits.limits:
            return None
        step = self.limits.lowest + self.limits.index(amount)
        return CLASSES - 1 - step if self.metric.direction == "lower" else step

    def text(self, code: str, spoken: Language) -> str:
        """The value, or the words for why there is none."""
        return show.show(self.metric, self.values[code], spoken)


@kept
def _columns(snapshot: Snapshot, choices: Choices) -> tuple[Column, ...]:
    return tuple(_column(snapshot, choices.month, metric) for metric in shown(choices))


@kept
def _column(snapshot: Snapshot, month: int, metric: str) -> Column:
    values = cached.bare_values_of(snapshot, month, metric)
    among = cached.taking_part(snapshot, month)
    everyone = cached.compared_of(snapshot, month, metric, among)
    return Column(
        metric=catalogue.metric(metric),
        values=values,
        region=cached.region_value(snapshot, month, metric),
        limits=classes(catalogue.metric(metric), everyone),
    )


def shown(choices: Choices) -> tuple[str, ...]:
    """The measures in the order of a learner's way, with the denominators that were chosen."""
    chosen = {choices.metric, choices.spend}
    families = {catalogue.family(each): each for each in chosen if catalogue.family(each)}
    listed = [families.get(catalogue.family(each), each) for each in MEASURES]
    extra = [choices.metric] if choices.metric not in listed else []
    return (*extra, *listed)


@kept
def _order(snapshot: Snapshot, choices: Choices) -> tuple[str, ...]:
    """The municipalities that take part; those without a value last, and equal ones by code."""
    among = sorted(
        code
        for code in cached.taking_part(snapshot, choices.month)
        if cached.sight_of(snapshot, choices.month, code) is not Sight.WITHHELD
    )
    columns = {column.metric.id: column for column in _columns(snapshot, choices)}
    sorting = columns.get(choices.column.removesuffix(UPWARDS))
    if sorting is None:
        return tuple(among)
    way = 1 if choices.column.endswith(UPWARDS) else -1
    amounts = {code: sorting.values[code].value for code in among}
    return tuple(
        sorted(among, key=lambda code: (amounts[code] is None, way * (amounts[code] or 0), code))
    )


@kept
def title(snapshot: Snapshot, choices: Choices) -> str:
    """The table's title, and how to read it, as HTML."""
    spoken, count = choices.language, len(_order(snapshot, choices))
    how = heading(words.TABLE_TITLE(spoken))
    how += note(words.TABLE_NOTE(spoken, mark=words.APART(spoken)))
    if count > MOST_ROWS:
        how += note(words.TABLE_CUT(spoken, all=count, shown=MOST_ROWS))
    return how


def buttons(choices: Choices) -> None:
    """Put the buttons on the page that sort the table; a second press turns the order round."""
    sort, spoken = choices.column.removesuffix(UPWARDS), choices.language
    options = (CODE, *shown(choices))
    url.press(
        "column",
        words.SORT(spoken),
        options,
        sort if sort in options else CODE,
        f"{sort}{UPWARDS}" if sort == choices.column != CODE else sort,
        words=lambda option: _option(option)(spoken),
        language=spoken,
    )


def _option(option: str) -> Text:
    return frame.BY_CODE if option == CODE else catalogue.metric(option).short


@kept
def fragment(snapshot: Snapshot, choices: Choices) -> str:
    """The table as HTML."""
    spoken, columns = choices.language, _columns(snapshot, choices)
    order, names = _order(snapshot, choices), rows.names(snapshot, spoken)
    marked = _apart(columns, order)
    heads = "".join(_head(column.metric, choices) for column in columns)
    region = "".join(
        f"<td>{html.escape(show.show(column.metric, column.region, spoken))}</td>"
        for column in columns
    )
    body = "".join(
        _line(code, names[code], code == choices.place, columns, marked, spoken)
        for code in order[:MOST_ROWS]
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{words.TABLE_ALT(spoken)}">'
        f'<table class="plain heat"><thead><tr><th scope="col">{pages.COLUMN_PLACE(spoken)}</th>'
        f'{heads}</tr></thead><tbody><tr class="region"><th scope="row">'
        f"{frame.PREFECTURE_WIDE(spoken)}</th>{region}</tr>{body}</tbody></table></div>"
    )


def _head(metric: Metric, choices: Choices) -> str:
    """A measure's name, and which way the rows are sorted by it if they are."""
    ways = {metric.id: ("descending", " ▼"), f"{metric.id}{UPWARDS}": ("ascending", " ▲")}
    sort, arrow = ways.get(choices.column, ("none", ""))
    name = html.escape(metric.short(choices.language))
    return f'<th scope="col" aria-sort="{sort}">{name}{arrow}</th>'


def _line(
    code: str,
    name: str,
    own: bool,
    columns: Sequence[Column],
    marked: frozenset[tuple[str, str]],
    spoken: Language,
) -> str:
    cells = "".join(
        _cell(column, code, (column.metric.id, code) in marked, spoken) for column in columns
    )
    look = ' class="own"' if own else ""
    return f'<tr{look}><th scope="row">{html.escape(name)}</th>{cells}</tr>'


def _cell(column: Column, code: str, marked: bool, spoken: Language) -> str:
    """One value with its shade; a state without a value in few words and in quiet ink."""
    value, text = column.values[code], column.text(code, spoken)
    if not value.known:
        state = words.SHORT_STATES.get(value.state)
        return f"<td class=none>{html.escape(state(spoken) if state else text)}</td>"
    shade = column.shade(code)
    look = "" if shade is None else f" class=q{shade}"
    return f"<td{look}>{words.APART(spoken) if marked else ''}{html.escape(text)}</td>"


def _apart(columns: Sequence[Column], among: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Measure and municipality of the rates that clearly differ from the region's."""
    rates = {
        (column.metric.id, code): column.values[code]
        for column in columns
        for code in among
        if column.region.share and column.values[code].share
    }
    regions = {column.metric.id: column.region.value or 0.0 for column in columns}
    return apart(rates, {(metric, code): regions[metric] for metric, code in rates})


@kept
def table(snapshot: Snapshot, choices: Choices) -> Table:
    """The same rows, all of them, for a file."""
    spoken, columns = choices.language, _columns(snapshot, choices)
    heads = (pages.COLUMN_CODE, pages.COLUMN_PLACE, *(column.metric.name for column in columns))
    region = (show.show(column.metric, column.region, spoken) for column in columns)
    names = rows.names(snapshot, spoken)
    listed = [
        (code, names[code], *(column.text(code, spoken) for column in columns))
        for code in _order(snapshot, choices)
    ]
    return Table(
        heads=[head(spoken) for head in heads],
        rows=[("", frame.PREFECTURE_WIDE(spoken), *region), *listed],
    )


def sorted_by(choices: Choices) -> str:
    """The order of the rows in words."""
    spoken, metric_id = choices.language, choices.column.removesuffix(UPWARDS)
    if metric_id not in shown(choices):
        return words.SORTED_BY_CODE(spoken)
    way = words.SORTED_UP if choices.column.endswith(UPWARDS) else words.SORTED_DOWN
    return words.SORTED_BY(
        spoken, measure=catalogue.metric(metric_id).short(spoken), way=way(spoken)
    )
