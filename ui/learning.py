"""What was learnt, course by course: read once a period, and summed as a page asks for it.

As in `ui/cached.py`, what begins with an underscore is as it stands in the records, and what does
not is what the reader may have.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from data_access import queries
from data_access.problems import DatabaseProblem
from metrics import courses, facts
from metrics.courses import Counts
from metrics.disclosure import STANDARD, Sight, coarse_count
from ui import cached
from ui.cached import Snapshot
from wording.text import Text


@dataclass(frozen=True, slots=True)
class Described:
    """A course, whoever took it."""

    title: str
    minutes: int | None
    category: str
    skill_code: str | None


@dataclass(frozen=True, slots=True)
class _CourseFact:
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
class _LearnerFact:
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


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A course finished in other municipalities."""

    title: str
    minutes: int | None
    places: int | None
    """How many of them; None where that would tell too much of one."""
    completions: int
    """To ten, as the learners are."""
    learners: int


def problem(snapshot: Snapshot, month: int) -> Text | None:
    """Why the courses cannot be read now; None where they can."""
    try:
        _course_facts(snapshot, month)
        _learner_facts(snapshot, month)
    except DatabaseProblem as found:
        return found.sentence
    return None


@cached.kept
def _course_facts(snapshot: Snapshot, month: int) -> tuple[_CourseFact, ...]:
    """Every course of every municipality in the fiscal year up to the month."""
    statement = queries.course_facts(facts.fiscal_year(month), month)
    fields = _CourseFact.__dataclass_fields__
    return tuple(
        replace(
            _CourseFact(*(getattr(row, name) for name in fields)),
            code=cached.code_of(snapshot, row.code),
        )
        for row in cached.connected().read(statement, snapshot.scope)
    )


@cached.kept
def _learner_facts(snapshot: Snapshot, month: int) -> tuple[_LearnerFact, ...]:
    """The people behind every category and skill, by municipality."""
    statement = queries.learner_facts(facts.fiscal_year(month), month)
    rows = cached.connected().read(statement, snapshot.scope)
    return tuple(
        _LearnerFact(**{**row._mapping, "code": cached.code_of(snapshot, row.code)}) for row in rows
    )


@cached.kept
def described(snapshot: Snapshot, month: int) -> Mapping[str, Described]:
    """Each course that anybody took, by id."""
    return {
        str(each.course_id): Described(each.title, each.minutes, each.category, each.skill_code)
        for each in _course_facts(snapshot, month)
    }


@cached.kept
def counts(
    snapshot: Snapshot, month: int, by: str, kind: str, codes: frozenset[str]
) -> Mapping[str, Counts]:
    """What the municipalities `codes` learnt together, by course id or by category.

    `kind` is whose enrolments count (`metrics.courses.Kind`). What nobody enrolled in within the
    period is left out, though enrolments of last winter may have matured in it. Coarse, where the
    reader may not see them exactly; and empty then for less than all who take part, whose courses
    have a handful of learners each.
    """
    return _as_seen(snapshot, month, codes, lambda some: _counts(snapshot, month, by, kind, some))


def _as_seen(
    snapshot: Snapshot,
    month: int,
    codes: frozenset[str],
    count: Callable[[frozenset[str]], Mapping[str, Counts]],
) -> Mapping[str, Counts]:
    """What is counted of the municipalities `codes`, as the reader may have it: see `counts`."""
    fine = frozenset(code for code in codes if cached.is_fine(snapshot, month, code))
    if fine == codes:
        return count(codes)
    if codes < cached.taking_part(snapshot, month):
        return {}
    own, others = count(fine), count(codes - fine)
    return {
        key: courses.coarsely_together(own.get(key, Counts()), others.get(key, Counts()))
        for key in {**own, **others}
    }


@cached.kept
def _counts(
    snapshot: Snapshot, month: int, by: str, kind: str, codes: frozenset[str]
) -> Mapping[str, Counts]:
    added = _by_course(snapshot, month, kind, codes)
    if by == "category":
        added = _by_category(snapshot, month, kind, codes)
    return {key: each for key, each in added.items() if each.enrolments}


@cached.kept
def people_by_skill(snapshot: Snapshot, month: int, codes: frozenset[str]) -> Mapping[str, int]:
    """How many people of the municipalities `codes` learnt each skill; coarse as `counts` is."""
    found = _as_seen(snapshot, month, codes, lambda some: _by_skill(snapshot, month, some))
    return {code: each.people for code, each in found.items()}


