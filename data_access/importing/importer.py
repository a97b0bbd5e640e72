"""The import itself: from a file's bytes to a committed batch, or to nothing at all.

A batch row is committed as `staged` before anything else, so that an attempt that died can be
seen. Everything a file brings is then written in one transaction: observations, rejected rows, the
batch's outcome, the audit line, the facts and the next version of the data set.
"""

import gc
import logging
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from data_access import rollup
from data_access.allotment import Allotment
from data_access.database import Database, DatabaseProblem
from data_access.identity import operator
from data_access.importing import course_activity, effect, headings, outcome
from data_access.importing.attempt import Attempt
from data_access.importing.effect import Changes, Pictures
from data_access.importing.header import Explanation, Layout
from data_access.importing.journal import Journal, flush_rejected, write_rejected
from data_access.importing.kinds import KINDS, Reading, laid_out
from data_access.importing.outcome import Effect, Outcome
from data_access.importing.places import elsewhere
from data_access.importing.reach import Reach
from data_access.importing.reasons import NothingNew, Refusal, filled
from data_access.importing.records import below_header
from data_access.importing.source import Source, examined
from data_access.importing.stamps import MISSING, end_of_japan_day
from data_access.importing.tally import Tally
from data_access.records import AT_ONCE
from data_access.schema import CONTRACT
from wording.text import Text

PLATFORM = "Udemy Business"
ELSEWHERE_SHARE = 0.20
_NAMED = 3
LOG = logging.getLogger("data_access.importing")
"""A line for each batch when it begins and when it ends; every line begins with its number."""
DAY = 86_400

Progress = Callable[[float, str], None]
"""Called with the share of the work that is done (0 to 1) and the name of the file at hand."""


