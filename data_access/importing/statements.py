"""Statements of a Learning Record Store: one record a statement, as `sync.xapi` writes them.

A statement that a committed batch tells already changes nothing; it is told again all the same, so
that the other batch can be undone without it. One with the same id and another content is a
conflict: the first holds, the other is kept as a rejected record.
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import case, func, select

from data_access.importing.attempt import Attempt, people_of
from data_access.importing.columns import Columns, Verdicts
from data_access.importing.header import Field, Format
from data_access.importing.people import Person
from data_access.importing.places import Affiliation, Affiliations
from data_access.importing.reach import Reach
from data_access.importing.reasons import (
    FUTURE_STAMP,
    KNOWN_STATEMENT,
    STATEMENT_CONFLICT,
    Fault,
    NothingNew,
)
from data_access.importing.records import Records
from data_access.importing.statement import NO_FAULTS, Course, Said, Void, moment, read_statement
from data_access.schema import (
    STATEMENTS,
    course,
    course_observation,
    import_batch,
    learner_observation,
    rejected_row,
    statement,
    statement_stretch,
    statement_telling,
    statement_voiding,
)
from data_access.statements import reached
from data_access.writing import insert, portions, reserved
from wording.text import Text

FORMAT = Format(
    kind=STATEMENTS,
    name=Text(
        ja="学習記録ストアのステートメント（xAPI）", en="statements of a record store (xAPI)"
    ),
    identifying=frozenset({"stored", "verb", "object", "statement"}),
    fields=(
        Field("stored", ("stored",), required=True),
        Field("id", ("statement id",)),
        Field("verb", ("verb",)),
        Field("object", ("object",)),
        Field("statement", ("statement",), required=True, personal=True, varied=True),
        Field("endpoint", ("endpoint",), personal=True),
        Field("since", ("since",), personal=True),
    ),
    may_say_nothing=True,
)
HEADINGS = tuple(field.names[0] for field in FORMAT.fields)


class _Known(NamedTuple):
    """A row of `statement`."""

    number: int
    learner: int
    counts: bool
    """A committed batch tells it."""


class Statements:
    """Reads the records of one file into statements."""

    def __init__(self, attempt: Attempt) -> None:
        self.attempt = attempt
        self.people = people_of(attempt)
        self.affiliations = Affiliations(attempt.connection, attempt.prefecture)
        self.keyed = self.people.keyed.copy()
        self.told: dict[tuple[str, str], int] = {}
        """Id and digest of the statements that this file tells -> number."""
        self.contents: dict[str, str] = {}
        """Id -> the digest that holds."""
        self.voids: set[str] = set()
        self.learners: dict[int, Affiliation] = {}
        self.courses: dict[Course, int] = {}
        self.last: tuple[datetime, str] | None = None
        """The latest moment at which anything was stored, also as it is written."""
        self.endpoint = self.since = ""

    def take(self, records: Records) -> None:
        """Reads some records, and writes those that are new."""
        cells, verdicts = Columns(self.attempt.tally.layout, records), Verdicts(records)
        self._follow(cells)
        said = self._read(cells["statement"], verdicts)
        if self.attempt.reach:
            self._stay_within(self.attempt.reach, said, records)
        voids = {at: each for at, each in said.items() if isinstance(each, Void)}
        events = {at: each for at, each in said.items() if isinstance(each, Said)}
        digests = {at: self._digest(each.content) for at, each in events.items()}
        known = self._known({each.id for each in events.values()})
        new = self._new(events, digests, known, verdicts)
        self._void(voids, verdicts)
        self._pass_over_known_rejections(verdicts)
        accepted = len(verdicts.settle(self.attempt.tally))
        self.attempt.tally.accepted += accepted
        self._write({at: events[at] for at in new}, digests)

    def finish(self) -> None:
        """Writes what the whole file tells; NothingNew where that is what is known already."""
        attempt = self.attempt
        before = reached(attempt.connection, attempt.prefecture, self.endpoint)
        goes_on = self.last and (before is None or self.last[0] > before[0])
        if not goes_on and not attempt.tally.accepted and not attempt.tally.rejected:
            raise NothingNew
        self.people.write()
        self._write_learners()
        self._write_courses()
        batch = attempt.batch
        tellings = [(batch, number) for number in sorted(self.told.values())]
        insert(attempt.connection, statement_telling, ("batch_id", "statement"), tellings)
        voidings = [(batch, number) for number in sorted(self.voids)]
        insert(attempt.connection, statement_voiding, ("batch_id", "statement_id"), voidings)
        if self.endpoint and self.last:
            stretch = (batch, self.endpoint, self.since or None, self.last[1])
            columns = ("batch_id", "endpoint", "since", "until")
            insert(attempt.connection, statement_stretch, columns, [stretch])

    def _follow(self, cells: Columns) -> None:
        """Keeps how far the store was read, and from where."""
        for name in ("endpoint", "since"):
            found = next(filter(None, cells[name]), "")
            setattr(self, name, getattr(self, name) or found)
        for written in cells["stored"]:
            at = moment(written)
            if at and (self.last is None or at > self.last[0]):
                self.last = (at, written if datetime.fromisoformat(written).tzinfo else str(at))
                self.attempt.saw(min(int(at.timestamp()), self.attempt.latest))

    def _read(self, texts: Iterable[str], verdicts: Verdicts) -> dict[int, Said | Void]:
        said: dict[int, Said | Void] = {}
        for at, text in enumerate(texts):
            try:
                said[at] = read_statement(text)
            except Fault as fault:
                if fault.reason.code in NO_FAULTS:
                    verdicts.skipped[at] = fault.reason
                else:
                    verdicts.reject(at, None, fault.reason)
        late = [
            at
            for at, each in said.items()
            if isinstance(each, Said) and each.at > self.attempt.latest
        ]
        for at in late:
            verdicts.reject(at, None, FUTURE_STAMP)
            del said[at]
        return said

    def _stay_within(self, reach: Reach, said: dict[int, Said | Void], records: Records) -> None:
        """Refuses the file where a statement is about somebody whom the uploader may not touch.

        Whom a statement concerns that takes another back is not known from itself.
        """
        for at, each in said.items():
            learner, where = None, Affiliation("", "", "")
            if isinstance(each, Said):
                learner = self.people.known_learner(each.whom)
                where = _affiliation(each.whom)
            place = reach.place_outside(learner, where, self.affiliations.directory)
            if place:
                raise reach.refusal(records.line(at), place)

    def _digest(self, content: str) -> str:
        """Keyed, since a content names a person."""
        digest = self.keyed.copy()
        digest.update(content.encode())
        return digest.hexdigest()

    def _known(self, numbers: set[str]) -> dict[tuple[str, str], _Known]:
        """Statements of those ids that were ever told, by id and digest."""
        columns, batch = statement.c, import_batch.c
        counts = func.max(case((batch.status == "committed", 1), else_=0))
        found: dict[tuple[str, str], _Known] = {}
        for some in portions(sorted(numbers)):
            for number, uuid, digest, learner, counted in self.attempt.connection.execute(
                select(columns.id, columns.statement_id, columns.digest, columns.learner_id, counts)
                .join_from(statement, statement_telling, isouter=True)
                .join(import_batch, isouter=True)
                .where(columns.prefecture == self.attempt.prefecture)
                .where(columns.statement_id.in_(some))
                .group_by(columns.id, columns.statement_id, columns.digest, columns.learner_id)
            ):
                found[uuid, digest] = _Known(number, learner, bool(counted))
                if counted:
                    self.contents[uuid] = digest
        return found

    def _new(
        self,
        events: dict[int, Said],
        digests: dict[int, str],
        known: dict[tuple[str, str], _Known],
        verdicts: Verdicts,
    ) -> list[int]:
        """The positions of statements without a row so far; notes which are known or conflict."""
        new = []
        for at, each in events.items():
            key = (each.id, digests[at])
            row = known.get(key)
            if self.contents.setdefault(each.id, digests[at]) != digests[at]:
                verdicts.reject(at, None, STATEMENT_CONFLICT)
                continue
            if key in self.told or (row and row.counts):
                verdicts.skipped[at] = KNOWN_STATEMENT
            if row and key not in self.told:
                self.told[key] = row.number
                self.learners.setdefault(row.learner, _affiliation(each.whom))
                self.courses.setdefault(each.course, 0)
            elif key not in self.told:
                self.told[key] = 0
                new.append(at)
        return new

    def _void(self, voids: dict[int, Void], verdicts: Verdicts) -> None:
        """Keeps which statements are taken back; one that was taken back before is known."""
        asked = {each.voids for each in voids.values()}
        before = set(self.voids)
        for some in portions(sorted(asked)):
            before.update(
                self.attempt.connection.scalars(
                    select(statement_voiding.c.statement_id)
                    .join(import_batch)
                    .where(
                        import_batch.c.prefecture == self.attempt.prefecture,
                        import_batch.c.status == "committed",
                        statement_voiding.c.statement_id.in_(some),
                    )
                )
            )
        for at, each in voids.items():
            if each.voids in before:
                verdicts.skipped[at] = KNOWN_STATEMENT
            before.add(each.voids)
        self.voids |= asked

    def _pass_over_known_rejections(self, verdicts: Verdicts) -> None:
        """What was rejected before need not be told again each time that it is fetched."""
        kept = self.attempt.tally.layout.kept
        content = {
            at: json.dumps(kept(verdicts.records.row(at)), ensure_ascii=False)
            for at in verdicts.rejected
        }
        columns, known = rejected_row.c, set[str]()
        for some in portions(sorted(content.values())):
            known.update(
                self.attempt.connection.scalars(
                    select(columns.content)
                    .join(import_batch)
                    .where(
                        import_batch.c.prefecture == self.attempt.prefecture,
                        import_batch.c.kind == STATEMENTS,
                        import_batch.c.status == "committed",
                        columns.content.in_(some),
                    )
                )
            )
        for at, text in content.items():
            if text in known:
                verdicts.skipped[at] = KNOWN_STATEMENT

    def _write(self, new: dict[int, Said], digests: dict[int, str]) -> None:
        """Adds rows for statements without one."""
        if not new:
            return
        learners = self.people.learners(each.whom for each in new.values())
        self._find_courses({each.course for each in new.values()})
        numbers = reserved(self.attempt.connection, statement, len(new))
        rows = []
        for number, (at, each) in zip(numbers, new.items(), strict=True):
            learner = learners[each.whom]
            self.told[each.id, digests[at]] = number
            self.learners.setdefault(learner, _affiliation(each.whom))
            where = (learner, self.courses[each.course])
            what = (each.verb, each.at, each.completes, each.progress)
            rows.append((number, self.attempt.prefecture, each.id, digests[at], *where, *what))
        insert(self.attempt.connection, statement, _COLUMNS, rows)

    def _find_courses(self, wanted: set[Course]) -> None:
        """Our number of each course, for `courses`; those that nothing has named are added."""
        attempt, columns = self.attempt, course.c
        missing = {(each.platform, each.external_id) for each in wanted}
        found: dict[tuple[str, str], int] = {}
        for some in portions(sorted({external_id for _, external_id in missing})):
            for number, platform, external_id in attempt.connection.execute(
                select(columns.id, columns.platform, columns.external_id).where(
                    columns.prefecture == attempt.prefecture, columns.external_id.in_(some)
                )
            ):
                found[platform, external_id] = number
        new = sorted(missing - found.keys())
        numbers = reserved(attempt.connection, course, len(new))
        rows = [(n, attempt.prefecture, *key) for n, key in zip(numbers, new, strict=True)]
        insert(attempt.connection, course, ("id", "prefecture", "platform", "external_id"), rows)
        found.update(zip(new, numbers, strict=True))
        for each in wanted:
            self.courses[each] = found[each.platform, each.external_id]

    def _write_learners(self) -> None:
        where = self.affiliations.rows(self.learners.values())
        insert(
            self.attempt.connection,
            learner_observation,
            ("batch_id", "learner_id", "affiliation_id"),
            [(self.attempt.batch, who, where[said]) for who, said in self.learners.items()],
        )
        self.attempt.unassigned = self.affiliations.unassigned(self.learners.values())

    def _write_courses(self) -> None:
        """What the statements call their courses; of two names the last one."""
        self._find_courses({each for each, number in self.courses.items() if not number})
        titles = {number: each.title for each, number in self.courses.items()}
        insert(
            self.attempt.connection,
            course_observation,
            ("batch_id", "course_id", "title", "category", "locale"),
            [(self.attempt.batch, number, title, "", "") for number, title in titles.items()],
        )


_COLUMNS = (
    "id",
    "prefecture",
    "statement_id",
    "digest",
    "learner_id",
    "course_id",
    "verb",
    "at",
    "completes",
    "progress",
)


def _affiliation(whom: Person) -> Affiliation:
    return Affiliation("", "", whom.domain)
