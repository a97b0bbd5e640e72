"""A region in which everything that only some may see can be told from everything else.

Each municipality has courses, groups, files and refused records whose names carry its code and
stand nowhere else, and numbers of its own. They come in as an operator brings them in: as files.
"""

import csv
import io
import random
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from data_access import database as databases
from data_access import reference
from data_access.database import Database
from data_access.importing import import_files
from data_access.importing.people import KEY_VARIABLE

HOME, ELSEWHERE = "14", "13"
HASH_KEY = "mozu-key-of-the-planted-records"
DATABASE = "mozu-records.sqlite"
FIRST, LAST = date(2025, 4, 10), date(2026, 8, 20)
AS_OF = date(2026, 9, 30)
SHARED = ("4100001", "4100002", "4100003")
"""Courses that are taken everywhere."""
ACTIVITY = [
    *("User First Name", "User Last Name", "User Email", "External ID", "User Groups"),
    *("Course ID", "Course Title", "Course Duration", "% Marked Completed"),
    *("Minutes Video Consumed", "Date Enrolled", "Date Started", "First Date Completed"),
    *("Date Completed", "Date Last Accessed", "Course Category", "Assigned", "Assigned By"),
    "User Is Deactivated",
]
USERS = ["Email", "External ID", "Group", "License pool", "Status", "Name", "Surname"]
USERS += ["Joined date"]
CONTRACT = ["市区町村コード", "市区町村名", "ライセンス数", "単価（円）", "開始日", "終了日"]


@dataclass(frozen=True, slots=True)
class Town:
    """A municipality, with as many learners and such a contract."""

    code: str
    learners: int
    licences: int
    unit_price_yen: int

    @property
    def prefecture(self) -> str:
        return self.code[:2]

    @property
    def name(self) -> str:
        found = {place.code: place for place in reference.municipalities(self.prefecture)}
        return found[self.code].name("ja")

    @property
    def courses(self) -> dict[str, str]:
        """Titles by number of the courses that are taken only here."""
        return {f"42{self.code}{n}": f"Kujira{self.code} whale watching {n}" for n in (1, 2)}

    @property
    def group(self) -> str:
        return f"Fukurou{self.code}"

    @property
    def person(self) -> str:
        """How the names, addresses and numbers of its people begin; they are kept nowhere."""
        return f"Tsubame{self.code}"

    @property
    def activity_file(self) -> str:
        return f"Hayabusa{self.code}-activity.csv"

    @property
    def users_file(self) -> str:
        return f"Hayabusa{self.code}-users.csv"

    @property
    def refused(self) -> str:
        """What stands in place of a date in a record that is refused."""
        return f"Kaeru{self.code}"


TOWNS = (
    Town("14100", 1327, 1451, 119_873),
    Town("14204", 153, 167, 145_637),
    Town("14205", 164, 173, 135_771),
    Town("14301", 143, 147, 128_893),
    Town("14321", 137, 141, 152_173),
    Town("14382", 7, 8, 164_117),
    Town("13101", 41, 43, 173_891),
)
"""A city, towns, one of fewer than ten people, and one of another prefecture."""
LATER = Town("14204", 90, 167, 145_637)


def plant(url: str, folder: Path) -> None:
    """Bring everything into an empty database."""
    with hash_key(), closing(databases.connect(url)) as opened:
        for prefecture in (HOME, ELSEWHERE):
            towns = [town for town in TOWNS if town.prefecture == prefecture]
            bring_in(opened, prefecture, _files(towns, folder))


def bring_in(database: Database, prefecture: str, files: list[Path]) -> None:
    """Import files, all or none."""
    found = import_files(
        database, files, prefecture=prefecture, who="an operator", as_of=AS_OF, confirmed=True
    )
    assert {each.status for each in found} == {"committed"}, [each.summary for each in found]