_NOTHING_ACCEPTED = Text(
    ja="取り込める行が一つもありません。",
    en="Not one record can be accepted.",
)
_NO_RECORDS = Text(
    ja="見出しの下に取り込む行がありません。様式が未記入の場合は、ライセンス数などを記入してください。",
    en="There is nothing to import under the header. If this is an empty form, fill it in first.",
)
_DOUBTFUL = Text(
    ja="{records}件のうち{rejected}件が拒否され、2割を超えています。",
    en="{rejected} of {records} records were rejected, more than a fifth.",
)
_ELSEWHERE = Text(
    ja="受講者{all}人のうち{learners}人が、この都道府県にない市区町村（{named}）に所属しています。"
    "別の都道府県（{where}など）の書き出しではありませんか。",
    en="{learners} of {all} learners belong to municipalities that this prefecture does not have "
    "({named}). Is this an export of another one ({where})?",
)
_CUT_OFF = Text(
    ja="最後の行が途中で終わっています。ダウンロードが途切れた可能性があります。",
    en="The last record is cut off in the middle; the download may have been interrupted.",
)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A file that can be read: its bytes are sound and its kind is known."""

    source: Source
    layout: Layout
    begin: Callable[[Attempt], Reading]


@dataclass(frozen=True, slots=True)
class _Order:
    """What the caller asked for."""

    prefecture: str
    as_of: date | None
    dry_run: bool
    confirmed: bool
    may_touch: frozenset[str] | None
    who: str
    now: int

    @property
    def latest(self) -> int:
        """Stamps after this one lie in the future.

        The day asked for is a day in Japan, but the platform cuts its exports at midnight of
        UTC-8, seventeen hours later; a day's grace covers that.
        """
        if self.as_of is None:
            return self.now
        return min(self.now, end_of_japan_day(self.as_of) + DAY)


class _RolledBack(Exception):  # noqa: N818 - the end of every dry run, no error
    """Leaves the transaction of a dry run."""


class _Fell(Exception):  # noqa: N818 - as above
    """Leaves the transaction of files by which a municipality would lose too much."""


def import_file(
    database: Database,
    path: Path,
    *,
    prefecture: str,
    as_of: date | None = None,
    dry_run: bool = False,
    confirmed: bool = False,
    may_touch: frozenset[str] | None = None,
    who: str,
    on_progress: Progress | None = None,
) -> Outcome:
    """Imports one file in one transaction, and says what became of it.

    `confirmed`: a person has looked at what would hold the file, and wants it imported.
    `may_touch`: codes of the municipalities whose records the uploader may write; None: all.
    Raises a DatabaseProblem; whatever is wrong with the file is in the outcome.
    """
    (found,) = import_files(
        database,
        [path],
        prefecture=prefecture,
        as_of=as_of,
        dry_run=dry_run,
        confirmed=confirmed,
        may_touch=may_touch,
        who=who,
        on_progress=on_progress,
    )
    return found


def import_files(
    database: Database,
    paths: Sequence[Path],
    *,
    prefecture: str,
    as_of: date | None = None,
    dry_run: bool = False,
    confirmed: bool = False,
    may_touch: frozenset[str] | None = None,
    who: str,
    on_progress: Progress | None = None,
) -> list[Outcome]:
    """Imports several files in one transaction, with the facts computed once at its end.

    A file that is held or refused leaves nothing behind, and the others are imported. Where a
    municipality would lose too much, each file gets a transaction of its own after all, to find
    out which one it is. The outcomes are in the order of the paths. Raises a DatabaseProblem.
    """
    order = _Order(prefecture, as_of, dry_run, confirmed, may_touch, who, int(time.time()))
    return _Sequence(database, order, paths, on_progress).outcomes()


class _Sequence:
    """Files imported together."""

    def __init__(
        self, database: Database, order: _Order, paths: Sequence[Path], report: Progress | None
    ) -> None:
        self.database = database
        self.order = order
        self.paths = paths
        self.report = report
        self.journal = Journal(order.prefecture, order.who)
        self.size = sum(path.stat().st_size for path in paths if path.is_file()) or 1
        self.done = 0
        self.observed: list[NDArray[np.int64]] = []
        self.is_at_hand = True
        """`observed` is all that was observed."""
        self.found: list[Outcome] = []
        self.taken: dict[int, Attempt] = {}
        """Place in `found` -> what was taken in."""
        self.turned_away: list[tuple[Attempt, Outcome]] = []

    def outcomes(self) -> list[Outcome]:
        explained = headings.explained(self.database, self.order.prefecture)
        prepared = [_prepared(path, explained) for path in self.paths]
        staged = self._staged(prepared)
        for file, number in zip(prepared, staged, strict=True):
            if number is not None and isinstance(file, _Prepared):
                _log(number, "began", file=file.source.name, who=self.order.who)
        try:
            with _no_collection(), self.database.writing(self.order.prefecture) as connection:
                contracts = self._contracts(connection, prepared)
                for each, batch in zip(prepared, staged, strict=True):
                    self.found.append(self._outcome(connection, each, batch))
                self._refresh(connection, contracts)
                if self.order.dry_run:
                    raise _RolledBack
        except _RolledBack:
            return self.found
        except _Fell:
            if len(self.paths) > 1:
                return self._one_by_one(staged)
        except DatabaseProblem as problem:
            for number in filter(None, staged):
                _log(number, "broke off", why=problem.sentence.en)
            raise
        self._keep_turned_away()
        self._log_ends(staged)
        return self.found

    def _log_ends(self, staged: Sequence[int | None]) -> None:
        for number, found in zip(staged, self.found, strict=True):
            if number is None or self.order.dry_run:
                continue
            counts = {"accepted": found.accepted, "rejected": found.rejected}
            _log(number, found.status, file=found.file, **counts, skipped=found.skipped)

    def _staged(self, prepared: Sequence[_Prepared | Outcome]) -> list[int | None]:
        """A batch for each file that may bring something new, visible to everybody at once."""
        if self.order.dry_run:
            return [None] * len(prepared)
        with self.database.noting(operator(self.order.prefecture)) as connection:
            return [
                self._stage(connection, each)
                if isinstance(each, _Prepared)
                and self.journal.same(connection, each.source, each.layout) is None
                else None
                for each in prepared
            ]

    def _stage(self, connection: Connection, file: _Prepared) -> int:
        return self.journal.stage(connection, file.source, file.layout, PLATFORM)

    def _outcome(
        self, connection: Connection, file: _Prepared | Outcome, batch: int | None
    ) -> Outcome:
        if isinstance(file, Outcome):
            return file
        same = self.journal.same(connection, file.source, file.layout)
        if same is not None:
            if batch is not None:
                self.journal.drop(connection, batch)
            name = file.layout.format.name
            return outcome.unchanged(file.source.name, file.layout.format.kind, name, same)
        if batch is None:  # a dry run; its batch goes when the transaction is rolled back
            batch = self._stage(connection, file)
        return self._import(connection, file, batch)

    def _import(self, connection: Connection, file: _Prepared, batch: int) -> Outcome:
        """Takes the file in; what it wrote is taken back where it is held or refused."""
        attempt = Attempt(
            connection=connection,
            prefecture=self.order.prefecture,
            source=file.source,
            batch=batch,
            platform=PLATFORM,
            latest=self.order.latest,
            tally=Tally(file.layout),
            reach=self._reach(connection),
        )
        try:
            with connection.begin_nested():
                self._read(attempt, file.begin)
                self._judge(attempt)
        except Refusal as refusal:
            found = outcome.turned_away(attempt, refusal, None if self.order.dry_run else batch)
            self.turned_away.append((attempt, found))
            return found
        except NothingNew:
            self.journal.drop(connection, batch)
            format_ = file.layout.format
            return outcome.unchanged(file.source.name, format_.kind, format_.name, None)
        self._have_at_hand(attempt)
        self.taken[len(self.found)] = attempt
        found = outcome.committed(attempt, Effect(), dry_run=self.order.dry_run)
        as_of = self._as_of(attempt)
        self.journal.close(connection, batch, "committed", found, as_of)
        return found

    def _have_at_hand(self, attempt: Attempt) -> None:
        """Keeps what was observed for the facts; more than that is read from the database again."""
        self.is_at_hand = self.is_at_hand and attempt.is_at_hand
        self.observed += attempt.observed
        if not self.is_at_hand or sum(map(len, self.observed)) > AT_ONCE:
            self.is_at_hand = False
            self.observed.clear()

    def _reach(self, connection: Connection) -> Reach | None:
        may_touch = self.order.may_touch
        return None if may_touch is None else Reach(connection, self.order.prefecture, may_touch)

    def _judge(self, attempt: Attempt) -> None:
        """Whether the file as a whole may be taken in."""
        for reason in (*_doubts(attempt.tally), *_strangers(attempt)):
            if not self.order.confirmed:
                raise reason
            attempt.overruled.append(reason)
        if attempt.tally.accepted == 0 and not attempt.tally.layout.format.may_say_nothing:
            text = _NOTHING_ACCEPTED if attempt.tally.rejected else _NO_RECORDS
            raise Refusal("nothing_accepted", text)

    def _read(self, attempt: Attempt, begin: Callable[[Attempt], Reading]) -> None:
        reading = begin(attempt)
        before = self.done
        for batch in below_header(attempt.source, attempt.tally.layout):
            records = attempt.tally.whole(batch)
            if len(records):
                reading.take(records)
            flush_rejected(attempt)
            self._tell(before + batch.bytes_read, attempt.source)
        reading.finish()
        flush_rejected(attempt)
        attempt.tally.check()
        self.done = before + attempt.source.size
        self._tell(self.done, attempt.source)

    def _tell(self, bytes_read: int, source: Source) -> None:
        if self.report:
            self.report(min(bytes_read / self.size, 1.0), source.name)

    def _as_of(self, attempt: Attempt) -> int:
        """The day asked for; else the newest activity; else now.

        Of two contracts the one that is imported later holds, even within one second.
        """
        if self.order.as_of is not None:
            return min(end_of_japan_day(self.order.as_of), self.order.now)
        if attempt.newest != MISSING:
            return attempt.newest
        last = self.journal.newest_as_of(attempt.connection, attempt.tally.layout.format.kind)
        return self.order.now if last is None else max(self.order.now, last + 1)

    def _contracts(
        self, connection: Connection, prepared: Sequence[_Prepared | Outcome]
    ) -> list[Allotment] | None:
        """What contracts say before any of the files; None where none of them can change it."""
        kinds = (each.layout.format.kind for each in prepared if isinstance(each, _Prepared))
        if CONTRACT not in kinds:
            return None
        return effect.contracts(connection, self.order.prefecture)

    def _refresh(self, connection: Connection, contracts: list[Allotment] | None) -> None:
        """The facts that the new batches touch, what they change, and the new state's number."""
        batches = [attempt.batch for attempt in self.taken.values()]
        if not batches:
            return
        written = course_activity.seen(self.observed) if self.is_at_hand else None
        refreshed = rollup.refresh(connection, self.order.prefecture, batches, written)
        seen = effect.pictures(connection, self.order.prefecture, refreshed, contracts)
        for position, attempt in self.taken.items():
            told = effect.news_of(connection, attempt, refreshed.news[attempt.batch])
            changes = Changes(*told, refused=attempt.tally.rejected.total())
            self.journal.tell(connection, attempt.batch, changes)
            self._show(connection, position, seen, changes)
            if attempt.overruled:
                detail = {"confirmed": [reason.code for reason in attempt.overruled]}
                self.journal.note(connection, "confirm", detail, attempt.batch)
        self.journal.next_version(connection, batches[-1])

    def _show(
        self, connection: Connection, position: int, seen: Pictures, changes: Changes
    ) -> None:
        """Puts into a file's outcome what it changes. Raises _Fell where that is too much."""
        attempt, dry_run = self.taken[position], self.order.dry_run
        days = effect.beginnings(connection, attempt.batch)
        day = (
            days[-1] if days else effect.newest_day(connection, attempt.prefecture, self.order.now)
        )
        made = Effect(changes, effect.places(seen, day))
        fallen = effect.falls(seen, days)
        if fallen:
            reason = outcome.fell(fallen)
            if not self.order.confirmed:
                self.found[position] = outcome.held(attempt, reason, made, dry_run=dry_run)
                self.turned_away.append((attempt, self.found[position]))
                raise _Fell
            attempt.overruled.append(reason)
        self.found[position] = outcome.committed(attempt, made, dry_run=dry_run)

    def _one_by_one(self, staged: Sequence[int | None]) -> list[Outcome]:
        """The files again, each in a transaction of its own."""
        with self.database.noting(operator(self.order.prefecture)) as connection:
            for batch in staged:
                if batch is not None:
                    self.journal.drop(connection, batch)
        sequences = (_Sequence(self.database, self.order, [path], None) for path in self.paths)
        return [found for sequence in sequences for found in sequence.outcomes()]

    def _keep_turned_away(self) -> None:
        """Writes what was wrong with files that were held or refused after they were read."""
        if not self.turned_away or self.order.dry_run:
            return
        with self.database.noting(operator(self.order.prefecture)) as connection:
            for attempt, found in self.turned_away:
                write_rejected(connection, attempt.batch, attempt.tally.first)
                status = "held" if found.status == "held" else "failed"
                self.journal.close(connection, attempt.batch, status, found, None)


