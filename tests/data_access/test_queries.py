"""Every question, and every view, against a plain-Python recount of the same files."""

import random
from dataclasses import astuple

import pytest
import sqlalchemy as sa
from handmade import (
    HAKONE,
    KAWASAKI,
    PREFECTURE,
    YOKOHAMA,
    Book,
    Course,
    File,
    Learner,
    Recount,
    japan,
    month_of,
    random_file,
)

from data_access import queries, schema
from data_access.database import Database
from data_access.scope import Scope
from metrics.facts import MonthFact

HERE = Scope(PREFECTURE)
ELSEWHERE = Scope("13")
SEEDS = range(4)


@pytest.fixture
def book(database: Database) -> Book:
    made = Book(database)
    made.prepare(learners=range(1, 7), courses=range(1, 4))
    return made


def filled(book: Book, seed: int) -> Recount:
    """The book with some random files, one of them undone again."""
    chance = random.Random(1_000 + seed)
    files = [random_file(chance, number) for number in range(1, 12)]
    book.commit(*files)
    book.undo(chance.choice(files))
    return Recount(book.committed)


@pytest.mark.parametrize("seed", SEEDS)
def test_month_facts(book: Book, seed: int) -> None:
    recount = filled(book, seed).facts()
    rows = book.database.read(queries.month_facts(), HERE)
    facts = [MonthFact(**row._mapping) for row in rows]
    assert facts == [MonthFact(*key, **values) for key, values in sorted(recount.items())]
    assert facts


def test_dataset_is_the_newest_state(book: Book) -> None:
    assert book.database.read(queries.dataset(), HERE) == []
    rows = [
        {
            "prefecture": prefecture,
            "version": version,
            "dataset_id": f"{version:032}",
            "as_of": version * 10,
            "created_at": version * 100,
        }
        for prefecture, version in ((PREFECTURE, 1), (PREFECTURE, 2), ("13", 3))
    ]
    with book.database.writing(PREFECTURE) as connection:
        connection.execute(sa.insert(schema.dataset_version), rows)
    (row,) = book.database.read(queries.dataset(), HERE)
    assert tuple(row) == (2, f"{2:032}", 20, 200)


def test_sample_batches_are_the_committed_ones_of_the_sample(book: Book) -> None:
    files = [File(number, japan("2025-04-01"), (Learner(1),)) for number in range(1, 5)]
    book.commit(*files)
    assert [tuple(row) for row in book.database.read(queries.sample_batches(), HERE)] == [(0,)]
    batch = schema.import_batch
    with book.database.writing(PREFECTURE) as connection:
        connection.execute(
            sa.update(batch).where(batch.c.id.in_([1, 2, 3])).values(who=queries.SAMPLE)
        )
    book.undo(files[0])
    assert [tuple(row) for row in book.database.read(queries.sample_batches(), HERE)] == [(2,)]


@pytest.mark.parametrize("seed", SEEDS)
def test_course_facts(book: Book, seed: int) -> None:
    recount = filled(book, seed)
    rows = book.database.read(queries.course_facts(2025, 202506), HERE)
    found = {(row.code, row.course_id): tuple(row)[7:] for row in rows}
    assert found == counted_by_course(recount, 202504, 202506)
    assert {type(count) for counts in found.values() for count in counts} == {int}
    assert {row.course_id: row.title for row in rows} == newest_titles(recount, found)


@pytest.mark.parametrize("seed", SEEDS)
def test_courses_add_up_to_the_month_facts(book: Book, seed: int) -> None:
    filled(book, seed)
    rows = book.database.read(queries.course_facts(2025, 202509), HERE)
    months = [
        row
        for row in book.database.read(queries.month_facts(), HERE)
        if 202504 <= row.month <= 202509
    ]
    for name in ("enrolments", "completions", "matured", "matured_completed"):
        assert sum(getattr(row, name) for row in rows) == sum(getattr(m, name) for m in months)


def counted_by_course(
    recount: Recount, first: int, last: int
) -> dict[tuple[str, int], tuple[int, ...]]:
    found = {}
    for code in (YOKOHAMA, KAWASAKI, HAKONE):
        for course in (1, 2, 3):

            def here(each: Course, stamp: int | None, place: tuple[str, int]) -> bool:
                return (
                    stamp is not None
                    and first <= month_of(stamp) <= last
                    and (recount.home(each.learner_id, stamp), each.course_id) == place
                )

            def ripens(each: Course, place: tuple[str, int]) -> bool:
                return recount.ripens(each, place[0], first, last) and each.course_id == place[1]

            place = (code, course)
            ripe = [e for e in recount.current if ripens(e, place)]
            made = [e for e in recount.current if here(e, e.enrolled_at, place)]
            done = [e for e in recount.current if here(e, e.first_completed_at, place)]
            counts = (
                len(made),
                sum(each.assigned for each in made),
                sum(each.first_completed_at is not None for each in made),
                len({each.learner_id for each in made}),
                len(done),
                len({each.learner_id for each in done}),
                len(ripe),
                sum(map(recount.in_time, ripe)),
                sum(each.assigned for each in ripe),
                sum(each.assigned and recount.in_time(each) for each in ripe),
            )
            if any(counts):
                found[code, course] = counts
    return found


