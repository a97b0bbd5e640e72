"""What would move a municipality up: gaps in people and completions, and idle licences."""

import html
from collections.abc import Iterator, Mapping
from math import ceil
from statistics import median

from charts.rows import Row
from metrics import catalogue, gaps, show
from metrics.calculate import Value
from metrics.catalogue import Metric, Unit
from metrics.disclosure import Sight, to_step
from metrics.facts import OF_PEOPLE, Fact
from metrics.ranks import rank
from ui import cached, headings, phrases
from ui.cached import Snapshot
from ui.choices import Choices
from wording import pages
from wording.text import Language


@cached.kept
def fragment(snapshot: Snapshot, choices: Choices, own: Row) -> str:
    """What would move the place up, in sentences, as HTML."""
    lines = [*_gaps(snapshot, choices, own), *_idle(snapshot, choices)]
    items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
    return f'{headings.heading(pages.MOVE_UP(choices.language))}<ul class="advice">{items}</ul>'


def _gaps(snapshot: Snapshot, choices: Choices, own: Row) -> list[str]:
    """The way to the next rank, the median and the best end of the rank range, nearest first."""
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    if metric.direction != "higher" or own.rank is None:
        return [pages.NO_WAY_UP(spoken, measure=metric.name(spoken))]
    among = cached.taking_part(snapshot, choices.month)
    values = cached.compared_of(snapshot, choices.month, choices.metric, among)
    named = {"measure": metric.name(spoken), "unit": metric.numerator_name(spoken)}
    steps = sorted(_steps(metric, values, own, spoken), key=lambda step: step[0])
    sentences = []
    to_median = gaps.to_median(metric, values, own.code)
    if to_median is not None and not to_median.more:
        median = _median(metric, values, spoken)
        sentences.append(pages.ABOVE_MEDIAN(spoken, median=median, **named))
    if steps:
        told = pages.BETWEEN_STEPS(spoken).join(
            pages.STEP(spoken, count=_amount(metric, more, spoken), reaches=reaches)
            for more, reaches in steps
        )
        sentences += [pages.STEPS(spoken, steps=told, **named), pages.GAP_CAVEAT(spoken)]
    return sentences


def _steps(
    metric: Metric, values: Mapping[str, Value], own: Row, spoken: Language
) -> Iterator[tuple[int, str]]:
    """How many more of the numerator, and what they reach."""
    assert own.rank is not None
    ranks = rank({code: each.value for code, each in values.items() if each.value is not None})
    above = max((each for each in ranks.values() if each < own.rank.rank), default=1)
    best = own.rank.low or own.rank.rank
    reached = (
        (gaps.to_next(metric, values, own.code), phrases.position(above, spoken)),
        (
            gaps.to_median(metric, values, own.code),
            pages.THE_MEDIAN(spoken, median=_median(metric, values, spoken)),
        ),
        (
            gaps.to_rank(metric, values, own.code, best) if best < above else None,
            pages.BEST_OF_RANGE(spoken, rank=phrases.position(best, spoken)),
        ),
    )
    told = set()
    for gap, reaches in reached:
        if gap is not None and gap.more and gap.more not in told:
            told.add(gap.more)
            yield gap.more, reaches


def _median(metric: Metric, values: Mapping[str, Value], spoken: Language) -> str:
    known = [each.value for each in values.values() if each.value is not None]
    return show.number(metric, median(known), spoken)


def _amount(metric: Metric, more: int, spoken: Language) -> str:
    """How many more, in people, in cases, or in minutes and not the seconds kept."""
    if metric.unit is Unit.MINUTES:
        return pages.MINUTES(spoken, amount=f"{ceil(more * metric.scale):,}")
    counted = pages.MORE_PEOPLE if metric.numerator in OF_PEOPLE else pages.MORE_CASES
    return counted(spoken, count=f"{more:,}")


def _idle(snapshot: Snapshot, choices: Choices) -> list[str]:
    fact = cached.facts_of(snapshot, choices.month)[choices.place or ""]
    value = cached.values_of(snapshot, choices.month, "activation")[choices.place or ""]
    if value.value is None:
        return []
    sight = cached.sight_of(snapshot, choices.month, choices.place or "")
    idle = max(fact.licences - fact.joined, 0)
    idle = to_step(idle) if sight is Sight.COARSE else idle
    if not idle:
        return [pages.NOT_IDLE(choices.language)]
    return [
        pages.IDLE(
            choices.language,
            licences=f"{fact.licences:,}",
            idle=f"{idle:,}",
            yen=show.number(
                catalogue.metric("spend_per_licence"), _worth(fact, idle), choices.language
            ),
        )
    ]


def _worth(fact: Fact, idle: int) -> float:
    """The share of the year's spend to date that the idle licences are."""
    return fact.spend_yen * idle / fact.licences
