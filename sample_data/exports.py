"""The platform's own files: "User course activity" and "All users", as rows of text."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sample_data.days import end_of, stamp
from sample_data.learning import Enrolment
from sample_data.people import Person
from sample_data.places import Place

OLDER_COLUMNS = (
    "User First Name", "User Last Name", "User Email", "External ID", "User Groups", "Course ID",
    "Course Title", "Course Duration", "% Marked Completed", "Minutes Video Consumed",
    "Date Enrolled", "Date Started", "First Date Completed", "Date Completed",
    "Date Last Accessed", "Course Category", "Assigned", "Assigned By", "User Is Deactivated",
)  # fmt: skip
LOCALE_AT = OLDER_COLUMNS.index("Course Title") + 1
NEWER_COLUMNS = tuple(
    "Date Last Active" if name == "Date Last Accessed" else name
    for name in (*OLDER_COLUMNS[:LOCALE_AT], "Course Locale", *OLDER_COLUMNS[LOCALE_AT:])
)
USER_COLUMNS = (
    "Email", "External ID", "Group", "License pool", "License type", "LMS User ID", "Name", "Role",
    "Status", "Surname", "Joined date", "Deactivated date",
)  # fmt: skip
NEWER_SINCE = date(2025, 1, 1)
"""From which month on the exports have the newer order of columns."""
ANONYMIZED = "Anonymized User"
"""What the platform writes instead of a person's details after a deletion request."""


def course_activity(enrolments: Iterable[Enrolment], as_of: date) -> Iterator[tuple[str, ...]]:
    """The header, then one row an enrolment: cumulative values at the end of `as_of`."""
    newer = as_of >= NEWER_SINCE
    yield NEWER_COLUMNS if newer else OLDER_COLUMNS
    for enrolment in enrolments:
        row = _activity(enrolment, as_of)
        locale = (enrolment.course.locale,) if newer else ()
        yield (*row[:LOCALE_AT], *locale, *row[LOCALE_AT:])


def users(people: Iterable[Person], as_of: date) -> Iterator[tuple[str, ...]]:
    """The header, then one row for each person invited by the end of `as_of`."""
    yield USER_COLUMNS
    for person in people:
        if person.invited <= as_of:
            yield _user(person, as_of)


def _activity(enrolment: Enrolment, as_of: date) -> tuple[str, ...]:
    """One row in the older order of columns."""
    end = end_of(as_of)
    person, course = enrolment.person, enrolment.course
    done = enrolment.sittings[: bisect_left(enrolment.sittings, end, key=lambda s: s.at)]
    minutes = sum(sitting.minutes for sitting in done)
    completed = enrolment.completed if _is_before(enrolment.completed, end) else None
    given, family, email, number, groups = _identity(person, as_of)
    return (
        given, family, email, number, groups,
        str(course.id), course.title, str(course.minutes_on(as_of)),
        str(_percent(enrolment, minutes, as_of)), f"{minutes:.1f}",
        stamp(enrolment.at), stamp(done[0].at if done else None),
        stamp(completed), stamp(completed), stamp(done[-1].at if done else None),
        course.category, _truth(enrolment.assigned),
        _assigner(person, enrolment), _truth(_is_before(person.left, end)),
    )  # fmt: skip


def _percent(enrolment: Enrolment, minutes: float, as_of: date) -> int:
    """The part marked completed: it falls when lectures are added to the course."""
    course, completed = enrolment.course, enrolment.completed
    length = course.minutes_on(as_of)
    if completed and completed < end_of(as_of):
        return int(100 * course.minutes_on(completed.date()) / length)
    return min(97, int(100 * minutes / length))


def _user(person: Person, as_of: date) -> tuple[str, ...]:
    end = end_of(as_of)
    given, family, email, number, groups = _identity(person, as_of)
    joined = person.joined if _is_before(person.joined, end) else None
    left = person.left if _is_before(person.left, end) else None
    status = "Deactivated" if left else "Active" if joined else "Pending"
    pool = person.home(as_of).name if groups else ""
    return (
        email, number, groups, pool, "Enterprise", "", given, "user", status, family,
        stamp(joined), stamp(left),
    )  # fmt: skip


def _identity(person: Person, as_of: date) -> tuple[str, str, str, str, str]:
    """Given name, family name, e-mail address, External ID and groups, as known on a day."""
    place = person.home(as_of)
    if person.forgotten and person.forgotten <= as_of:
        return "Anonymized", "User", ANONYMIZED, "", place.name
    groups = ";".join(filter(None, (place.name, person.section))) if person.filed else ""
    return (
        person.given,
        person.family,
        _email(f"k{person.number}", place),
        person.external_id,
        groups,
    )


def _assigner(person: Person, enrolment: Enrolment) -> str:
    place = person.home(enrolment.at.date())
    return _email("kenshu", place) if enrolment.assigned else ""


def _email(mailbox: str, place: Place) -> str:
    return f"{mailbox}@{place.domain}.example.jp"


def _is_before(moment: datetime | None, end: datetime) -> bool:
    return moment is not None and moment < end


def _truth(value: bool) -> str:
    return "true" if value else "false"
