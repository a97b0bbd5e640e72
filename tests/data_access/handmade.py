"""Records small enough to count on fingers: written to a database, and recounted in plain Python.

Nothing here is shared with the program but the names of the tables.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from data_access import rollup, schema
from data_access.database import Database

JAPAN = timezone(timedelta(hours=9))
PREFECTURE = "14"
YOKOHAMA, KAWASAKI, HAKONE = "14100", "14130", "14382"
STRENGTH = {"pool": 1, "group": 2, "domain": 3}
PLATFORM = "udemy"

Row = dict[str, Any]


def japan(text: str) -> int:
    """The stamp of a moment in Japan, as `2025-04-01` or `2025-04-01 09:30`."""
    return int(datetime.fromisoformat(text).replace(tzinfo=JAPAN).timestamp())


def utc(text: str) -> int:
    """The stamp of a moment as the platform writes it, `2025-03-31T15:00:00Z`."""
    return int(datetime.fromisoformat(text).astimezone(UTC).timestamp())


@dataclass(frozen=True)
class Learner:
    """What a file says of a learner."""

    id: int
    code: str | None = YOKOHAMA
    resolved_by: str = "group"
    joined_at: int | None = None
    deactivated_at: int | None = None
    status: str | None = None


@dataclass(frozen=True)
class Course:
    """What a file says of a learner's course."""

    learner_id: int
    course_id: int = 1
    enrolled_at: int | None = None
    started_at: int | None = None
    first_completed_at: int | None = None
    completed_at: int | None = None
    last_active_at: int | None = None
    progress: int | None = None
    learning_seconds: int | None = None
    assigned: bool = False


@dataclass(frozen=True)
class Statement:
    """What a statement says of a learner's course; its number is its own for ever."""

    number: int
    learner_id: int
    course_id: int
    at: int
    verb: str = "progressed"

    @property
    def completes(self) -> bool:
        return self.verb == "completed"

    @property
    def uuid(self) -> str:
        return uuid_of(self.number)


def uuid_of(number: int) -> str:
    return f"00000000-0000-4000-8000-{number:012}"


@dataclass(frozen=True)
class Licences:
    """What a contract says of a municipality."""

    code: str
    licences: int
    yen: int
    starts_on: date
    ends_on: date
    fiscal_year: int = 2025


@dataclass(frozen=True)
class File:
    """A batch: its number also makes the hash that orders equal as-ofs."""

    id: int
    as_of: int
    learners: tuple[Learner, ...] = ()
    courses: tuple[Course, ...] = ()
    licences: tuple[Licences, ...] = ()
    statements: tuple[Statement, ...] = ()
    voids: tuple[int, ...] = ()
    """Numbers of statements."""

    @property
    def kind(self) -> str:
        if self.statements or self.voids:
            return "statements"
        return "contract" if self.licences else "course_activity"

    @property
    def sha256(self) -> str:
        return f"{self.id * 7919 % 1009:064x}"


