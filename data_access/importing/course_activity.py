"""Udemy Business, "User course activity": one record a learner and course, cumulative.

The older export has 19 columns; the newer one 20, with `Course Locale` after the title and
`Date Last Active` for `Date Last Accessed`. Columns are found by their names, so both orders, and
files with columns left out by a person, are read alike.

A file holds up to ten million records, so some thousands at a time are read column by column:
dates and numbers as arrays, everything that repeats (people, courses) once per combination.
"""

from dataclasses import dataclass
from itertools import repeat
from typing import NamedTuple

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
from data_access.importing.columns import Columns, Numbers, Verdicts, positions_among
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
DESCRIBING = ("course_id", "title", "course_minutes", "category", "locale")
CourseCells = tuple[str, str, str, str, str]
"""What a record says about its course: the cells of `DESCRIBING`, as written."""
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Readings:
    """The columns of some records, as values."""

    mentions: Ints
    """Numbers of mentions, as `Learners` gives them out."""
    courses: Ints
    """Numbers of descriptions, as `Courses` gives them out."""
    stamps: Ints
    """One row a field of `STAMPS`, one column a record."""
    percent: NDArray[np.float64]
    minutes: NDArray[np.float64]
    assigned: NDArray[np.bool_]

    def only(self, kept: list[int]) -> "Readings":
        """The same for the records at those positions."""
        return Readings(
            self.mentions[kept],
            self.courses[kept],
            self.stamps[:, kept],
            self.percent[kept],
            self.minutes[kept],
            self.assigned[kept],
        )


class CourseActivity:
    """Reads the records of one file into observations."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.learners = Learners(attempt)
        self.courses = Courses(attempt)
        self.truths = Memory(read_truth, otherwise=False)
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
        self.learners.write()
        self.courses.write()
        if 0 < self.largest_percent <= 1:
            self.attempt.notes.append(_RATIO)

    def _read(self, cells: Columns, rows: list[list[str]], verdicts: Verdicts) -> Readings:
        mentions = self.learners.mentions(cells, rows, verdicts)
        courses = self.courses.descriptions(cells, verdicts)
        stamps = self._stamps(cells, verdicts)
        percent = verdicts.read("percent", read_numbers(cells["percent"]))
        verdicts.where("percent", percent > 100, PERCENT_RANGE)
        minutes = verdicts.read("minutes_watched", read_numbers(cells["minutes_watched"]))
        assigned = verdicts.read("assigned", self.truths.column(cells["assigned"]))
        return Readings(mentions, courses, stamps, percent, minutes, np.array(assigned, bool))

    def _stamps(self, cells: Columns, verdicts: Verdicts) -> Ints:
        """One row a stamp; what lies in the future or in the wrong order is rejected."""
        stamps, faults = read_stamps([cell for name in STAMPS for cell in cells[name]])
        for position, fault in faults.items():
            field, record = divmod(position, cells.count)
            verdicts.reject(record, STAMPS[field], fault.reason)
        stamps = stamps.reshape(len(STAMPS), cells.count)
        enrolled, _, first_completed, completed, _ = stamps
        for name, column in zip(STAMPS, stamps, strict=True):
            verdicts.where(name, column > self.attempt.latest, FUTURE_STAMP)
        for name, column in (("first_completed_at", first_completed), ("completed_at", completed)):
            early = (column < enrolled) & (column != MISSING)
            verdicts.where(name, early, COMPLETION_BEFORE_ENROLMENT)
        return stamps

    def _write(self, readings: Readings) -> None:
        attempt, count = self.attempt, len(readings.mentions)
        columns = (
            repeat(attempt.batch, count),
            self.learners.rows(readings.mentions),
            self.courses.rows(readings.courses),
            *(_whole(column, column == MISSING) for column in readings.stamps),
            self._progress(readings.percent),
            _whole(readings.minutes * 60, np.isnan(readings.minutes)),
            readings.assigned.tolist(),
        )
        insert(attempt.connection, observation, WRITTEN, list(zip(*columns, strict=True)))
        attempt.tally.accepted += count
        attempt.saw(int(readings.stamps.max()))

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


class Learners:
    """The people whom one file mentions. A mention's number is its place in `persons`."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.people = people_of(attempt)
        self.affiliations = Affiliations(attempt.connection, attempt.prefecture)
        self.numbers = Numbers[Mention](self._read)
        self.persons: list[Person] = []
        self.told: list[tuple[Affiliation, str | None]] = []
        """What each mention says about the learner's place and status."""
        self.unusable: dict[int, tuple[str | None, Reason]] = {}
        """Mentions of nobody, or of nobody who can be known."""
        self.learners: list[int] = []
        """The learner of each mention; 0 until a record with it is accepted."""

    def mentions(self, cells: Columns, rows: list[list[str]], verdicts: Verdicts) -> Ints:
        """The number of each record's mention; records about nobody are set aside."""
        email = list(cells["email"])
        for position in cells.holding("first_name", ANONYMISED_NAME):
            email[position] = ANONYMISED_NAME
        mentions = self.numbers.column(
            zip(cells["external"], email, cells["groups"], cells["deactivated"], strict=True)
        )
        for position in positions_among(mentions, self.unusable):
            name, reason = self.unusable[mentions[position]]
            verdicts.pass_over(position, rows[position], name, reason)
        return mentions

    def rows(self, mentions: Ints) -> list[int]:
        """The learner of each record; those whom no record has mentioned before are added."""
        new = [number for number in np.unique(mentions).tolist() if not self.learners[number]]
        if new:
            found = self.people.learners(self.persons[number] for number in new)
            for number in new:
                self.learners[number] = found[self.persons[number]]
        return list(map(self.learners.__getitem__, mentions.tolist()))

    def write(self) -> None:
        """Writes what the file says about each learner where it first mentions them."""
        attempt = self.attempt
        first: dict[int, tuple[Affiliation, str | None]] = {}
        for learner, told in zip(self.learners, self.told, strict=True):
            if learner:
                first.setdefault(learner, told)
        where = self.affiliations.rows(said for said, _ in first.values())
        insert(
            attempt.connection,
            learner_observation,
            ("batch_id", "learner_id", "affiliation_id", "status"),
            [(attempt.batch, who, where[said], status) for who, (said, status) in first.items()],
        )
        attempt.unassigned = self.affiliations.unassigned(said for said, _ in first.values())

    def _read(self, mention: Mention) -> None:
        """Adds a mention that is new in this file."""
        external, email, groups, deactivated = mention
        whom, number = person(external, email), len(self.persons)
        self.persons.append(whom)
        self.learners.append(0)
        if whom.anonymised and not self.people.knows(whom):
            self.unusable[number] = (None, ANONYMISED)
        elif not whom.external and not whom.email:
            self.unusable[number] = (None, MISSING_PERSON)
        self.told.append((Affiliation("", groups, whom.domain), self._status(number, deactivated)))

    def _status(self, number: int, deactivated: str) -> str | None:
        if "deactivated" not in self.attempt.tally.layout.positions:
            return None
        try:
            return "deactivated" if read_truth(deactivated) else "active"
        except Fault as fault:
            self.unusable.setdefault(number, ("deactivated", fault.reason))
            return None


