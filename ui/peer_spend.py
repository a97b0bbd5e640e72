"""What a municipality spends beside its peers, with how sure that is."""

from dataclasses import replace
from statistics import median

from charts import beside
from charts.rows import Row
from metrics import catalogue, show
from ui import cached, headings, rows
from ui.cached import Snapshot
from ui.choices import Choices
from wording import municipality as words
from wording.text import Text

USUAL = "spend_per_active"
SHOWN = 9
"""The own place and its nearest in spend, where there are more peers."""


@cached.kept
def fragment(snapshot: Snapshot, choices: Choices) -> str:
    """The place and its peers by spend, highest first, as HTML; or why there is nothing."""
    spoken, metric = choices.language, catalogue.metric(_measure(choices))
    listed = rows.everyone(snapshot, replace(choices, group="peers"), metric.id)
    own, peers = rows.own(listed), [row for row in listed if row.drawn and not row.own]
    if own is None or not own.drawn or not peers:
        return headings.heading(words.NO_SPEND_TITLE(spoken)) + headings.note(
            words.NO_SPEND(spoken)
        )
    middle = median(row.value.value or 0.0 for row in peers)
    title = _claim(own, middle)(
        spoken,
        measure=metric.short(spoken),
        value=own.text,
        median=show.number(metric, middle, spoken),
    )
    near = _nearest([own, *peers], own)
    notes = [words.SPEND_NOTE(spoken)]
    if len(near) <= len(peers):
        notes.append(words.SPEND_NEAREST(spoken, count=len(peers), shown=len(near) - 1))
    table = beside.fragment(near, middle, title)
    return headings.heading(title) + table + "".join(map(headings.note, notes))


def _measure(choices: Choices) -> str:
    """The spend measure in the denominator that was chosen, if one was."""
    family = catalogue.family(choices.metric)
    return choices.metric if family and USUAL in family.members else USUAL


def _claim(own: Row, middle: float) -> Text:
    """What can be said of the own place against the median: only what its interval supports."""
    low, high = own.value.low, own.value.high
    if low is None or high is None:
        return words.SPEND_PLAIN
    if low <= middle <= high:
        return words.SPEND_ALIKE
    return words.SPEND_ABOVE if low > middle else words.SPEND_BELOW


def _nearest(listed: list[Row], own: Row) -> list[Row]:
    """Highest first; of many, the own place and as many on each side as there are."""
    ordered = sorted(listed, key=lambda row: (-(row.value.value or 0.0), row.code))
    begin = min(max(ordered.index(own) - SHOWN // 2, 0), max(len(ordered) - SHOWN, 0))
    return ordered[begin : begin + SHOWN]
