"""What depends only on the reader's scope, the dataset's version and the choices: computed once.

The records change only with an import, which raises the dataset's version; so the version in the
key is the whole of the invalidation. Everything kept is finished and is never changed.

What leaves this module is what the reader may have: the functions that begin with an underscore
read the records as they are, and the others hand their facts on as `metrics.disclosure` makes them
for the reader's sight of each place. So a page that forgets the rules keeps them all the same.
"""

import logging
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
from metrics import bootstrap, catalogue, change, disclosure, facts, findings, peers, ranks
from metrics.bootstrap import Drawn
from metrics.calculate import State, Value, seen, worth
from metrics.catalogue import Metric
from metrics.change import Change, Paired
from metrics.disclosure import Sight
from metrics.facts import A_YEAR, Cohort, Fact, MonthFact
from metrics.findings import Finding
from metrics.moves import Move, move
from metrics.peers import Peers
from metrics.ranks import DrawnOrders, Rank
from metrics.shrinkage import Order
from ui import pseudonyms, sights
from ui.pseudonyms import Pseudonyms
from wording.frame import NOT_OF_ROUNDED, NOT_READ

LOG = logging.getLogger(__name__)
MONTHS_OF_DRAWS = 8
"""Months whose draws a process keeps: a megabyte each for two dozen municipalities."""
MEASURES_OF_RANKS = 8
"""Measures whose drawn ranks a process keeps: the ranks among peers come from the same draws."""
OTHERS = ""
"""The code of the enrolments of all places together that the reader may not see exactly."""
SOMEBODY = "?"
"""What the key of a value begins with whose place the reader may not know."""
HUNDREDTHS = 100
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
    published: frozenset[int] = frozenset()
    """Fiscal years in which municipalities see each other's rounded figures by name."""
    pseudonyms: Pseudonyms | None = None
    """By which municipalities are renamed; None: they have their own names and codes."""


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
    """Its municipalities by code, in code order; renamed where the snapshot says so."""
    return {place.code: place for place in _known(snapshot).values()}


def code_of(snapshot: Snapshot, real: str) -> str:
    """By which code the snapshot knows a municipality of the records."""
    return _known(snapshot)[real].code if snapshot.pseudonyms else real


def real_names(snapshot: Snapshot) -> Snapshot:
    """The same records with municipalities under their own names."""
    return replace(snapshot, pseudonyms=None) if snapshot.pseudonyms else snapshot


def _known(snapshot: Snapshot) -> Mapping[str, Municipality]:
    """By their codes in the records."""
    return _places(snapshot.scope.prefecture, snapshot.pseudonyms)


@lru_cache(maxsize=KEPT)
def _places(code: str, renamed_by: Pseudonyms | None) -> Mapping[str, Municipality]:
    listed = reference.municipalities(code)
    if renamed_by is None:
        return {place.code: place for place in listed}
    return pseudonyms.renamed(listed, renamed_by)


@kept
def sight_of(snapshot: Snapshot, month: int, code: str) -> Sight:
    """How much of a municipality the reader may see in a month's fiscal year."""
    return sights.sight(snapshot.scope, code, facts.fiscal_year(month) in snapshot.published)


@kept
def has_withheld(snapshot: Snapshot, month: int) -> bool:
    """Whether a municipality that takes part is not published to the reader."""
    among = taking_part(snapshot, month)
    return any(sight_of(snapshot, month, code) is Sight.WITHHELD for code in among)


@kept
def sight_of_region(snapshot: Snapshot) -> Sight:
    """How much of all together."""
    return sights.of_all(snapshot.scope)


@kept
def _months_of(snapshot: Snapshot) -> Mapping[str, tuple[MonthFact, ...]]:
    """Every month of every municipality that ever took part, by code."""
    rows = connected().read(queries.month_facts(), snapshot.scope)
    listed: dict[str, list[MonthFact]] = {}
    for row in rows:
        fact = MonthFact(**{**row._mapping, "code": code_of(snapshot, row.code)})
        listed.setdefault(fact.code, []).append(fact)
    return {code: tuple(months) for code, months in listed.items()}


