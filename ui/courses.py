"""The courses that others finish and a municipality does not yet."""

from collections.abc import Sequence
from dataclasses import dataclass

from data_access import queries
from data_access.problems import DatabaseProblem
from metrics import facts
from metrics.disclosure import STANDARD
from ui import cached, headings, tables
from ui.cached import Snapshot
from ui.choices import Choices
from ui.tables import Table
from wording import pages
from wording.text import Language

SHOWN = 6


@dataclass(frozen=True, slots=True)
class CourseFact:
    """One course in one municipality over a fiscal year to date; counts as their names say."""

    code: str
    course_id: int
    title: str
    minutes: int | None
    completions: int
    completing_learners: int


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A course finished in other municipalities."""

    title: str
    minutes: int | None
    places: int
    completions: int
    learners: int


@cached.kept
def _facts(snapshot: Snapshot, year: int, month: int) -> tuple[CourseFact, ...]:
    statement = queries.course_facts(year, month)
    return tuple(
        CourseFact(
            row.code,
            row.course_id,
            row.title,
            row.minutes,
            row.completions,
            row.completing_learners,
        )
        for row in cached.connected().read(statement, snapshot.scope)
    )


@cached.kept
def finished_elsewhere(snapshot: Snapshot, choices: Choices) -> tuple[Elsewhere, ...]:
    """The courses that peers finished and hardly anybody here did, by how many places did.

    One or two people are nobody here, whether ours or theirs, and a course counts only where at
    least ten people of at least three places finished it: fewer could be recognised.
    """
    everywhere = _facts(snapshot, facts.fiscal_year(choices.month), choices.month)
    own = {each.course_id for each in everywhere if each.code == choices.place and _enough(each)}
    found = cached.peers_of(snapshot, choices.month, choices.place or "")
    others = [
        each
        for each in everywhere
        if each.code in found.codes and _enough(each) and each.course_id not in own
    ]
    courses = (_together(others, course) for course in {each.course_id for each in others})
    enough = [
        course
        for course in courses
        if course.learners >= STANDARD.people and course.places >= STANDARD.part
    ]
    return tuple(sorted(enough, key=lambda each: (-each.places, -each.learners, each.title)))


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
    place = cached.places(snapshot)[choices.place or ""].name(spoken)
    title = headings.heading(pages.COURSES_ELSEWHERE(spoken, place=place))
    found = finished_elsewhere(snapshot, choices)[:SHOWN]
    if not found:
        return title + headings.note(pages.NO_COURSES(spoken))
    return title + tables.fragment(_table(found, spoken))


def _table(found: Sequence[Elsewhere], spoken: Language) -> Table:
    heads = (pages.COURSE, pages.COURSE_LENGTH, pages.COURSE_PLACES, pages.COURSE_COMPLETIONS)
    return Table(
        [head(spoken) for head in heads],
        [
            (
                each.title,
                _length(each.minutes, spoken),
                f"{each.places}",
                f"{round(each.completions, -1):,}",
            )
            for each in found
        ],
        numeric=frozenset({1, 2, 3}),
    )


def _length(minutes: int | None, spoken: Language) -> str:
    if minutes is None:
        return pages.NO_RANK(spoken)
    return pages.HOURS(spoken, hours=f"{minutes / 60:.1f}")