@dataclass
class Book:
    """A database, and beside it a list of the files that are committed in it."""

    database: Database
    committed: list[File] = field(default_factory=list)

    def prepare(self, learners: Iterable[int], courses: Iterable[int]) -> None:
        labels = [(None, None)] + [
            (code, kind) for code in (YOKOHAMA, KAWASAKI, HAKONE) for kind in STRENGTH
        ]
        self._labels = {label: number for number, label in enumerate(labels, 1)}
        with self.database.writing(PREFECTURE) as connection:
            connection.execute(
                sa.insert(schema.import_batch), [_batch(File(0, 0), "failed", 1_000_000)]
            )
            connection.execute(
                sa.insert(schema.affiliation),
                [
                    {
                        "id": number,
                        "prefecture": PREFECTURE,
                        "pool": "",
                        "groups": "",
                        "domain": "",
                        "municipality_code": code,
                        "resolved_by": kind,
                    }
                    for (code, kind), number in self._labels.items()
                ],
            )
            connection.execute(
                sa.insert(schema.learner),
                [
                    {"id": each, "prefecture": PREFECTURE, "batch_id": 1_000_000}
                    for each in learners
                ],
            )
            connection.execute(
                sa.insert(schema.course),
                [
                    {
                        "id": each,
                        "prefecture": PREFECTURE,
                        "platform": PLATFORM,
                        "external_id": str(each),
                    }
                    for each in courses
                ],
            )

    def commit(self, *files: File) -> int:
        """Imports the files and refreshes the facts; gives the rows that changed."""
        with self.database.writing(PREFECTURE) as connection:
            for file in files:
                self._insert(connection, file)
            self.committed += files
            return rollup.refresh(connection, PREFECTURE, [file.id for file in files]).rows

    def undo(self, *files: File) -> int:
        """Takes the files back and refreshes the facts."""
        numbers = [file.id for file in files]
        batch = schema.import_batch
        with self.database.writing(PREFECTURE) as connection:
            connection.execute(
                sa.update(batch).where(batch.c.id.in_(numbers)).values(status="undone")
            )
            self.committed = [file for file in self.committed if file not in files]
            return rollup.refresh(connection, PREFECTURE, numbers).rows

    def rebuild(self) -> int:
        with self.database.writing(PREFECTURE) as connection:
            return rollup.rebuild(connection, PREFECTURE)

    def facts(self) -> dict[tuple[str, int], Row]:
        """The rows of month_fact by municipality and month."""
        with self.database.engine.connect() as connection:
            rows = connection.execute(sa.select(schema.month_fact)).mappings().all()
        return {
            (row["code"], row["month"]): {
                name: value
                for name, value in row.items()
                if name not in ("prefecture", "code", "month")
            }
            for row in rows
        }

    def fact(self, code: str, month: int) -> Row:
        """One row without its zeros."""
        return {name: value for name, value in self.facts()[code, month].items() if value}

    def _insert(self, connection: sa.Connection, file: File) -> None:
        connection.execute(sa.insert(schema.import_batch), [_batch(file, "committed", file.id)])
        told = [
            {
                "batch_id": file.id,
                "learner_id": each.id,
                "affiliation_id": self._labels[each.code, each.resolved_by if each.code else None],
                "joined_at": each.joined_at,
                "deactivated_at": each.deactivated_at,
                "status": each.status,
            }
            for each in file.learners
        ]
        seen = [asdict(each) | {"batch_id": file.id} for each in file.courses]
        if told:
            connection.execute(sa.insert(schema.learner_observation), told)
        if seen:
            connection.execute(sa.insert(schema.observation), seen)
            connection.execute(
                sa.insert(schema.course_observation),
                [
                    {
                        "batch_id": file.id,
                        "course_id": course,
                        "title": f"講座{course}（{file.id}）",
                        "minutes": 60 * course,
                        "category": "Business",
                        "locale": "ja_JP",
                    }
                    for course in sorted({each.course_id for each in file.courses})
                ],
            )
        for each in file.licences:
            self._insert_licences(connection, file, each)
        self._insert_statements(connection, file)

    def _insert_statements(self, connection: sa.Connection, file: File) -> None:
        known = set(connection.scalars(sa.select(schema.statement.c.id)))
        for each in file.statements:
            if each.number not in known:
                said = {
                    "id": each.number,
                    "prefecture": PREFECTURE,
                    "statement_id": each.uuid,
                    "digest": f"{each.number:064}",
                    "learner_id": each.learner_id,
                    "course_id": each.course_id,
                    "verb": each.verb,
                    "at": each.at,
                    "completes": each.completes,
                }
                connection.execute(sa.insert(schema.statement).values(said))
            told = {"batch_id": file.id, "statement": each.number}
            connection.execute(sa.insert(schema.statement_telling).values(told))
        for number in file.voids:
            void = {"batch_id": file.id, "statement_id": uuid_of(number)}
            connection.execute(sa.insert(schema.statement_voiding).values(void))

    def _insert_licences(self, connection: sa.Connection, file: File, each: Licences) -> None:
        key = connection.execute(
            sa.insert(schema.procurement).values(
                batch_id=file.id,
                prefecture=PREFECTURE,
                fiscal_year=each.fiscal_year,
                platform=PLATFORM,
                name="",
                starts_on=each.starts_on,
                ends_on=each.ends_on,
            )
        ).inserted_primary_key
        assert key is not None
        connection.execute(
            sa.insert(schema.allocation).values(
                procurement_id=key[0],
                municipality_code=each.code,
                licences=each.licences,
                unit_price_yen=0,
                yen=each.yen,
                starts_on=each.starts_on,
                ends_on=each.ends_on,
            )
        )


