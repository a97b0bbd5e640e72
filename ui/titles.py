"""Titles that answer a page's question in a sentence, made from the data."""

from collections.abc import Sequence

from charts.rows import Row
from metrics import catalogue, facts, sentences, show
from metrics.calculate import State, Value
from metrics.change import Paired
from metrics.findings import Kind
from ui import cached, frame, funnel, phrases, rows, standing
from ui.cached import Snapshot
from ui.choices import Choices
from ui.frame import Reader
from wording import pages
from wording import ranking as words
from wording.text import Text

SUBJECTS = {"enrolment": "enrolment_by_licence", "completion": "completion_matured"}
"""What the overview's title speaks of."""
ACTED_ON = {Kind.BELOW, Kind.IDLE, Kind.FELL}
"""Findings about places where something can be done."""


@cached.kept
def overview(reader: Reader, choices: Choices) -> tuple[str, str]:
    """Whether enrolment and completion move, and how many places have room to act."""
    spoken = reader.language
    found = cached.findings_of(reader.snapshot, choices.month)
    count = len({code for each in found if each.kind in ACTED_ON for code in each.codes})
    title = {0: pages.OVERVIEW_TITLE, 1: pages.OVERVIEW_TITLE_ACT_ONE}.get(
        count, pages.OVERVIEW_TITLE_ACT
    )
    below = pages.TAKING_PART(
        spoken,
        prefecture=reader.prefecture,
        taking_part=len(cached.taking_part(reader.snapshot, choices.month)),
        all=len(cached.places(reader.snapshot)),
        as_of=reader.as_of,
    )
    return title(spoken, count=count, moves=_moves(reader.snapshot, choices)), below


def _moves(snapshot: Snapshot, choices: Choices) -> str:
    """How enrolment and completion moved since last year in the places of both years."""
    spoken = choices.language
    month = facts.whole_month(choices.month, snapshot.as_of)
    moved = {
        subject: _direction(cached.paired_region(snapshot, month, metric)) if month else "unknown"
        for subject, metric in SUBJECTS.items()
    }
    if cached.region_value(snapshot, choices.month, SUBJECTS["enrolment"]).state is State.ZERO:
        moved["enrolment"] = "none"
    if Kind.NONE_FINISHED in {each.kind for each in cached.findings_of(snapshot, choices.month)}:
        moved["completion"] = "none"
    if len(set(moved.values())) == 1:
        return pages.MOVES_ALIKE[moved["enrolment"]](spoken)
    parts = {subject: pages.MOVES[subject, way](spoken) for subject, way in moved.items()}
    return pages.MOVED_APART(spoken, **parts)


def _direction(paired: Paired) -> str:
    tested = paired.tested
    if tested is None:
        return "unknown"
    if not tested.clear:
        return "same"
    return "up" if tested.difference > 0 else "down"


@cached.kept
def region_map(reader: Reader, choices: Choices) -> tuple[str, str]:
    """Where the reader's own place stands, or from where to where the measure runs."""
    spoken, metric = reader.language, catalogue.metric(choices.metric)
    listed = rows.rows(reader.snapshot, choices, choices.metric)
    own, known = rows.own(listed), rows.everyone_drawn(reader.snapshot, choices)
    named = {"measure": metric.name(spoken)}
    if not known:
        period = phrases.period(choices.month, spoken)
        return pages.NOTHING_TO_COMPARE(spoken, period=period, **named), pages.WHY_NOTHING(spoken)
    if own and own.drawn:
        region = show.show(metric, _region(reader, choices), spoken)
        title = pages.MAP_TITLE_OWN(spoken, place=own.name, value=own.text, region=region, **named)
    elif own:
        title = pages.MAP_TITLE_OWN_WITHOUT(spoken, place=own.name, state=own.text, **named)
    else:
        title = _range_title(known, choices)
    return title, below(reader, choices, listed)


def _region(reader: Reader, choices: Choices) -> Value:
    return cached.region_value(reader.snapshot, choices.month, choices.metric)