@contextmanager
def hash_key() -> Iterator[None]:
    """The secret without which nothing is imported."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEY_VARIABLE, HASH_KEY)
        yield


def later_file(folder: Path) -> Path:
    """What comes in while people are looking: courses that were taken nowhere before."""
    named = {f"43{LATER.code}1": later_title()}
    path = folder / f"Hayabusa{LATER.code}-later.csv"
    path.write_text(_text(ACTIVITY, _activity(LATER, named, seed=2)), encoding="utf-8")
    return path


def later_title() -> str:
    return f"Kujira{LATER.code} whale watching, later"


def _files(towns: list[Town], folder: Path) -> list[Path]:
    written = {f"contract-{towns[0].prefecture}.csv": _text(CONTRACT, _contract(towns))}
    for town in towns:
        titles = {**town.courses, **{each: f"Course {each}" for each in SHARED}}
        written[town.users_file] = _text(USERS, _users(town))
        written[town.activity_file] = _text(ACTIVITY, _activity(town, titles, seed=1))
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in written]


def _text(heads: list[str], rows: Iterator[dict[str, str]]) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, heads, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def _contract(towns: list[Town]) -> Iterator[dict[str, str]]:
    for town in towns:
        for year in (2025, 2026):
            period = f"{year}-04-01", f"{year + 1}-03-31"
            yield dict(
                zip(
                    CONTRACT,
                    (town.code, town.name, str(town.licences), str(town.unit_price_yen), *period),
                    strict=True,
                )
            )


def _users(town: Town) -> Iterator[dict[str, str]]:
    for number in range(town.learners):
        yield {
            **_who(town, number),
            "Group": town.group,
            "License pool": town.name,
            "Status": "Active",
            "Joined date": "2025-04-02T00:00:00Z",
        }


def _who(town: Town, number: int) -> dict[str, str]:
    email, external = f"{town.person}.{number}@example.jp", f"{town.person}-K{number}"
    named = {"Name": town.person, "Surname": f"{town.person}家", "Email": email}
    return named | {"External ID": external}


def _activity(town: Town, titles: Mapping[str, str], seed: int) -> Iterator[dict[str, str]]:
    chance = random.Random(f"{town.code}{seed}")
    whole = 1 if town.learners > 1000 else 2
    for number in range(town.learners):
        for course in chance.sample(sorted(titles), min(whole, len(titles))):
            yield _record(town, number, course, titles[course], chance)
    stray = _record(town, town.learners, *next(iter(titles.items())), chance)
    yield stray | {"User Groups": town.group}
    yield _record(town, 0, *next(iter(titles.items())), chance) | {"Date Enrolled": town.refused}


def _record(
    town: Town, number: int, course: str, title: str, chance: random.Random
) -> dict[str, str]:
    enrolled = FIRST + timedelta(chance.randrange((LAST - FIRST).days))
    completed = min(enrolled + timedelta(chance.randrange(3, 120)), AS_OF)
    done = chance.random() < 0.3 + int(town.code) % 7 / 20
    who = _who(town, number)
    return {
        "User First Name": who["Name"],
        "User Last Name": who["Surname"],
        "User Email": who["Email"],
        "External ID": who["External ID"],
        "User Groups": f"{town.name};{town.group}",
        "Course ID": course,
        "Course Title": title,
        "Course Duration": "120",
        "% Marked Completed": "100" if done else str(chance.randrange(90)),
        "Minutes Video Consumed": f"{chance.uniform(3, 200):.1f}",
        "Date Enrolled": f"{enrolled}T01:00:00Z",
        "Date Started": f"{enrolled}T02:00:00Z",
        "First Date Completed": f"{completed}T03:00:00Z" if done else "",
        "Date Completed": f"{completed}T03:00:00Z" if done else "",
        "Date Last Accessed": f"{completed}T03:00:00Z",
        "Course Category": "Business",
        "Assigned": "true" if chance.random() < 0.4 else "false",
        "Assigned By": f"{town.person}長",
        "User Is Deactivated": "false",
    }
