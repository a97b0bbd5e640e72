"""What separates a place from the median and from a better rank, in people or completions.

Answered from the raw numbers, in whole fractions: how many more of what the numerator counts,
everything else unchanged, the others' numbers included. The caller says so beside the answer.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from metrics.calculate import Value
from metrics.catalogue import Metric


@dataclass(frozen=True, slots=True)
class Gap:
    """The way from a place's value to a target."""

    difference: float
    """Own value less the target's, in the metric's unit; negative below it."""
    more: int
    """How many more of the numerator reach the target; 0 at or above it."""


def to_median(metric: Metric, values: Mapping[str, Value], code: str) -> Gap | None:
    """The gap to the median of all places that have a value, the place itself included."""
    rates = _rates(values)
    if not _applies(metric, rates, code):
        return None
    return _gap(metric, values[code], rates[code], _median(rates.values()))


def to_rank(metric: Metric, values: Mapping[str, Value], code: str, wanted: int) -> Gap | None:
    """The gap to the rank `wanted`, 1 being the highest; a tie there is enough."""
    rates = _rates(values)
    others = sorted((rate for other, rate in rates.items() if other != code), reverse=True)
    if not _applies(metric, rates, code) or not 1 <= wanted <= len(others):
        return None
    return _gap(metric, values[code], rates[code], others[wanted - 1])


def to_next(metric: Metric, values: Mapping[str, Value], code: str) -> Gap | None:
    """The gap to the nearest value above; None for the highest place."""
    rates = _rates(values)
    if not _applies(metric, rates, code):
        return None
    above = [rate for rate in rates.values() if rate > rates[code]]
    return _gap(metric, values[code], rates[code], min(above)) if above else None


def until_overtaken(metric: Metric, values: Mapping[str, Value], code: str) -> int | None:
    """How many fewer of the numerator cost the place its rank; None where none do.

    Coming down to another's value is not enough: places that tie share the better rank.
    """
    rates = _rates(values)
    if not _applies(metric, rates, code):
        return None
    below = [rate for other, rate in rates.items() if other != code and rate <= rates[code]]
    if not below:
        return None
    spare = (rates[code] - max(below)) * (values[code].denominator or 1)
    fewer = int(spare // 1) + 1
    return fewer if fewer <= (values[code].numerator or 0) else None


def rank_with(metric: Metric, values: Mapping[str, Value], code: str, more: int) -> int:
    """The place's rank if its numerator were `more`, or fewer where `more` is negative."""
    rates = _rates(values)
    own = rates[code] + Fraction(more, values[code].denominator or 1)
    return 1 + sum(rate > own for other, rate in rates.items() if other != code)


def _applies(metric: Metric, rates: Mapping[str, Fraction], code: str) -> bool:
    """Only where higher is better does "how many more" have a meaning."""
    return metric.direction == "higher" and code in rates


def _rates(values: Mapping[str, Value]) -> dict[str, Fraction]:
    """The raw rates, exactly; a count is a rate over one."""
    return {
        code: Fraction(each.numerator, each.denominator or 1)
        for code, each in values.items()
        if each.numerator is not None
    }


def _median(rates: Iterable[Fraction]) -> Fraction:
    ordered = sorted(rates)
    middle = len(ordered) // 2
    return (ordered[middle] + ordered[~middle]) / 2


def _gap(metric: Metric, own: Value, rate: Fraction, target: Fraction) -> Gap:
    missing = (target - rate) * (own.denominator or 1)
    return Gap(float(rate - target) * metric.scale, max(-(-missing // 1), 0))
