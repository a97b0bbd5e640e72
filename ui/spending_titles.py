"""What the comparison of spend with a measure says: the page's title, and the figure's."""

from collections.abc import Mapping

from charts.rows import Row
from metrics import catalogue, show
from metrics.association import Association
from metrics.catalogue import Metric
from metrics.crossing import Crossing
from ui import cached, phrases, rows, spending
from ui.cached import Snapshot, kept
from ui.choices import Choices
from ui.frame import Reader
from ui.headings import heading, note
from ui.spending import Pair
from wording import compare as words
from wording import pages
from wording.text import Language, Text, inside


@kept
def page(reader: Reader, choices: Choices) -> tuple[str, str]:
    """Where the own place lies to both medians, or how many spend little and reach much."""
    numbers, own = spending.pair(reader.snapshot, choices), _own(reader.snapshot, choices)
    if numbers.crossing is None:
        return _nothing(numbers, choices)
    below = _below(reader, choices, numbers)
    if len(numbers.crossing.more) == 1 and not numbers.beside_nameless:
        return _alone(reader.snapshot, numbers.crossing, choices), below
    if own is None and numbers.equal_spend:
        return _equal(numbers, numbers.crossing, choices.language), below
    if own is None:
        return _corner(numbers.crossing, choices), below
    if own.code not in numbers.crossing.more:
        return _without(reader.snapshot, choices), below
    return _to_the_medians(own, numbers, numbers.crossing, choices.language), below


def _own(snapshot: Snapshot, choices: Choices) -> Row | None:
    return rows.own(rows.rows(snapshot, choices, choices.metric))


def _nothing(numbers: Pair, choices: Choices) -> tuple[str, str]:
    """Which of the two no place has: the measure, or else spend."""
    lacking = numbers.spend if numbers.up and not numbers.across else numbers.measure
    spoken, period = choices.language, phrases.period(choices.month, choices.language)
    title = pages.NOTHING_TO_COMPARE(spoken, period=period, measure=lacking.name(spoken))
    return title, pages.WHY_NOTHING(spoken)


def _alone(snapshot: Snapshot, cross: Crossing, choices: Choices) -> str:
    [code] = cross.more
    place = rows.names(snapshot, choices.language)[code]
    return words.TITLE_ALONE(choices.language, place=place, **spending.names(choices))


def _corner(cross: Crossing, choices: Choices) -> str:
    return words.TITLE(
        choices.language,
        of=len(cross.more),
        count=len(cross.corner(more=False, least=True)),
        **spending.names(choices),
    )


def _equal(numbers: Pair, cross: Crossing, spoken: Language) -> str:
    value = show.number(numbers.spend, show.out_of_unit(numbers.spend, cross.across), spoken)
    return words.TITLE_EQUAL(spoken, spend=numbers.spend.short(spoken), value=value)


def _without(snapshot: Snapshot, choices: Choices) -> str:
    """That the own place has no value in one of the two, and why."""
    both = (
        rows.own(rows.rows(snapshot, choices, each)) for each in (choices.metric, choices.spend)
    )
    metric, own = next(
        (metric, row)
        for metric, row in zip((choices.metric, choices.spend), both, strict=True)
        if row and not row.drawn
    )
    measure = catalogue.metric(metric).short(choices.language)
    return pages.MAP_TITLE_OWN_WITHOUT(
        choices.language, place=own.name, measure=measure, state=own.text
    )


def _to_the_medians(own: Row, numbers: Pair, cross: Crossing, spoken: Language) -> str:
    across = numbers.across[own.code] - cross.across
    up = numbers.up[own.code] - cross.up
    return words.TITLE_OWN(
        spoken,
        place=own.name,
        across=_side(words.ACROSS, numbers.spend, across, spoken),
        up=_side(words.UP, numbers.measure, up, spoken),
    )


def _side(sides: Mapping[str, Text], metric: Metric, away: float, spoken: Language) -> str:
    """On which side of the median, and by how much; `away` in the unit that is printed."""
    side = "above" if away > 0 else "below" if away < 0 else "same"
    by = show.distance(metric, show.out_of_unit(metric, away), spoken)
    return sides[side](spoken, measure=inside(metric.short(spoken)), by=by)


def _below(reader: Reader, choices: Choices, numbers: Pair) -> str:
    """What both measures are made of, and the period."""
    spoken, month = reader.language, choices.month
    spend, people = (
        show.parts(metric, cached.region_value(reader.snapshot, month, metric.id), spoken)
        or metric.name(spoken)
        for metric in (numbers.spend, numbers.measure)
    )
    return words.BELOW(spoken, spend=spend, people=people, period=phrases.period(month, spoken))


@kept
def figure(snapshot: Snapshot, choices: Choices) -> str:
    """Whether spend and the measure go together, and how to read the figure, as HTML."""
    spoken, numbers = choices.language, spending.pair(snapshot, choices)
    if numbers.crossing is None:
        return ""
    found, how = numbers.association, _how_to_read(_own(snapshot, choices))(spoken)
    sentences = (how, _correlation(found, spoken)) if found else (how,)
    title = _relation(numbers, found)(spoken, **spending.names(choices))
    return heading(title) + note(phrases.SPACE[spoken].join(sentences))


def _how_to_read(own: Row | None) -> Text:
    if own is None or not own.drawn:
        return words.HOW_TO_READ
    return words.HOW_TO_READ_OWN if own.value.low is None else words.HOW_TO_READ_INTERVAL


def _relation(numbers: Pair, found: Association | None) -> Text:
    if numbers.share_a_number:
        return words.SHARED_NUMBER
    if numbers.equal_spend:
        return words.EQUAL_SPEND
    if found is None:
        return words.BOTH
    if not found.clear:
        return words.NO_ASSOCIATION
    return words.MORE_WITH_MORE if found.coefficient > 0 else words.LESS_WITH_MORE


def _correlation(found: Association, spoken: Language) -> str:
    amounts = {"coefficient": found.coefficient, "low": found.low, "high": found.high}
    printed = {name: f"{amount:.2f}".replace("-", "−") for name, amount in amounts.items()}
    told = words.CORRELATION(spoken, **printed)
    return told + phrases.SPACE[spoken] + words.NO_CAUSE(spoken) if found.clear else told
