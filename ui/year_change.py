"""What changed in a municipality since last year, and whether that is more than chance."""

from fractions import Fraction
from functools import lru_cache

from charts import divergence
from charts.divergence import Bar
from metrics import bootstrap, catalogue, change, decomposition, show
from metrics.bootstrap import Drawn
from metrics.catalogue import Metric, Unit
from metrics.change import Change, Paired
from metrics.decomposition import Shares
from metrics.facts import A_YEAR, Fact
from metrics.refusal import RefusedError
from ui import cached, headings
from ui.cached import Snapshot
from ui.choices import Choices
from wording import municipality as words
from wording.text import Language

FEW = 64
"""Places and years whose draws a process keeps: some forty kilobytes each."""
FACTORS = ("people", "enrolments", "finished")


@cached.kept
def paired(snapshot: Snapshot, month: int, metric: str, place: str) -> Paired:
    """The place's value now and a year before, and the test of their difference."""
    of, both = catalogue.metric(metric), (month, month - A_YEAR)
    now, before = (cached.bare_values_of(snapshot, each, metric)[place] for each in both)
    tested = change.change_of(now, before)
    if tested is None and now.known and before.known and bootstrap.applies(of):
        tested = _growth(snapshot, month, of, place)
    return Paired(now, before, tested, 1)


def _growth(snapshot: Snapshot, month: int, of: Metric, place: str) -> Change | None:
    """The growth of an amount per person; None where either year has too few for an interval."""
    orders = []
    for each in (month, month - A_YEAR):
        fact, drawn = cached.facts_of(snapshot, each)[place], _drawn(snapshot, each, place)
        try:
            bootstrap.interval(of, fact, drawn)
        except RefusedError:
            return None
        orders.append(bootstrap.order(of, fact, drawn))
    now, before = orders
    return None if now is None or before is None else change.growth(now, before)


@lru_cache(maxsize=FEW)
def _drawn(snapshot: Snapshot, month: int, place: str) -> Drawn:
    return cached.drawn_of(snapshot, month, place)


@cached.kept
def sentence(snapshot: Snapshot, choices: Choices) -> str:
    """The chosen measure against this time last year, in words, as HTML."""
    metric, spoken = catalogue.metric(choices.metric), choices.language
    found = paired(snapshot, choices.month, choices.metric, choices.place or "")
    if not metric.as_then:
        return headings.note(words.CHANGE_UNFAIR(spoken))
    if found.now.value is None or found.before.value is None:
        return headings.note(words.CHANGE_UNKNOWN(spoken))
    named = {
        "before": show.show(metric, found.before, spoken),
        "difference": _difference(metric, found, spoken),
    }
    if found.tested is None:
        return headings.note(words.CHANGE_UNTESTED(spoken, **named))
    low, high = (_printed(metric, end, spoken) for end in (found.tested.low, found.tested.high))
    told = words.CHANGE_CLEAR if found.tested.clear else words.CHANGE_CHANCE
    return headings.note(told(spoken, low=low, high=high, **named))


def _difference(metric: Metric, found: Paired, spoken: Language) -> str:
    now, before = found.now.value or 0.0, found.before.value or 0.0
    if metric.unit is Unit.PERCENT or not before:
        return show.difference(metric, now - before, spoken)
    return show.growth(now / before - 1)


def _printed(metric: Metric, end: float, spoken: Language) -> str:
    """An end of the interval: points of a rate, and percent of an amount."""
    if metric.unit is Unit.PERCENT:
        return show.difference(metric, end, spoken)
    return show.growth(end)


@cached.kept
def shares(snapshot: Snapshot, choices: Choices) -> str:
    """What the change in completions is made of, with bars, as HTML; or why it is not told."""
    spoken = choices.language
    both = (choices.month, choices.month - A_YEAR)
    shown = [
        cached.bare_values_of(snapshot, each, "completions_per_learner")[choices.place or ""]
        for each in both
    ]
    now, before = (cached.facts_of(snapshot, each)[choices.place or ""] for each in both)
    if not all(each.known for each in shown):
        return headings.heading(words.NO_SHARES_TITLE(spoken)) + headings.note(
            words.NO_SHARES(spoken)
        )
    try:
        found = decomposition.shares(now, before)
    except RefusedError as refused:
        return headings.heading(words.NO_SHARES_TITLE(spoken)) + headings.note(refused.text(spoken))
    title = _title(found, now, _tested(snapshot, choices), spoken)
    heads = [head(spoken) for head in words.SHARES_COLUMNS]
    bars = divergence.fragment(_bars(found, now, before, spoken), heads)
    return headings.heading(title) + bars + headings.note(words.SHARES_NOTE(spoken))


def _tested(snapshot: Snapshot, choices: Choices) -> Change | None:
    """Whether the number of completions changed by more than chance."""
    now, before = (
        bootstrap.amount("completions", _drawn(snapshot, each, choices.place or ""))
        for each in (choices.month, choices.month - A_YEAR)
    )
    return None if now is None or before is None else change.growth(now, before)


def _title(found: Shares, now: Fact, tested: Change | None, spoken: Language) -> str:
    moved = int(found.change)
    told = words.MORE if moved > 0 else words.FEWER if moved < 0 else words.AS_MANY
    what = told(spoken, now=f"{now.completions:,}", count=f"{abs(moved):,}")
    if not moved or tested is None:
        return what
    why = words.MAINLY[_main(found), moved > 0] if tested.clear else words.ONLY_CHANCE
    return words.SHARES_TITLE(spoken, what=what, why=why(spoken))


def _main(found: Shares) -> str:
    """The factor that adds most in the direction of the change."""
    way = 1 if found.change > 0 else -1
    return max(FACTORS, key=lambda name: way * getattr(found, name))


def _bars(found: Shares, now: Fact, before: Fact, spoken: Language) -> list[Bar]:
    quantities = {
        "people": [f"{each.enrolled_learners_fy:,}" for each in (before, now)],
        "enrolments": [
            _ratio(each.enrolments, each.enrolled_learners_fy) for each in (before, now)
        ],
        "finished": [_ratio(each.completions, each.enrolments) for each in (before, now)],
    }
    bars = [
        Bar([words.SHARES_ROWS[name](spoken), *quantities[name]], amount, _signed(amount))
        for name, amount in zip(FACTORS, found.whole(), strict=True)
    ]
    totals = [f"{each.completions:,}" for each in (before, now)]
    change_of_all = int(found.change)
    total = Bar(
        [words.SHARES_SUM(spoken), *totals], change_of_all, _signed(change_of_all), total=True
    )
    return [*bars, total]


def _ratio(part: int, whole: int) -> str:
    return f"{float(Fraction(part, whole)):.2f}" if whole else ""


def _signed(amount: int) -> str:
    return f"{'+' if amount > 0 else '−' if amount < 0 else '±'}{abs(amount):,}"
