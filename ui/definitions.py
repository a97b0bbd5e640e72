"""The definitions page, written out from the catalogue."""

import html
from collections.abc import Iterable
from functools import cache

from metrics import catalogue
from metrics.catalogue import Metric
from metrics.versions import VERSIONS
from ui import anchors, away, tables
from ui.frame import Reader
from ui.tables import Table
from wording import definitions as wording
from wording import frame as words
from wording import pages
from wording.text import Language, Text

BETWEEN: dict[Language, str] = {"ja": "、", "en": ", "}


@cache
def everything(spoken: Language, chosen: str) -> str:
    """The list of measures, every measure (the chosen one first), periods, states, and versions."""
    return (
        anchors.listed(_list(spoken, chosen))
        + _metrics(spoken, chosen)
        + _prose(spoken, (pages.TIME_AND_STATES, (pages.TIME_TEXT, pages.STATES_TEXT)))
        + _versions(spoken)
        + _prose(spoken, (pages.SOURCES, (words.CREDITS,)))
    )


def title(spoken: Language) -> tuple[str, str]:
    """How many measures there are, and that everything uses one definition of each."""
    return wording.TITLE(spoken, count=len(catalogue.METRICS)), wording.BELOW(spoken)


def _ordered(chosen: str) -> tuple[Metric, ...]:
    return tuple(sorted(catalogue.METRICS, key=lambda metric: metric.id != chosen))


def _list(spoken: Language, chosen: str) -> list[tuple[str, str, str]]:
    """Every measure with its formula, and where it stands on the page."""
    return [
        (f"#{metric.id}", metric.name(spoken), formula(metric, spoken))
        for metric in _ordered(chosen)
    ]


def _metrics(spoken: Language, chosen: str) -> str:
    """Every metric of the catalogue."""
    listed = "".join(_metric(metric, spoken, chosen) for metric in _ordered(chosen))
    return f'<div class="definitions">{listed}</div>'


def _versions(spoken: Language) -> str:
    """What each version changed, the newest first."""
    heads = (wording.COLUMN_VERSION, wording.COLUMN_ADDED, wording.COLUMN_CHANGED)
    rows = [
        (
            version.number,
            BETWEEN[spoken].join(metric.name(spoken) for metric in version.added),
            version.changed(spoken),
        )
        for version in reversed(VERSIONS)
    ]
    table = tables.fragment(Table([head(spoken) for head in heads], rows))
    return f'<div class="prose"><h2>{wording.VERSIONS(spoken)}</h2>{table}</div>'


def _prose(spoken: Language, *sections: tuple[Text, Iterable[Text]]) -> str:
    parts = "".join(
        f"<h2>{html.escape(title(spoken))}</h2>"
        + "".join(f"<p>{html.escape(text(spoken))}</p>" for text in texts)
        for title, texts in sections
    )
    return f'<div class="prose">{parts}</div>'


def _metric(metric: Metric, spoken: Language, chosen: str) -> str:
    lines = "".join(
        f"<dt>{html.escape(term(spoken))}</dt><dd>{html.escape(text)}</dd>"
        for term, text in _lines(metric, spoken)
        if text
    )
    mark = f"<span>{wording.CHOSEN(spoken)}</span>" if metric.id == chosen else ""
    return (
        f'<section class="definition" id="{metric.id}">'
        f"<h3>{html.escape(metric.name(spoken))}{mark}</h3>"
        f"{html.escape(metric.definition(spoken))}<dl>{lines}</dl></section>"
    )


def _lines(metric: Metric, spoken: Language) -> tuple[tuple[Text, str], ...]:
    return (
        (pages.FORMULA, formula(metric, spoken)),
        (pages.UNIT, pages.UNITS[metric.unit](spoken)),
        (pages.DIRECTION, pages.DIRECTIONS[metric.direction](spoken)),
        (pages.SMALLEST, _smallest(metric, spoken)),
        (pages.TRAP, metric.note(spoken)),
        (pages.CODE_NAME, metric.id),
        (pages.SINCE, metric.since),
    )


def _smallest(metric: Metric, spoken: Language) -> str:
    """The smallest denominator that is shown, with its name; empty where nothing is hidden."""
    if not (metric.denominator and metric.people):
        return ""
    amount = f"{metric.smallest / max(metric.scale, 1):,.0f}"
    return wording.SMALLEST(spoken, amount=amount, denominator=metric.denominator_name(spoken))


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
        pages.SMALLEST,
        pages.TRAP,
        pages.SINCE,
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
                    _smallest(metric, spoken),
                    metric.note(spoken),
                    metric.since,
                )
                for metric in catalogue.METRICS
            ],
        ),
        "definitions",
        reader,
    )