@kept
def months_with_data(snapshot: Snapshot) -> tuple[int, ...]:
    """The months that have facts, up to the month of the data's date, ascending."""
    newest = facts.calendar_month(snapshot.as_of)
    found = {fact.month for months in _months_of(snapshot).values() for fact in months}
    return tuple(sorted(month for month in found if month <= newest))


@lru_cache(maxsize=MONTHS_OF_DRAWS)
def cohorts_of(snapshot: Snapshot, month: int) -> tuple[Cohort, ...]:
    """The fiscal year's enrolments by how long they were open, of the places that take part.

    Those of places that the reader may not see exactly have the code OTHERS. None where they cannot
    be read.
    """
    try:
        found = _learners_of(real_names(snapshot)).cohorts(month)
        listed = [each._replace(code=code_of(snapshot, each.code)) for each in found]
    except DatabaseProblem:
        LOG.warning("Curves are left out: the learners' records could not be read.")
        return ()
    among = taking_part(snapshot, month)
    return tuple(
        each if is_fine(snapshot, month, each.code) else each._replace(code=OTHERS)
        for each in listed
        if each.code in among
    )


def is_fine(snapshot: Snapshot, month: int, code: str) -> bool:
    """Whether single courses of a place may be told of, and its learners drawn again."""
    return sight_of(snapshot, month, code) in {Sight.EXACT, Sight.MASKED}


@kept
def _facts_of(snapshot: Snapshot, month: int) -> Mapping[str, Fact]:
    """The fiscal year to date of every municipality, by code, in code order, as it is."""
    listed = _months_of(snapshot)
    return {
        code: facts.to_date(listed.get(code, ()), month, place.staff)
        for code, place in places(snapshot).items()
    }


@kept
def facts_of(snapshot: Snapshot, month: int) -> Mapping[str, Fact]:
    """The same as the reader may have it."""
    return {
        code: disclosure.controlled(fact, sight_of(snapshot, month, code))
        for code, fact in _facts_of(snapshot, month).items()
    }


@kept
def _compared_facts_of(snapshot: Snapshot, month: int) -> Mapping[str, Fact]:
    """The same, coarse where a place is withheld: for ranks, and for what has no names."""
    return {
        code: disclosure.controlled(fact, _least(sight_of(snapshot, month, code)))
        for code, fact in _facts_of(snapshot, month).items()
    }


def _least(sight: Sight) -> Sight:
    """The sight that has numbers to compare."""
    return Sight.COARSE if sight is Sight.WITHHELD else sight


@kept
def region_of(snapshot: Snapshot, month: int, among: frozenset[str] | None = None) -> Fact:
    """The municipalities that take part, or some of them, as one; as the reader may have it.

    Where that is coarse every municipality's facts are, the reader's own among them: what is left
    when those are taken away tells no more than any coarse fact.
    """
    listed = _facts_of(snapshot, month)
    chosen = [
        listed[code] for code in sorted(taking_part(snapshot, month) if among is None else among)
    ]
    if sight_of_region(snapshot) is Sight.COARSE:
        return disclosure.together(chosen)
    return facts.together(chosen)


@kept
def bare_values_of(snapshot: Snapshot, month: int, metric: str) -> Mapping[str, Value]:
    """A metric of every municipality, by code, in code order; an amount without its interval.

    For series: a bootstrap for every month of two years would keep the reader waiting.
    """
    of = catalogue.metric(metric)
    return {
        code: seen(of, fact, sight_of(snapshot, month, code))
        for code, fact in facts_of(snapshot, month).items()
    }


@kept
def values_of(snapshot: Snapshot, month: int, metric: str) -> Mapping[str, Value]:
    """A metric of every municipality with its interval, by code, in code order."""
    known, of = bare_values_of(snapshot, month, metric), catalogue.metric(metric)
    if not bootstrap.applies(of):
        return known
    fine = {code: each for code, each in known.items() if is_fine(snapshot, month, code)}
    coarse = {
        code: replace(each, refusal=NOT_OF_ROUNDED) if each.known else each
        for code, each in known.items()
        if code not in fine
    }
    draws = draws_of(snapshot, month) if fine else {}
    if draws:
        sure = bootstrap.with_intervals(of, fine, facts_of(snapshot, month), draws)
    else:
        sure = {code: replace(each, refusal=NOT_READ) for code, each in fine.items()}
    found = sure | coarse
    return {code: found[code] for code in known}