@cached.kept
def across(reader: Reader, choices: Choices) -> str:
    """From where to where the measure runs over the municipalities, where it can be shown."""
    known = rows.everyone_drawn(reader.snapshot, choices)
    if known:
        return _range_title(known, choices)
    measure = catalogue.metric(choices.metric).name(reader.language)
    period = phrases.period(choices.month, reader.language)
    return pages.NOTHING_TO_COMPARE(reader.language, period=period, measure=measure)


def _range_title(known: Sequence[Row], choices: Choices) -> str:
    """From the lowest to the highest value; or the one that all have, or that there is.

    Whoever is best is named only where that is almost certain: mostly it is a small place's luck.
    """
    metric, spoken = catalogue.metric(choices.metric), choices.language
    if len({row.text for row in known}) == 1:
        return _one_value(known, choices)
    ordered = sorted(known, key=lambda row: row.value.value or 0)
    ends = {"low": ordered[0].text, "high": ordered[-1].text, "measure": metric.name(spoken)}
    first = ordered[0 if metric.direction == "lower" else -1]
    if metric.direction == "neither" or not first.rank or first.rank.high != 1:
        return pages.MAP_TITLE_NO_TOP(spoken, **ends)
    return pages.MAP_TITLE(spoken, top=first.name, **ends)


def _one_value(known: Sequence[Row], choices: Choices) -> str:
    spoken, named = choices.language, {"value": known[0].text}
    named["measure"] = catalogue.metric(choices.metric).name(spoken)
    if len(known) == 1:
        return words.ALONE(spoken, place=known[0].name, **named)
    return words.ALL_THE_SAME(spoken, count=len(known), **named)


def below(reader: Reader, choices: Choices, listed: Sequence[Row]) -> str:
    """The line under a title: what is divided by what, the period, who is shown and who missing."""
    spoken, metric = reader.language, catalogue.metric(choices.metric)
    region = _region(reader, choices)
    among = rows.compared(reader.snapshot, choices)
    if choices.group == "peers":
        listed = [row for row in listed if row.code in among]
    everyone = rows.everyone(reader.snapshot, choices, choices.metric)
    nameless = [row for row in everyone if cached.is_nameless(row.code)]
    listed = [*rows.published(listed), *nameless]
    sentence = pages.BELOW_MEASURE if metric.denominator else pages.BELOW_COUNT
    return sentence(
        spoken,
        measure=metric.name(spoken),
        numerator=metric.numerator_name(spoken),
        denominator=metric.denominator_name(spoken),
        period=phrases.period(choices.month, spoken),
        shown=sum(row.drawn for row in listed),
        people=show.parts(metric, region, spoken),
    ) + rows.without_value(listed, spoken)


@cached.kept
def rounding(reader: Reader, choices: Choices, metrics: tuple[str, ...]) -> tuple[Text, ...]:
    """The sentence that the region is rounded, where it is in one of the metrics.

    Readers with a role are told in every page's last line how exact its figures are.
    """
    if frame.how_exact(reader):
        return ()
    rounded = any(cached.is_rounded(reader.snapshot, choices.month, metric) for metric in metrics)
    return (pages.ROUNDED,) if rounded else ()


@cached.kept
def ranking(reader: Reader, choices: Choices) -> tuple[str, str]:
    """The own place's rank and its range, or how many places differ at all."""
    spoken, metric = reader.language, catalogue.metric(choices.metric)
    listed = rows.rows(reader.snapshot, choices, choices.metric)
    known = rows.everyone_drawn(reader.snapshot, choices)
    named = {"measure": metric.name(spoken)}
    own = rows.own(listed)
    if not known:
        period = phrases.period(choices.month, spoken)
        return pages.NOTHING_TO_COMPARE(spoken, period=period, **named), pages.WHY_NOTHING(spoken)
    if own and not own.drawn:
        title = pages.MAP_TITLE_OWN_WITHOUT(spoken, place=own.name, state=own.text, **named)
    elif len({row.text for row in known}) == 1:
        title = _one_value(known, choices)
    elif own and own.rank:
        title = own_rank(own, choices)
    elif funnel.shape(reader.snapshot, choices) is not None:
        title = _who_differs(reader.snapshot, choices)
    else:
        title = _range_title(known, choices)
    return title, below(reader, choices, listed)


