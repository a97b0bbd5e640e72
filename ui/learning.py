"""What was learnt, course by course: read once a period, and summed as a page asks for it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from data_access import queries
from data_access.problems import DatabaseProblem
from metrics import courses, facts
from metrics.courses import Counts
from ui import cached
from ui.cached import Snapshot
from wording.text import Text


@dataclass(frozen=True, slots=True)
class CourseFact:
    """One course in one municipality over a fiscal year to date: see `queries.course_facts`."""

    code: str
    course_id: int
    title: str
    minutes: int | None
    category: str
    skill_code: str | None
    enrolments: int
    assigned_enrolments: int
    completions: int
    completing_learners: int
    matured: int
    matured_completed: int
    assigned_matured: int
    assigned_matured_completed: int

    def counts(self, kind: str) -> Counts:
        """The enrolments of one kind. In a course they are as many as people."""
        whole = _course(self.enrolments, self.matured, self.matured_completed)
        assigned = _course(
            self.assigned_enrolments, self.assigned_matured, self.assigned_matured_completed
        )
        return {"any": whole, "assigned": assigned, "chosen": _less(whole, assigned)}[kind]


@dataclass(frozen=True, slots=True)
class LearnerFact:
    """The people behind a category or a skill in one municipality: see `queries.learner_facts`."""

    code: str
    heading: str
    name: str
    learners: int
    assigned_learners: int
    chosen_learners: int
    completing_learners: int
    matured_learners: int
    assigned_matured_learners: int
    chosen_matured_learners: int

    def people(self, kind: str) -> tuple[int, int]:
        """The people behind the enrolments of one kind, and behind the matured ones."""
        return {
            "any": (self.learners, self.matured_learners),
            "assigned": (self.assigned_learners, self.assigned_matured_learners),
            "chosen": (self.chosen_learners, self.chosen_matured_learners),
        }[kind]


def problem(snapshot: Snapshot, month: int) -> Text | None:
    """Why the courses cannot be read now; None where they can."""
    try:
        course_facts(snapshot, month)
        learner_facts(snapshot, month)
    except DatabaseProblem as found:
        return found.sentence
    return None


@cached.kept
def course_facts(snapshot: Snapshot, month: int) -> tuple[CourseFact, ...]:
    """Every course of every municipality in the fiscal year up to the month."""
    statement = queries.course_facts(facts.fiscal_year(month), month)
    fields = CourseFact.__dataclass_fields__
    return tuple(
        CourseFact(*(getattr(row, name) for name in fields))
        for row in cached.connected().read(statement, snapshot.scope)
    )


@cached.kept
def learner_facts(snapshot: Snapshot, month: int) -> tuple[LearnerFact, ...]:
    """The people behind every category and skill, by municipality."""
    statement = queries.learner_facts(facts.fiscal_year(month), month)
    rows = cached.connected().read(statement, snapshot.scope)
    return tuple(LearnerFact(**row._mapping) for row in rows)


@cached.kept
def described(snapshot: Snapshot, month: int) -> Mapping[str, CourseFact]:
    """A fact of each course that anybody took, for its title and length, by id."""
    return {str(each.course_id): each for each in course_facts(snapshot, month)}


@cached.kept
def counts(
    snapshot: Snapshot, month: int, by: str, kind: str, codes: frozenset[str]
) -> Mapping[str, Counts]:
    """What the municipalities `codes` learnt together, by course id or by category.

    `kind` is whose enrolments count (`metrics.courses.Kind`). What nobody enrolled in within the
    period is left out, though enrolments of last winter may have matured in it.
    """
    added = _by_course(snapshot, month, kind, codes)
    if by == "category":
        added = _by_category(snapshot, month, kind, codes)
    return {key: each for key, each in added.items() if each.enrolments}


def _by_course(
    snapshot: Snapshot, month: int, kind: str, codes: frozenset[str]
) -> dict[str, Counts]:
    listed: dict[str, list[Counts]] = defaultdict(list)
    for fact in course_facts(snapshot, month):
        if fact.code in codes:
            listed[str(fact.course_id)].append(fact.counts(kind))
    return {course: courses.together(each) for course, each in listed.items()}


def _by_category(
    snapshot: Snapshot, month: int, kind: str, codes: frozenset[str]
) -> dict[str, Counts]:
    listed: dict[str, list[Counts]] = defaultdict(list)
    for course, each in _by_course(snapshot, month, kind, codes).items():
        listed[described(snapshot, month)[course].category].append(each)
    people = _people(snapshot, month, kind, codes)
    return {
        category: _with_people(courses.together(each), people[category])
        for category, each in listed.items()
    }


def _people(
    snapshot: Snapshot, month: int, kind: str, codes: frozenset[str]
) -> dict[str, tuple[int, int]]:
    """The people behind each category; they add over places."""
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for fact in learner_facts(snapshot, month):
        if fact.heading == "category" and fact.code in codes:
            enrolled, matured = fact.people(kind)
            before = found[fact.name]
            found[fact.name] = before[0] + enrolled, before[1] + matured
    return found


def _with_people(added: Counts, people: tuple[int, int]) -> Counts:
    return Counts(added.enrolments, people[0], added.matured, people[1], added.completed)


def _course(enrolments: int, matured: int, completed: int) -> Counts:
    return Counts(enrolments, enrolments, matured, matured, completed)


def _less(whole: Counts, part: Counts) -> Counts:
    return _course(
        whole.enrolments - part.enrolments,
        whole.matured - part.matured,
        whole.completed - part.completed,
    )