@kept
def compared_of(
    snapshot: Snapshot, month: int, metric: str, among: frozenset[str]
) -> Mapping[str, Value]:
    """A metric of some that take part, also where the reader may not see whose it is.

    Withheld places stand in it under keys that say nothing, in the order of their values, and
    with nothing but these.
    """
    of, listed = catalogue.metric(metric), bare_values_of(snapshot, month, metric)
    named = {code: each for code, each in listed.items() if code in among}
    withheld = [
        _bare(of, seen(of, _compared_facts_of(snapshot, month)[code], Sight.COARSE))
        for code, each in named.items()
        if each.state is State.WITHHELD
    ]
    withheld.sort(key=lambda each: (each.state, each.value or 0.0))
    named = {code: each for code, each in named.items() if each.state is not State.WITHHELD}
    return named | {f"{SOMEBODY}{at}": each for at, each in enumerate(withheld)}


def is_nameless(code: str) -> bool:
    """Whether it is no municipality's code but a key for one that the reader may not know."""
    return code.startswith(SOMEBODY)


def _bare(metric: Metric, value: Value) -> Value:
    """A value without what could tell whose it is; gaps can still be counted from it."""
    if value.value is None:
        return Value(value.state, coarse=True)
    parts = round(value.value / metric.scale * HUNDREDTHS)
    return Value(value.state, value.value, numerator=parts, denominator=HUNDREDTHS, coarse=True)


@kept
def _compared_values_of(snapshot: Snapshot, month: int, metric: str) -> Mapping[str, Value]:
    """A metric of every municipality by code, coarse where it is withheld: for ranks alone.

    A coarse share is as unsure as rounding makes it, and so is the rank that follows from it.
    """
    of, named = catalogue.metric(metric), values_of(snapshot, month, metric)
    coarse = _compared_facts_of(snapshot, month)
    every = {
        code: seen(of, coarse[code], Sight.COARSE) if each.state is State.WITHHELD else each
        for code, each in named.items()
    }
    return {code: _worth(each) if each.coarse else each for code, each in every.items()}


def _worth(share: Value) -> Value:
    """A coarse share over the denominator that it is worth."""
    if not share.share:
        return share
    whole = worth(share)
    return replace(share, numerator=round((share.value or 0.0) * whole), denominator=whole)


@lru_cache(maxsize=2)
def _learners_of(snapshot: Snapshot) -> Learners:
    """Everybody's learning, one by one: for draws and curves, and never for the browser.

    Under real codes, so that it is in memory once whatever municipalities are called.
    """
    return learners(connected(), snapshot.scope)


@lru_cache(maxsize=MONTHS_OF_DRAWS)
def draws_of(snapshot: Snapshot, month: int) -> Mapping[str, Drawn]:
    """The bootstrap of every municipality that the reader may see exactly, by code.

    Empty where the records cannot be read: the values stand without it, so a page that takes too
    long to read is no reason to fail.
    """
    fine = [code for code in places(snapshot) if is_fine(snapshot, month, code)]
    if not fine or _done(snapshot, month) is None:
        return {}
    return {code: drawn_of(snapshot, month, code) for code in fine}


def drawn_of(snapshot: Snapshot, month: int, code: str) -> Drawn:
    """The bootstrap of one municipality alone; of nobody where the records cannot be read.

    And of nobody where the reader may not see it exactly: the width of an interval gives away how
    many people are behind it.
    """
    if not is_fine(snapshot, month, code):
        return bootstrap.drawn((), 0, 0)
    done = _done(snapshot, month) or {}
    licences = facts_of(snapshot, month)[code].licences
    return bootstrap.drawn(done.get(code, ()), licences, int(code + str(month)))


@lru_cache(maxsize=MONTHS_OF_DRAWS)
def _done(snapshot: Snapshot, month: int) -> Mapping[str, Ints] | None:
    """What each learner of each municipality did in the fiscal year to date."""
    try:
        done = _learners_of(real_names(snapshot)).to_date(month)
        return {code_of(snapshot, real): each for real, each in done.items()}
    except DatabaseProblem:
        LOG.warning("Intervals are left out: the learners' records could not be read.")
        return None


