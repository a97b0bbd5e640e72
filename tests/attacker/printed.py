"""What an attacker reads off tables, files and titles: counts, with what they are counts of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from metrics import catalogue, show
from metrics.catalogue import Metric
from tests.attacker import region
from ui import cached, choices, contents, course_list
from ui.cached import Snapshot
from ui.choices import Choices, Offered

REGION = "region"
NUMBER = r"([\d,]+)"


@dataclass(frozen=True)
class Printed:
    """A count that stands somewhere in print."""

    of: str
    """A municipality's code, or REGION."""
    month: int
    quantity: str
    """As `Fact` names it."""
    count: int


def view(snapshot: Snapshot, month: int, metric: str = choices.DEFAULT_METRIC) -> Choices:
    names = {code: place.name for code, place in cached.places(snapshot).items()}
    offered = Offered(cached.prefecture(snapshot).name, names, cached.months_with_data(snapshot))
    found, _ = choices.resolve({"metric": metric}, offered)
    return replace(found, month=month)


def everything(snapshot: Snapshot) -> set[Printed]:
    """All counts of every measure and month, of every municipality and of the region."""
    return {
        each
        for month in region.MONTHS
        for metric in catalogue.METRICS
        for each in _of_measure(snapshot, month, metric)
    }


def _of_measure(snapshot: Snapshot, month: int, metric: Metric) -> Iterator[Printed]:
    """The rows of the file that every page of measures offers, and the title's second line."""
    table = contents.of_measure(snapshot, view(snapshot, month, metric.id))
    for code, _, value, *_, parts in table.rows:
        yield from _counts(code, month, metric, value, parts)
    total = cached.region_value(snapshot, month, metric.id)
    shown = show.show(metric, total, "ja"), show.parts(metric, total, "ja")
    yield from _counts(REGION, month, metric, *shown)


def _counts(of: str, month: int, metric: Metric, value: str, parts: str) -> Iterator[Printed]:
    whole, part = (name("ja") for name in (metric.denominator_name, metric.numerator_name))
    patterns = [
        (metric.denominator, rf"^{whole} {NUMBER} のうち"),
        (metric.numerator, rf"のうち{part} {NUMBER}$"),
        (metric.denominator, rf"÷ {whole} {NUMBER}$"),
        (metric.numerator, rf"^{part} {NUMBER}件? ÷"),
    ]
    for quantity, pattern in patterns:
        found = re.search(pattern, parts)
        if found and quantity and metric.scale == 1:
            yield Printed(of, month, quantity, _number(found[1]))
    if metric.denominator is None and (found := re.match(rf"{NUMBER}人※?$", value)):
        yield Printed(of, month, metric.numerator, _number(found[1]))


def _number(text: str) -> int:
    return int(text.replace(",", ""))


def courses(snapshot: Snapshot, month: int, place: str | None) -> list[tuple[str, ...]]:
    """The rows of the courses page's file."""
    chosen = replace(view(snapshot, month), place=place)
    return list(course_list.table(snapshot, chosen).rows)
