"""One function a question. Each returns a Select and runs nothing: `Database.read` does.

Every statement leaves a place `:prefecture`, which only the reader's scope fills, so that no page
can ask for another prefecture's records by mistake.
"""

from datetime import datetime, timedelta, timezone
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    String,
    Subquery,
    and_,
    bindparam,
    case,
    cast,
    distinct,
    func,
    literal,
    or_,
    select,
    union_all,
)

from data_access.schema import (
    course_current,
    dataset_version,
    enrolment,
    import_batch,
    membership,
    month_fact,
)

_PREFECTURE: Final = bindparam("prefecture", type_=String(2))
SAMPLE: Final = "sample"
"""Who imported the invented sample, in its batches."""
_JAPAN: Final = timezone(timedelta(hours=9))


def month_facts() -> Select[Any]:
    """One row a municipality and month, in order; the columns are the fields of MonthFact.

    A municipality has a row from its first month with licences or records to the newest month;
    one that never took part has none.
    """
    columns = [column for column in month_fact.columns if column.name != "prefecture"]
    return (
        select(*columns)
        .where(month_fact.c.prefecture == _PREFECTURE)
        .order_by(month_fact.c.code, month_fact.c.month)
    )


def dataset() -> Select[Any]:
    """The newest state of the records: version, dataset_id, as_of (a stamp or NULL), created_at.

    No row when nothing was ever imported. Caches are keyed on version and dataset_id together: a
    database that was restored from a backup counts its versions from an older number again.
    """
    columns = dataset_version.c
    return (
        select(columns.version, columns.dataset_id, columns.as_of, columns.created_at)
        .where(columns.prefecture == _PREFECTURE)
        .order_by(columns.version.desc())
        .limit(1)
    )


def sample_batches() -> Select[Any]:
    """One row, `batches`: how many committed files of the invented sample the records hold."""
    batch = import_batch.c
    return (
        select(func.count().label("batches"))
        .where(batch.prefecture == _PREFECTURE)
        .where(batch.status == "committed", batch.who == SAMPLE)
    )


def course_facts(fiscal_year: int, through_month: int) -> Select[Any]:
    """One row a municipality and course with anything to count, 1 April to a month's end.

    Columns: code, course_id, title, minutes, category, skill_scheme, skill_code (NULL where
    unknown); enrolments (made in the period), assigned_enrolments, enrolments_completed (of those
    enrolments, by the date of the data), learners (distinct, enrolled in the period), completions
    (first completions in the period), completing_learners (distinct). Each event counts in the
    municipality that the learner belonged to on that day, as in the month facts.
    """
    since, until = _begin(fiscal_year * 100 + 4), _begin(_following(through_month))
    enrolled, completed = _enrolled(since, until), _completed(since, until)
    both = union_all(select(enrolled), select(completed)).subquery()
    counts = [cast(func.sum(both.c[name]), Integer).label(name) for name in _COUNTS]
    course = course_current.c
    described = (course.title, course.minutes, course.category)
    skill = (course.skill_scheme, course.skill_code)
    return (
        select(both.c.code, both.c.course_id, *described, *skill, *counts)
        .join_from(both, course_current, course.course_id == both.c.course_id)
        .group_by(both.c.code, both.c.course_id, *described, *skill)
        .order_by(both.c.code, both.c.course_id)
    )


_NOW: Final = select(enrolment).where(enrolment.c.prefecture == _PREFECTURE).cte("now")
_HOME: Final = select(membership).where(membership.c.prefecture == _PREFECTURE).cte("home")
"""The views, named once in a statement, so that a database works them out once."""
_COUNTS: Final = (
    "enrolments",
    "assigned_enrolments",
    "enrolments_completed",
    "learners",
    "completions",
    "completing_learners",
)


def _enrolled(since: int, until: int) -> Subquery:
    return _by_course(
        _NOW.c.enrolled_at,
        since,
        until,
        enrolments=func.count(),
        assigned_enrolments=func.sum(case((_NOW.c.assigned, 1), else_=0)),
        enrolments_completed=func.count(_NOW.c.first_completed_at),
        learners=func.count(distinct(_NOW.c.learner_id)),
    )


def _completed(since: int, until: int) -> Subquery:
    return _by_course(
        _NOW.c.first_completed_at,
        since,
        until,
        completions=func.count(),
        completing_learners=func.count(distinct(_NOW.c.learner_id)),
    )


def _by_course(
    at: ColumnElement[int], since: int, until: int, **counts: ColumnElement[int]
) -> Subquery:
    """Events from `since` to before `until`, summed before anything is joined to them."""
    belongs = and_(
        _HOME.c.learner_id == _NOW.c.learner_id,
        or_(_HOME.c.valid_from.is_(None), _HOME.c.valid_from <= at),
        or_(_HOME.c.valid_to.is_(None), _HOME.c.valid_to > at),
    )
    zero = literal(0, Integer)
    return (
        select(
            _HOME.c.code,
            _NOW.c.course_id,
            *(counts.get(name, zero).label(name) for name in _COUNTS),
        )
        .join_from(_NOW, _HOME, belongs)
        .where(at >= since, at < until)
        .group_by(_HOME.c.code, _NOW.c.course_id)
        .subquery()
    )


def _begin(month: int) -> int:
    """The stamp at which the month `yyyymm` begins in Japan."""
    year, number = divmod(month, 100)
    return int(datetime(year, number, 1, tzinfo=_JAPAN).timestamp())


def _following(month: int) -> int:
    return month + 1 if month % 100 < 12 else month + 89
