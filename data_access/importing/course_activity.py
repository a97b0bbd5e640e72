"""Udemy Business, "User course activity": one record a learner and course, cumulative.

The older export has 19 columns; the newer one 20, with `Course Locale` after the title and
`Date Last Active` for `Date Last Accessed`. Columns are found by their names, so both orders, and
files with columns left out by a person, are read alike.

A file holds up to ten million records, so some thousands at a time are read column by column:
dates and numbers as arrays, everything that repeats (people, courses) once per combination.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select, update

from data_access import flows
from data_access.importing.attempt import Attempt, people_of
from data_access.importing.cells import (
    Memory,
    read_number,
    read_numbers,
    read_truth,
    read_truths,
    read_whole,
    stored,
)
from data_access.importing.columns import Columns, Numbers, Verdicts, positions_among
from data_access.importing.header import Field, Format
from data_access.importing.people import ANONYMISED_NAME, Person, person
from data_access.importing.places import Affiliation, Affiliations
from data_access.importing.reach import Reach
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
from data_access.importing.records import Records
from data_access.importing.stamps import MISSING, read_stamps
from data_access.schema import course, course_observation, learner_observation, observation
from data_access.writing import insert, insert_numbers, portions, reserved
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
"""Columns of `observation`, in the order of `flows.Seen`."""
PROGRESS = WRITTEN.index("progress")
FORMAT = Format(
    kind="course_activity",
    name=Text(
        ja="Udemy Business「User course activity」（受講状況）",
        en="the Udemy Business “User course activity” export",
    ),
    identifying=frozenset(
        {"course_id", "percent", "minutes_watched", "enrolled_at", "completed_at"}
    ),
    fields=(
        Field("first_name", ("User First Name", "First Name", "名", "ユーザーの名"), personal=True),
        Field(
            "last_name",
            ("User Last Name", "Last Name", "姓", "ユーザーの姓"),
            personal=True,
            used=False,
        ),
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
                "コース時間（分）",
                "コースの長さ",
                "コース時間",
                "コースの長さ（分）",
            ),
        ),
        Field(
            "percent",
            (
                "% Marked Completed",
                "Percent Marked Completed",
                "% Completed",
                "進捗率",
                "修了率",
                "完了率",
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
                "受講登録日",
                "登録日",
                "受講開始登録日",
                "登録日時",
            ),
            required=True,
            varied=True,
        ),
        Field(
            "started_at",
            ("Date Started", "Start Date", "開始日", "受講開始日", "開始日時"),
            varied=True,
        ),
        Field(
            "first_completed_at",
            (
                "First Date Completed",
                "First Completion Date",
                "初回修了日",
                "最初の修了日",
                "最初の完了日",
                "初回完了日",
            ),
            required=True,
            varied=True,
        ),
        Field(
            "completed_at",
            (
                "Date Completed",
                "Completion Date",
                "最後の修了日",
                "修了日",
                "完了日",
                "修了日時",
                "完了日時",
            ),
            varied=True,
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
            varied=True,
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
        Field("assigned_by", ("Assigned By", "割り当て者", "割当者"), personal=True, used=False),
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


MENTIONING = ("first_name", "external", "email", "groups", "deactivated")
"""Fields that tell of a record's learner; together, as written, they are a mention."""
DESCRIBING = ("course_id", "title", "course_minutes", "category", "locale")
"""Fields that tell of a record's course."""
Cells = tuple[str, ...]
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

    def only(self, kept: Ints) -> "Readings":
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
        self.largest_percent = 0.0

    def take(self, records: Records) -> None:
        """Reads some records, and writes those that can be accepted."""
        verdicts = Verdicts(records)
        readings = self._read(Columns(self.attempt.tally.layout, records), verdicts)
        kept = verdicts.settle(self.attempt.tally)
        if len(kept):
            self._write(readings if len(kept) == len(records) else readings.only(kept))

    def finish(self) -> None:
        """Writes what the file says about its learners and courses, once for each."""
        self.learners.write()
        self.courses.write()
        if 0 < self.largest_percent <= 1:
            self.attempt.notes.append(_RATIO)

    def _read(self, cells: Columns, verdicts: Verdicts) -> Readings:
        mentions = self.learners.mentions(cells, verdicts)
        courses = self.courses.descriptions(cells, verdicts)
        stamps = self._stamps(cells, verdicts)
        percent = verdicts.read("percent", cells.read("percent", read_numbers))
        verdicts.where("percent", percent > 100, PERCENT_RANGE)
        minutes = verdicts.read("minutes_watched", cells.read("minutes_watched", read_numbers))
        assigned = verdicts.read("assigned", cells.read("assigned", read_truths))
        return Readings(mentions, courses, stamps, percent, minutes, assigned)

    def _stamps(self, cells: Columns, verdicts: Verdicts) -> Ints:
        """One row a stamp; what lies in the future or in the wrong order is rejected."""
        columns = [verdicts.read(name, read_stamps(cells.array(name))) for name in STAMPS]
        stamps = np.stack(columns)
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
            np.full(count, attempt.batch),
            self.learners.rows(readings.mentions),
            self.courses.rows(readings.courses),
            *readings.stamps,
            self._progress(readings.percent),
            _whole(readings.minutes * 60),
            readings.assigned,
        )
        observed = np.stack(columns, axis=1, dtype=np.int64)
        insert_numbers(attempt.connection, observation, WRITTEN, observed, MISSING)
        observed[observed == MISSING] = flows.MISSING
        attempt.keep_at_hand(observed)
        attempt.tally.accepted += count
        attempt.saw(int(readings.stamps.max()))

    def _progress(self, percent: NDArray[np.float64]) -> Ints:
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
        return _whole(percent * scale)


