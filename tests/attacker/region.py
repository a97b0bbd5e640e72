"""A region of small towns whose truth is known: made as files, and imported like any.

One town joins the procurement in June and one has left it at the end of July; some have fewer
licences than ten, and most have counts of one to nine wherever one looks.
"""

import random
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from data_access import database as databases
from data_access import identity, queries, reference
from data_access.importing import import_file
from metrics.facts import MonthFact, last_day
from tests.importing.exported_files import CONTRACT, OLDER, USERS, text

PREFECTURE = "31"
AS_OF = date(2025, 10, 31)
MONTHS = (202504, 202505, 202506, 202507, 202508, 202509, 202510)
COURSES = ("はじめての表計算", "文書作成", "情報セキュリティ", "データ分析", "住民対応", "話し方")
YEN = 12_000


@dataclass(frozen=True)
class Town:
    """What is known of a town before anybody learns."""

    code: str
    licences: int
    starts_on: date = date(2025, 4, 1)
    ends_on: date = date(2026, 3, 31)


JOINING, LEAVING = "31325", "31328"
TOWNS = (
    Town("31201", 180),
    Town("31202", 40),
    Town("31203", 31),
    Town("31204", 24),
    Town("31302", 15),
    Town(JOINING, 26, starts_on=date(2025, 6, 1)),
    Town(LEAVING, 18, ends_on=date(2025, 7, 31)),
    Town("31329", 12),
    Town("31364", 8),
)


def taking_part(month: int) -> list[str]:
    """The towns that hold licences at the end of the month."""
    end = last_day(month)
    return [town.code for town in TOWNS if town.starts_on <= end <= town.ends_on]


OWN = "31204"
"""The town whose officer is one of the attackers."""


@dataclass(frozen=True)
class Enrolment:
    """One learner's course."""

    learner: str
    town: str
    course: int
    enrolled: date
    finished: date | None
    minutes: int


def enrolments(seed: int = 4) -> list[Enrolment]:
    """What everybody did in the fiscal year 2025."""
    chance = random.Random(seed)
    return [each for town in TOWNS for each in _of_town(town, chance)]


def _of_town(town: Town, chance: random.Random) -> Iterator[Enrolment]:
    for number in range(town.licences):
        if chance.random() < 0.2:
            continue
        for course in chance.sample(range(len(COURSES)), chance.choice((0, 1, 1, 2, 3))):
            last = min(town.ends_on, date(2025, 9, 30))
            enrolled = town.starts_on + timedelta(chance.randrange((last - town.starts_on).days))
            finished = enrolled + timedelta(chance.randrange(3, 80))
            done = chance.random() < 0.55 and finished <= min(town.ends_on, AS_OF)
            yield Enrolment(
                f"{town.code}-{number}",
                town.code,
                course,
                enrolled,
                finished if done else None,
                chance.randrange(5, 150),
            )


def write(url: str, folder: Path, done: list[Enrolment]) -> None:
    """Import the contract, the people and what they did into an empty, migrated database."""
    files = {"contract": _contract(), "users": _users(), "activity": _activity(done)}
    with closing(databases.connect(url)) as opened:
        for name, content in files.items():
            path = folder / f"{name}.csv"
            path.write_text(content, encoding="utf-8")
            outcome = import_file(
                opened, path, prefecture=PREFECTURE, as_of=AS_OF, who=queries.SAMPLE
            )
            assert outcome.status == "committed", (name, outcome)


def truth(url: str) -> dict[tuple[str, int], MonthFact]:
    """The facts as they are, by town and month."""
    with closing(databases.connect(url)) as opened:
        rows = opened.read(queries.month_facts(), identity.operator(PREFECTURE))
    facts = [MonthFact(**row._mapping) for row in rows]
    return {(fact.code, fact.month): fact for fact in facts}


def _name(code: str) -> str:
    names = {place.code: place.name.ja for place in reference.municipalities(PREFECTURE)}
    return names[code]


def _contract() -> str:
    rows = [
        dict(
            zip(
                CONTRACT,
                (
                    town.code,
                    _name(town.code),
                    str(town.licences),
                    str(YEN),
                    town.starts_on.isoformat(),
                    town.ends_on.isoformat(),
                    "2025",
                    "",
                    "",
                ),
                strict=True,
            )
        )
        for town in TOWNS
    ]
    return text(CONTRACT, *rows)


def _users() -> str:
    chance = random.Random(1)
    rows = [
        {
            "Email": f"{town.code}-{number}@example.jp",
            "External ID": f"{town.code}-{number}",
            "License pool": _name(town.code),
            "Status": "Active",
            "Joined date": f"{town.starts_on + timedelta(chance.randrange(50))}T01:00:00Z",
        }
        for town in TOWNS
        for number in range(town.licences)
        if number % 7
    ]
    return text(USERS, *rows)


def _activity(done: list[Enrolment]) -> str:
    return text(OLDER, *map(_record, done))


def _record(each: Enrolment) -> dict[str, str]:
    last = each.finished or each.enrolled + timedelta(2)
    finished = f"{each.finished}T03:00:00Z" if each.finished else ""
    return {
        "User Email": f"{each.learner}@example.jp",
        "External ID": each.learner,
        "User Groups": _name(each.town),
        "Course ID": str(1000 + each.course),
        "Course Title": COURSES[each.course],
        "Course Duration": "120",
        "% Marked Completed": "100" if each.finished else "40",
        "Minutes Video Consumed": str(each.minutes),
        "Date Enrolled": f"{each.enrolled}T02:00:00Z",
        "Date Started": f"{each.enrolled}T02:00:00Z",
        "First Date Completed": finished,
        "Date Completed": finished,
        "Date Last Accessed": f"{last}T03:00:00Z",
        "Course Category": "Business",
        "Assigned": "true" if each.course == 2 else "false",
        "User Is Deactivated": "false",
    }
