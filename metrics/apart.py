"""How far rates lie from a yardstick or from each other, and which do so by more than chance.

Of twenty rates that are all alike, one lies outside its 95 % interval. So the share of false
claims among all that are asked about together is controlled (`metrics.discoveries`), and
enrolments of one learner are not taken as independent: no rate is surer than its number of people
makes it.
"""

from collections.abc import Mapping

from metrics.calculate import Value
from metrics.discoveries import Key, discoveries
from metrics.funnel import Funnel
from metrics.tails import against, between


def apart(rates: Mapping[Key, Value], yardsticks: Mapping[Key, float]) -> frozenset[Key]:
    """The proportions that lie clearly above or below their own yardstick, a fraction."""
    scores = {key: scores_against({key: rates[key]}, yardsticks[key])[key] for key in rates}
    return frozenset(discoveries(scores))


def outliers(shape: Funnel, rates: Mapping[Key, Value]) -> dict[Key, float]:
    """The z-scores of the proportions that clearly lie outside a funnel, the farthest first.

    Of 179 places that are all alike nine lie outside their 95 % limits, hardly ever one here.
    """
    if not 0 < shape.centre < 1:
        return {}
    sizes = [each.observations for each in rates.values()]
    chance = Funnel(shape.centre).deviation(sizes) / shape.deviation(sizes)
    shares = dict(zip(rates, chance.tolist(), strict=True))
    scores = scores_against(rates, shape.centre)
    return discoveries({key: score * shares[key] for key, score in scores.items()})


def scores_against(rates: Mapping[Key, Value], yardstick: float) -> dict[Key, float]:
    """The z-score of each proportion against one yardstick, a fraction."""
    sizes = [each.observations for each in rates.values()]
    parts = [(each.value or 0.0) * size for each, size in zip(rates.values(), sizes, strict=True)]
    return dict(zip(rates, against(parts, sizes, yardstick).tolist(), strict=True))


def change_score(now: Value, before: Value) -> float:
    """The z-score of two proportions being one: above 0 where the first is higher."""
    parts = [(each.value or 0.0) * each.observations for each in (now, before)]
    return float(between(parts[0], now.observations, parts[1], before.observations))
