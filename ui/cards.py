"""The headline figures: a number, what it is made of, last year's, and how it came to be."""

import html

from charts.palette import Theme
from metrics import catalogue, facts, show
from metrics.calculate import Value
from metrics.catalogue import Metric, Unit
from metrics.change import Paired
from metrics.facts import A_YEAR
from ui import cached, lines, phrases
from ui.cached import Snapshot
from ui.choices import Choices
from wording import pages
from wording.text import Language

HEADLINES = ("enrolment_by_licence", "completion_matured", "active_learners", "spend_per_active")


@cached.kept
def fragment(snapshot: Snapshot, choices: Choices, theme: Theme) -> str:
    """The four headline figures of the region, as HTML."""
    cards = "".join(_card(snapshot, choices, metric, theme) for metric in headlines(choices))
    return f'<div class="cards">{cards}</div>'


def headlines(choices: Choices) -> tuple[str, ...]:
    """The headline metrics, in the denominator that the reader has chosen for their family."""
    family = catalogue.family(choices.metric)
    return tuple(
        choices.metric if family and each in family.members else each for each in HEADLINES
    )


def _card(snapshot: Snapshot, choices: Choices, metric_id: str, theme: Theme) -> str:
    metric, spoken = catalogue.metric(metric_id), choices.language
    value = cached.region_value(snapshot, choices.month, metric_id)
    label = pages.SPARK(spoken, measure=metric.name(spoken))
    last_year = _last_year(snapshot, choices.month, metric, spoken)
    feet = (_made_of(metric, value, choices), last_year)
    told = "<br>".join(html.escape(foot) for foot in feet if foot)
    return (
        f'<div class="card"><div class="name">{html.escape(metric.name(spoken))}</div>'
        f'<div class="number"><span>{_number(metric, value, spoken)}</span>'
        f"{lines.spark_of(snapshot, choices.month, metric_id, theme, label)}</div>"
        f'<div class="foot">{told}</div></div>'
    )


def _made_of(metric: Metric, value: Value, choices: Choices) -> str:
    """Part and whole in few words; the month for a count."""
    spoken = choices.language
    if value.numerator is None or not value.denominator:
        return show.month(choices.month, spoken)
    if metric.kind == "proportion":
        return pages.OF(spoken, whole=f"{value.denominator:,}", part=f"{value.numerator:,}")
    thousands = show.thousand_yen(value.numerator, spoken)
    return pages.OVER(
        spoken, whole=f"{value.denominator / max(metric.scale, 1):,.0f}", part=thousands
    )


def _number(metric: Metric, value: Value, spoken: Language) -> str:
    if value.value is None:
        return f"<small>{html.escape(show.show(metric, value, spoken))}</small>"
    before, number, after = show.split(show.precise(metric, value), value.value, spoken)
    return f"{before}{number}<small>{html.escape(after)}</small>"


def _last_year(snapshot: Snapshot, month: int, metric: Metric, spoken: Language) -> str:
    """Last year's value, and the difference where it is more than chance; amounts in percent.

    The difference is that of the places of both years: whoever joined since is no change. In a
    month that is not over both are of the end of the month before.
    """
    whole = facts.whole_month(month, snapshot.as_of)
    before = whole and cached.region_value(snapshot, whole - A_YEAR, metric.id)
    if not before or before.value is None or not metric.as_then:
        return pages.NO_LAST_YEAR(spoken)
    last = pages.LAST_YEAR if whole == month else pages.LAST_YEAR_TO
    value, end = show.show(metric, before, spoken), phrases.month_alone(whole or month, spoken)
    paired = cached.paired_region(snapshot, whole or month, metric.id)
    moved = _moved(paired, metric, spoken)
    everyone = len(cached.taking_part(snapshot, month))
    if moved and moved != pages.SAME(spoken) and paired.places < everyone:
        moved = pages.SAME_PLACES(spoken, moved=moved)
    told = last(spoken, value=value, month=end)
    return pages.LAST_YEAR_AND_SINCE(spoken, last=told, moved=moved) if moved else told


def _moved(paired: Paired, metric: Metric, spoken: Language) -> str:
    now, before = paired.now.value, paired.before.value
    if now is None or not before:
        return ""
    if paired.tested is not None and not paired.tested.clear:
        return pages.SAME(spoken)
    if metric.unit is Unit.PERCENT:
        return show.difference(metric, now - before, spoken)
    return show.growth(now / before - 1)
