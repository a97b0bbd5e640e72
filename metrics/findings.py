"""The three to five things that the overview says: most surprising first, none unsupported.

Thirty-three places at 95 % would yield one or two "outliers" from chance alone, in each of several
questions. So all claims about places together have to survive one control of the false discovery
rate (Benjamini & Hochberg 1995, JRSS-B 57:289-300; for comparing institutions: Jones, Ohlssen &
Spiegelhalter 2008, J Clin Epidemiol 61:232-240). Enrolments of one learner are not independent: no
rate is taken as surer than its number of people makes it. The yardstick is the region's rate,
without over-dispersion: a finding says who differs from the region, a funnel who is unusual among
places that differ anyway.
"""

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from metrics.calculate import Value, takes_part, value, values
from metrics.catalogue import Metric, metric
from metrics.change import change_of
from metrics.facts import Fact, together
from metrics.funnel import Funnel

Facts = Mapping[str, Fact | None]
Both = tuple[Value, Value]
"""This year's value and last year's."""
Key = TypeVar("Key", bound=Hashable)

COMPARED = ("completion_matured", "enrolment_by_licence")
"""The rates in which places are compared with the region and with their own last year."""
IDLE = "activation"
"""The rate whose complement is the licences that lie idle."""
MOST = 5
"""A leader has thirty seconds."""
FALSE_DISCOVERIES = 0.05
CLEAR_POINTS = 0.05
"""The smallest change worth a leader's half minute, as a fraction."""
MANY_IDLE = 10
"""Licences never activated, below which a place is not named for them."""


class Kind(StrEnum):
    """What a finding says; the key of its sentence."""

    ABOVE = "above"
    BELOW = "below"
    IDLE = "idle"
    ROSE = "rose"
    FELL = "fell"
    NEW = "new"
    REST_ALIKE = "rest_alike"
    ALL_ALIKE = "all_alike"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say, where its proof is, and no sentence."""

    kind: Kind
    codes: tuple[str, ...]
    """The municipalities it is about, most striking first."""
    metric: str
    numbers: Mapping[str, float]
    """What the sentence prints, by the names of its places; rates as fractions."""
    page: str
    query: Mapping[str, str]
    """The choices of the page that show the proof, as ids."""
    surprise: float = 0.0
    """Standard deviations from "nothing to say"; orders the findings."""


def findings(now: Facts, before: Facts, *, exact: bool = False) -> list[Finding]:
    """The findings of a region, by this fiscal year to date and the same months of the last.

    Hidden places take no part. Empty where no place has anything to compare.
    """
    fresh = _fresh(now, before)
    levels = {name: _comparable(metric(name), now, fresh, exact) for name in (*COMPARED, IDLE)}
    changes = {name: _both_years(metric(name), now, before, exact) for name in COMPARED}
    real = _real(levels, changes)
    claims = [
        *(
            each
            for name in COMPARED
            for each in _apart(name, _region(name, now), real["level", name])
        ),
        *(
            each
            for name in COMPARED
            for each in _changed(name, changes[name], real["change", name])
        ),
        *_idle(levels[IDLE], real["level", IDLE]),
    ]
    closing = [*_new(fresh), *_closing(levels[COMPARED[0]], claims)]
    leading = sorted(claims, key=lambda each: -each.surprise)[: MOST - len(closing)]
    return [*leading, *closing]


def discoveries(scores: Mapping[Key, float], rate: float = FALSE_DISCOVERIES) -> dict[Key, float]:
    """The z-scores that survive Benjamini and Hochberg's step-up procedure, largest first."""
    ordered = sorted(scores, key=lambda key: -abs(scores[key]))
    chances = [math.erfc(abs(scores[key]) / math.sqrt(2)) for key in ordered]
    allowed = [rate * place / len(ordered) for place in range(1, len(ordered) + 1)]
    last = max((i for i, chance in enumerate(chances, 1) if chance <= allowed[i - 1]), default=0)
    return {key: scores[key] for key in ordered[:last]}


def _real(
    levels: Mapping[str, Mapping[str, Value]], changes: Mapping[str, Mapping[str, Both]]
) -> dict[tuple[str, str], dict[str, float]]:
    """The scores that survive, by question, metric and municipality; one procedure for all."""
    asked = {("level", name): _scores(known) for name, known in levels.items()}
    for name, both in changes.items():
        asked["change", name] = {code: change_score(*pair) for code, pair in both.items()}
    every = {(key, code): score for key, each in asked.items() for code, score in each.items()}
    survivors: dict[tuple[str, str], dict[str, float]] = {key: {} for key in asked}
    for (key, code), score in discoveries(every).items():
        survivors[key][code] = score
    return survivors


def _fresh(now: Facts, before: Facts) -> tuple[str, ...]:
    """Places that began since last year and have too few enrolments of 90 days to judge."""
    judged = metric("completion_matured")
    return tuple(
        code
        for code, fact in now.items()
        if fact is not None
        and not takes_part(before.get(code))
        and fact.matured < judged.smallest
        and fact.enrolled_learners_fy >= judged.smallest
    )


def _comparable(of: Metric, facts: Facts, fresh: Iterable[str], exact: bool) -> dict[str, Value]:
    """The places whose rate can be set beside the others'."""
    left_out = set(fresh)
    known = values(of, facts, exact=exact)
    return {code: each for code, each in known.items() if each.share and code not in left_out}


