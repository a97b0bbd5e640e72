"""This year beside last year, in numbers and sentences: the region, the own place, all places."""

from collections.abc import Mapping
from dataclasses import replace

from metrics import catalogue, facts, show
from metrics.calculate import State, Value
from metrics.catalogue import Metric
from metrics.facts import A_YEAR
from metrics.moves import Move, clear_together, move
from ui import cached, phrases, rows, year_change
from ui.cached import Snapshot, kept
from ui.choices import Choices
from ui.frame import Reader
from ui.headings import heading, note
from wording import frame, pages
from wording import trends as words
from wording.text import Language, Text

NOTHING = Value(State.NO_DATA)
OF_A_MONTH = frozenset({"active_learners"})
"""Quantities that a month counts afresh; all others run from the beginning of the fiscal year."""


def compared_month(snapshot: Snapshot, month: int) -> int | None:
    """The month to whose end both years are compared; None in an April that is not over."""
    return facts.whole_month(month, snapshot.as_of)


def shown_month(snapshot: Snapshot, choices: Choices) -> int:
    """The month whose value the sentences give: the compared one, else the chosen one."""
    return compared_month(snapshot, choices.month) or choices.month


def in_year(snapshot: Snapshot, choices: Choices, year: int) -> Choices:
    """The view at the same date of an earlier fiscal year; the chosen year's own unchanged."""
    if year == choices.fiscal_year:
        return choices
    back = choices.fiscal_year - year
    return replace(choices, month=shown_month(snapshot, choices) - back * A_YEAR)


@kept
def region(snapshot: Snapshot, choices: Choices) -> Move:
    """The places that took part in both years, as one: whoever joined since is no change."""
    month, metric = shown_month(snapshot, choices), choices.metric
    if compared_month(snapshot, choices.month) is None:
        return Move(cached.region_value(snapshot, month, metric), NOTHING)
    return move(catalogue.metric(metric), cached.paired_region(snapshot, month, metric))


@kept
def places(snapshot: Snapshot, choices: Choices) -> Mapping[str, Move]:
    """Every municipality that takes part, in both years, by code."""
    month, metric = shown_month(snapshot, choices), choices.metric
    among = sorted(cached.taking_part(snapshot, month))
    if compared_month(snapshot, choices.month) is None:
        now = cached.bare_values_of(snapshot, month, metric)
        return {code: Move(now[code], NOTHING) for code in among}
    of = catalogue.metric(metric)
    return {code: move(of, year_change.paired(snapshot, month, metric, code)) for code in among}


@kept
def clear(snapshot: Snapshot, choices: Choices) -> Mapping[str, Move]:
    """The municipalities that changed by more than chance, all tested together."""
    return clear_together(places(snapshot, choices))


def own(snapshot: Snapshot, choices: Choices) -> Move | None:
    """The reader's own municipality in both years; None without one, or where it takes no part."""
    return places(snapshot, choices).get(choices.place or "")


@kept
def title(reader: Reader, choices: Choices) -> tuple[str, str]:
    """How the region moved, and of what and until when that tells."""
    spoken, metric = reader.language, catalogue.metric(choices.metric)
    month = shown_month(reader.snapshot, choices)
    now = cached.region_value(reader.snapshot, month, metric.id)
    if now.value is None:
        period = phrases.period(choices.month, spoken)
        nothing = pages.NOTHING_TO_COMPARE(spoken, period=period, measure=metric.name(spoken))
        return nothing, pages.WHY_NOTHING(spoken)
    moved, who = region(reader.snapshot, choices), frame.PREFECTURE_WIDE(spoken)
    among = _among(reader.snapshot, choices, moved)
    told = sentence(moved, now, who, metric, spoken, among)
    return told, _below(reader, choices, now, moved)


def _among(snapshot: Snapshot, choices: Choices, moved: Move) -> str:
    """Of which places the region's change tells, where those are not all of now; else empty."""
    all_of_now = len(cached.taking_part(snapshot, shown_month(snapshot, choices)))
    if moved.difference is None or moved.places == all_of_now:
        return ""
    return words.AMONG(choices.language, count=moved.places)


