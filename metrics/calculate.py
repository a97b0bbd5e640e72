"""Sum first, divide once: facts become values, in one of five states."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from metrics.catalogue import Metric, Unit
from metrics.disclosure import OF_COARSE, ROUNDED, STANDARD, Limits, Sight, hidden
from metrics.facts import Fact
from metrics.intervals import wilson
from metrics.refusal import above_denominator
from wording.text import Text


class State(StrEnum):
    """What a place has to show. No two may look alike, on a map, in a table, in a file."""

    VALUE = "value"
    ZERO = "zero"
    NO_DATA = "no_data"
    NOT_TAKING_PART = "not_taking_part"
    HIDDEN = "hidden"
    WITHHELD = "withheld"
    """There is one, and this reader may not see it."""


@dataclass(frozen=True, slots=True)
class Value:
    """One metric of one place. Only the states VALUE and ZERO carry numbers."""

    state: State
    value: float | None = None
    numerator: int | None = None
    denominator: int | None = None
    low: float | None = None
    """Lower limit of the 95 % interval: Wilson's for a part of a whole, else the bootstrap's."""
    high: float | None = None
    people: int | None = None
    """The people whom the value tells about."""
    refusal: Text | None = None
    """Why there is no value, or no interval, although there are records."""
    share: bool = False
    """Whether the numerator is a part of the denominator: what proportions are tested by."""
    few: bool = False
    """Whether it tells about so few people that hardly any reader may see it."""
    exact: bool = False
    """Whether the reader may see small numbers."""
    coarse: bool = False
    """Whether it was worked out from rounded numbers."""

    @property
    def known(self) -> bool:
        """Whether there is a number to show."""
        return self.value is not None

    @property
    def observations(self) -> int:
        """Independent observations behind a share: its denominator, or its people if fewer."""
        return max(1, min(self.denominator or 0, self.people or 0))


def takes_part(fact: Fact | None) -> bool:
    """Whether the place holds licences at the end of the period."""
    return fact is not None and fact.licences > 0


def value(
    metric: Metric, fact: Fact | None, *, exact: bool = False, limits: Limits = STANDARD
) -> Value:
    """The metric of one place or of several together.

    A place with few licences has few learners, whatever a measure divides by, and whatever it has
    or lacks tells of them: all its measures of people are hidden.

    `exact` is for readers who may see small numbers: the prefecture, and a place's own officers.
    A numerator above its denominator yields no value, and the sentence that says so.
    """
    if fact is None or not takes_part(fact):
        return Value(State.NOT_TAKING_PART)
    if not exact and metric.people and fact.licences < limits.people:
        return Value(State.HIDDEN)
    numerator: int = getattr(fact, metric.numerator)
    denominator: int | None = getattr(fact, metric.denominator) if metric.denominator else None
    people: int | None = getattr(fact, metric.people) if metric.people else None
    if (people if denominator is None else denominator) == 0:
        return Value(State.NO_DATA)
    if not exact and hidden(metric, numerator, denominator, people, limits):
        return Value(State.HIDDEN)
    if _impossible(metric, numerator, denominator):
        return Value(State.NO_DATA, refusal=above_denominator(numerator, denominator or 0).text)
    return _known(metric, numerator, denominator, people)


def values(
    metric: Metric,
    facts: Mapping[str, Fact | None],
    *,
    exact: bool = False,
    limits: Limits = STANDARD,
) -> dict[str, Value]:
    """The metric of each place, by municipality code, in the order of `facts`."""
    return {code: value(metric, fact, exact=exact, limits=limits) for code, fact in facts.items()}


def seen(metric: Metric, fact: Fact | None, sight: Sight) -> Value:
    """The metric as a reader may see it, of the facts that the reader may have."""
    if sight is Sight.EXACT:
        return _marked(metric, fact, value(metric, fact, exact=True))
    if sight is Sight.WITHHELD:
        return Value(State.WITHHELD if takes_part(fact) else State.NOT_TAKING_PART)
    if sight is Sight.COARSE and metric.people:
        return _coarse(metric, value(metric, fact, limits=OF_COARSE))
    return value(metric, fact)


def _marked(metric: Metric, fact: Fact | None, exact: Value) -> Value:
    few = exact.known and value(metric, fact).state is State.HIDDEN
    return replace(exact, few=few, exact=True)


STEPS = {Unit.PEOPLE: 10.0, Unit.YEN: 100.0, Unit.MINUTES: 1.0, Unit.COMPLETIONS: 0.1}
"""What a coarse value is rounded to, in its unit; rates by the number of people."""
FINE_FROM = 50
"""People from whom on a coarse rate is given to one percent."""
FINE, ROUGH = 0.01, 0.05
NOISE = ROUNDED**2 / 12
"""The variance of what rounding to ten does to a count."""


def _coarse(metric: Metric, exact: Value) -> Value:
    """The value in steps. It comes of coarse facts, so that this hides nothing: it claims less.

    A share stands for as many people as would make it as unsure by chance as rounding makes it.
    """
    amount = exact.value
    if amount is None:
        return exact
    step = STEPS.get(metric.unit) or (FINE if (exact.people or 0) >= FINE_FROM else ROUGH)
    if exact.share:
        exact = _as_unsure(exact)
    steps = int(amount / step + 0.5)
    rounded = (max(steps, 1) if exact.numerator else 0) * step
    return replace(exact, value=round(rounded, 6), coarse=True)


def _as_unsure(exact: Value) -> Value:
    """The share with the interval and the people that chance and rounding together leave it."""
    rate, whole = exact.value or 0.0, worth(exact)
    people = max(round(exact.observations * whole / (exact.denominator or 1)), 1)
    low, high = wilson(rate * whole, whole)
    return replace(exact, low=low, high=high, people=people)


def worth(share: Value) -> int:
    """The denominator over which chance alone would leave a coarse share as unsure as it is."""
    parts, whole = share.numerator or 0, share.denominator or 1
    chance = max(parts * (1 - parts / whole), 1.0)
    return max(round(whole * chance / (chance + NOISE)), 1)


def _impossible(metric: Metric, numerator: int, denominator: int | None) -> bool:
    whole = metric.kind == "proportion" and not metric.may_exceed
    return whole and denominator is not None and numerator > denominator


def _known(metric: Metric, numerator: int, denominator: int | None, people: int | None) -> Value:
    low, high = _interval(metric, numerator, denominator)
    return Value(
        state=State.VALUE if numerator else State.ZERO,
        value=numerator / (denominator or 1) * metric.scale,
        numerator=numerator,
        denominator=denominator,
        low=low,
        high=high,
        people=people,
        share=low is not None,
    )


def _interval(
    metric: Metric, numerator: int, denominator: int | None
) -> tuple[float | None, float | None]:
    """Wilson's interval, where the numerator really is a part of the denominator."""
    if metric.kind != "proportion" or not denominator or numerator > denominator:
        return None, None
    return wilson(numerator, denominator)
