"""Learners one by one, and how long enrolments were open, against a plain recount."""

import random
from collections import Counter

import pytest
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
    april,
    day,
    japan,
    month_of,
    random_file,
)

from data_access.database import Database
from data_access.learners import learners
from data_access.scope import Scope
from metrics.facts import OF_A_LEARNER, Cohort, Duration, Length, MonthFact, to_date

HERE = Scope(PREFECTURE)
THROUGH = 202506
SEEDS = range(4)


@pytest.fixture
def book(database: Database) -> Book:
    made = Book(database)
    made.prepare(learners=range(1, 7), courses=range(1, 4))
    return made


def filled(book: Book, seed: int) -> Recount:
    chance = random.Random(2_000 + seed)
    files = [random_file(chance, number) for number in range(1, 12)]
    book.commit(*files)
    book.undo(chance.choice(files))
    return Recount(book.committed)


def did(recount: Recount, learner: int, code: str) -> tuple[int, ...]:
    """What a learner adds to the facts of a municipality, in the order of OF_A_LEARNER."""

    def here(who: int, stamp: int | None) -> bool:
        return (
            (who, stamp is not None) == (learner, True)
            and april(THROUGH) <= month_of(stamp) <= THROUGH
            and recount.home(learner, stamp) == code
        )

    months = {month_of(stamp) for who, stamp in recount.actions if here(who, stamp)}
    made = [each for each in recount.current if here(each.learner_id, each.enrolled_at)]
    done = [each for each in recount.current if here(each.learner_id, each.first_completed_at)]
    seconds = sum(amount for who, _, stamp, amount in recount.watched if here(who, stamp))
    return seconds, len(months), int(bool(months)), int(bool(made)), len(done)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_learner_s_part(book: Book, seed: int) -> None:
    recount = filled(book, seed)
    found = learners(book.database, HERE).to_date(THROUGH)
    for code in (YOKOHAMA, KAWASAKI, HAKONE):
        expected = [did(recount, learner, code) for learner in range(1, 7)]
        assert Counter(tuple(row) for row in found.get(code, ())) == Counter(filter(any, expected))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_parts_add_up_to_the_facts(book: Book, seed: int) -> None:
    filled(book, seed)
    months = [MonthFact(*key, **row) for key, row in book.facts().items()]
    for code, rows in learners(book.database, HERE).to_date(THROUGH).items():
        fact = to_date([each for each in months if each.code == code], THROUGH, 0)
        assert [getattr(fact, name) for name in OF_A_LEARNER] == rows.sum(axis=0).tolist()


def counted(recount: Recount) -> list[Cohort]:
    """Courses 1 and 2 last one and two hours, course 3 three."""
    found: dict[tuple[str, bool, Length], list[Course]] = {}
    for each in recount.current:
        if each.enrolled_at is None or not april(THROUGH) <= month_of(each.enrolled_at) <= THROUGH:
            continue
        code = recount.home(each.learner_id, each.enrolled_at)
        if code:
            known = any(one.course_id == each.course_id for f in recount.files for one in f.courses)
            long = Length.LONG if each.course_id == 3 else Length.SHORT
            kind = (code, each.assigned, long if known else Length.UNKNOWN)
            found.setdefault(kind, []).append(each)
    return [
        Cohort(
            *kind,
            len({each.learner_id for each in made}),
            tuple(
                Duration(*key, number)
                for key, number in sorted(Counter(open_for(recount, each) for each in made).items())
            ),
        )
        for kind, made in sorted(
            found.items(), key=lambda pair: (pair[0][0], pair[0][1], str(pair[0][2]))
        )
    ]


def open_for(recount: Recount, each: Course) -> tuple[int, bool]:
    end = each.first_completed_at
    if end is None:
        left = recount.left(each.learner_id)
        end = recount.newest if left is None else min(left, recount.newest)
    return max((day(end) - day(each.enrolled_at)).days, 0), each.first_completed_at is not None


def in_order(cohorts: list[Cohort]) -> list[Cohort]:
    return sorted(cohorts, key=lambda each: (each.code, each.assigned, str(each.length)))


@pytest.mark.parametrize("seed", SEEDS)
def test_how_long_enrolments_were_open(book: Book, seed: int) -> None:
    recount = filled(book, seed)
    found = learners(book.database, HERE).cohorts(THROUGH)
    assert in_order(found) == in_order(counted(recount))


def test_who_leaves_is_seen_no_longer_and_a_completion_stands(book: Book) -> None:
    gone = japan("2025-05-01")
    book.commit(
        File(
            1,
            japan("2025-06-30"),
            (Learner(1, deactivated_at=gone, status="deactivated"), Learner(2)),
            (
                Course(1, 1, enrolled_at=japan("2025-04-21")),
                Course(1, 2, enrolled_at=gone - 1, first_completed_at=gone + 86_400),
                Course(2, 1, enrolled_at=japan("2025-06-20")),
            ),
        )
    )
    (cohort,) = learners(book.database, HERE).cohorts(202506)
    assert cohort == Cohort(
        YOKOHAMA,
        False,
        Length.SHORT,
        2,
        (Duration(2, True), Duration(10, False, 2)),
    )


def test_nobody_and_another_prefecture(book: Book) -> None:
    for scope in (HERE, Scope("13")):
        found = learners(book.database, scope)
        assert (found.to_date(THROUGH), found.cohorts(THROUGH)) == ({}, [])
    filled(book, 0)
    found = learners(book.database, Scope("13"))
    assert (found.to_date(THROUGH), found.cohorts(THROUGH)) == ({}, [])
