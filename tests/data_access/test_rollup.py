"""Records become the facts that their definitions say, however the files came."""

import random
from datetime import date

import pytest
from handmade import (
    HAKONE,
    KAWASAKI,
    YOKOHAMA,
    Book,
    Course,
    File,
    Learner,
    Licences,
    Recount,
    Statement,
    japan,
    random_file,
    utc,
)

from data_access.database import Database


@pytest.fixture
def book(database: Database) -> Book:
    made = Book(database)
    made.prepare(learners=range(1, 7), courses=range(1, 4))
    return made


def file(number: int, as_of: str, *rows: Learner | Course | Licences) -> File:
    return File(
        number,
        japan(as_of),
        tuple(row for row in rows if isinstance(row, Learner)),
        tuple(row for row in rows if isinstance(row, Course)),
        tuple(row for row in rows if isinstance(row, Licences)),
    )


def test_the_fiscal_year_begins_at_midnight_in_japan(book: Book) -> None:
    book.commit(
        file(
            1,
            "2025-04-30",
            Learner(1),
            Learner(2),
            Course(1, enrolled_at=utc("2025-03-31T14:59:59Z")),
            Course(2, enrolled_at=utc("2025-03-31T15:00:00Z")),
        )
    )
    one = {"enrolments": 1, "active_learners": 1}
    first = {"active_learners_fy": 1, "enrolled_learners_fy": 1}
    assert book.fact(YOKOHAMA, 202503) == one | first | {"joined": 1}
    assert book.fact(YOKOHAMA, 202504) == one | first | {"joined": 2}


def test_distinct_counts_of_the_year_do_not_add(book: Book) -> None:
    book.commit(
        file(
            1,
            "2025-06-30",
            Learner(1),
            Course(1, 1, enrolled_at=japan("2025-04-10"), first_completed_at=japan("2025-05-10")),
            Course(1, 2, enrolled_at=japan("2025-05-11"), first_completed_at=japan("2025-06-01")),
        )
    )
    facts = book.facts()
    months = (202504, 202505, 202506)
    assert [facts[YOKOHAMA, each]["active_learners"] for each in months] == [1, 1, 1]
    assert [facts[YOKOHAMA, each]["active_learners_fy"] for each in months] == [1, 1, 1]
    assert [facts[YOKOHAMA, each]["enrolled_learners_fy"] for each in months] == [1, 1, 1]
    assert [facts[YOKOHAMA, each]["completing_learners_fy"] for each in months] == [0, 1, 1]
    assert [facts[YOKOHAMA, each]["completions"] for each in months] == [0, 1, 1]


@pytest.mark.parametrize(
    ("completed", "in_time"), [("2025-06-30 23:59", 1), ("2025-07-01 00:00", 0)]
)
def test_ninety_days_are_counted_in_days_of_japan(book: Book, completed: str, in_time: int) -> None:
    """1 April and 90 days is 30 June."""
    course = Course(1, enrolled_at=japan("2025-04-01 12:00"), first_completed_at=japan(completed))
    book.commit(file(1, "2025-07-02", Learner(1), course))
    facts = book.facts()
    assert facts[YOKOHAMA, 202506]["matured"] == 1
    assert facts[YOKOHAMA, 202506]["matured_completed"] == in_time
    assert facts[YOKOHAMA, 202504]["enrolments_completed"] == 1


@pytest.mark.parametrize(("as_of", "matured"), [("2025-06-29 23:59", 0), ("2025-06-30 00:00", 1)])
def test_an_enrolment_matures_on_its_ninetieth_day(book: Book, as_of: str, matured: int) -> None:
    course = Course(1, enrolled_at=japan("2025-04-01 12:00"))
    book.commit(file(1, as_of, Learner(1), course))
    assert book.facts()[YOKOHAMA, 202506]["matured"] == matured


def test_enrolments_mature_when_another_learner_s_file_moves_time_on(book: Book) -> None:
    book.commit(file(1, "2025-06-29", Learner(1), Course(1, enrolled_at=japan("2025-04-01 12:00"))))
    assert book.facts()[YOKOHAMA, 202506]["matured"] == 0
    book.commit(file(2, "2025-07-31", Learner(2, KAWASAKI)))
    assert book.facts()[YOKOHAMA, 202506]["matured"] == 1
    assert book.facts()[YOKOHAMA, 202507]["enrolled_learners_fy"] == 1