def _by_skill(snapshot: Snapshot, month: int, codes: frozenset[str]) -> Mapping[str, Counts]:
    people: Counter[str] = Counter()
    for fact in _learner_facts(snapshot, month):
        if fact.heading == "skill" and fact.code in codes:
            people[fact.name] += fact.learners
    return {name: Counts(people=each) for name, each in people.items()}


@cached.kept
def recognisable(snapshot: Snapshot) -> frozenset[str]:
    """The courses by id whose titles could name a place that the reader may not see exactly.

    Those that fewer than three such places have ever taken, by ten people each, and nobody in a
    place that they may: fewer people are no place, or the title would tell of the first of them.
    """
    if cached.sight_of_region(snapshot) is not Sight.COARSE:
        return frozenset()
    people: dict[str, Counter[str]] = defaultdict(Counter)
    named: set[str] = set()
    for month in _ends_of_years(snapshot):
        for fact in _course_facts(snapshot, month):
            people[str(fact.course_id)][fact.code] += fact.enrolments
            if cached.is_fine(snapshot, month, fact.code):
                named.add(str(fact.course_id))
    places = {
        course: sum(each >= STANDARD.people for each in taken.values())
        for course, taken in people.items()
    }
    return frozenset(each for each in places if places[each] < STANDARD.part) - named


def _ends_of_years(snapshot: Snapshot) -> list[int]:
    """The last month of each fiscal year that has any data."""
    months = cached.months_with_data(snapshot)
    return list({facts.fiscal_year(month): month for month in months}.values())


@cached.kept
def finished_elsewhere(
    snapshot: Snapshot, month: int, place: str, others: frozenset[str]
) -> tuple[Elsewhere, ...]:
    """The courses that `others` finished and hardly anybody here did, by how many places did.

    One or two people are nobody here, whether ours or theirs, and a course counts only where at
    least ten people of at least three places finished it: fewer could be recognised. Nothing is
    told of a place that the reader may not see exactly; and where the others are such, they are
    told together, in tens, since the number of places would tell that one of them has three.
    """
    if not cached.is_fine(snapshot, month, place):
        return ()
    everywhere = _course_facts(snapshot, month)
    own = {each.course_id for each in everywhere if each.code == place and _enough(each)}
    unnamed = own | {int(course) for course in recognisable(snapshot)}
    theirs = [each for each in everywhere if each.code in others and each.course_id not in unnamed]
    if all(cached.is_fine(snapshot, month, code) for code in others):
        return _by_places([each for each in theirs if _enough(each)])
    found = [replace(each, places=None) for each in _elsewhere(theirs)]
    enough = [each for each in found if each.learners >= STANDARD.people]
    return tuple(sorted(enough, key=lambda each: (-each.learners, each.title)))


def _enough(fact: _CourseFact) -> bool:
    return fact.completing_learners >= STANDARD.part


def _by_places(theirs: Sequence[_CourseFact]) -> tuple[Elsewhere, ...]:
    """Those that enough places finish, most places first."""
    places = Counter(each.course_id for each in theirs)
    found = _elsewhere([each for each in theirs if places[each.course_id] >= STANDARD.part])
    enough = [each for each in found if each.learners >= STANDARD.people]
    return tuple(sorted(enough, key=lambda each: (-(each.places or 0), -each.learners, each.title)))


def _elsewhere(theirs: Sequence[_CourseFact]) -> list[Elsewhere]:
    """Each course over all the places that it is listed of, in tens; a few count as nobody."""
    listed: dict[int, list[_CourseFact]] = defaultdict(list)
    for fact in theirs:
        listed[fact.course_id].append(fact)
    return [
        Elsewhere(
            title=facts[0].title,
            minutes=facts[0].minutes,
            places=len(facts),
            completions=coarse_count(sum(each.completions for each in facts), few=0),
            learners=coarse_count(sum(each.completing_learners for each in facts), few=0),
        )
        for facts in listed.values()
    ]


def _by_course(
    snapshot: Snapshot, month: int, kind: str, codes: frozenset[str]
) -> dict[str, Counts]:
    listed: dict[str, list[Counts]] = defaultdict(list)
    for fact in _course_facts(snapshot, month):
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
    for fact in _learner_facts(snapshot, month):
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