@pytest.mark.parametrize("seed", SEEDS)
def test_learner_facts(book: Book, seed: int) -> None:
    recount = filled(book, seed)
    skills = {1: "A1-01", 2: "A1-01", 3: "L-M-1"}
    with book.database.writing(PREFECTURE) as connection:
        connection.execute(
            sa.insert(schema.course_skill), [_skill(*each) for each in skills.items()]
        )
        connection.execute(
            sa.update(schema.course_observation)
            .where(schema.course_observation.c.course_id == 1)
            .values(category="")
        )
    rows = book.database.read(queries.learner_facts(2025, 202507), HERE)
    categories = {1: "", 2: "Business", 3: "Business"}
    assert {tuple(row) for row in rows} == {
        (code, heading, name, *counts)
        for heading, of in (("category", categories), ("skill", skills))
        for code in (YOKOHAMA, KAWASAKI, HAKONE)
        for name in set(of.values())
        if any(counts := counted_people(recount, code, {c for c in of if of[c] == name}))
    }
    assert rows == sorted(rows)


def counted_people(recount: Recount, code: str, courses: set[int]) -> tuple[int, ...]:
    """Distinct people behind the courses in a municipality, April to July 2025."""

    def here(each: Course, stamp: int | None) -> bool:
        return (
            stamp is not None
            and 202504 <= month_of(stamp) <= 202507
            and recount.home(each.learner_id, stamp) == code
        )

    taken = [each for each in recount.current if each.course_id in courses]
    made = [each for each in taken if here(each, each.enrolled_at)]
    done = [each for each in taken if here(each, each.first_completed_at)]
    ripe = [each for each in taken if recount.ripens(each, code, 202504, 202507)]
    return (
        *_people(made),
        len({each.learner_id for each in done}),
        *_people(ripe),
    )


def _people(courses: list[Course]) -> tuple[int, int, int]:
    """All, those with an assigned one, and those with another."""
    return (
        len({each.learner_id for each in courses}),
        len({each.learner_id for each in courses if each.assigned}),
        len({each.learner_id for each in courses if not each.assigned}),
    )


def _skill(course: int, code: str) -> dict[str, str]:
    return {
        "prefecture": PREFECTURE,
        "platform": "udemy",
        "external_id": str(course),
        "skill_scheme": "DSS",
        "skill_code": code,
    }


def newest_titles(recount: Recount, shown: dict[tuple[str, int], object]) -> dict[int, str]:
    titles = {}
    for file in sorted(recount.files, key=lambda file: (file.as_of, file.sha256)):
        for each in file.courses:
            titles[each.course_id] = f"講座{each.course_id}（{file.id}）"
    return {course: titles[course] for _, course in shown}


def test_course_facts_know_a_course_s_skill(book: Book) -> None:
    with book.database.writing(PREFECTURE) as connection:
        connection.execute(sa.insert(schema.course_skill).values(_skill(2, "A1-01")))
    at = japan("2025-04-01")
    book.commit(
        File(1, at, (Learner(1),), (Course(1, 2, enrolled_at=at), Course(1, 3, enrolled_at=at)))
    )
    rows = book.database.read(queries.course_facts(2025, 202504), HERE)
    assert [(row.course_id, row.skill_scheme, row.skill_code, row.minutes) for row in rows] == [
        (2, "DSS", "A1-01", 120),
        (3, None, None, 180),
    ]


@pytest.mark.parametrize(
    "statement",
    [
        queries.month_facts(),
        queries.dataset(),
        queries.course_facts(2025, 202603),
        queries.learner_facts(2025, 202603),
    ],
)
def test_no_question_reaches_another_prefecture(book: Book, statement: sa.Select) -> None:
    filled(book, 0)
    assert book.database.read(statement, ELSEWHERE) == []


@pytest.mark.parametrize("seed", SEEDS)
def test_view_enrolment_is_the_newest_that_was_seen(book: Book, seed: int) -> None:
    recount = filled(book, seed)
    names = list(Course.__annotations__)
    found = view(book, schema.enrolment, *names)
    assert found == sorted(map(astuple, recount.current), key=lambda row: row[:2])


@pytest.mark.parametrize("seed", SEEDS)
def test_view_activity_has_every_action_and_increase_once(book: Book, seed: int) -> None:
    recount = filled(book, seed)
    rows = view(
        book, schema.activity, "learner_id", "course_id", "at", "action", "learning_seconds"
    )
    watched = [(*row[:3], row[4]) for row in rows if row[3] == "watched"]
    assert sorted(row[:4] for row in rows if row[3] != "watched") == sorted(recount.dated_actions)
    assert sorted(watched) == sorted(recount.watched)


@pytest.mark.parametrize("seed", SEEDS)
def test_view_membership_is_where_a_learner_belonged(book: Book, seed: int) -> None:
    recount = filled(book, seed)
    stretches = view(book, schema.membership, "learner_id", "code", "valid_from", "valid_to")
    for learner in range(1, 7):
        for stamp in {0} | {file.as_of + shift for file in recount.files for shift in (-1, 0)}:
            homes = [
                code
                for who, code, since, until in stretches
                if who == learner and (since or 0) <= stamp < (until or 1 << 40)
            ]
            assert homes == [home for home in [recount.home(learner, stamp)] if home]


def test_an_override_outweighs_every_file(book: Book) -> None:
    at = japan("2025-04-01")
    with book.database.writing(PREFECTURE) as connection:
        connection.execute(
            sa.insert(schema.learner_override).values(learner_id=1, municipality_code=HAKONE)
        )
    book.commit(File(1, at, (Learner(1, YOKOHAMA, "pool"),), (Course(1, enrolled_at=at),)))
    assert view(book, schema.membership, "learner_id", "code", "valid_from", "valid_to") == [
        (1, HAKONE, None, None)
    ]
    assert book.facts()[HAKONE, 202504]["enrolments"] == 1


def view(book: Book, table: sa.TableClause, *names: str) -> list[tuple[object, ...]]:
    statement = sa.select(*(table.c[name] for name in names)).order_by(*names[:2])
    with book.database.engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(statement)]
    if "assigned" in names:  # SQLite keeps truth as 0 and 1
        rows = [(*row[:-1], bool(row[-1])) for row in rows]
    return rows