def _batch(file: File, status: str, number: int) -> Row:
    return {
        "id": number,
        "prefecture": PREFECTURE,
        "kind": file.kind,
        "platform": PLATFORM,
        "file_name": f"{file.id}.csv",
        "sha256": file.sha256,
        "size": 1,
        "as_of": file.as_of if status == "committed" else None,
        "status": status,
        "who": "test",
        "started_at": 0,
    }


# --- the recount --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recount:
    """The facts of the files, by the words of their definitions and as slowly as need be."""

    files: list[File]

    @property
    def newest(self) -> int | None:
        return max((file.as_of for file in self.files if file.kind != "contract"), default=None)

    def facts(self) -> dict[tuple[str, int], Row]:
        if self.newest is None:
            return {}
        rows = {}
        for code in (YOKOHAMA, KAWASAKI, HAKONE):
            begun = False
            for month in self._months():
                row = self._row(code, month)
                begun = begun or any(row.values())
                if begun:
                    rows[code, month] = row
        return rows

    @cached_property
    def history(self) -> dict[tuple[int, int], list[tuple[File, Course]]]:
        """What was seen of each learner's course, oldest first."""
        found: dict[tuple[int, int], list[tuple[File, Course]]] = defaultdict(list)
        for file in self.files:
            for each in file.courses:
                found[each.learner_id, each.course_id].append((file, each))
        for seen in found.values():
            seen.sort(key=_age)
        return found

    @cached_property
    def current(self) -> list[Course]:
        """Each learner's course: what the newest file says of it, and what statements add."""
        known = {pair: seen[-1][1] for pair, seen in self.history.items()}
        for pair, said in self.said.items():
            known[pair] = _added(known.get(pair, Course(*pair)), said)
        return list(known.values())

    @cached_property
    def said(self) -> dict[tuple[int, int], set[Statement]]:
        """The statements that count, by learner and course."""
        voided = {number for file in self.files for number in file.voids}
        found: dict[tuple[int, int], set[Statement]] = defaultdict(set)
        for file in self.files:
            for each in file.statements:
                if each.number not in voided:
                    found[each.learner_id, each.course_id].add(each)
        return found

    def home(self, learner: int, stamp: int) -> str | None:
        """The municipality that the learner belonged to at the stamp."""
        homes = self.homes(learner)
        past = [code for as_of, code in homes if as_of <= stamp]
        return past[-1] if past else homes[0][1] if homes else None

    def homes(self, learner: int) -> list[tuple[int, str]]:
        """What counts of what was said of the learner's municipality, oldest first."""
        said = sorted(
            (file.as_of, STRENGTH[each.resolved_by], -int(file.sha256, 16), each.code)
            for file in self.files
            for each in file.learners
            if each.id == learner and each.code
        )
        holding: list[tuple[int, str]] = []
        for as_of, strength, _, code in said:
            strongest = min(other[1] for other in said if other[0] <= as_of)
            if strength == strongest and as_of not in [before for before, _ in holding]:
                holding.append((as_of, code))
        return holding

    @cached_property
    def dated_actions(self) -> set[tuple[int, int, int, str]]:
        """Learner, course, stamp and name of each counted action."""
        return {
            (each.learner_id, each.course_id, stamp, name)
            for seen in self.history.values()
            for _, each in seen
            for name, stamp in (
                ("enrolled", None if each.assigned else each.enrolled_at),
                ("started", each.started_at),
                ("first_completed", each.first_completed_at),
                ("completed", each.completed_at),
                ("active", each.last_active_at),
            )
            if stamp is not None
        } | {
            (*pair, each.at, _ACTION.get(each.verb, "active"))
            for pair, said in self.said.items()
            for each in said
        }

    @cached_property
    def actions(self) -> set[tuple[int, int]]:
        """Learner and stamp of each counted action."""
        return {(learner, stamp) for learner, _, stamp, _ in self.dated_actions}

    @cached_property
    def watched(self) -> list[tuple[int, int, int, int]]:
        """Learner, course, stamp and seconds of each increase."""
        found = []
        for (learner, course), seen in self.history.items():
            most = 0
            for file, each in seen:
                if each.learning_seconds is not None and each.learning_seconds > most:
                    stamp = file.as_of if each.last_active_at is None else each.last_active_at
                    found.append((learner, course, stamp, each.learning_seconds - most))
                    most = each.learning_seconds
        return found

    def joined(self, learner: int) -> int | None:
        told = [(f, each) for f in self.files for each in f.learners if each.id == learner]
        stated = [each.joined_at for _, each in told if each.joined_at is not None]
        signs = [stamp for who, stamp in self.actions if who == learner]
        signs += [file.as_of for file, each in told if each.status == "active"]
        return min(stated) if stated else min(signs, default=None)

    def left(self, learner: int) -> int | None:
        told = sorted(
            (file.as_of, each.status == "deactivated", number)
            for number, file in enumerate(self.files)
            for each in file.learners
            if each.id == learner and each.status
        )
        left = None
        for as_of, _, number in told:
            each = next(one for one in self.files[number].learners if one.id == learner)
            if each.status != "deactivated":
                left = None
            else:
                stamp = as_of if each.deactivated_at is None else each.deactivated_at
                left = stamp if left is None else min(left, stamp)
        return left

    def _row(self, code: str, month: int) -> Row:
        def here(learner: int, stamp: int | None) -> bool:
            return (
                stamp is not None and month_of(stamp) == month and self.home(learner, stamp) == code
            )

        def so_far(learner: int, stamp: int | None) -> bool:
            return (
                stamp is not None
                and april(month) <= month_of(stamp) <= month
                and self.home(learner, stamp) == code
            )

        current = self.current
        made = [each for each in current if here(each.learner_id, each.enrolled_at)]
        ripe = [each for each in current if self.ripens(each, code, month, month)]
        return {
            "licences": self._licences(code, month),
            "joined": self._joined(code, month),
            "spend_yen": self._spend(code, month),
            "enrolments": len(made),
            "assigned_enrolments": sum(each.assigned for each in made),
            "enrolments_completed": sum(each.first_completed_at is not None for each in made),
            "completions": sum(here(each.learner_id, each.first_completed_at) for each in current),
            "matured": len(ripe),
            "matured_completed": sum(map(self.in_time, ripe)),
            "learning_seconds": sum(n for who, _, stamp, n in self.watched if here(who, stamp)),
            "active_learners": len({who for who, stamp in self.actions if here(who, stamp)}),
            "active_learners_fy": len({who for who, stamp in self.actions if so_far(who, stamp)}),
            "enrolled_learners_fy": len(
                {each.learner_id for each in current if so_far(each.learner_id, each.enrolled_at)}
            ),
            "completing_learners_fy": len(
                {
                    each.learner_id
                    for each in current
                    if so_far(each.learner_id, each.first_completed_at)
                }
            ),
            "matured_learners_fy": len(
                {
                    each.learner_id
                    for each in current
                    if self.ripens(each, code, april(month), month)
                }
            ),
        }

    def ripens(self, each: Course, code: str, first: int, last: int) -> bool:
        """Whether the enrolment turned 90 days old in the municipality within the months."""
        if each.enrolled_at is None or self.newest is None:
            return False
        ripe = each.enrolled_at + 90 * 86_400
        return (
            day(ripe) <= day(self.newest)
            and first <= month_of(ripe) <= last
            and self.home(each.learner_id, ripe) == code
        )

    def in_time(self, each: Course) -> bool:
        """Whether the enrolment was completed within 90 days."""
        return each.first_completed_at is not None and day(each.first_completed_at) - day(
            each.enrolled_at
        ) <= timedelta(days=90)

    def _joined(self, code: str, month: int) -> int:
        end = japan(f"{following(month) // 100}-{following(month) % 100:02}-01") - 1
        count = 0
        for learner in {each.id for file in self.files for each in file.learners}:
            joined, left = self.joined(learner), self.left(learner)
            there = joined is not None and joined <= end and (left is None or left > end)
            count += there and self.home(learner, end) == code
        return count

    def _contract(self, code: str) -> list[Licences]:
        newest: dict[int, File] = {}
        for file in sorted(self.files, key=lambda file: (file.as_of, file.sha256)):
            for each in file.licences:
                if each.code == code:
                    newest[each.fiscal_year] = file
        return [
            each
            for year, file in newest.items()
            for each in file.licences
            if each.code == code and each.fiscal_year == year
        ]

    def _licences(self, code: str, month: int) -> int:
        assert self.newest is not None
        on = min(last_day(month), day(self.newest))
        return sum(e.licences for e in self._contract(code) if e.starts_on <= on <= e.ends_on)

    def _spend(self, code: str, month: int) -> int:
        assert self.newest is not None
        total = 0
        for each in self._contract(code):
            days = (each.ends_on - each.starts_on).days + 1

            def spent(until: date, each: Licences = each, days: int = days) -> int:
                gone = sum(each.starts_on + timedelta(days=n) <= until for n in range(days))
                return each.yen * gone // days

            before = last_day(month).replace(day=1) - timedelta(days=1)
            total += spent(min(last_day(month), day(self.newest))) - spent(before)
        return total

    def _months(self) -> list[int]:
        assert self.newest is not None
        months = [202404]
        while months[-1] < month_of(self.newest):
            months.append(following(months[-1]))
        return months


