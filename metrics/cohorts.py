"""How fast enrolments finish: completion over time, with those still open taken into account.

Kaplan & Meier (1958), JASA 53:457-481: on each day the share of the enrolments still open that
finishes. An enrolment that is open at the date of the data, or whose learner has left, counts as
open until then and no longer (it is censored). The band is Greenwood's (1926) variance on the
complementary log-log scale, which keeps it between 0 and 1 (Kalbfleisch & Prentice 1980); the
interval of the median follows from the band (Brookmeyer & Crowley 1982, Biometrics 38:29-41).

The curve that is kept is of what has finished, one minus the survival, since a reader asks for
that. The method takes enrolments as independent; those of one learner are not, so whoever knows
the learners says how many enrolments one of them stands for, and the variance grows by it.

Long courses are finished less often and later than short ones, and assigned ones otherwise than
those that people chose (Jordan 2015, IRRODL 16(3):341-358), so each kind has a curve of its own.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from metrics.disclosure import ROUNDED, STANDARD, Limits
from metrics.facts import Cohort, Duration
from metrics.intervals import Z95, wilson_limits
from metrics.refusal import RefusedError
from wording.text import Text

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

FEWEST_AT_RISK = 10
"""Open enrolments below which a curve ends: further on a single one would move it by a tenth."""
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)
"""What the shares of a curve may be rounded to."""
MARKS = (0, 30, 60, 90, 120, 150, 180)
"""The days on which a curve is shown."""
HALF = 0.5 - 1e-12
"""What a curve of binary fractions must reach to have reached a half."""

_TOO_FEW = Text(
    ja=f"受講が{FEWEST_AT_RISK}件に満たないため、修了までの日数を示しません。",
    en=f"With fewer than {FEWEST_AT_RISK} enrolments no days to completion are shown.",
)
_NEGATIVE = Text(
    ja="日数または件数に負の値があるため、修了までの日数を示せません。",
    en="A number of days or enrolments is negative, so no curve of completion can be drawn.",
)


class Mark(NamedTuple):
    """The share of enrolments that had finished by the end of a day, in whole percent."""

    day: int
    finished: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The share of enrolments that has finished by each day: steps, all tuples of one length.

    It ends where too few enrolments are open. Shares are fractions.
    """

    days: tuple[int, ...]
    """Day 0, then the days on which any finished."""
    finished: tuple[float, ...]
    low: tuple[float, ...]
    """Lower limit of the 95 % band, of each day by itself."""
    high: tuple[float, ...]
    completions: tuple[int, ...]
    """Completions up to the day, that day included."""
    last: int
    """The last day on which enough enrolments are open."""
    enrolments: int

    def step(self, day: int) -> int | None:
        """The position of the step that holds on a day; None beyond the curve's end."""
        return bisect_right(self.days, day) - 1 if 0 <= day <= self.last else None

    def by(self, day: int) -> float | None:
        """The share that has finished by the end of a day; None beyond the curve's end."""
        step = self.step(day)
        return None if step is None else self.finished[step]

    @property
    def median(self) -> int | None:
        """The days by which half have finished; None where the curve does not get there."""
        return _first_half(self.days, self.finished)

    @property
    def median_range(self) -> tuple[int | None, int | None]:
        """The 95 % interval of the median; None where an end is open."""
        return _first_half(self.days, self.high), _first_half(self.days, self.low)


def curve_of(cohorts: Iterable[Cohort]) -> Curve:
    """The curve of several municipalities' enrolments together, in a band as wide as their number
    of learners makes it."""
    listed = list(cohorts)
    learners = sum(each.learners for each in listed)
    durations = [each for cohort in listed for each in cohort.durations]
    enrolments = sum(each.enrolments for each in durations)
    return curve(durations, each_stands_for=enrolments / learners if learners else 1.0)


