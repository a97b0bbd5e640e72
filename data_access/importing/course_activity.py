"""Udemy Business, "User course activity": one record a learner and course, cumulative.

The older export has 19 columns; the newer one 20, with `Course Locale` after the title and
`Date Last Active` for `Date Last Accessed`. Columns are found by their names, so both orders, and
files with columns left out by a person, are read alike.

A file holds up to ten million records, so some thousands at a time are read column by column:
dates and numbers as arrays, everything that repeats (people, courses) once per combination.
"""

from dataclasses import dataclass
from itertools import repeat
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select, update

from data_access.importing.attempt import Attempt, people_of
from data_access.importing.cells import (
    Memory,
    read_number,
    read_numbers,
    read_truth,
    read_whole,
    stored,
)
from data_access.importing.columns import Columns, Verdicts
from data_access.importing.header import Field, Format
from data_access.importing.people import ANONYMISED_NAME, Person, person
from data_access.importing.places import Affiliation, Affiliations
from data_access.importing.reasons import (
    ANONYMISED,
    COMPLETION_BEFORE_ENROLMENT,
    FUTURE_STAMP,
    MISSING_COURSE,
    MISSING_PERSON,
    PERCENT_RANGE,
    Fault,
    Reason,
)
from data_access.importing.stamps import MISSING, read_stamps
from data_access.importing.writing import insert, portions, reserved
from data_access.schema import course, course_observation, learner_observation, observation
from wording.text import Text

STAMPS = ("enrolled_at", "started_at", "first_completed_at", "completed_at", "last_active_at")
WRITTEN = (
    "batch_id",
    "learner_id",
    "course_id",
    *STAMPS,
    "progress",
    "learning_seconds",
    "assigned",
)
FORMAT = Format(
    kind="course_activity",
    name=Text(
        ja="Udemy Business「User course activity」のCSV",
        en="the Udemy Business “User course activity” CSV",
    ),
    identifying=frozenset(
        {"course_id", "percent", "minutes_watched", "enrolled_at", "completed_at"}
    ),
    fields=(
        Field("first_name", ("User First Name", "First Name", "名", "ユーザーの名"), personal=True),
        Field("last_name", ("User Last Name", "Last Name", "姓", "ユーザーの姓"), personal=True),
        Field(
            "email",
            (
                "User Email",
                "Email",
                "メールアドレス",
                "ユーザーのメールアドレス",
                "ユーザーのメール",
                "メール",
            ),
            required=True,
            unless="external",
            personal=True,
        ),
        Field(
            "external",
            ("External ID", "External ID No.", "外部ID", "職員番号", "社員番号"),
            personal=True,
        ),
        Field(
            "groups",
            (
                "User Groups",
                "User Group",
                "Group",
                "Groups",
                "ユーザーグループ",
                "グループ",
                "所属",
            ),
        ),
        Field(
            "course_id",
            ("Course ID", "Course No.", "Course ID No.", "コースID", "コース番号", "講座ID"),
            required=True,
        ),
        Field(
            "title", ("Course Title", "コースタイトル", "コース名", "コースのタイトル", "講座名")
        ),
        Field("locale", ("Course Locale", "コースの言語", "コースのロケール", "コース言語")),
        Field(
            "course_minutes",
            (
                "Course Duration",
                "Course Duration (min)",
                "コースの長さ",
                "コース時間",
                "コースの長さ（分）",
                "コース時間（分）",
            ),
        ),
        Field(
            "percent",
            (
                "% Marked Completed",
                "Percent Marked Completed",
                "% Completed",
                "修了率",
                "完了率",
                "進捗率",
                "完了とマークされた割合（%）",
                "完了とマークした割合",
                "修了率（%）",
                "進捗率（%）",
            ),
        ),
        Field(
            "minutes_watched",
            (
                "Minutes Video Consumed",
                "視聴時間（分）",
                "動画視聴時間（分）",
                "視聴した動画の分数",
                "動画の視聴時間（分）",
                "学習時間（分）",
            ),
        ),
        Field(
            "enrolled_at",
            (
                "Date Enrolled",
                "Enrolled Date",
                "Enrollment Date",
                "登録日",
                "受講登録日",
                "受講開始登録日",
                "登録日時",
            ),
            required=True,
        ),
        Field("started_at", ("Date Started", "Start Date", "開始日", "受講開始日", "開始日時")),
        Field(
            "first_completed_at",
            (
                "First Date Completed",
                "First Completion Date",
                "最初の修了日",
                "初回修了日",
                "最初の完了日",
                "初回完了日",
            ),
            required=True,
        ),
        Field(
            "completed_at",
            ("Date Completed", "Completion Date", "修了日", "完了日", "修了日時", "完了日時"),
        ),
        Field(
            "last_active_at",
            (
                "Date Last Active",
                "Date Last Accessed",
                "Last Active Date",
                "Last Accessed Date",
                "最終アクティブ日",
                "最終アクセス日",
                "最終利用日",
                "最終学習日",
            ),
        ),
        Field(
            "category",
            (
                "Course Category",
                "コースカテゴリー",
                "コースのカテゴリー",
                "カテゴリー",
                "カテゴリ",
                "分野",
            ),
        ),
        Field("assigned", ("Assigned", "割り当て", "割り当て済み", "割当")),
        Field("assigned_by", ("Assigned By", "割り当て者", "割当者"), personal=True),
        Field(
            "deactivated",
            ("User Is Deactivated", "ユーザーの無効化", "無効化", "無効化済み", "利用停止"),
        ),
    ),
)