def test_a_learner_matures_once_a_year_however_many_courses_do(book: Book) -> None:
    """Also where another learner's files let the second course mature, in a month of its own."""
    book.commit(
        file(
            1,
            "2025-06-29",
            Learner(1),
            Course(1, 1, enrolled_at=japan("2025-04-01 12:00")),
            Course(1, 2, enrolled_at=japan("2025-05-20 12:00")),
            Course(1, 3, enrolled_at=japan("2025-01-20 12:00")),
        )
    )
    book.commit(file(2, "2025-07-31", Learner(2, KAWASAKI)))
    book.commit(file(3, "2025-08-31", Learner(2, KAWASAKI)))
    facts = book.facts()
    months = range(202503, 202509)
    assert [facts[YOKOHAMA, each]["matured"] for each in months] == [0, 1, 0, 1, 0, 1]
    assert [facts[YOKOHAMA, each]["matured_learners_fy"] for each in months] == [0, 1, 1, 1, 1, 1]
    assert book.rebuild() == 0


def test_a_learner_who_moves_takes_later_events_along(book: Book) -> None:
    moved = japan("2025-05-15")
    book.commit(
        file(1, "2025-04-30", Learner(1, YOKOHAMA, joined_at=japan("2025-04-01"))),
        File(
            2,
            moved,
            (Learner(1, KAWASAKI),),
            (
                Course(1, 1, enrolled_at=moved - 1, last_active_at=moved),
                Course(1, 2, enrolled_at=moved),
            ),
        ),
    )
    facts = book.facts()
    assert facts[YOKOHAMA, 202505]["enrolments"] == 1
    assert facts[KAWASAKI, 202505]["enrolments"] == 1
    assert [facts[YOKOHAMA, each]["joined"] for each in (202504, 202505)] == [1, 0]
    assert facts[KAWASAKI, 202505]["joined"] == 1
    assert facts[YOKOHAMA, 202505]["active_learners_fy"] == 1
    assert facts[KAWASAKI, 202505]["active_learners_fy"] == 1


def test_the_first_municipality_told_reaches_back_to_the_beginning(book: Book) -> None:
    book.commit(
        file(1, "2025-06-30", Learner(1, HAKONE), Course(1, enrolled_at=japan("2024-05-01")))
    )
    assert book.facts()[HAKONE, 202405]["enrolments"] == 1


def test_a_group_does_not_outweigh_a_pool(book: Book) -> None:
    course = Course(1, enrolled_at=japan("2025-06-15"))
    book.commit(
        file(1, "2025-04-30", Learner(1, YOKOHAMA, "pool")),
        file(2, "2025-05-31", Learner(1, KAWASAKI, "group")),
        file(3, "2025-06-30", Learner(1, None), course),
    )
    assert book.facts()[YOKOHAMA, 202506]["enrolments"] == 1
    assert not any(code == KAWASAKI for code, _ in book.facts())


def test_learners_of_no_municipality_are_in_no_fact(book: Book) -> None:
    book.commit(file(1, "2025-04-30", Learner(1, None), Course(1, enrolled_at=japan("2025-04-01"))))
    assert book.facts() == {}


def test_seconds_are_what_each_file_adds_to_the_most_seen_before(book: Book) -> None:
    """600, then 900; the platform's 700 is a fall and adds nothing; 1,000 adds 100."""
    reports = [
        (4, "2025-04-20", 600),
        (3, "2025-05-20", 900),
        (2, "2025-06-20", 700),
        (1, "2025-07-20", 1000),
    ]
    for number, at, seconds in reports:
        course = Course(1, last_active_at=japan(at), learning_seconds=seconds)
        book.commit(File(number, japan(at) + 86_400, (Learner(1),), (course,)))
    facts = book.facts()
    found = [facts[YOKOHAMA, month]["learning_seconds"] for month in range(202504, 202508)]
    assert found == [600, 300, 0, 100]


def test_seconds_without_a_date_count_at_the_file_s_own(book: Book) -> None:
    book.commit(file(1, "2025-05-31 23:00", Learner(1), Course(1, learning_seconds=60)))
    assert book.fact(YOKOHAMA, 202505) == {"learning_seconds": 60}