def sentence(
    moved: Move, now: Value, who: str, metric: Metric, spoken: Language, among: str = ""
) -> str:
    """The value now and the move in words; what chance may explain is never called a rise."""
    named = {"who": who, "measure": metric.short(spoken), "now": show.show(metric, now, spoken)}
    if now.value is None:
        return words.WITHOUT(spoken, **named, state=named["now"])
    if moved.difference is None:
        return (words.NO_LAST_YEAR if metric.as_then else words.NOT_AS_THEN)(spoken, **named)
    by = show.distance(metric, moved.difference, spoken)
    return _moved(moved)(spoken, **named, by=by, among=among)


def _moved(moved: Move) -> Text:
    if moved.tested is not None and not moved.clear:
        return words.NOT_CLEAR
    if moved.way == "same":
        return words.SAME
    if moved.tested is None:
        return words.UP if moved.way == "up" else words.DOWN
    return words.UP_CLEAR if moved.way == "up" else words.DOWN_CLEAR


def _below(reader: Reader, choices: Choices, now: Value, moved: Move) -> str:
    """What the region's value is made of, to which day, and why that day where it is no other."""
    spoken, snapshot = reader.language, reader.snapshot
    metric, month = catalogue.metric(choices.metric), shown_month(snapshot, choices)
    people = show.parts(metric, now, spoken) or metric.name(spoken)
    day = show.day(min(snapshot.as_of, facts.last_day(month)), spoken)
    line = words.BELOW_BY_MONTH if metric.numerator in OF_A_MONTH else words.BELOW
    if moved.difference is None:
        line = words.BELOW_ALONE
    until = {"day": day, "month": show.month(month, spoken)}
    told = [line(spoken, people=people, **until)]
    if month != choices.month:
        told.append(_not_over(words.NOT_OVER, reader, choices))
    elif compared_month(snapshot, choices.month) is None:
        told.append(_not_over(words.FIRST_MONTH, reader, choices))
    if not metric.as_then:
        told.append(words.WHY_NOT_AS_THEN(spoken))
    return ("　" if spoken == "ja" else ". ").join(told)


def _not_over(text: Text, reader: Reader, choices: Choices) -> str:
    spoken = reader.language
    return text(spoken, month=show.month(choices.month, spoken), day=reader.as_of)


@kept
def region_title(snapshot: Snapshot, choices: Choices) -> str:
    """The title of the region's figure, with the interval of its change, as HTML."""
    spoken, metric = choices.language, catalogue.metric(choices.metric)
    who = frame.PREFECTURE_WIDE(spoken)
    text = words.FIGURE_BY_MONTH if metric.numerator in OF_A_MONTH else words.FIGURE
    figure = text(spoken, who=who, measure=metric.short(spoken))
    return heading(figure) + _change(snapshot, choices, region(snapshot, choices))


@kept
def own_title(snapshot: Snapshot, choices: Choices) -> str:
    """How the own place moved, as HTML; empty without one that takes part."""
    moved, spoken = own(snapshot, choices), choices.language
    if moved is None:
        return ""
    metric = catalogue.metric(choices.metric)
    who = rows.names(snapshot, spoken)[choices.place or ""]
    told = sentence(moved, moved.now, who, metric, spoken)
    return heading(told) + _change(snapshot, choices, moved)


def _change(snapshot: Snapshot, choices: Choices, moved: Move) -> str:
    """Both years' values and the interval of their difference, or why there is none, as HTML."""
    metric, spoken = catalogue.metric(choices.metric), choices.language
    if moved.difference is None:
        return ""
    told = words.BOTH_YEARS(
        spoken,
        among=_among(snapshot, choices, moved) if moved.places > 1 else "",
        now=show.show(metric, moved.now, spoken),
        before=show.show(metric, moved.before, spoken),
    )
    return note(phrases.SPACE[spoken].join((told, _interval(moved, metric, spoken))))


def _interval(moved: Move, metric: Metric, spoken: Language) -> str:
    """The difference with its interval, an amount's in percent; or that it is not tested."""
    found = moved.tested
    if found is None or moved.difference is None:
        return words.NO_TEST(spoken)
    if moved.now.share:
        change = show.difference(metric, moved.difference, spoken)
        low = show.signed(metric, found.low, spoken)
        high = show.difference(metric, found.high, spoken)
    else:
        change, low, high = map(show.growth, (found.difference, found.low, found.high))
    return words.INTERVAL(spoken, change=change, low=low, high=high)


def verdict(moved: Move, *, clear: bool | None = None) -> str:
    """ "up", "down", "open" or "untested"; `clear` where it was tested with others."""
    if moved.tested is None or moved.way is None:
        return "untested"
    real = moved.clear if clear is None else clear
    return moved.way if real else "open"