_ACTION = {"registered": "enrolled", "launched": "started", "completed": "completed"}


def _added(course: Course, said: set[Statement]) -> Course:
    """What is known of a learner's course once the statements about it are heard too."""
    done = [each.at for each in said if each.completes]
    enrolled = course.enrolled_at
    if enrolled is None:
        registered = [each.at for each in said if each.verb == "registered"]
        signs = registered or [each.at for each in said if not each.completes]
        if signs and not (done and min(done) < min(signs)):
            enrolled = min(signs)
    started = [each.at for each in said if each.verb == "launched"]
    active = [each.at for each in said if each.verb != "registered"]

    def known(stamp: int | None) -> list[int]:
        return [] if stamp is None else [stamp]

    return replace(
        course,
        enrolled_at=enrolled,
        started_at=min(known(course.started_at) or started, default=None),
        first_completed_at=min(known(course.first_completed_at) + done, default=None),
        completed_at=max(known(course.completed_at) + done, default=None),
        last_active_at=max(known(course.last_active_at) + active, default=None),
    )


def _age(seen: tuple[File, Course]) -> tuple[int | str, ...]:
    file, each = seen

    def known(value: int | None) -> int:
        return -1 if value is None else value

    return (
        file.as_of,
        known(each.last_active_at),
        known(each.learning_seconds),
        known(each.progress),
        file.sha256,
        known(each.completed_at),
        known(each.first_completed_at),
        known(each.started_at),
        known(each.enrolled_at),
        each.assigned,
    )