class Description(NamedTuple):
    """What a record says about its course."""

    external_id: str
    title: str
    minutes: int | None
    category: str
    locale: str


class Courses:
    """The courses that one file describes. A description's number is its place in `described`."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.numbers = Numbers[CourseCells](self._read)
        self.described: list[Description] = []
        self.unusable: dict[int, tuple[str, Reason]] = {}
        self.courses: list[int] = []
        """The course of each description; 0 until a record with it is accepted."""

    def descriptions(self, cells: Columns, verdicts: Verdicts) -> Ints:
        """The number of each record's description; records without a course are rejected."""
        named = map(cells.__getitem__, DESCRIBING)
        descriptions = self.numbers.column(zip(*named, strict=True))
        for position in positions_among(descriptions, self.unusable):
            verdicts.reject(position, *self.unusable[descriptions[position]])
        return descriptions

    def rows(self, descriptions: Ints) -> list[int]:
        """The course of each record; those that no file has named before are added."""
        new = [number for number in np.unique(descriptions).tolist() if not self.courses[number]]
        if new:
            found = self._found_or_added({self.described[number].external_id for number in new})
            for number in new:
                self.courses[number] = found[self.described[number].external_id]
        return list(map(self.courses.__getitem__, descriptions.tolist()))

    def write(self) -> None:
        """Writes how this file describes its courses; of two descriptions the last one."""
        last = dict(zip(self.courses, self.described, strict=True))
        last.pop(0, None)
        insert(
            self.attempt.connection,
            course_observation,
            ("batch_id", "course_id", "title", "minutes", "category", "locale"),
            [(self.attempt.batch, number, *each[1:]) for number, each in last.items()],
        )

    def _read(self, cells: CourseCells) -> None:
        """Adds a description that is new in this file."""
        external_id, title, minutes, category, locale = cells
        number, name = len(self.described), "course_id"
        self.courses.append(0)
        try:
            course_number = read_whole(external_id)
            if course_number is None:
                raise Fault(MISSING_COURSE)
            name = "course_minutes"
            length = read_number(minutes)
        except Fault as fault:
            self.unusable[number] = (name, fault.reason)
            course_number = length = None
        self.described.append(
            Description(
                str(course_number),
                stored(title) or str(course_number),
                None if length is None else round(length),
                stored(category),
                stored(locale),
            )
        )

    def _found_or_added(self, external_ids: set[str]) -> dict[str, int]:
        """Our number of each course, by the platform's."""
        attempt, columns = self.attempt, course.c
        found: dict[str, int] = {}
        for some in portions(sorted(external_ids)):
            known = attempt.connection.execute(
                select(columns.external_id, columns.id).where(
                    columns.prefecture == attempt.prefecture,
                    columns.platform == attempt.platform,
                    columns.external_id.in_(some),
                )
            )
            found.update((number, row) for number, row in known)
        new = sorted(external_ids - found.keys())
        added = dict(zip(new, reserved(attempt.connection, course, len(new)), strict=True))
        insert(
            attempt.connection,
            course,
            ("id", "prefecture", "platform", "external_id"),
            [(row, attempt.prefecture, attempt.platform, number) for number, row in added.items()],
        )
        return found | added


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
