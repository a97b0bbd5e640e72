"""The worked examples of the method page, computed by the methods themselves.

So an example cannot say what the pages do not do. Numbers are invented, and small enough to follow.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from fractions import Fraction

from data_access.flows import MATURE_DAYS
from metrics import bootstrap, discoveries, peers, ranks
from metrics.association import MINIMUM, association
from metrics.bootstrap import QUANTITIES
from metrics.calculate import State, Value
from metrics.catalogue import metric
from metrics.change import change
from metrics.cohorts import FEWEST_AT_RISK, curve
from metrics.decomposition import Shares, shapley
from metrics.facts import Duration, Fact
from metrics.funnel import Funnel
from metrics.gaps import to_median
from metrics.intervals import wilson
from metrics.peers import Place, peer_class
from metrics.shrinkage import shrunken_rates

Numbers = Mapping[str, str]

RANKED = ((18, 40), (252, 600), (150, 400), (33, 100), (30, 100), (120, 500), (9, 40), (60, 300))
"""Completions and enrolments of the places in the examples of ranks and of shrinkage."""
CITY = Place("", "市", 120_000, 2_000, 14_000, 44_000)
"""People, and workers of the three sectors, in the example of peers."""


def numbers(method: str) -> Numbers:
    """What stands in the places of a method's sentences. Raises KeyError for an unknown method."""
    return EXAMPLES[method]()


def peer_example() -> Numbers:
    """A city's class, and what decides it."""
    later = CITY.workers_secondary + CITY.workers_tertiary
    workers = later + CITY.workers_primary
    return {
        "population": f"{CITY.population:,}",
        "later": _percent(later / workers),
        "tertiary": _percent(CITY.workers_tertiary / workers),
        "label": peer_class(CITY) or "",
        "minimum": f"{peers.MINIMUM}",
    }


def _matured() -> Numbers:
    old, new = (100, 34), (60, 3)
    return {
        "days": f"{MATURE_DAYS}",
        **_named(old=old[0], old_done=old[1], new=new[0], new_done=new[1]),
        "matured": _percent(old[1] / old[0]),
        "simple": _percent((old[1] + new[1]) / (old[0] + new[0])),
    }


def _wilson() -> Numbers:
    small, large = (12, 40), (300, 1_000)
    return {
        **_named(part=small[0], whole=small[1], large=large[1]),
        "rate": _percent(small[0] / small[1]),
        **_ends(*wilson(*small)),
        **_ends(*wilson(*large), "large_"),
    }


def _funnel() -> Numbers:
    shape, sizes = Funnel(0.34), (50, 1_000)
    low, high = (limits.tolist() for limits in shape.limits(sizes))
    inside = int(low[0] * sizes[0]) + 1
    return {
        **_named(small=sizes[0], large=sizes[1]),
        "centre": _percent(shape.centre),
        **_ends(low[0], high[0], "small_"),
        **_ends(low[1], high[1], "large_"),
        "inside": f"{inside}",
        "inside_rate": _percent(inside / sizes[0]),
    }


def _ranks() -> Numbers:
    found = ranks.ranking(metric("completion_matured"), _places())
    numbers = {
        "count": f"{len(RANKED)}",
        "draws": f"{ranks.DRAWS:,}",
        "alike": f"{ranks.ALIKE:.0%}",
    }
    for name, at in (("small", 0), ("large", 1)):
        part, whole = RANKED[at]
        place = found[f"{at}"]
        numbers |= {
            name: f"{whole}",
            f"{name}_rate": _percent(part / whole),
            f"{name}_rank": f"{place.rank}",
            f"{name}_low": f"{place.low}",
            f"{name}_high": f"{place.high}",
        }
    return numbers


def _places() -> dict[str, Value]:
    return {
        f"{at}": Value(State.VALUE, part / whole, part, whole, *wilson(part, whole), share=True)
        for at, (part, whole) in enumerate(RANKED)
    }


def _shrinkage() -> Numbers:
    shrunken = shrunken_rates(*zip(*RANKED, strict=True)).tolist()
    numbers = {"count": f"{len(RANKED)}"}
    for name, at in (("small", 0), ("large", 1)):
        part, whole = RANKED[at]
        numbers |= {
            name: f"{whole}",
            f"{name}_rate": _percent(part / whole),
            f"{name}_shrunken": _percent(shrunken[at]),
        }
    return numbers


def _discoveries() -> Numbers:
    off, count = {"first": 4.0, "second": 3.0, "third": 2.1}, 33
    alike = {f"{at}": 0.0 for at in range(count - len(off))}
    return {
        "rate": f"{discoveries.FALSE_DISCOVERIES:.0%}",
        **{name: f"{score:g}" for name, score in off.items()},
        **_named(count=count, named=len(discoveries.discoveries(off | alike))),
    }