def _log(number: int, what: str, **details: object) -> None:
    listed = " ".join(f"{name}={value!s}" for name, value in details.items())
    LOG.info("batch %d %s %s", number, what, listed)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Millions of cells come and go without a cycle among them; looking for some doubles the time.

    What counts references alone still frees every cell at once.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _prepared(path: Path, explained: Mapping[str, Explanation]) -> _Prepared | Outcome:
    """The file, ready to be read, or the outcome of one that cannot be."""
    try:
        source, layout = laid_out(examined(path), explained)
    except Refusal as refusal:
        return outcome.not_read(path.name, None, refusal)
    begin = next(begin for format_, begin in KINDS if format_ is layout.format)
    return _Prepared(source, layout, begin)


def _strangers(attempt: Attempt) -> Iterator[Refusal]:
    """Holds an export of another prefecture."""
    if attempt.unassigned.total() <= ELSEWHERE_SHARE * attempt.learners:
        return
    found = elsewhere(attempt.connection, attempt.prefecture, attempt.batch)
    if found.learners > ELSEWHERE_SHARE * attempt.learners:
        named = Text(ja="、".join(found.names[:_NAMED]), en=", ".join(found.names[:_NAMED]))
        where = Text(
            ja="、".join(found.prefectures[:_NAMED]), en=", ".join(found.prefectures[:_NAMED])
        )
        why = filled(
            _ELSEWHERE, learners=found.learners, all=attempt.learners, named=named, where=where
        )
        yield Refusal("another_prefecture", why, held=True)


def _doubts(tally: Tally) -> Iterator[Refusal]:
    """What holds a file until a person has looked at it."""
    if tally.cut_off:
        yield Refusal("truncated", _CUT_OFF, held=True)
    if tally.doubtful():
        why = filled(_DOUBTFUL, records=tally.records, rejected=tally.rejected.total())
        yield Refusal("many_rejected", why, held=True)
