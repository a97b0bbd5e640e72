"""Udemy Business, the Reporting API: the same records as in the exports, fetched page by page.

`user-course-activity` becomes a file like the export "User course activity", `user-activity` and
`users/list` together one like "All users"; so whatever holds of the exports holds of these. The
groups, which the API gives with the users alone, are joined to the courses.
"""

import csv
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from data_access.importing.cells import matched
from data_access.importing.reasons import Refusal, filled
from data_access.sync import address as addresses
from data_access.sync.client import Client, Page
from data_access.sync.settings import Udemy
from data_access.sync.spool import Spool
from wording.text import Text

USERS: Final = "users"
ACTIVITY: Final = "user-activity"
COURSES: Final = "user-course-activity"
_PATHS: Final = {
    USERS: "users/list/",
    ACTIVITY: "analytics/user-activity/",
    COURSES: "analytics/user-course-activity/",
}

_TELLING_APART: Final = ("user_id", "user_email", "user_external_id", "course_id")

COURSE_HEADINGS: Final = (
    "User First Name",
    "User Last Name",
    "User Email",
    "External ID",
    "User Groups",
    "Course ID",
    "Course Title",
    "Course Duration",
    "% Marked Completed",
    "Minutes Video Consumed",
    "Date Enrolled",
    "Date Started",
    "First Date Completed",
    "Date Completed",
    "Date Last Active",
    "Course Category",
    "Assigned",
    "Assigned By",
    "User Is Deactivated",
)
USER_HEADINGS: Final = (
    "Email",
    "External ID",
    "Group",
    "LMS User ID",
    "Name",
    "Surname",
    "Role",
    "Status",
    "Joined date",
)

_UNEXPECTED = Text(
    ja="{address} の答えが、想定した形ではありません（results がない、など）。",
    en="The answer of {address} is not of the expected form (there are no results in it, for "
    "example).",
)
_CIRCULAR = Text(
    ja="{address} の続きのページが、すでに取得したページを指しています。",
    en="The next page of {address} is one that was fetched already.",
)
_MISCOUNTED = Text(
    ja="サーバーは{count}件と数えていますが、取得できたのは{rows}件（重複を除く）です。"
    "取得中にデータが変わった可能性があります。もう一度実行してください。",
    en="The server counts {count} records, but {rows} different ones came. The data may have "
    "changed while it was read; please run this again.",
)

OnPage = Callable[[float, str], None]
"""Called with the share of an answer that has come (0 to 1) and its name."""
Row = Mapping[str, Any]


def fetch(client: Client, settings: Udemy, spool: Spool, on_page: OnPage | None = None) -> None:
    """Gets every page that the spool does not have yet. Refuses what does not come."""
    names = (USERS, ACTIVITY, COURSES) if settings.users else (COURSES,)
    for name in names:
        for address in _missing(settings, spool, name):
            page = client.page(address)
            rows, count, following = _envelope(page, address)
            spool.add(name, page.body, rows=len(rows), count=count, following=following)
            if on_page:
                on_page(_share(spool, name), name)


def _missing(settings: Udemy, spool: Spool, name: str) -> Iterator[str]:
    """The addresses of the pages to come, each known only when the one before is kept."""
    base = f"{settings.address}/api-2.0/organizations/{settings.organisation}/{_PATHS[name]}"
    kept = spool.report(name)
    asked = {page.next for page in kept}
    address = kept[-1].next if kept else f"{base}?page_size={settings.page_size}"
    while address is not None:
        yield address
        asked.add(address)
        address = kept[-1].next
        if address in asked:
            raise Refusal("circular", filled(_CIRCULAR, address=addresses.shown(base)))


def _envelope(page: Page, address: str) -> tuple[list[Row], int | None, str | None]:
    """The page's records, how many there are on all pages, and where the next one is."""
    content = page.content if isinstance(page.content, dict) else {}
    rows, count, link = content.get("results"), content.get("count"), content.get("next")
    if (
        not isinstance(rows, list)
        or not all(isinstance(row, dict) for row in rows)
        or not isinstance(link, str | None)
        or not isinstance(count, int | None)
    ):
        raise Refusal("unexpected", filled(_UNEXPECTED, address=addresses.shown(address)))
    return rows, count, addresses.following(address, link) if link else None


def _share(spool: Spool, name: str) -> float:
    kept = spool.report(name)
    count = kept[-1].count or 0
    return min(sum(page.rows for page in kept) / count, 1.0) if count else 1.0


# From answers to files ---------------------------------------------------------------------------