def _change() -> Numbers:
    now, before, whole = 60, 45, 150
    found = change((now, whole), (before, whole))
    large = change((10 * now, 10 * whole), (10 * before, 10 * whole))
    return {
        **_named(now_part=now, before_part=before, whole=whole),
        "now": _percent(now / whole),
        "before": _percent(before / whole),
        "low": _points(found.low),
        "high": _points(found.high),
        "large_low": _points(large.low),
        "large_high": _points(large.high),
    }


def _bootstrap() -> Numbers:
    most, few, usual, long = 36, 4, 60, 600
    place = bootstrap.drawn(_learners([usual] * most + [long] * few), most + few, 0)
    months = most + few
    fact = _fact(active_learner_months=months, learning_seconds=60 * (most * usual + few * long))
    low, high = bootstrap.interval(metric("learning_time"), fact, place)
    return {
        **_named(people=most + few, most=most, few=few, usual=usual, long=long),
        "mean": f"{(most * usual + few * long) / months:.0f}",
        "low": f"{low:.0f}",
        "high": f"{high:.0f}",
        "draws": f"{bootstrap.DRAWS:,}",
        **_named(fewest=bootstrap.FEWEST, fewest_heads=bootstrap.FEWEST_HEADS),
    }


def _learners(minutes: list[int]) -> list[list[int]]:
    """Learners who learnt so many minutes in one month, with what the bootstrap draws."""
    active = {"active_learner_months": 1, "active_learners_fy": 1}
    return [
        [({**active, "learning_seconds": 60 * each}).get(name, 0) for name in QUANTITIES]
        for each in minutes
    ]


def _fact(**known: int) -> Fact:
    return Fact(**{field.name: known.get(field.name, 0) for field in fields(Fact)})


def _cohorts() -> Numbers:
    first, second, still_open, whole = 80, 40, 40, 200
    seen = [
        Duration(10, True, first),
        Duration(30, False, still_open),
        Duration(60, True, second),
        Duration(90, False, whole - first - second - still_open),
    ]
    return {
        **_named(whole=whole, first=first, second=second, open=still_open),
        "estimate": _percent(curve(seen).by(60) or 0.0),
        "simple": _percent((first + second) / whole),
        "fewest": f"{FEWEST_AT_RISK}",
    }


def _decomposition() -> Numbers:
    before, now = (100, Fraction(2), Fraction(3, 10)), (120, Fraction(5, 2), Fraction(3, 10))
    shares = Shares(*shapley([Fraction(each) for each in now], [Fraction(each) for each in before]))
    people, enrolments, finished = shares.whole()
    return {
        **_named(people_before=before[0], people_now=now[0]),
        "each_before": f"{float(before[1]):g}",
        "each_now": f"{float(now[1]):g}",
        **_named(before=int(before[0] * before[1] * before[2]), now=int(now[0] * now[1] * now[2])),
        **_named(people=people, enrolments=enrolments, finished=finished),
    }


def _association() -> Numbers:
    across = [float(at) for at in range(12)]
    found = association(across, [2.0, 0.0, 1.0, 5.0, 3.0, 7.0, 4.0, 6.0, 10.0, 8.0, 11.0, 9.0])
    assert found is not None
    return {
        **_named(count=found.count, minimum=MINIMUM),
        "coefficient": f"{found.coefficient:.2f}",
        "low": f"{found.low:.2f}",
        "high": f"{found.high:.2f}",
    }


def _gaps() -> Numbers:
    places = {
        name: Value(State.VALUE, part / 100, part, 100)
        for name, part in (("own", 30), ("middle", 34), ("best", 41))
    }
    gap = to_median(metric("completion_matured"), places, "own")
    assert gap is not None
    return {
        **_named(part=30, whole=100, more=gap.more),
        "rate": _percent(0.30),
        "median": _percent(0.34),
    }


EXAMPLES: Mapping[str, Callable[[], Numbers]] = {
    "matured": _matured,
    "wilson": _wilson,
    "funnel": _funnel,
    "ranks": _ranks,
    "shrinkage": _shrinkage,
    "discoveries": _discoveries,
    "change": _change,
    "bootstrap": _bootstrap,
    "cohorts": _cohorts,
    "decomposition": _decomposition,
    "association": _association,
    "gaps": _gaps,
}


def _named(**amounts: int) -> Numbers:
    return {name: f"{amount:,}" for name, amount in amounts.items()}


def _ends(low: float, high: float, name: str = "") -> Numbers:
    return {f"{name}low": _percent(low), f"{name}high": _percent(high)}


def _percent(share: float) -> str:
    return f"{100 * share:.1f}".removesuffix(".0") + "%"


def _points(difference: float) -> str:
    sign = "−" if difference < 0 else "+"
    return f"{sign}{abs(100 * difference):.1f}"