def sizes(known: Iterable[Value]) -> list[int]:
    """Independent observations behind each rate."""
    return [each.observations for each in known]


def _scores(known: Mapping[str, Value]) -> dict[str, float]:
    """How far each rate lies from the pooled one, in standard deviations of its size."""
    centre = _pooled(known)
    wholes = sizes(known.values())
    parts = [(each.value or 0.0) * size for each, size in zip(known.values(), wholes, strict=True)]
    return dict(zip(known, Funnel(centre).scores(parts, wholes).tolist(), strict=True))


def _pooled(known: Mapping[str, Value]) -> float:
    whole = sum(each.denominator or 0 for each in known.values())
    return sum(each.numerator or 0 for each in known.values()) / whole if whole else 0.0


def _region(of: str, facts: Facts) -> float:
    """The region's own rate, as its headline figure shows it; hidden and new places included."""
    members = (each for each in facts.values() if each and each.licences)
    known = value(metric(of), together(members), exact=True)
    return known.value or 0.0


def _apart(of: str, region: float, real: Mapping[str, float]) -> list[Finding]:
    """The places clearly above, and those clearly below, the region."""
    sides = {
        Kind.ABOVE: {code: score for code, score in real.items() if score > 0},
        Kind.BELOW: {code: -score for code, score in real.items() if score < 0},
    }
    numbers, query = {"region": region}, {"metric": of}
    return [
        Finding(kind, tuple(side), of, numbers, "ranking", query, max(side.values()))
        for kind, side in sides.items()
        if side
    ]


def _both_years(of: Metric, now: Facts, before: Facts, exact: bool) -> dict[str, Both]:
    """This year's and last year's value of the places that have both with an interval."""
    this, last = values(of, now, exact=exact), values(of, before, exact=exact)
    return {
        code: (each, last[code])
        for code, each in this.items()
        if code in last and each.share and last[code].share
    }


def _changed(of: str, both: Mapping[str, Both], real: Mapping[str, float]) -> list[Finding]:
    """The place that rose most clearly since last year, and the one that fell."""
    clear = {code: score for code, score in real.items() if _worth_saying(*both[code])}
    up = next((code for code, score in clear.items() if score > 0), None)
    down = next((code for code, score in clear.items() if score < 0), None)
    return [
        _change_finding(kind, code, of, both[code], abs(clear[code]))
        for kind, code in ((Kind.ROSE, up), (Kind.FELL, down))
        if code is not None
    ]


def change_score(now: Value, before: Value) -> float:
    """The z-score of two rates being one, over as many people as they tell about."""
    wholes = sizes((now, before))
    rates = (now.value or 0.0, before.value or 0.0)
    common = (rates[0] * wholes[0] + rates[1] * wholes[1]) / sum(wholes)
    variance = common * (1 - common) * (1 / wholes[0] + 1 / wholes[1])
    return (rates[0] - rates[1]) / math.sqrt(variance) if variance > 0 else 0.0


def _worth_saying(now: Value, before: Value) -> bool:
    found = change_of(now, before)
    return found is not None and found.clear and abs(found.difference) >= CLEAR_POINTS


def _change_finding(kind: Kind, code: str, of: str, both: Both, surprise: float) -> Finding:
    now, before = (each.value or 0.0 for each in both)
    numbers = {"now": now, "before": before, "change": now - before}
    query = {"metric": of, "place": code}
    return Finding(kind, (code,), of, numbers, "municipality", query, surprise)


def _idle(known: Mapping[str, Value], real: Mapping[str, float]) -> list[Finding]:
    """The place with the most licences never activated, of those clearly below the region."""
    idle = {code: _unused(known[code]) for code, score in real.items() if score < 0}
    worst = max(idle, key=lambda code: idle[code], default=None)
    if worst is None or idle[worst] < MANY_IDLE:
        return []
    numbers = {
        "idle": idle[worst],
        "licences": known[worst].denominator or 0,
        "everywhere": sum(_unused(each) for each in known.values()),
    }
    query = {"metric": IDLE, "place": worst}
    return [Finding(Kind.IDLE, (worst,), IDLE, numbers, "municipality", query, -real[worst])]


def _unused(activation: Value) -> int:
    return (activation.denominator or 0) - (activation.numerator or 0)


def _new(fresh: tuple[str, ...]) -> list[Finding]:
    if not fresh:
        return []
    of = "completion_matured"
    return [Finding(Kind.NEW, fresh, of, {"count": len(fresh)}, "map", {"metric": of})]


def _closing(known: Mapping[str, Value], claims: Iterable[Finding]) -> list[Finding]:
    """That the rest cannot be told apart from the region in the first rate, or that none can."""
    of, apart = COMPARED[0], (Kind.ABOVE, Kind.BELOW)
    named = {
        code for each in claims if each.metric == of and each.kind in apart for code in each.codes
    }
    rest = tuple(code for code in known if code not in named)
    if len(rest) < 2:
        return []
    kind = Kind.REST_ALIKE if named else Kind.ALL_ALIKE
    return [Finding(kind, rest, of, {"count": len(rest)}, "ranking", {"metric": of})]
