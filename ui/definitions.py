"""The definitions page, written out from the catalogue."""

import html
from collections.abc import Iterable
from functools import cache

from metrics import catalogue
from metrics.catalogue import Metric
from ui import away
from ui.frame import Reader
from ui.tables import Table
from wording import frame as words
from wording import pages
from wording.text import Language, Text


@cache
def everything(spoken: Language) -> str:
    """Metrics, periods, states, methods and sources, as HTML."""
    return _metrics(spoken) + _time_and_states(spoken) + _methods(spoken) + _sources(spoken)


def _time_and_states(spoken: Language) -> str:
    """What a period is, the five states, and what is hidden."""
    return _prose(
        spoken,
        (pages.TIME_AND_STATES, (pages.TIME_TEXT, pages.STATES_TEXT)),
        (pages.SMALL_NUMBERS, (pages.SMALL_TEXT,)),
    )


def _metrics(spoken: Language) -> str:
    """Every metric of the catalogue."""
    listed = "".join(_metric(metric, spoken) for metric in catalogue.METRICS)
    return f'<div class="definitions">{listed}</div>'


def _methods(spoken: Language) -> str:
    """The statistical methods, with their references."""
    items = "".join(
        f"<h3>{html.escape(name(spoken))}</h3><p>{html.escape(text(spoken))}</p>"
        for name, text in pages.METHOD_TEXTS
    )
    return f'<div class="prose"><h2>{html.escape(pages.METHODS(spoken))}</h2>{items}</div>'


def _sources(spoken: Language) -> str:
    """The credits."""
    return _prose(spoken, (pages.SOURCES, (words.CREDITS,)))


def _prose(spoken: Language, *sections: tuple[Text, Iterable[Text]]) -> str:
    parts = "".join(
        f"<h2>{html.escape(title(spoken))}</h2>"
        + "".join(f"<p>{html.escape(text(spoken))}</p>" for text in texts)
        for title, texts in sections
    )
    return f'<div class="prose">{parts}</div>'


def _metric(metric: Metric, spoken: Language) -> str:
    lines = "".join(
        f"<dt>{html.escape(term(spoken))}</dt><dd>{html.escape(text)}</dd>"
        for term, text in _lines(metric, spoken)
        if text
    )
    return (
        f'<section class="definition" id="{metric.id}"><h3>{html.escape(metric.name(spoken))}</h3>'
        f"{html.escape(metric.definition(spoken))}<dl>{lines}</dl></section>"
    )


def _lines(metric: Metric, spoken: Language) -> tuple[tuple[Text, str], ...]:
    return (
        (pages.FORMULA, formula(metric, spoken)),
        (pages.UNIT, pages.UNITS[metric.unit](spoken)),
        (pages.DIRECTION, pages.DIRECTIONS[metric.direction](spoken)),
        (pages.SMALLEST, _smallest(metric)),
        (pages.TRAP, metric.note(spoken)),
        (pages.CODE_NAME, metric.id),
        (pages.SINCE, metric.since),
    )


def _smallest(metric: Metric) -> str:
    """The smallest denominator, in the unit that the page names; empty where nothing is hidden."""
    if not (metric.denominator and metric.people):
        return ""
    return f"{metric.smallest / max(metric.scale, 1):,.0f}"


def formula(metric: Metric, spoken: Language) -> str:
    """Numerator over denominator, in words; the numerator alone for a count."""
    parts = (metric.numerator_name(spoken), metric.denominator_name(spoken))
    return " ÷ ".join(part for part in parts if part)


def take_away(reader: Reader) -> None:
    """A file with all definitions."""
    spoken = reader.language
    heads = (
        pages.CODE_NAME,
        pages.COLUMN_MEASURE,
        pages.COLUMN_DEFINITION,
        pages.FORMULA,
        pages.UNIT,
        pages.DIRECTION,
        pages.TRAP,
    )
    away.take_away(
        lambda: Table(
            [head(spoken) for head in heads],
            [
                (
                    metric.id,
                    metric.name(spoken),
                    metric.definition(spoken),
                    formula(metric, spoken),
                    pages.UNITS[metric.unit](spoken),
                    pages.DIRECTIONS[metric.direction](spoken),
                    metric.note(spoken),
                )
                for metric in catalogue.METRICS
            ],
        ),
        "definitions",
        reader,
    )
