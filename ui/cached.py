"""What depends only on the reader's scope, the dataset's version and the choices: computed once.

The records change only with an import, which raises the dataset's version; so the version in the
key is the whole of the invalidation. Everything kept is finished and is never changed.
"""

import gc
import logging
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache, wraps
from typing import ParamSpec, TypeVar, cast

import streamlit as st

from data_access import database, identity, queries, reference
from data_access.flows import Ints
from data_access.learners import Learners, learners
from data_access.problems import DatabaseProblem
from data_access.reference import Municipality, Prefecture
from data_access.scope import Scope
from metrics import bootstrap, catalogue, change, disclosure, facts, peers, ranks
from metrics.bootstrap import Drawn
from metrics.calculate import State, Value, value, values
from metrics.catalogue import Metric
from metrics.change import Change, Paired
from metrics.facts import A_YEAR, Cohort, Fact, MonthFact
from metrics.peers import Peers
from metrics.ranks import DrawnRanks, Rank
from metrics.shrinkage import Order
from wording.frame import NOT_READ

SECONDS_BETWEEN_SWITCHES = 0.001
"""How long a page may keep the interpreter while the server has messages of others to send."""
LOG = logging.getLogger(__name__)
MONTHS_OF_DRAWS = 8
"""Months whose draws a process keeps: a megabyte each for two dozen municipalities."""
MEASURES_OF_RANKS = 8
"""Measures whose drawn ranks a process keeps: the ranks among peers come from the same draws."""
KEPT = 2_000
"""Finished objects a process keeps of each kind; the least used make room."""

Arguments = ParamSpec("Arguments")
Returned = TypeVar("Returned")


def kept(function: Callable[Arguments, Returned]) -> Callable[Arguments, Returned]:
    """Keep what a function returns, by its arguments."""
    return cast(Callable[Arguments, Returned], lru_cache(maxsize=KEPT)(function))