_RATIO = Text(
    ja="進捗率は0〜1の比率で書かれていたため、100倍して割合（%）として読みました。",
    en="Progress was written as a ratio from 0 to 1 and was read as a percentage.",
)


Mention = tuple[str, str, str, str]
"""What a record says about its learner, as written: External ID, e-mail, groups, deactivated."""
CourseCells = tuple[str, str, str, str, str]
"""What a record says about its course, as written: ID, title, minutes, category, locale."""


@dataclass(frozen=True, slots=True)
class Readings:
    """The columns of a batch, as values."""

    mentions: list[Mention]
    courses: list[CourseCells]
    stamps: NDArray[np.int64]
    """One row a field of `STAMPS`, one column a record."""
    percent: NDArray[np.float64]
    minutes: NDArray[np.float64]
    assigned: list[bool]

    def only(self, positions: list[int]) -> "Readings":
        """The same for some of the records."""
        chosen = itemgetter(*positions, positions[0])  # one more, so that one is a tuple too
        return Readings(
            list(chosen(self.mentions)[:-1]),
            list(chosen(self.courses)[:-1]),
            self.stamps[:, positions],
            self.percent[positions],
            self.minutes[positions],
            list(chosen(self.assigned)[:-1]),
        )


class CourseActivity:
    """Reads the batches of one file into observations."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.people = people_of(attempt)
        self.affiliations = Affiliations(attempt.connection, attempt.prefecture)
        self.courses = Courses(attempt)
        self.truths = Memory(read_truth, otherwise=False)
        self.persons: dict[Mention, Person] = {}
        self.passed_over: dict[Mention, Reason] = {}
        """Mentions of nobody, or of nobody who can be known."""
        self.learners: dict[Mention, int] = {}
        self.told: dict[int, Mention] = {}
        """Learner -> how the file first mentions them."""
        self.largest_percent = 0.0

    def take(self, rows: list[list[str]], lines: list[int]) -> None:
        """Reads some records, and writes those that can be accepted."""
        verdicts = Verdicts()
        readings = self._read(Columns(self.attempt.tally.layout, rows), rows, verdicts)
        kept = verdicts.settle(self.attempt.tally, rows, lines)
        if kept:
            self._write(readings if len(kept) == len(rows) else readings.only(kept))

    def finish(self) -> None:
        """Writes what the file says about its learners and courses, once for each."""
        attempt = self.attempt
        where = {number: self._affiliation(mention) for number, mention in self.told.items()}
        insert(
            attempt.connection,
            learner_observation,
            ("batch_id", "learner_id", "affiliation_id", "status"),
            [
                (attempt.batch, number, where[number], self._status(mention))
                for number, mention in self.told.items()
            ],
        )
        self.courses.write()
        attempt.unassigned = self.affiliations.unassigned(where.values())
        if 0 < self.largest_percent <= 1:
            attempt.notes.append(_RATIO)

    def _read(self, cells: Columns, rows: list[list[str]], verdicts: Verdicts) -> Readings:
        mentions = list(
            zip(
                cells["external"],
                cells["email"],
                cells["groups"],
                cells["deactivated"],
                strict=True,
            )
        )
        courses = list(
            zip(
                cells["course_id"],
                cells["title"],
                cells["course_minutes"],
                cells["category"],
                cells["locale"],
                strict=True,
            )
        )
        self._check_people(mentions, cells, rows, verdicts)
        self.courses.check(courses, verdicts)
        stamps = self._stamps(cells, verdicts)
        percent = verdicts.read("percent", read_numbers(cells["percent"]))
        verdicts.where("percent", percent > 100, PERCENT_RANGE)
        minutes = verdicts.read("minutes_watched", read_numbers(cells["minutes_watched"]))
        assigned = verdicts.read("assigned", self.truths.column(cells["assigned"]))
        verdicts.read("deactivated", self.truths.column(cells["deactivated"]))
        return Readings(mentions, courses, stamps, percent, minutes, assigned)

    def _check_people(
        self, mentions: list[Mention], cells: Columns, rows: list[list[str]], verdicts: Verdicts
    ) -> None:
        """Sets aside records about nobody: totals, blanks, the anonymised and the nameless."""
        for position in cells.holding("first_name", ANONYMISED_NAME):
            external, _email, groups, deactivated = mentions[position]
            mentions[position] = (external, ANONYMISED_NAME, groups, deactivated)
        for mention in dict.fromkeys(mentions):
            if mention not in self.persons:
                self.persons[mention] = whom = person(mention[0], mention[1])
                reason = self._reason_to_pass_over(whom)
                if reason:
                    self.passed_over[mention] = reason
        if self.passed_over:
            for position, mention in enumerate(mentions):
                if mention in self.passed_over:
                    verdicts.pass_over(position, rows[position], self.passed_over[mention])

    def _reason_to_pass_over(self, whom: Person) -> Reason | None:
        if whom.anonymised:
            return None if self.people.knows(whom) else ANONYMISED
        return None if whom.external or whom.email else MISSING_PERSON

    def _stamps(self, cells: Columns, verdicts: Verdicts) -> NDArray[np.int64]:
        """One row a stamp; what lies in the future or in the wrong order is rejected."""
        stamps = np.stack([verdicts.read(name, read_stamps(cells[name])) for name in STAMPS])
        for name, column in zip(STAMPS, stamps, strict=True):
            verdicts.where(name, column > self.attempt.latest, FUTURE_STAMP)
        enrolled = stamps[STAMPS.index("enrolled_at")]
        for name in ("first_completed_at", "completed_at"):
            completed = stamps[STAMPS.index(name)]
            verdicts.where(
                name, (completed < enrolled) & (completed != MISSING), COMPLETION_BEFORE_ENROLMENT
            )
        return stamps

    def _write(self, readings: Readings) -> None:
        attempt = self.attempt
        rows = list(
            zip(
                repeat(attempt.batch),
                self._learners(readings.mentions),
                self.courses.numbers(readings.courses),
                *(_whole(column, column == MISSING) for column in readings.stamps),
                self._progress(readings.percent),
                _whole(readings.minutes * 60, np.isnan(readings.minutes)),
                readings.assigned,
            )
        )
        attempt.tally.accepted += len(rows)
        attempt.saw(int(readings.stamps.max()))
        insert(attempt.connection, observation, WRITTEN, rows)

    def _learners(self, mentions: list[Mention]) -> list[int]:
        """The learner of each record; those whom nobody has mentioned before are added."""
        new = [mention for mention in dict.fromkeys(mentions) if mention not in self.learners]
        if new:
            found = self.people.learners(self.persons[mention] for mention in new)
            for mention in new:
                number = found[self.persons[mention]]
                self.learners[mention] = number
                self.told.setdefault(number, mention)
        return list(map(self.learners.__getitem__, mentions))

    def _affiliation(self, mention: Mention) -> int:
        domain = self.persons[mention].domain
        return self.affiliations.number(Affiliation(pool="", groups=mention[2], domain=domain))

    def _status(self, mention: Mention) -> str | None:
        if "deactivated" not in self.attempt.tally.layout.positions:
            return None
        return "deactivated" if self.truths[mention[3]] else "active"

    def _progress(self, percent: NDArray[np.float64]) -> list[int | None]:
        """Hundredths of a percent.

        Some accounts write a ratio from 0 to 1 instead of a percentage, which only the whole file
        tells (its largest value). Until a value above 1 appears it is read as ratios; if one then
        does, what was written before is put right.
        """
        largest = float(np.nanmax(percent, initial=0.0))
        if self.largest_percent <= 1 < largest and self.attempt.tally.accepted:
            _ratios_were_percentages(self.attempt)
        self.largest_percent = max(self.largest_percent, largest)
        scale = 100 if self.largest_percent > 1 else 10_000
        return _whole(percent * scale, np.isnan(percent))


class Courses:
    """The courses of one file's records, found or added."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.ids: dict[CourseCells, str] = {}
        self.faults: dict[CourseCells, tuple[str, Reason]] = {}
        self.known: dict[CourseCells, int] = {}
        self.minutes: dict[CourseCells, int | None] = {}
        self.rows: dict[str, int] = {}
        """The platform's number -> ours."""

    def check(self, courses: list[CourseCells], verdicts: Verdicts) -> None:
        """Rejects records whose course cannot be read."""
        for cells in dict.fromkeys(courses):
            if cells not in self.ids:
                self._read(cells)
        if self.faults:
            for position, cells in enumerate(courses):
                if cells in self.faults:
                    verdicts.reject(position, *self.faults[cells])

    def numbers(self, courses: list[CourseCells]) -> list[int]:
        """The course of each record, all of which `check` has let pass."""
        new = [cells for cells in dict.fromkeys(courses) if cells not in self.known]
        if new:
            self._add({self.ids[cells] for cells in new} - self.rows.keys())
            self.known.update({cells: self.rows[self.ids[cells]] for cells in new})
        return list(map(self.known.__getitem__, courses))

    def write(self) -> None:
        """Writes how this file describes its courses; of two descriptions the last one."""
        described = {
            number: (
                self.attempt.batch,
                number,
                stored(cells[1]) or self.ids[cells],
                self.minutes[cells],
                stored(cells[3]),
                stored(cells[4]),
            )
            for cells, number in self.known.items()
        }
        columns = ("batch_id", "course_id", "title", "minutes", "category", "locale")
        insert(self.attempt.connection, course_observation, columns, list(described.values()))

    def _read(self, cells: CourseCells) -> None:
        self.ids[cells] = ""
        name = "course_id"
        try:
            number = read_whole(cells[0])
            if number is None:
                raise Fault(MISSING_COURSE)
            self.ids[cells] = str(number)
            name = "course_minutes"
            minutes = read_number(cells[2])
            self.minutes[cells] = None if minutes is None else round(minutes)
        except Fault as fault:
            self.faults[cells] = (name, fault.reason)

    def _add(self, external: set[str]) -> None:
        """Finds or adds the courses with these numbers of the platform's."""
        attempt, columns = self.attempt, course.c
        listed = sorted(external)
        for some in portions(listed):
            found = attempt.connection.execute(
                select(columns.external_id, columns.id).where(
                    columns.prefecture == attempt.prefecture,
                    columns.platform == attempt.platform,
                    columns.external_id.in_(some),
                )
            )
            self.rows.update((number, row) for number, row in found)
        missing = [number for number in listed if number not in self.rows]
        rows = dict(zip(missing, reserved(attempt.connection, course, len(missing)), strict=True))
        insert(
            attempt.connection,
            course,
            ("id", "prefecture", "platform", "external_id"),
            [(row, attempt.prefecture, attempt.platform, number) for number, row in rows.items()],
        )
        self.rows.update(rows)


def _whole(
    column: NDArray[np.int64] | NDArray[np.float64], missing: NDArray[np.bool_]
) -> list[int | None]:
    """Whole numbers as the drivers want them, None where `missing`."""
    numbers = np.where(missing, 0, np.rint(column)).astype(np.int64)
    listed: list[int | None] = numbers.tolist()
    if missing.any():
        for position in np.flatnonzero(missing).tolist():
            listed[position] = None
    return listed


def _ratios_were_percentages(attempt: Attempt) -> None:
    attempt.connection.execute(
        update(observation)
        .where(observation.c.batch_id == attempt.batch)
        .values(progress=observation.c.progress // 100)
    )