def _who_differs(snapshot: Snapshot, choices: Choices) -> str:
    """The places that clearly differ, by name while they are few."""
    spoken, found = choices.language, funnel.clear(snapshot, choices)
    named = {"measure": catalogue.metric(choices.metric).name(spoken)}
    if not found:
        return words.NOBODY_DIFFERS(spoken, **named)
    if len(found) > words.MOST_NAMED:
        return words.COUNTED(spoken, count=len(found), **named)
    names = [cached.places(snapshot)[code].name(spoken) for code in found]
    sentence = words.NAMED_ONE if len(found) == 1 else words.NAMED
    return sentence(spoken, names=sentences.listed(names, spoken), **named)


def own_rank(own: Row, choices: Choices) -> str:
    """The own place's rank with its range, as far as the measure has them."""
    spoken, metric, rank = choices.language, catalogue.metric(choices.metric), own.rank
    assert rank is not None
    named = {"place": own.name, "measure": metric.name(spoken), "value": own.text}
    if rank.of == 1:
        return words.ALONE(spoken, **named)
    if metric.direction == "neither":
        return words.OWN_NEITHER(spoken, **named, rank=own.rank_text, of=rank.of)
    told = show.rank(rank, spoken)
    if rank.low is None:
        return words.OWN_PLAIN(spoken, **named, rank=told)
    if rank.low == rank.high:
        return words.OWN_SURE(spoken, **named, rank=told)
    return words.OWN(spoken, **named, rank=told, range=show.rank_range(rank, spoken))


@cached.kept
def municipality(reader: Reader, choices: Choices, own: Row) -> tuple[str, str]:
    """Where the place stands; or why it has nothing to show, and what would change that."""
    spoken, named = reader.language, {"place": own.name}
    nothing = _why_nothing(reader, choices, own)
    if nothing is not None:
        return nothing
    if own.rank is None:
        measure = catalogue.metric(choices.metric).name(spoken)
        title = pages.MAP_TITLE_OWN_WITHOUT(spoken, **named, measure=measure, state=own.text)
        reason = own.value.refusal
        return title, reason(spoken) if reason else place_below(reader, choices, own)
    known = rows.everyone_drawn(reader.snapshot, choices)
    if len({row.text for row in known}) == 1:
        return _one_value(known, choices), place_below(reader, choices, own)
    return own_rank(own, choices), place_below(reader, choices, own)


def _why_nothing(reader: Reader, choices: Choices, own: Row) -> tuple[str, str] | None:
    """Why the place has nothing to show, and what would change that; None where it has."""
    spoken, named = reader.language, {"place": own.name}
    fact = cached.facts_of(reader.snapshot, choices.month)[own.code]
    if not fact.licences:
        period = phrases.period(choices.month, spoken)
        return pages.PLACE_AWAY_TITLE(spoken, **named, period=period), pages.PLACE_AWAY(spoken)
    if own.value.state is State.WITHHELD:
        return pages.PLACE_WITHHELD_TITLE(spoken, **named), pages.PLACE_WITHHELD(spoken)
    if fact.licences < standing.fewest(reader.snapshot, choices):
        return pages.PLACE_FEW_TITLE(spoken, **named), pages.PLACE_FEW(spoken)
    if standing.has_records(fact):
        return None
    advice = pages.PLACE_NO_DATA(spoken, licences=fact.licences)
    return pages.PLACE_NO_DATA_TITLE(spoken, **named), advice


def place_below(reader: Reader, choices: Choices, own: Row) -> str:
    """Prefecture, period and peer group of a municipality."""
    spoken = reader.language
    found = cached.peers_of(reader.snapshot, choices.month, own.code)
    return pages.PLACE_BELOW(
        spoken,
        prefecture=reader.prefecture,
        place=own.name,
        period=phrases.period(choices.month, spoken),
        group=phrases.peer_group(found, spoken),
        count=len(found.codes),
    ) + ("" if found.enough else phrases.SPACE[spoken] + pages.NO_VERDICT(spoken))