class Learners:
    """The people whom one file mentions. A mention's number is its place in `persons`."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.people = people_of(attempt)
        self.affiliations = Affiliations(attempt.connection, attempt.prefecture)
        self.numbers = Numbers[Cells](self._read)
        self.truths = Memory(read_truth, otherwise=False)
        self.persons: list[Person] = []
        self.told: list[tuple[Affiliation, str | None]] = []
        """What each mention says about the learner's place and status."""
        self.unusable: dict[int, tuple[str | None, Reason]] = {}
        """Mentions of nobody, or of nobody who can be known."""
        self.learners: list[int] = []
        """The learner of each mention; 0 until a record with it is accepted."""

    def mentions(self, cells: Columns, verdicts: Verdicts) -> Ints:
        """The number of each record's mention; records about nobody are set aside."""
        which, combinations = cells.combinations(MENTIONING)
        mentions = self.numbers.column(combinations)[which]
        for position in positions_among(mentions, self.unusable):
            verdicts.pass_over(position, *self.unusable[mentions[position]])
        if self.attempt.reach:
            self._stay_within(self.attempt.reach, mentions, verdicts)
        return mentions

    def rows(self, mentions: Ints) -> Ints:
        """The learner of each record; those whom no record has mentioned before are added."""
        new = [number for number in np.unique(mentions).tolist() if not self.learners[number]]
        if new:
            found = self.people.learners(self.persons[number] for number in new)
            for number in new:
                self.learners[number] = found[self.persons[number]]
        return np.array(self.learners)[mentions]

    def write(self) -> None:
        """Writes what the file says about each learner where it first mentions them."""
        attempt = self.attempt
        self.people.write()
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
        attempt.learners = len(first)

    def _stay_within(self, reach: Reach, mentions: Ints, verdicts: Verdicts) -> None:
        """Refuses the file where a record is about somebody whom the uploader may not touch."""
        for number in sorted(set(np.unique(mentions).tolist()) - self.unusable.keys()):
            learner = self.people.known_learner(self.persons[number])
            said, _ = self.told[number]
            place = reach.place_outside(learner, said, self.affiliations.directory)
            if place:
                first = int(np.argmax(mentions == number))
                raise reach.refusal(verdicts.records.line(first), place)

    def _read(self, mention: Cells) -> None:
        """Adds a mention that is new in this file."""
        first_name, external, email, groups, deactivated = mention
        if first_name == ANONYMISED_NAME:
            email = ANONYMISED_NAME
        whom, number = person(external, email), len(self.persons)
        self.persons.append(whom)
        self.learners.append(0)
        if whom.anonymised and not whom.external:
            self.unusable[number] = (None, ANONYMISED)
        elif not whom.external and not whom.email:
            self.unusable[number] = (None, MISSING_PERSON)
        self.told.append((Affiliation("", groups, whom.domain), self._status(number, deactivated)))

    def _status(self, number: int, deactivated: str) -> str | None:
        if "deactivated" not in self.attempt.tally.layout.positions:
            return None
        gone = self.truths[deactivated]
        if deactivated in self.truths.faults:
            reason = self.truths.faults[deactivated].reason
            self.unusable.setdefault(number, ("deactivated", reason))
            return None
        return "deactivated" if gone else "active"


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
        self.numbers = Numbers[Cells](self._read)
        self.described: list[Description] = []
        self.unusable: dict[int, tuple[str, Reason]] = {}
        self.courses: list[int] = []
        """The course of each description; 0 until a record with it is accepted."""

    def descriptions(self, cells: Columns, verdicts: Verdicts) -> Ints:
        """The number of each record's description; records without a course are rejected."""
        which, combinations = cells.combinations(DESCRIBING)
        descriptions = self.numbers.column(combinations)[which]
        for position in positions_among(descriptions, self.unusable):
            verdicts.reject(position, *self.unusable[descriptions[position]])
        return descriptions

    def rows(self, descriptions: Ints) -> Ints:
        """The course of each record; those that no file has named before are added."""
        new = [number for number in np.unique(descriptions).tolist() if not self.courses[number]]
        if new:
            found = self._found_or_added({self.described[number].external_id for number in new})
            for number in new:
                self.courses[number] = found[self.described[number].external_id]
        return np.array(self.courses)[descriptions]

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

    def _read(self, cells: Cells) -> None:
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


def seen(observed: Sequence[Ints]) -> flows.Seen:
    """What attempts have written, as the rollup reads it."""
    none = np.empty((0, len(WRITTEN)), np.int64)
    return flows.Seen(*np.concatenate([none, *observed]).T)


def _whole(numbers: NDArray[np.float64]) -> Ints:
    """Rounded to whole numbers, `MISSING` for NaN."""
    missing = np.isnan(numbers)
    return np.where(missing, MISSING, np.rint(np.where(missing, 0, numbers)).astype(np.int64))


def _ratios_were_percentages(attempt: Attempt) -> None:
    for observed in attempt.observed:
        progress = observed[:, PROGRESS]
        progress[progress > 0] //= 100
    attempt.connection.execute(
        update(observation)
        .where(observation.c.batch_id == attempt.batch)
        .values(progress=observation.c.progress // 100)
    )