@kept
def region_value(snapshot: Snapshot, month: int, metric: str) -> Value:
    """A metric of the region as one; from rounded totals while a place is hidden in it."""
    total = region_of(snapshot, month)
    if is_rounded(snapshot, month, metric):
        total = disclosure.rounded(total)
    return _of_region(snapshot, metric, total)


def _of_region(snapshot: Snapshot, metric: str, total: Fact) -> Value:
    return seen(catalogue.metric(metric), total, sight_of_region(snapshot))


@kept
def paired_region(snapshot: Snapshot, month: int, metric: str) -> Paired:
    """A metric now and a year before, of the places that took part in both years.

    From rounded totals where the region's are: else the totals less these would tell of the rest.
    """
    of = catalogue.metric(metric)
    both = taking_part(snapshot, month) & taking_part(snapshot, month - A_YEAR)
    months = (month, month - A_YEAR)
    totals = [region_of(snapshot, each, both) for each in months]
    if any(is_rounded(snapshot, each, metric) for each in months):
        totals = [disclosure.rounded(total) for total in totals]
    now, before = (_of_region(snapshot, metric, total) for total in totals)
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
def findings_of(snapshot: Snapshot, month: int) -> tuple[Finding, ...]:
    """What is worth saying about the region, most surprising first.

    Years are compared at the end of a month, so that a month that is not over is no fall. Places
    that are withheld are compared and not named.
    """
    whole = facts.whole_month(month, snapshot.as_of)
    both = month, (whole or month) - A_YEAR
    sights_of_both = {
        code: [sight_of(snapshot, each, code) for each in both] for code in places(snapshot)
    }
    found = findings.findings(
        *(_compared_facts_of(snapshot, each) for each in both),
        at=_compared_facts_of(snapshot, whole) if whole else {},
        region=_moves(snapshot, whole) if whole else {},
        sights={code: _least(disclosure.poorest(each)) for code, each in sights_of_both.items()},
    )
    withheld = frozenset(code for code, each in sights_of_both.items() if Sight.WITHHELD in each)
    return tuple(_as_shown(each, snapshot, month) for each in findings.of_all_but(found, withheld))


def _moves(snapshot: Snapshot, month: int) -> Mapping[str, Move]:
    """How the region's amounts per person moved in the places of both years, by metric."""
    return {
        name: move(catalogue.metric(name), paired_region(snapshot, month, name))
        for name in findings.AMOUNTS
    }


def _as_shown(finding: Finding, snapshot: Snapshot, month: int) -> Finding:
    """The finding with the region's rate as the pages show it."""
    if "region" not in finding.numbers:
        return finding
    region = region_value(snapshot, month, finding.metric).value or 0.0
    return replace(finding, numbers={**finding.numbers, "region": region})


@kept
def is_rounded(snapshot: Snapshot, month: int, metric: str) -> bool:
    """Whether a place is hidden, so that the exact total less the others would give it away.

    And wherever the reader has coarse facts of what people did.
    """
    if sight_of_region(snapshot) is Sight.COARSE:
        return catalogue.metric(metric).people is not None
    shown = bare_values_of(snapshot, month, metric).values()
    return any(each.state is State.HIDDEN for each in shown)


@kept
def ranks_of(
    snapshot: Snapshot, month: int, metric: str, among: frozenset[str]
) -> Mapping[str, Rank]:
    """Ranks and their ranges among the municipalities `among` that have a value."""
    chosen = {
        code: each
        for code, each in _compared_values_of(snapshot, month, metric).items()
        if code in among
    }
    found = ranks.ranked(catalogue.metric(metric), chosen, _drawn_orders(snapshot, month, metric))
    named = values_of(snapshot, month, metric)
    return {code: each for code, each in found.items() if named[code].known}


@lru_cache(maxsize=MEASURES_OF_RANKS)
def _drawn_orders(snapshot: Snapshot, month: int, metric: str) -> DrawnOrders | None:
    """The ranks of all who take part in every draw, of which peers are a part."""
    among = taking_part(snapshot, month)
    known = {
        code: each
        for code, each in _compared_values_of(snapshot, month, metric).items()
        if code in among
    }
    orders = orders_of(snapshot, month, metric, among)
    return ranks.drawn_orders(catalogue.metric(metric), known, orders)


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
    return frozenset(code for code, fact in _facts_of(snapshot, month).items() if fact.licences)


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