def drawn(function: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Keep what a function puts on the page, and put it there again.

    Streamlit would take longer to hash the arguments than to draw many a figure; their `repr` is
    as good a key, since they are frozen dataclasses and texts. It is made once for each view.
    """

    @kept
    def named_for(*arguments: object, **named: object) -> str:
        return f"{function.__module__}.{function.__qualname__}{arguments!r}{named!r}"

    @st.cache_resource(max_entries=KEPT, show_spinner=False)
    def keeping(key: str, _draw: Callable[[], None]) -> None:
        _draw()

    @wraps(function)
    def drawing(*arguments: Arguments.args, **named: Arguments.kwargs) -> None:
        keeping(named_for(*arguments, **named), lambda: function(*arguments, **named))

    return drawing


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The records a reader sees, and as of when: the first part of every key."""

    scope: Scope
    dataset: str
    version: int
    as_of: date
    sample: bool


@cache
def connected() -> database.Records:
    """The records of this process, for whoever has a scope. Raises a DatabaseProblem."""
    return database.connect()


def administered(snapshot: Snapshot) -> database.Database:
    """The same for whoever may write them. Raises NotAnAdministrator, or a DatabaseProblem."""
    return identity.administered(connected(), snapshot.scope)


def prefecture(snapshot: Snapshot) -> Prefecture:
    """The prefecture whose records these are."""
    return reference.prefecture(snapshot.scope.prefecture)


def places(snapshot: Snapshot) -> Mapping[str, Municipality]:
    """Its municipalities by code, in code order."""
    return _places(snapshot.scope.prefecture)


@cache
def _places(code: str) -> Mapping[str, Municipality]:
    return {place.code: place for place in reference.municipalities(code)}


@kept
def months_of(snapshot: Snapshot) -> Mapping[str, tuple[MonthFact, ...]]:
    """Every month of every municipality that ever took part, by code."""
    rows = connected().read(queries.month_facts(), snapshot.scope)
    listed: dict[str, list[MonthFact]] = {}
    for row in rows:
        fact = MonthFact(**row._mapping)
        listed.setdefault(fact.code, []).append(fact)
    return {code: tuple(months) for code, months in listed.items()}


@kept
def months_with_data(snapshot: Snapshot) -> tuple[int, ...]:
    """The months that have facts, up to the month of the data's date, ascending."""
    newest = facts.calendar_month(snapshot.as_of)
    found = {fact.month for months in months_of(snapshot).values() for fact in months}
    return tuple(sorted(month for month in found if month <= newest))


@lru_cache(maxsize=MONTHS_OF_DRAWS)
def cohorts_of(snapshot: Snapshot, month: int) -> tuple[Cohort, ...]:
    """The fiscal year's enrolments by how long they were open; none where they cannot be read."""
    try:
        return tuple(learners_of(snapshot).cohorts(month))
    except DatabaseProblem:
        LOG.warning("Curves are left out: the learners' records could not be read.")
        return ()


@kept
def facts_of(snapshot: Snapshot, month: int) -> Mapping[str, Fact]:
    """The fiscal year to date of every municipality, by code, in code order."""
    listed = months_of(snapshot)
    return {
        code: facts.to_date(listed.get(code, ()), month, place.staff)
        for code, place in places(snapshot).items()
    }


@kept
def region_of(snapshot: Snapshot, month: int) -> Fact:
    """The municipalities that take part, as one."""
    return facts.together(fact for fact in facts_of(snapshot, month).values() if fact.licences)


@kept
def bare_values_of(snapshot: Snapshot, month: int, metric: str) -> Mapping[str, Value]:
    """A metric of every municipality, by code, in code order; an amount without its interval.

    For series: a bootstrap for every month of two years would keep the reader waiting.
    """
    return values(catalogue.metric(metric), facts_of(snapshot, month))


@kept
def values_of(snapshot: Snapshot, month: int, metric: str) -> Mapping[str, Value]:
    """A metric of every municipality with its interval, by code, in code order."""
    known, of = bare_values_of(snapshot, month, metric), catalogue.metric(metric)
    if not bootstrap.applies(of):
        return known
    draws = draws_of(snapshot, month)
    if not draws:
        return {code: replace(each, refusal=NOT_READ) for code, each in known.items()}
    listed = facts_of(snapshot, month)
    return {
        code: bootstrap.with_interval(of, each, listed[code], draws[code])
        for code, each in known.items()
    }


@lru_cache(maxsize=2)
def learners_of(snapshot: Snapshot) -> Learners:
    """Everybody's learning, one by one: for draws and curves, and never for the browser."""
    return learners(connected(), snapshot.scope)


@lru_cache(maxsize=MONTHS_OF_DRAWS)
def draws_of(snapshot: Snapshot, month: int) -> Mapping[str, Drawn]:
    """The bootstrap of every municipality, by code; empty where the records cannot be read.

    The values stand without it, so a page that takes too long to read is no reason to fail.
    """
    if _done(snapshot, month) is None:
        return {}
    return {code: drawn_of(snapshot, month, code) for code in facts_of(snapshot, month)}


def drawn_of(snapshot: Snapshot, month: int, code: str) -> Drawn:
    """The bootstrap of one municipality alone; of nobody where the records cannot be read."""
    done = _done(snapshot, month) or {}
    licences = facts_of(snapshot, month)[code].licences
    return bootstrap.drawn(done.get(code, ()), licences, int(code + str(month)))


@lru_cache(maxsize=MONTHS_OF_DRAWS)
def _done(snapshot: Snapshot, month: int) -> Mapping[str, Ints] | None:
    """What each learner of each municipality did in the fiscal year to date."""
    try:
        return learners_of(snapshot).to_date(month)
    except DatabaseProblem:
        LOG.warning("Intervals are left out: the learners' records could not be read.")
        return None


@kept
def region_value(snapshot: Snapshot, month: int, metric: str) -> Value:
    """A metric of the region as one; from rounded totals while a place is hidden in it."""
    total = region_of(snapshot, month)
    if is_rounded(snapshot, month, metric):
        total = disclosure.rounded(total)
    return value(catalogue.metric(metric), total)


@kept
def paired_region(snapshot: Snapshot, month: int, metric: str) -> Paired:
    """A metric now and a year before, of the places that took part in both years.

    From rounded totals where the region's are: else the totals less these would tell of the rest.
    """
    of = catalogue.metric(metric)
    both = taking_part(snapshot, month) & taking_part(snapshot, month - A_YEAR)
    months = (month, month - A_YEAR)
    totals = [
        facts.together(fact for code, fact in facts_of(snapshot, each).items() if code in both)
        for each in months
    ]
    if any(is_rounded(snapshot, each, metric) for each in months):
        totals = [disclosure.rounded(total) for total in totals]
    now, before = (value(of, total) for total in totals)
    tested = change.change_of(now, before)
    if tested is None and now.known and before.known and bootstrap.applies(of):
        tested = _growth(snapshot, month, of, both, totals)
    return Paired(now, before, tested, len(both))


def _growth(
    snapshot: Snapshot, month: int, of: Metric, both: frozenset[str], totals: Sequence[Fact]
) -> Change | None:
    drawn_in = [draws_of(snapshot, each) for each in (month, month - A_YEAR)]
    orders = [
        bootstrap.order(of, total, bootstrap.together([draws[code] for code in sorted(both)]))
        for total, draws in zip(totals, drawn_in, strict=True)
        if both <= set(draws)
    ]
    known = [each for each in orders if each is not None]
    return change.growth(*known) if len(known) == 2 else None


@kept
def is_rounded(snapshot: Snapshot, month: int, metric: str) -> bool:
    """Whether a place is hidden, so that the exact total less the others would give it away."""
    shown = bare_values_of(snapshot, month, metric).values()
    return any(each.state is State.HIDDEN for each in shown)


@kept
def ranks_of(
    snapshot: Snapshot, month: int, metric: str, among: frozenset[str]
) -> Mapping[str, Rank]:
    """Ranks and their ranges among the municipalities `among` that have a value."""
    chosen = {
        code: each for code, each in values_of(snapshot, month, metric).items() if code in among
    }
    return ranks.ranked(catalogue.metric(metric), chosen, _drawn_ranks(snapshot, month, metric))


@lru_cache(maxsize=MEASURES_OF_RANKS)
def _drawn_ranks(snapshot: Snapshot, month: int, metric: str) -> DrawnRanks | None:
    """The ranks of all who take part in every draw, of which peers are a part."""
    among = taking_part(snapshot, month)
    known = {
        code: each for code, each in values_of(snapshot, month, metric).items() if code in among
    }
    orders = orders_of(snapshot, month, metric, among)
    return ranks.drawn_ranks(catalogue.metric(metric), known, orders)


def orders_of(
    snapshot: Snapshot, month: int, metric: str, among: frozenset[str]
) -> dict[str, Order]:
    """What those of `among` that have a value are ranked by in every draw; shares have none."""
    of, listed = catalogue.metric(metric), facts_of(snapshot, month)
    draws = draws_of(snapshot, month) if bootstrap.applies(of) else {}
    found = {
        code: bootstrap.order(of, listed[code], draws[code])
        for code, each in bare_values_of(snapshot, month, metric).items()
        if code in among and code in draws and each.known
    }
    return {code: each for code, each in found.items() if each is not None}


@kept
def taking_part(snapshot: Snapshot, month: int) -> frozenset[str]:
    """The municipalities that hold licences at the end of the month."""
    return frozenset(code for code, fact in facts_of(snapshot, month).items() if fact.licences)


@kept
def peers_of(snapshot: Snapshot, month: int, code: str) -> Peers:
    """The peers of a municipality among those taking part."""
    listed = {
        place.code: peers.Place(
            place.code,
            place.kind.ja,
            place.population,
            place.workers_primary,
            place.workers_secondary,
            place.workers_tertiary,
        )
        for place in places(snapshot).values()
    }
    return peers.peers(code, listed, taking_part(snapshot, month), facts.fiscal_year(month))


@cache
def settle(_page: str) -> None:
    """Take what a page's first visit has loaded out of the garbage collector's sight.

    What lives as long as the process need not be looked through again.
    """
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(SECONDS_BETWEEN_SWITCHES)
