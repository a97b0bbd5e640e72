"""Writes the sample's files: `python -m sample_data.build [FOLDER]`.

The same bytes on every run: exports of the learning platform, month by month, lists of its users,
the contracts, and which skill each course teaches.
"""

import csv
import io
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from sample_data.contracts import contract, workbook
from sample_data.courses import COURSES
from sample_data.days import FIRST_DAY, LAST_DAY, YEARS, last_of_month, months
from sample_data.exports import course_activity, users
from sample_data.learning import Enrolment, enrolments
from sample_data.people import Person, people

FILES = Path(__file__).parent / "files"
USER_LISTS = (date(2023, 10, 31), date(2024, 10, 31), date(2025, 10, 31), LAST_DAY)
SAVED_BY_EXCEL = date(2023, 5, 31)
"""The export that went through a Japanese Excel: CP932, and lines that end as on Windows."""


def build(folder: Path = FILES) -> None:
    """Write every file of the sample into the folder, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files():
        (folder / name).write_bytes(content)


def files() -> Iterable[tuple[str, bytes]]:
    """The name and the bytes of each file."""
    everybody = people()
    learnt = [enrolment for person in everybody for enrolment in enrolments(person)]
    yield from _contracts()
    yield from _user_lists(everybody)
    yield from _monthly_exports(learnt)
    yield "2026-10_user-course-activity_full.csv", _csv(course_activity(learnt, LAST_DAY))
    yield "course_skills.csv", _csv(_skills())


def _contracts() -> Iterable[tuple[str, bytes]]:
    for year in YEARS[:-1]:
        yield f"contract_{year}.csv", _csv(contract(year), encoding="utf-8-sig")
    yield f"contract_{YEARS[-1]}.xlsx", workbook(YEARS[-1])


def _user_lists(everybody: tuple[Person, ...]) -> Iterable[tuple[str, bytes]]:
    for day in USER_LISTS:
        yield f"{day}_all-users.csv", _csv(users(everybody, day), encoding="utf-8-sig")


def _monthly_exports(learnt: list[Enrolment]) -> Iterable[tuple[str, bytes]]:
    touched = _by_month(learnt)
    for month in months(FIRST_DAY, LAST_DAY):
        as_of = last_of_month(month)
        if as_of < LAST_DAY:
            rows = course_activity(touched[month], as_of)
            excel = as_of == SAVED_BY_EXCEL
            content = _csv(rows, *(("cp932", "\r\n") if excel else ()))
            yield f"{month:%Y-%m}_user-course-activity.csv", content


def _by_month(learnt: list[Enrolment]) -> dict[date, list[Enrolment]]:
    """The enrolments that were made or watched in each month, by its first day."""
    touched: dict[date, list[Enrolment]] = {month: [] for month in months(FIRST_DAY, LAST_DAY)}
    for enrolment in learnt:
        moments = (enrolment.at, *(sitting.at for sitting in enrolment.sittings))
        for month in sorted({moment.date().replace(day=1) for moment in moments}):
            touched[month].append(enrolment)
    return touched


def _skills() -> Iterable[tuple[str, ...]]:
    yield "course_id", "skill_scheme", "skill_code", "course_title"
    for course in COURSES:
        yield str(course.id), course.scheme, course.skill, course.title


def _csv(rows: Iterable[Iterable[object]], encoding: str = "utf-8", newline: str = "\n") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=newline).writerows(rows)
    return text.getvalue().encode(encoding)


if __name__ == "__main__":
    build(*map(Path, sys.argv[1:2]))
