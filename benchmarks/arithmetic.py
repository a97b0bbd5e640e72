"""What the statistics of a page cost beside the drawing of one figure, and how they grow.

Invented municipalities of realistic sizes; everything is computed from nothing, as at a view's
first visit, and the figure is the first of its page. The least of several runs counts, and of the
statistics processor time.
"""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import plotly

from benchmarks.budgets import ARITHMETIC, GROWTH, Figure
from charts import trend
from charts.palette import palette
from charts.trend import Line
from metrics import bootstrap, catalogue, change, decomposition, gaps
from metrics.bootstrap import QUANTITIES, Drawn
from metrics.calculate import Value, values
from metrics.cohorts import curve, marks
from metrics.facts import Duration, Fact
from metrics.funnel import funnel, outside
from metrics.ranks import drawn_orders, ranked, ranking
from metrics.shrinkage import shrunken_rates
from tests.browser import chromium
from ui.standing import MEASURES

PREFECTURE, HOKKAIDO, COUNTRY = 33, 179, 1_741
PEERS = 12
RATE = catalogue.metric("completion_matured")
SOURCE = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
DRAW = """async figure => {
  let start = performance.now();
  let {data, layout} = JSON.parse(figure);
  await Plotly.newPlot('figure', data, layout, {displayModeBar: false});
  return performance.now() - start;
}"""


@dataclass(frozen=True, slots=True)
class World:
    """Municipalities with their facts, and what each of their learners did."""

    facts: Mapping[str, Fact]
    learners: Mapping[str, np.ndarray]


def figures(repetitions: int) -> list[Figure]:
    """The cost of two pages' statistics, their share of a figure, and their growth."""
    drawn = _drawing(repetitions)
    prefecture, hokkaido, country = (_world(size) for size in (PREFECTURE, HOKKAIDO, COUNTRY))
    pages = {"ranking": _ranking, "municipality": _municipality}
    costs = {name: _least(page, prefecture, repetitions) for name, page in pages.items()}
    found = [_figure(f"{name} page, 33 municipalities", cost, "ms") for name, cost in costs.items()]
    if drawn is not None:
        found += [
            _figure("drawing one figure", drawn, "ms"),
            *(
                Figure("arithmetic", f"{name} page / one figure", cost / drawn, "", ARITHMETIC)
                for name, cost in costs.items()
            ),
        ]
    each = [
        _least(_municipality, world, 2) / len(world.facts)
        for world in (prefecture, hokkaido, country)
    ]
    found += [
        Figure("arithmetic", f"a municipality of {large} / of {small}", later / earlier, "", GROWTH)
        for (small, earlier), (large, later) in (
            ((PREFECTURE, each[0]), (HOKKAIDO, each[1])),
            ((HOKKAIDO, each[1]), (f"{COUNTRY:,}", each[2])),
        )
    ]
    return found


def _figure(name: str, amount: float, unit: str) -> Figure:
    return Figure("arithmetic", name, amount, unit)


def _least(page: Callable[[World], None], world: World, repetitions: int) -> float:
    """Milliseconds of processor time."""
    spent = []
    for _ in range(repetitions):
        begin = time.process_time()
        page(world)
        spent.append(1_000 * (time.process_time() - begin))
    return min(spent)


def _ranking(world: World) -> None:
    """Intervals, ranks with ranges, the funnel and who lies outside, shrunken rates, one gap."""
    known = values(RATE, world.facts)
    parts = [each.numerator or 0 for each in known.values()]
    wholes = [each.denominator or 0 for each in known.values()]
    ranking(RATE, known)
    shape = funnel(parts, wholes)
    assert shape is not None
    outside(shape, known)
    shrunken_rates(parts, wholes)
    gaps.to_next(RATE, known, next(iter(known)))


