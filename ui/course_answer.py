"""The courses page's title: what is learnt most, and what clearly gets finished, or not."""

from metrics.disclosure import STANDARD, Sight
from ui import cached, course_list, courses, phrases, standing
from ui.cached import Snapshot
from ui.choices import Choices
from ui.course_list import Listing
from ui.frame import Reader
from wording import courses as words
from wording import pages


@cached.kept
def answer(reader: Reader, choices: Choices) -> tuple[str, str]:
    """The title and the line under it; why there is nothing, and what to do, where that is so."""
    spoken, found = reader.language, course_list.listing(reader.snapshot, choices)
    period = phrases.period(choices.month, spoken)
    if not found.entries:
        return words.NOTHING(spoken, period=period), words.WHY_NOTHING(spoken)
    exact = cached.sight_of_region(reader.snapshot) is Sight.EXACT
    below = (words.BELOW_EXACT if exact else words.BELOW)(
        spoken,
        period=period,
        enrolments=f"{found.enrolments:,}",
        count=course_list.counted(len(found.entries) + found.few, choices),
    )
    if found.completion.value is not None:
        rate = course_list.percent(found.completion.value)
        below = words.BELOW_COMPLETION(spoken, below=below, completion=rate)
    title = _of_region(found, choices) if choices.place is None else _of_place(reader, choices)
    return title, below


def _of_region(found: Listing, choices: Choices) -> str:
    spoken = choices.language
    most = words.MOST[choices.kind](spoken, names=_most(found, choices, own=False))
    return words.ANSWER(spoken, most=most, completion=_differs(found, choices))


def _differs(found: Listing, choices: Choices) -> str:
    if found.completion.value is None:
        return words.NO_COMPLETION(choices.language)
    return words.DIFFER[found.above > 0, found.below > 0](
        choices.language,
        above=course_list.counted(found.above, choices),
        below=course_list.counted(found.below, choices),
    )


def _of_place(reader: Reader, choices: Choices) -> str:
    spoken, snapshot = reader.language, reader.snapshot
    place = cached.places(snapshot)[choices.place or ""].name(spoken)
    if choices.place not in cached.taking_part(snapshot, choices.month):
        period = phrases.period(choices.month, spoken)
        return pages.PLACE_AWAY_TITLE(spoken, place=place, period=period)
    fact = cached.facts_of(snapshot, choices.month)[choices.place]
    if not standing.has_records(fact) and fact.licences >= STANDARD.people:
        return pages.PLACE_NO_DATA_TITLE(spoken, place=place)
    if not cached.is_fine(snapshot, choices.month, choices.place):
        return words.OWN_NOT_SHOWN(spoken, place=place)
    found = course_list.listing(snapshot, choices)
    names = _most(found, choices, own=True)
    if not names:
        return words.OWN_FEW(spoken, place=place)
    most = words.MOST[choices.kind](spoken, names=names)
    return words.OWN(spoken, place=place, most=most, elsewhere=_elsewhere(snapshot, choices))


def _elsewhere(snapshot: Snapshot, choices: Choices) -> str:
    count = len(courses.not_yet(snapshot, choices.month, choices.place or ""))
    if not count:
        return words.ALL_HERE(choices.language)
    return (words.ONE_NOT_YET if count == 1 else words.NOT_YET)(choices.language, count=count)


def _most(found: Listing, choices: Choices, own: bool) -> str:
    """What is taken most, by the numbers shown, of which several may be equal."""
    marks = {each.name: each.own if own else each.region for each in found.entries}
    taken = {name: mark.enrolments or 0 for name, mark in marks.items() if mark}
    most = max(taken.values(), default=0)
    names = [name for name, number in taken.items() if number == most and most]
    if not names:
        return ""
    return (words.NAMED if len(names) == 1 else words.NAMED_AMONG)(choices.language, name=names[0])
