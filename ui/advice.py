"""What would move a municipality up: gaps in people and completions, and idle licences."""

import html
from math import ceil

from charts.rows import Row
from metrics import catalogue, gaps, show
from metrics.catalogue import Metric, Unit
from metrics.facts import Fact
from ui import cached, headings, phrases, rows
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
    """The way to the median and to the next rank, where more is better."""
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    if metric.direction != "higher" or own.rank is None:
        return [pages.NO_WAY_UP(spoken, measure=metric.name(spoken))]
    among = cached.taking_part(snapshot, choices.month)
    values = {
        code: value
        for code, value in cached.values_of(snapshot, choices.month, choices.metric).items()
        if code in among
    }
    listed = rows.drawn(rows.rows(snapshot, choices, choices.metric), among)
    middle = rows.middle(listed)
    named = {"measure": metric.name(spoken), "unit": metric.numerator_name(spoken)}
    named["median"] = "" if middle is None else show.number(metric, middle, spoken)
    lines = []
    to_median = gaps.to_median(metric, values, own.code)
    if to_median:
        sentence = pages.GAP_MEDIAN if to_median.more else pages.ABOVE_MEDIAN
        lines.append(sentence(spoken, count=_amount(metric, to_median.more, spoken), **named))
    to_next = gaps.to_next(metric, values, own.code)
    if to_next and to_next.more:
        ranks = (row.rank.rank for row in listed if row.rank and row.rank.rank < own.rank.rank)
        above = max(ranks, default=1)
        rank = phrases.position(above, spoken)
        lines.append(
            pages.GAP_NEXT(spoken, rank=rank, count=_amount(metric, to_next.more, spoken), **named)
        )
        lines.append(pages.GAP_CAVEAT(spoken))
    return lines


def _amount(metric: Metric, more: int, spoken: Language) -> str:
    """How many more, in the unit that the measure counts: minutes, not the seconds kept."""
    if metric.unit is Unit.MINUTES:
        return pages.MINUTES(spoken, amount=f"{ceil(more * metric.scale):,}")
    return f"{more:,}"


def _idle(snapshot: Snapshot, choices: Choices) -> list[str]:
    fact = cached.facts_of(snapshot, choices.month)[choices.place or ""]
    value = cached.values_of(snapshot, choices.month, "activation")[choices.place or ""]
    if value.value is None:
        return []
    idle = max(fact.licences - fact.joined, 0)
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