def _municipality(world: World) -> None:
    """Eight measures ranked among all and among peers, the draws, and the rest of the page."""
    own, peers = next(iter(world.facts)), list(world.facts)[:PEERS]
    now = {code: _drawn(world, code, 0) for code in world.facts}
    for name in MEASURES:
        metric = catalogue.metric(name)
        known = values(metric, world.facts)
        orders = {}
        if bootstrap.applies(metric):
            known = bootstrap.with_intervals(metric, known, world.facts, now)
            orders = {
                code: order
                for code, fact in world.facts.items()
                if (order := bootstrap.order(metric, fact, now[code]))
            }
        drawn = drawn_orders(metric, known, orders)
        ranked(metric, known, drawn)
        ranked(metric, {code: known[code] for code in peers}, drawn)
    _changes(world, own, now[own])
    for _ in range(4):
        for learners in (40, 40 * len(world.facts)):
            days = np.random.default_rng(learners).integers(0, 210, 150)
            marks(curve([Duration(int(day), day % 3 == 0) for day in days]), learners)


def _changes(world: World, own: str, now: Drawn) -> None:
    known: Value = values(RATE, world.facts)[own]
    change.change_of(known, known)
    decomposition.shares(world.facts[own], world.facts[own])
    years = (now, _drawn(world, own, 1))
    amounts = [bootstrap.amount("completions", each) for each in years]
    if all(amounts):
        change.growth(*amounts)


def _drawn(world: World, code: str, year: int) -> Drawn:
    return bootstrap.drawn(world.learners[code], world.facts[code].licences, 2 * int(code) + year)


def _drawing(repetitions: int) -> float | None:
    """Milliseconds in which a browser draws a page's first figure; None without a browser."""
    if not chromium.program():
        return None
    looks = ("own", "before", "region")
    lines = [
        Line(look, [20 + month + at for month in range(12)], [""] * 12, look)
        for at, look in enumerate(looks)
    ]
    figure = trend.figure(lines, [f"{month}" for month in range(12)], "", "%", palette("light"))
    spent = []
    with chromium.opened() as browser:
        for _ in range(repetitions):
            page = browser.new_page(viewport={"width": 1280, "height": 720})
            page.set_content('<div id="figure" style="width:420px"></div>')
            page.add_script_tag(path=SOURCE)
            spent.append(page.evaluate(DRAW, json.dumps(figure.to_dict(), default=str)))
            page.close()
    return min(spent)


def _world(size: int) -> World:
    """The same each time it is made."""
    chance = np.random.default_rng(size)
    facts, learners = {}, {}
    for code in (f"{10_000 + at}" for at in range(size)):
        licences = int(chance.lognormal(4.2, 0.8)) + 30
        rows = _learners(chance, licences * 7 // 10)
        facts[code], learners[code] = _fact(chance, rows, licences), rows
    return World(facts, learners)


def _learners(chance: np.random.Generator, count: int) -> np.ndarray:
    """Rows as QUANTITIES: few learn very much."""
    months, ones = chance.integers(1, 8, count), np.ones(count, int)
    seconds = (months * 3_600 * chance.lognormal(0, 0.8, count)).astype(int)
    return np.column_stack([seconds, months, ones, ones, chance.poisson(1.1, count)])


def _fact(chance: np.random.Generator, rows: np.ndarray, licences: int) -> Fact:
    sums = dict(zip(QUANTITIES, rows.sum(axis=0).tolist(), strict=True))
    learners = len(rows)
    return Fact(
        licences=licences,
        joined=licences * 9 // 10,
        staff=5 * licences,
        spend_yen=12_000 * licences,
        enrolments=3 * learners,
        assigned_enrolments=learners // 3,
        enrolments_completed=sums["completions"],
        matured=2 * learners,
        matured_completed=int(chance.binomial(2 * learners, 0.33)),
        active_learners=learners // 2,
        completing_learners_fy=int((rows[:, -1] > 0).sum()),
        matured_learners_fy=learners,
        **sums,
    )
