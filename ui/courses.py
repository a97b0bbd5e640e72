"""The courses that others finish and a municipality does not yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.problems import DatabaseProblem
from metrics.courses import to_ten
from metrics.disclosure import STANDARD
from ui import cached, course_list, headings, learning, phrases, tables
from ui.cached import Snapshot
from ui.choices import Choices
from ui.learning import CourseFact
from ui.tables import Table
from wording import courses as words
from wording import pages
from wording.text import Language

SHOWN = 6
SHOWN_IN_REGION = 12


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A course finished in other municipalities."""

    title: str
    minutes: int | None
    places: int
    completions: int
    learners: int


@cached.kept
def finished_elsewhere(
    snapshot: Snapshot, month: int, place: str, others: frozenset[str]
) -> tuple[Elsewhere, ...]:
    """The courses that `others` finished and hardly anybody here did, by how many places did.

    One or two people are nobody here, whether ours or theirs, and a course counts only where at
    least ten people of at least three places finished it: fewer could be recognised.
    """
    everywhere = learning.course_facts(snapshot, month)
    own = {each.course_id for each in everywhere if each.code == place and _enough(each)}
    theirs = [
        each
        for each in everywhere
        if each.code in others and _enough(each) and each.course_id not in own
    ]
    courses = (_together(theirs, course) for course in {each.course_id for each in theirs})
    enough = [
        course
        for course in courses
        if course.learners >= STANDARD.people and course.places >= STANDARD.part
    ]
    return tuple(sorted(enough, key=lambda each: (-each.places, -each.learners, each.title)))


def not_yet(snapshot: Snapshot, month: int, place: str) -> tuple[Elsewhere, ...]:
    """The courses that others taking part finished, and hardly anybody in the place did."""
    others = cached.taking_part(snapshot, month) - {place}
    return finished_elsewhere(snapshot, month, place, others)


def _enough(fact: CourseFact) -> bool:
    return fact.completing_learners >= STANDARD.part


def _together(listed: Sequence[CourseFact], course: int) -> Elsewhere:
    of_course = [each for each in listed if each.course_id == course]
    return Elsewhere(
        title=of_course[0].title,
        minutes=of_course[0].minutes,
        places=len(of_course),
        completions=sum(each.completions for each in of_course),
        learners=sum(each.completing_learners for each in of_course),
    )


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
    peers = frozenset(cached.peers_of(snapshot, choices.month, place).codes)
    found = finished_elsewhere(snapshot, choices.month, place, peers)
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
    heads = (pages.COURSE, pages.COURSE_LENGTH, pages.COURSE_PLACES, pages.COURSE_COMPLETIONS)
    return Table(
        [head(spoken) for head in heads],
        [
            (
                each.title,
                phrases.length(each.minutes, spoken),
                f"{each.places}",
                f"{to_ten(each.completions):,}",
            )
            for each in found
        ],
        numeric=frozenset({1, 2, 3}),
    )