def test_an_assigned_enrolment_is_no_action_but_starting_it_is(book: Book) -> None:
    course = Course(
        1, enrolled_at=japan("2025-04-01"), started_at=japan("2025-05-01"), assigned=True
    )
    book.commit(file(1, "2025-05-31", Learner(1), course))
    assert book.fact(YOKOHAMA, 202504) == {
        "enrolments": 1,
        "assigned_enrolments": 1,
        "enrolled_learners_fy": 1,
    }
    assert book.facts()[YOKOHAMA, 202505]["active_learners"] == 1


def test_progress_of_a_hundred_is_no_completion(book: Book) -> None:
    course = Course(1, enrolled_at=japan("2025-04-01"), progress=10_000)
    book.commit(file(1, "2025-04-30", Learner(1), course))
    assert book.facts()[YOKOHAMA, 202504]["enrolments_completed"] == 0


def test_joined_learners_are_those_who_came_and_have_not_left(book: Book) -> None:
    came = japan("2025-04-30 23:59")
    book.commit(
        file(
            1,
            "2025-06-30",
            Learner(1, joined_at=came, status="active"),
            Learner(2, joined_at=came, deactivated_at=japan("2025-05-31"), status="deactivated"),
            Learner(3, status="invited"),
            Learner(4, status="active"),
        )
    )
    facts = book.facts()
    found = [facts[YOKOHAMA, month]["joined"] for month in (202504, 202505, 202506)]
    assert found == [2, 1, 2]


def test_who_comes_back_had_not_left(book: Book) -> None:
    came = japan("2025-04-01")
    gone = Learner(1, joined_at=came, deactivated_at=japan("2025-05-01"), status="deactivated")
    book.commit(file(1, "2025-05-31", gone))
    assert book.facts()[YOKOHAMA, 202505]["joined"] == 0
    book.commit(file(2, "2025-06-30", Learner(1, status="active")))
    assert book.facts()[YOKOHAMA, 202505]["joined"] == 1


def test_licences_and_spend_follow_the_newest_contract(book: Book) -> None:
    year = (date(2025, 4, 1), date(2026, 3, 31))
    book.commit(
        file(1, "2025-06-15", Learner(1, None)),
        file(2, "2025-04-01", Licences(YOKOHAMA, 10, 365_000, *year)),
        file(3, "2025-05-01", Licences(YOKOHAMA, 12, 730_000, *year)),
    )
    facts = book.facts()
    spent = [facts[YOKOHAMA, each]["spend_yen"] for each in (202504, 202505, 202506)]
    assert spent == [60_000, 62_000, 30_000]
    assert facts[YOKOHAMA, 202506]["licences"] == 12
    book.undo(book.committed[2])
    assert book.fact(YOKOHAMA, 202504) == {"licences": 10, "spend_yen": 30_000}


def test_licences_are_read_on_the_month_s_last_day(book: Book) -> None:
    may = Licences(YOKOHAMA, 5, 300, date(2025, 5, 2), date(2025, 6, 29))
    book.commit(file(1, "2025-07-31", Learner(1, None)), file(2, "2025-07-31", may))
    facts = book.facts()
    assert [facts[YOKOHAMA, month]["licences"] for month in (202505, 202506)] == [5, 0]


def test_an_undone_file_leaves_what_never_importing_it_would(book: Book) -> None:
    first = file(1, "2025-04-30", Learner(1, YOKOHAMA), Course(1, enrolled_at=japan("2025-04-01")))
    second = file(
        2,
        "2025-08-31",
        Learner(1, KAWASAKI),
        Course(
            1,
            enrolled_at=japan("2025-04-01"),
            first_completed_at=japan("2025-08-01"),
            learning_seconds=900,
        ),
    )
    book.commit(first)
    before = book.facts()
    assert book.commit(second) > 0
    assert book.facts() != before
    book.undo(second)
    assert book.facts() == before
    book.undo(first)
    assert book.facts() == {}


def statements(number: int, as_of: str, *rows: Learner | Statement, voids: tuple[int, ...] = ()):
    return File(
        number,
        japan(as_of),
        tuple(row for row in rows if isinstance(row, Learner)),
        statements=tuple(row for row in rows if isinstance(row, Statement)),
        voids=voids,
    )


