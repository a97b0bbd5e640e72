"""The courses that others finish and a municipality does not yet."""

from collections.abc import Sequence

from data_access.problems import DatabaseProblem
from ui import cached, course_list, headings, learning, phrases, tables
from ui.cached import Snapshot
from ui.choices import Choices
from ui.learning import Elsewhere
from ui.tables import Table
from wording import courses as words
from wording import frame, pages
from wording.text import Language

SHOWN = 6
SHOWN_IN_REGION = 12


def not_yet(snapshot: Snapshot, month: int, place: str) -> tuple[Elsewhere, ...]:
    """The courses that others taking part finished, and hardly anybody in the place did."""
    others = cached.taking_part(snapshot, month) - {place}
    return learning.finished_elsewhere(snapshot, month, place, others)


def elsewhere(snapshot: Snapshot, choices: Choices) -> str:
    """The courses as a table, as HTML; or why there is none."""
    try:
        return _elsewhere(snapshot, choices)
    except DatabaseProblem as problem:
        return headings.note(problem.sentence(choices.language))


@cached.kept
def _elsewhere(snapshot: Snapshot, choices: Choices) -> str:
    spoken = choices.language
    place = choices.place or ""
    if not cached.is_fine(snapshot, choices.month, place):
        return headings.note(frame.NOT_FOR_ROLE(spoken))
    peers = frozenset(cached.peers_of(snapshot, choices.month, place).codes)
    found = learning.finished_elsewhere(snapshot, choices.month, place, peers)
    name = cached.places(snapshot)[place].name(spoken)
    return _listed(found[:SHOWN], pages.COURSES_ELSEWHERE(spoken, place=name), spoken)


@cached.kept
def elsewhere_in_region(snapshot: Snapshot, choices: Choices) -> str:
    """The courses that any others finish and the place does not yet, as HTML.

    Empty unless a place is chosen that takes part and whose courses may be shown.
    """
    spoken, place = choices.language, choices.place
    if place is None or course_list.own_is_hidden(snapshot, choices):
        return ""
    found = not_yet(snapshot, choices.month, place)
    name = cached.places(snapshot)[place].name(spoken)
    return _listed(found[:SHOWN_IN_REGION], words.ELSEWHERE(spoken, place=name), spoken)


def _listed(found: Sequence[Elsewhere], title: str, spoken: Language) -> str:
    if not found:
        return headings.heading(title) + headings.note(pages.NO_COURSES(spoken))
    return headings.heading(title) + tables.fragment(_table(found, spoken), "titled")


def _table(found: Sequence[Elsewhere], spoken: Language) -> Table:
    """The number of places has a column where it may be told."""
    counted = [each for each in found if each.places is not None]
    heads = [pages.COURSE, pages.COURSE_LENGTH, pages.COURSE_COMPLETIONS]
    if counted:
        heads.insert(2, pages.COURSE_PLACES)
    return Table(
        [head(spoken) for head in heads],
        [
            (
                each.title,
                phrases.length(each.minutes, spoken),
                *([f"{each.places}"] if counted else []),
                f"{each.completions:,}",
            )
            for each in found
        ],
        numeric=frozenset(range(1, len(heads))),
    )
