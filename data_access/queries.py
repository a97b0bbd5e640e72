"""One function a question. Each returns a Select and runs nothing: `Database.read` does.

Every statement leaves a place `:prefecture`, which only the reader's scope fills, so that no page
can ask for another prefecture's records by mistake.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Label,
    ScalarSelect,
    Select,
    String,
    and_,
    bindparam,
    case,
    distinct,
    func,
    literal,
    or_,
    select,
    union_all,
)

from data_access.database import ONLY_SUMS
from data_access.flows import DAY, JAPAN, MATURE_DAYS
from data_access.schema import (
    ADOPTION,
    OF_NO_LEARNER,
    adoption_observation,
    affiliation,
    allocation,
    course_current,
    dataset_version,
    enrolment,
    import_batch,
    membership,
    month_fact,
    procurement,
)

_PREFECTURE: Final = bindparam("prefecture", type_=String(2))
_SUMS: Final = {ONLY_SUMS: True}
SAMPLE: Final = "sample"
"""Who imported the invented sample, in its batches."""
_JAPAN: Final = timezone(timedelta(seconds=JAPAN))


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


def adoption() -> Select[Any]:
    """The newest adoption report: one row a group, as the platform itself counts.

    Columns: name (the group's), code (NULL where nothing says which municipality it is), licences,
    invited, joined, enrolled, watched (their first lecture; each NULL where not said), as_of. A
    person may be in several groups, so groups of a municipality do not add up to people.
    """
    batch, said, label = import_batch.c, adoption_observation.c, affiliation.c
    newest = (
        select(batch.id, batch.as_of)
        .where(batch.prefecture == _PREFECTURE, batch.kind == ADOPTION, batch.status == "committed")
        .order_by(batch.as_of.desc(), batch.sha256.desc())
        .limit(1)
        .subquery()
    )
    counts = (said.licences, said.invited, said.joined, said.enrolled, said.watched)
    return (
        select(
            label.groups.label("name"),
            label.municipality_code.label("code"),
            *counts,
            newest.c.as_of,
        )
        .join_from(adoption_observation, newest, newest.c.id == said.batch_id)
        .join(affiliation, label.id == said.affiliation_id)
        .order_by(label.municipality_code.is_(None), label.municipality_code, label.groups)
    )


def sample_batches() -> Select[Any]:
    """One row, `batches`: how many committed files of the invented sample the records hold."""
    batch = import_batch.c
    return (
        select(func.count().label("batches"))
        .where(batch.prefecture == _PREFECTURE)
        .where(batch.status == "committed", batch.who == SAMPLE)
        .execution_options(**_SUMS)
    )


def holdings() -> Select[Any]:
    """One row an allotment that holds by the newest contract that names its municipality.

    Columns: fiscal_year, municipality_code, licences, unit_price_yen, yen, starts_on, ends_on; the
    newest fiscal year first, then by code and period.
    """
    stated, terms, batch = procurement.c, allocation.c, import_batch.c
    newest = func.dense_rank().over(
        partition_by=(stated.fiscal_year, stated.platform, terms.municipality_code),
        order_by=(batch.as_of.desc(), batch.sha256.desc()),
    )
    columns = (
        stated.fiscal_year,
        terms.municipality_code,
        terms.licences,
        terms.unit_price_yen,
        terms.yen,
        terms.starts_on,
        terms.ends_on,
    )
    ranked = (
        select(*columns, newest.label("recency"))
        .join_from(allocation, procurement)
        .join(import_batch, batch.id == stated.batch_id)
        .where(batch.prefecture == _PREFECTURE, batch.status == "committed")
        .subquery()
    )
    listed = ranked.c
    return (
        select(*(column for column in listed if column.name != "recency"))
        .where(listed.recency == 1)
        .order_by(listed.fiscal_year.desc(), listed.municipality_code, listed.starts_on)
    )


def course_facts(fiscal_year: int, through_month: int) -> Select[Any]:
    """One row a municipality and course with anything to count, 1 April to a month's end.

    Columns: code, course_id, title, minutes, category, skill_scheme, skill_code (NULL where
    unknown); enrolments (made in the period), assigned_enrolments, enrolments_completed (of those
    enrolments, by the date of the data), learners (distinct, enrolled in the period), completions
    (first completions in the period), completing_learners (distinct); matured (enrolments that
    reached their 90th day in the period, up to the date of the data), matured_completed (of those,
    within the 90 days), assigned_matured, assigned_matured_completed. Each event counts in the
    municipality that the learner belonged to on that day, as in the month facts. A learner has one
    enrolment in a course: the counts of a course's enrolments are counts of people.
    """
    event = _events(fiscal_year, through_month)
    assigned, done = event.c.assigned == 1, event.c.done == 1
    course = course_current.c
    described = (course.title, course.minutes, course.category)
    skill = (course.skill_scheme, course.skill_code)
    counts = {
        "enrolments": _rows(event, _ENROLLED),
        "assigned_enrolments": _rows(event, _ENROLLED, assigned),
        "enrolments_completed": _rows(event, _ENROLLED, done),
        "learners": _people(event, _ENROLLED),
        "completions": _rows(event, _COMPLETED),
        "completing_learners": _people(event, _COMPLETED),
        "matured": _rows(event, _MATURED),
        "matured_completed": _rows(event, _MATURED, done),
        "assigned_matured": _rows(event, _MATURED, assigned),
        "assigned_matured_completed": _rows(event, _MATURED, assigned, done),
    }
    return (
        select(event.c.code, event.c.course_id, *described, *skill, *_labelled(counts))
        .join_from(event, course_current, course.course_id == event.c.course_id)
        .group_by(event.c.code, event.c.course_id, *described, *skill)
        .order_by(event.c.code, event.c.course_id)
        .execution_options(**_SUMS)
    )


def learner_facts(fiscal_year: int, through_month: int) -> Select[Any]:
    """How many people stand behind each category and each skill, 1 April to a month's end.

    One row a municipality and heading: heading (`category` or `skill`), name (the category, or the
    code of the skill). Counts of distinct people: learners (enrolled in the period in any of its
    courses), of them assigned_learners (in one that somebody assigned) and chosen_learners (in
    another); completing_learners (with a first completion); matured_learners (with an enrolment
    that reached its 90th day), assigned_matured_learners, chosen_matured_learners. People do not
    add over courses, so the course facts cannot tell.
    """
    event = _events(fiscal_year, through_month)
    assigned, chosen = event.c.assigned == 1, event.c.assigned == 0
    counts = {
        "learners": _people(event, _ENROLLED),
        "assigned_learners": _people(event, _ENROLLED, assigned),
        "chosen_learners": _people(event, _ENROLLED, chosen),
        "completing_learners": _people(event, _COMPLETED),
        "matured_learners": _people(event, _MATURED),
        "assigned_matured_learners": _people(event, _MATURED, assigned),
        "chosen_matured_learners": _people(event, _MATURED, chosen),
    }
    headings = {"category": course_current.c.category, "skill": course_current.c.skill_code}
    both = union_all(
        *(
            select(
                event.c.code,
                literal(heading).label("heading"),
                name.label("name"),
                *_labelled(counts),
            )
            .join_from(event, course_current, course_current.c.course_id == event.c.course_id)
            .where(name.is_not(None))
            .group_by(event.c.code, name)
            for heading, name in headings.items()
        )
    ).subquery()
    in_order = select(both).order_by(both.c.code, both.c.heading, both.c.name)
    return in_order.execution_options(**_SUMS)


_NOW: Final = select(enrolment).where(enrolment.c.prefecture == _PREFECTURE).cte("now")
_HOME: Final = select(membership).where(membership.c.prefecture == _PREFECTURE).cte("home")
"""The views, named once in a statement, so that a database works them out once."""
_ENROLLED: Final = "enrolled"
_COMPLETED: Final = "completed"
_MATURED: Final = "matured"
"""What befalls an enrolment: it is made, it is completed, it turns 90 days old."""


def _events(fiscal_year: int, through_month: int) -> CTE:
    """What befell enrolments in the period: event, code, learner_id, course_id, assigned, done.

    `assigned` and `done` are 0 or 1; `done` says of an enrolment made that it is completed by the
    date of the data, and of one that matured that it was completed in time.
    """
    since, until = _begin(fiscal_year * 100 + 4), _begin(_following(through_month))
    made, done = _NOW.c.enrolled_at, _NOW.c.first_completed_at
    turned = made + MATURE_DAYS * DAY
    in_time = done < _midnight(made) + (MATURE_DAYS + 1) * DAY
    ripe = turned < _midnight(_newest()) + DAY
    kinds = (
        _event(_ENROLLED, made, done.is_not(None)).where(made >= since, made < until),
        _event(_COMPLETED, done, done.is_not(None)).where(done >= since, done < until),
        _event(_MATURED, turned, in_time).where(turned >= since, turned < until, ripe),
    )
    return union_all(*kinds).cte("event")


def _event(name: str, at: ColumnElement[int], done: ColumnElement[bool]) -> Select[Any]:
    """One kind of event, in the municipality that the learner belonged to at its stamp."""
    belongs = and_(
        _HOME.c.learner_id == _NOW.c.learner_id,
        or_(_HOME.c.valid_from.is_(None), _HOME.c.valid_from <= at),
        or_(_HOME.c.valid_to.is_(None), _HOME.c.valid_to > at),
    )
    return select(
        literal(name).label("event"),
        _HOME.c.code,
        _NOW.c.learner_id,
        _NOW.c.course_id,
        case((_NOW.c.assigned, 1), else_=0).label("assigned"),
        case((done, 1), else_=0).label("done"),
    ).join_from(_NOW, _HOME, belongs)


def _rows(event: CTE, name: str, *more: ColumnElement[bool]) -> ColumnElement[int]:
    """How many events of the kind there are of which `more` is true."""
    return func.count(case((_is(event, name, *more), 1)))


def _people(event: CTE, name: str, *more: ColumnElement[bool]) -> ColumnElement[int]:
    """How many people they befell."""
    return func.count(distinct(case((_is(event, name, *more), event.c.learner_id))))


def _is(event: CTE, name: str, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    return and_(event.c.event == name, *more)


def _labelled(counts: Mapping[str, ColumnElement[int]]) -> list[Label[int]]:
    return [count.label(name) for name, count in counts.items()]


def _newest() -> ScalarSelect[Any]:
    """The stamp that the learner records describe."""
    batch = import_batch.c
    return (
        select(func.max(batch.as_of))
        .where(batch.prefecture == _PREFECTURE)
        .where(batch.status == "committed", batch.kind.not_in(OF_NO_LEARNER))
        .scalar_subquery()
    )


def _midnight(stamp: ColumnElement[int] | ScalarSelect[Any]) -> ColumnElement[int]:
    """The stamp at which the day of a stamp begins in Japan."""
    return stamp - (stamp + JAPAN) % DAY


def _begin(month: int) -> int:
    """The stamp at which the month `yyyymm` begins in Japan."""
    year, number = divmod(month, 100)
    return int(datetime(year, number, 1, tzinfo=_JAPAN).timestamp())


def _following(month: int) -> int:
    return month + 1 if month % 100 < 12 else month + 89
