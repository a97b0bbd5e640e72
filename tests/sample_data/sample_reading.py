"""Reads the sample's committed files with nothing but the csv module."""

import csv
import io
from datetime import datetime, timedelta, timezone
from pathlib import Path

from openpyxl import load_workbook

from sample_data.build import FILES

JAPAN = timezone(timedelta(hours=9))
FULL = "2026-10_user-course-activity_full.csv"
END = datetime(2026, 11, 1, tzinfo=JAPAN)
DAYS_90 = timedelta(days=90)


def japan(stamp: str) -> datetime | None:
    """A stamp of the files in Japan time."""
    return datetime.fromisoformat(stamp).astimezone(JAPAN) if stamp else None


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file; the one that went through Excel is in CP932."""
    encoding = "cp932" if path.name.startswith("2023-05") else "utf-8-sig"
    text = path.read_bytes().decode(encoding)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def allocations(year: int) -> list[dict[str, str]]:
    """The rows of a fiscal year's contract."""
    path = FILES / f"contract_{year}.csv"
    if path.exists():
        return rows(path)
    sheet = load_workbook(path.with_suffix(".xlsx"))["契約"]
    header, *cells = sheet.iter_rows(values_only=True)
    return [dict(zip(header, map(str, row), strict=True)) for row in cells]


def home(row: dict[str, str]) -> str:
    """The municipality that a row of course activity names."""
    return row["User Groups"].split(";")[0]


def last_active(row: dict[str, str]) -> datetime | None:
    """When the course was last watched, in either order of columns."""
    return japan(row.get("Date Last Active", row.get("Date Last Accessed")))


def in_year_to_october(row: dict[str, str], year: int) -> bool:
    """Whether the enrolment was made from 1 April to 31 October of the year."""
    return (
        datetime(year, 4, 1, tzinfo=JAPAN)
        <= japan(row["Date Enrolled"])
        < datetime(year, 11, 1, tzinfo=JAPAN)
    )


def matured(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """The enrolments that reached their 90th day in the fiscal year 2026, up to its end here."""
    first = datetime(2026, 4, 1, tzinfo=JAPAN)
    return [row for row in rows if first <= japan(row["Date Enrolled"]) + DAYS_90 < END]


def completed_in_time(rows: list[dict[str, str]]) -> int:
    """How many of the enrolments were completed within 90 days."""
    done = [row for row in rows if row["First Date Completed"]]
    return sum(
        japan(r["First Date Completed"]) <= japan(r["Date Enrolled"]) + DAYS_90 for r in done
    )