class People:
    """What the answers say of users besides: by the user's number, or by e-mail address."""

    def __init__(self, spool: Spool) -> None:
        self.groups: dict[str, str] = {}
        self.lms_ids: dict[str, str] = {}
        for user in _rows(spool, USERS):
            groups = ",".join(filter(None, map(_name, user.get("groups") or ())))
            for key in (_text(user.get("id")), matched(_text(user.get("email")))):
                self.groups[key] = groups

    def groups_of(self, row: Row) -> str:
        """The groups of the user whom a record is about."""
        by_number = self.groups.get(_text(row.get("user_id")) or "?", "")
        return by_number or self.groups.get(_address(row) or "?", "")

    def note_lms_id(self, row: Row) -> None:
        """Keeps the number that the organisation's own system gave the user, for `lms_id_of`."""
        number = _text(row.get("lms_user_id"))
        if number and _address(row):
            self.lms_ids[_address(row)] = number

    def lms_id_of(self, row: Row) -> str:
        """That number, which only the records about courses have."""
        return _text(row.get("lms_user_id")) or self.lms_ids.get(_address(row), "")


def write_courses(spool: Spool, people: People, path: Path) -> Refusal | None:
    """Writes the export that the answer amounts to; tells if it does not fit together."""
    cells = ((row, _course_cells(row, people)) for row in _rows(spool, COURSES))
    return _written(spool, COURSES, path, COURSE_HEADINGS, cells)


def write_users(spool: Spool, people: People, path: Path) -> Refusal | None:
    """Writes the list of users that the answers amount to; tells if it does not fit together.

    After the courses, whose records name users in one more way.
    """
    cells = ((row, _user_cells(row, people)) for row in _rows(spool, ACTIVITY))
    return _written(spool, ACTIVITY, path, USER_HEADINGS, cells)


def _written(
    spool: Spool,
    name: str,
    path: Path,
    headings: Sequence[str],
    cells: Iterable[tuple[Row, Sequence[str]]],
) -> Refusal | None:
    """Writes the file; why the records are not those that the server counted, if so.

    Records are missing or there twice where the data change while pages of it are read.
    """
    keys = array("q")
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(headings)
        for row, line in cells:
            lines.writerow(line)
            keys.append(hash(tuple(_text(row.get(field)) for field in _TELLING_APART)))
    counts = [page.count for page in spool.report(name)]
    different = len(np.unique(np.frombuffer(keys, np.int64))) if keys else 0
    count = counts[-1] if counts else None
    if count is None or (count == different == len(keys)):
        return None
    return Refusal("miscounted", filled(_MISCOUNTED, count=count, rows=different), held=True)


def _course_cells(row: Row, people: People) -> list[str]:
    people.note_lms_id(row)
    active = row.get("last_activity_date") or row.get("course_last_accessed_date")
    return [
        *(_text(row.get(name)) for name in ("user_name", "user_surname", "user_email")),
        _text(row.get("user_external_id")),
        people.groups_of(row),
        *(_text(row.get(name)) for name in ("course_id", "course_title", "course_duration")),
        _text(row.get("completion_ratio")),
        _text(row.get("num_video_consumed_minutes")),
        _text(row.get("course_enroll_date")),
        _text(row.get("course_start_date")),
        _text(row.get("course_first_completion_date")),
        _text(row.get("course_completion_date")),
        _text(active),
        _name(row.get("course_category")),
        _text(row.get("is_assigned")),
        _text(row.get("assigned_by")),
        _text(row.get("user_is_deactivated")),
    ]


def _user_cells(row: Row, people: People) -> list[str]:
    status = "Deactivated" if row.get("user_is_deactivated") else "Active"
    return [
        _text(row.get("user_email")),
        _text(row.get("user_external_id")),
        people.groups_of(row),
        people.lms_id_of(row),
        _text(row.get("user_name")),
        _text(row.get("user_surname")),
        _text(row.get("user_role")),
        status,
        _text(row.get("user_joined_date")),
    ]


def _rows(spool: Spool, name: str) -> Iterator[Row]:
    for content in spool.pages(name):
        yield from content["results"]


def _address(row: Row) -> str:
    return matched(_text(row.get("user_email")))


def _name(said: Any) -> str:
    """A group or a category, which some accounts give as a text and others as an object."""
    if isinstance(said, dict):
        return _text(said.get("name") or said.get("title"))
    if isinstance(said, list):
        return ", ".join(filter(None, map(_name, said)))
    return _text(said)


def _text(value: Any) -> str:
    """A value as the export writes it; nothing that a text file cannot hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.10f}".rstrip("0").rstrip(".")
    text = str(value).encode("utf-8", "ignore").decode("utf-8")
    return text.replace("\0", " ") if "\0" in text else text