def test_a_learner_enrols_at_the_first_statement_that_is_no_completion(book: Book) -> None:
    begun, done = japan("2025-04-10"), japan("2025-05-20")
    book.commit(
        statements(
            1,
            "2025-06-30",
            Learner(1),
            Statement(1, 1, 1, done, "completed"),
            Statement(2, 1, 1, begun),
        )
    )
    facts = book.facts()
    assert [facts[YOKOHAMA, month]["enrolments"] for month in (202504, 202505)] == [1, 0]
    assert [facts[YOKOHAMA, month]["completions"] for month in (202504, 202505)] == [0, 1]
    assert facts[YOKOHAMA, 202504]["enrolments_completed"] == 1


def test_a_completion_without_any_earlier_sign_is_no_enrolment(book: Book) -> None:
    done, later = japan("2025-05-20"), japan("2025-06-01")
    book.commit(
        statements(
            1,
            "2025-10-31",
            Learner(1),
            Statement(1, 1, 1, done, "completed"),
            Statement(2, 1, 1, later),
        )
    )
    assert book.fact(YOKOHAMA, 202505) == {
        "joined": 1,
        "completions": 1,
        "active_learners": 1,
        "active_learners_fy": 1,
        "completing_learners_fy": 1,
    }
    assert sum(row["enrolments"] + row["matured"] for row in book.facts().values()) == 0


@pytest.mark.parametrize("statements_first", [True, False])
def test_an_export_keeps_what_statements_do_not_say(book: Book, statements_first: bool) -> None:
    """And the completion, of which only the statement tells so far, counts once."""
    export = file(1, "2025-05-01", Learner(1), Course(1, enrolled_at=japan("2025-04-02")))
    said = statements(
        2, "2025-06-30", Learner(1), Statement(1, 1, 1, japan("2025-06-03"), "completed")
    )
    for each in (said, export) if statements_first else (export, said):
        book.commit(each)
    facts = book.facts()
    assert facts[YOKOHAMA, 202504]["enrolments"] == 1
    assert facts[YOKOHAMA, 202504]["enrolments_completed"] == 1
    done = japan("2025-06-03 00:00:05")
    later = Course(1, enrolled_at=japan("2025-04-02"), first_completed_at=done)
    book.commit(file(3, "2025-07-01", Learner(1), later))
    assert book.facts()[YOKOHAMA, 202506]["completions"] == 1


def test_a_voided_statement_counts_again_when_the_voiding_is_undone(book: Book) -> None:
    said = statements(1, "2025-04-30", Learner(1), Statement(1, 1, 1, japan("2025-04-10")))
    void = statements(2, "2025-05-31", Learner(2), voids=(1,))
    again = statements(3, "2025-05-31", Learner(2), voids=(1,))
    book.commit(said)
    assert book.facts()[YOKOHAMA, 202504]["enrolments"] == 1
    book.commit(void, again)
    assert book.facts() == {}
    book.undo(void)
    assert book.facts() == {}
    book.undo(again)
    assert book.facts()[YOKOHAMA, 202504]["enrolments"] == 1
    assert book.rebuild() == 0


def test_a_statement_counts_while_any_batch_tells_it(book: Book) -> None:
    once = Statement(1, 1, 1, japan("2025-04-10"))
    first = statements(1, "2025-04-30", Learner(1), once)
    second = statements(2, "2025-04-30", Learner(1), once)
    book.commit(first)
    before = book.facts()
    book.commit(second)
    assert book.facts() == before
    book.undo(first)
    assert book.facts() == before
    book.undo(second)
    assert book.facts() == {}


def test_a_refresh_writes_only_the_months_that_change(book: Book) -> None:
    book.commit(
        file(1, "2025-06-30", Learner(1), Course(1, enrolled_at=japan("2024-05-01"))),
        file(2, "2025-06-30", Learner(2, KAWASAKI), Course(2, enrolled_at=japan("2024-05-01"))),
    )
    late = Course(2, 2, enrolled_at=japan("2025-06-01"))
    assert book.commit(file(3, "2025-06-30", Learner(2, KAWASAKI), late)) == 1
    assert book.rebuild() == 0


@pytest.mark.parametrize("seed", range(8))
def test_whatever_came_and_went_the_facts_are_what_the_files_say(book: Book, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(1, 11):
        if book.committed and chance.random() < 0.3:
            book.undo(*chance.sample(book.committed, chance.randint(1, len(book.committed))))
        else:
            book.commit(random_file(chance, number * 2), random_file(chance, number * 2 + 1))
        assert book.facts() == Recount(book.committed).facts()
    assert book.rebuild() == 0