def day(stamp: int) -> date:
    return datetime.fromtimestamp(stamp, JAPAN).date()


def month_of(stamp: int) -> int:
    return day(stamp).year * 100 + day(stamp).month


def following(month: int) -> int:
    return month + 1 if month % 100 < 12 else month + 89


def last_day(month: int) -> date:
    return date(following(month) // 100, following(month) % 100, 1) - timedelta(days=1)


def april(month: int) -> int:
    return (month // 100 if month % 100 >= 4 else month // 100 - 1) * 100 + 4


# --- any files at all --------------------------------------------------------------------------

MOMENTS = (
    "2025-01-01",
    "2025-01-31 23:59:59",
    "2025-02-28 12:00",
    "2025-03-31 23:59:59",
    "2025-04-01 00:00",
    "2025-04-01 00:00:01",
    "2025-05-15",
    "2025-06-30",
    "2025-07-01",
    "2025-09-30 23:00",
)


def random_file(chance: random.Random, number: int) -> File:
    as_of = japan(chance.choice(MOMENTS[3:]))
    stamps = [stamp for stamp in map(japan, MOMENTS) if stamp <= as_of]
    if chance.random() < 0.2:
        return File(number, as_of, licences=tuple(random_licences(chance)))
    learners = chance.sample(range(1, 7), chance.randint(1, 4))
    if chance.random() < 0.3:
        return random_statements(chance, number, as_of, stamps)
    return File(
        number,
        as_of,
        tuple(random_learner(chance, each, stamps) for each in learners),
        tuple(
            random_course(chance, learner, stamps)
            for learner in learners
            for _ in range(chance.randint(0, 3))
        ),
    )


def random_statements(chance: random.Random, number: int, as_of: int, stamps: list[int]) -> File:
    """Some of forty statements, as often as not told before; and some of them voided."""
    told = chance.sample(range(1, 41), chance.randint(1, 8))
    statements = tuple(each for each in map(any_statement, told) if each.at <= as_of)
    voids = tuple(each for each in chance.sample(range(1, 41), 3) if chance.random() < 0.3)
    learners = sorted({each.learner_id for each in statements})
    where = tuple(random_learner(chance, each, stamps) for each in learners)
    return File(number, as_of, where, statements=statements, voids=voids or (99,))


def any_statement(number: int) -> Statement:
    """The same for the same number."""
    chance = random.Random(number)
    verb = chance.choice(("registered", "launched", "progressed", "progressed", "completed"))
    return Statement(
        number, chance.randint(1, 6), chance.randint(1, 3), japan(chance.choice(MOMENTS)), verb
    )


def random_licences(chance: random.Random) -> Iterator[Licences]:
    for code in chance.sample((YOKOHAMA, KAWASAKI, HAKONE), 2):
        start = date(2025, chance.choice((1, 4, 5)), chance.choice((1, 15)))
        end = date(2025, chance.choice((5, 6, 12)), chance.choice((15, 30)))
        year = chance.choice((2024, 2025))
        yield Licences(code, chance.randint(0, 9), chance.randint(0, 99_999), start, end, year)


def random_learner(chance: random.Random, number: int, stamps: list[int]) -> Learner:
    return Learner(
        number,
        chance.choice((YOKOHAMA, YOKOHAMA, KAWASAKI, HAKONE, None)),
        chance.choice(("pool", "group", "group", "domain")),
        chance.choice((None, None, *stamps)),
        chance.choice((None, *stamps)),
        chance.choice((None, "active", "active", "invited", "deactivated")),
    )


def random_course(chance: random.Random, learner: int, stamps: list[int]) -> Course:
    stamp = [chance.choice((None, *stamps)) for _ in range(5)]
    return Course(
        learner,
        chance.randint(1, 3),
        *stamp,
        progress=chance.choice((None, 0, 5_000, 10_000)),
        learning_seconds=chance.choice((None, 0, 60, 90, 600)),
        assigned=chance.random() < 0.3,
    )