def marks(
    of: Curve, learners: int, limits: Limits = STANDARD, *, coarse: bool = False
) -> tuple[Mark, ...]:
    """What everybody may see of a curve: the shares at MARKS in whole percent.

    No mark tells of fewer than ten learners or of one or two completions, or of one or two
    enrolments that are left; days and steps of single completions are not told at all. A coarse
    curve goes in steps that are worth ten learners, so that with few of them it is rough.
    """
    if learners < limits.people:
        return ()
    step = next(each for each in STEPS if not coarse or each * learners >= ROUNDED)
    return tuple(
        Mark(day, *(_to(step, share[at]) for share in (of.finished, of.low, of.high)))
        for day in MARKS
        if (at := of.step(day)) is not None and not _few(of, at, limits)
    )


def _to(step: float, share: float) -> float:
    return round(round(round(share, 2) / step) * step, 2)


def _few(of: Curve, at: int, limits: Limits) -> bool:
    done = of.completions[at]
    parts = (done, of.enrolments - done)
    return any(0 < part < limits.part for part in parts) or (
        0 in parts and of.enrolments < limits.whole
    )


def curve(durations: Iterable[Duration], *, each_stands_for: float = 1.0) -> Curve:
    """The curve of completion of some enrolments.

    `each_stands_for` is how many enrolments one independent observation stands for: enrolments
    by learners, where one learner's go together; it widens the band. Refuses fewer enrolments
    than a curve needs to begin.
    """
    days, finishing, leaving = _by_day(durations)
    at_risk = leaving[::-1].cumsum()[::-1]
    if at_risk.max(initial=0) < FEWEST_AT_RISK:
        raise RefusedError(_TOO_FEW)
    kept = at_risk >= FEWEST_AT_RISK
    last = int(days[kept][-1])
    steps = kept & ((finishing > 0) | (days == 0))
    survival = np.cumprod(1 - finishing / np.maximum(at_risk, 1))[steps]
    low, high = _band(at_risk, finishing, each_stands_for)
    return Curve(
        days=tuple(days[steps].tolist()),
        finished=tuple((1 - survival).tolist()),
        low=tuple(low[steps].tolist()),
        high=tuple(high[steps].tolist()),
        completions=tuple(finishing.cumsum()[steps].tolist()),
        last=last,
        enrolments=int(at_risk[0]),
    )


def _by_day(durations: Iterable[Duration]) -> tuple[Ints, Ints, Ints]:
    """The days, from 0 on; the enrolments that finish on each; and those last seen on it."""
    listed = [(each.days, each.completed, each.enrolments) for each in durations]
    days, completed, enrolments = np.array(listed, np.int64).reshape(-1, 3).T
    if min(days.min(initial=0), enrolments.min(initial=0)) < 0:
        raise RefusedError(_NEGATIVE)
    size = int(days.max(initial=0)) + 1
    finishing, seen = np.zeros(size, np.int64), np.zeros(size, np.int64)
    np.add.at(seen, days, enrolments)
    np.add.at(finishing, days, enrolments * completed)
    return np.arange(size), finishing, seen


def _band(at_risk: Ints, finishing: Ints, each_stands_for: float) -> tuple[Array, Array]:
    """Lower and upper limit of what has finished, for every day.

    Before the first completion, and after the last enrolment, the scale has no place for a band:
    then it is Wilson's, of none or of all.
    """
    remaining = np.maximum(at_risk - finishing, 0)
    survival = np.cumprod(remaining / np.maximum(at_risk, 1))
    low, high = np.zeros(len(at_risk)), np.ones(len(at_risk))
    inner = (survival > 0) & (survival < 1)
    variance = np.cumsum(np.where(remaining > 0, finishing / np.maximum(at_risk * remaining, 1), 0))
    logs = np.log(survival[inner])
    reach = np.exp(Z95 * np.sqrt(variance[inner] * max(each_stands_for, 1.0)) / -logs)
    low[inner], high[inner] = 1 - np.exp(logs / reach), 1 - np.exp(logs * reach)
    independent = np.maximum(at_risk, 1) / max(each_stands_for, 1.0)
    none, every = independent[survival == 1], independent[survival == 0]
    high[survival == 1] = wilson_limits(0 * none, none)[1]
    low[survival == 0] = wilson_limits(every, every)[0]
    return low, high


def _first_half(days: Sequence[int], shares: Sequence[float]) -> int | None:
    return next((day for day, share in zip(days, shares, strict=True) if share >= HALF), None)
