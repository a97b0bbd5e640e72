"""The history of imports, and taking one back.

Undoing a batch deletes nothing: its status becomes `undone`, and whatever is current is read from
the batches that still count. So it leaves what never importing the file would have left, and can
itself be taken back.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, bindparam, select, update

from data_access import rollup
from data_access.database import Database
from data_access.identity import operator
from data_access.importing import effect
from data_access.importing.effect import Place
from data_access.importing.journal import Journal
from data_access.importing.reasons import Refusal, filled
from data_access.schema import import_batch
from wording.text import Text

LOG = logging.getLogger("data_access.importing")
_NO_SUCH = Text(
    ja="番号 {number} の取り込みは、この都道府県にありません。",
    en="There is no import number {number} of this prefecture.",
)
_NOT_UNDONE = Text(
    ja="番号 {number} の取り込みの状態は「{status}」で、取り消すものがありません。",
    en="Import number {number} is {status}; there is nothing to undo.",
)
_NOT_REDONE = Text(
    ja="番号 {number} の取り込みの状態は「{status}」で、元に戻すものがありません。",
    en="Import number {number} is {status}; it was not undone.",
)
_AGAIN_ALREADY = Text(
    ja="同じファイルが番号 {other} として取り込み済みのため、元に戻すものがありません。",
    en="The same file has been imported again as number {other}.",
)
STATUSES: Final = {
    "staged": Text(ja="処理中または中断", en="running, or interrupted"),
    "committed": Text(ja="取り込み済み", en="imported"),
    "held": Text(ja="保留", en="held"),
    "failed": Text(ja="取り込まれていない", en="not imported"),
    "undone": Text(ja="取り消し済み", en="undone"),
}


@dataclass(frozen=True, slots=True)
class Batch:
    """One attempt to import one file."""

    number: int
    kind: str
    platform: str
    file: str
    size: int
    sha256: str
    status: str
    records: int
    accepted: int
    rejected: int
    skipped: int
    reasons: Mapping[str, int]
    changes: Mapping[str, int]
    """new, changed, unchanged; empty where the file was not taken in."""
    as_of: int | None
    who: str
    started_at: int
    finished_at: int | None

    @property
    def undoable(self) -> bool:
        """Whether `undo` does anything: takes the records out, or gives a dead attempt up."""
        return self.status in ("committed", "staged")

    @property
    def redoable(self) -> bool:
        """Whether `redo` may bring the records back."""
        return self.status == "undone"


_COLUMNS: Final = (
    import_batch.c.id,
    import_batch.c.kind,
    import_batch.c.platform,
    import_batch.c.file_name,
    import_batch.c.size,
    import_batch.c.sha256,
    import_batch.c.status,
    import_batch.c.records,
    import_batch.c.accepted,
    import_batch.c.rejected,
    import_batch.c.skipped,
    import_batch.c.reasons,
    import_batch.c.changes,
    import_batch.c.as_of,
    import_batch.c.who,
    import_batch.c.started_at,
    import_batch.c.finished_at,
)


def listed(database: Database, prefecture: str, limit: int | None = None) -> list[Batch]:
    """The attempts, the latest first. Raises a DatabaseProblem."""
    statement = (
        select(*_COLUMNS)
        .where(import_batch.c.prefecture == bindparam("prefecture"))
        .order_by(import_batch.c.id.desc())
        .limit(limit)
    )
    return [_batch(row) for row in database.read(statement, operator(prefecture))]


def one(database: Database, prefecture: str, number: int) -> Batch:
    """One of them. Refuses a number that is not the prefecture's."""
    statement = select(*_COLUMNS).where(
        import_batch.c.prefecture == bindparam("prefecture"), import_batch.c.id == number
    )
    rows = database.read(statement, operator(prefecture))
    if not rows:
        raise _unknown(number)
    return _batch(rows[0])


def undo(
    database: Database, prefecture: str, number: int, *, who: str, dry_run: bool = False
) -> tuple[Place, ...]:
    """Takes a batch's records out of all figures; gives each municipality before and after.

    An attempt that died is given up. Refuses a batch that is not there, or has no effect. Raises
    a DatabaseProblem.
    """
    return _turned(database, Journal(prefecture, who), number, "undone", dry_run=dry_run)


def redo(
    database: Database, prefecture: str, number: int, *, who: str, dry_run: bool = False
) -> tuple[Place, ...]:
    """Brings the records of a batch back that was undone; as `undo`."""
    return _turned(database, Journal(prefecture, who), number, "committed", dry_run=dry_run)


class _RolledBack(Exception):  # noqa: N818 - the end of a dry run, no error
    """Leaves the transaction of a dry run."""


def _turned(
    database: Database, journal: Journal, number: int, status: str, *, dry_run: bool
) -> tuple[Place, ...]:
    found: tuple[Place, ...] = ()
    try:
        with database.writing(journal.prefecture) as connection:
            found = _turn(connection, journal, number, status)
            if dry_run:
                raise _RolledBack
    except _RolledBack:
        return found
    done = "redone" if status == "committed" else "undone"
    LOG.info("batch %d %s who=%s", number, done, journal.who)
    return found


def _turn(connection: Connection, journal: Journal, number: int, status: str) -> tuple[Place, ...]:
    batch = _now(connection, journal.prefecture, number)
    if status == "committed":
        _check_redoable(connection, journal.prefecture, batch)
    elif not batch.undoable:
        raise Refusal(
            "not_undoable", filled(_NOT_UNDONE, number=number, status=STATUSES[batch.status])
        )
    if batch.status == "staged":
        _mark(connection, number, "failed")
        journal.note(connection, "give up", {"file": batch.file}, number)
        return ()
    contracts = effect.contracts(connection, journal.prefecture)
    _mark(connection, number, status)
    refreshed = rollup.refresh(connection, journal.prefecture, [number])
    action = "redo" if status == "committed" else "undo"
    journal.note(connection, action, {"file": batch.file}, number)
    journal.next_version(connection, number)
    seen = effect.pictures(connection, journal.prefecture, refreshed, contracts)
    days = effect.beginnings(connection, number)
    otherwise = batch.as_of or batch.started_at
    day = days[-1] if days else effect.newest_day(connection, journal.prefecture, otherwise)
    return effect.places(seen, day)


def _check_redoable(connection: Connection, prefecture: str, batch: Batch) -> None:
    if not batch.redoable:
        raise Refusal(
            "not_redoable",
            filled(_NOT_REDONE, number=batch.number, status=STATUSES[batch.status]),
        )
    columns = import_batch.c
    other = connection.scalar(
        select(columns.id).where(
            columns.prefecture == prefecture,
            columns.kind == batch.kind,
            columns.sha256 == batch.sha256,
            columns.status == "committed",
        )
    )
    if other is not None:
        raise Refusal("imported_again", filled(_AGAIN_ALREADY, other=other))


def _mark(connection: Connection, number: int, status: str) -> None:
    connection.execute(
        update(import_batch).where(import_batch.c.id == number).values(status=status)
    )


def _now(connection: Connection, prefecture: str, number: int) -> Batch:
    row = connection.execute(
        select(*_COLUMNS).where(
            import_batch.c.prefecture == prefecture, import_batch.c.id == number
        )
    ).one_or_none()
    if row is None:
        raise _unknown(number)
    return _batch(row)


def _unknown(number: int) -> Refusal:
    return Refusal("unknown_batch", filled(_NO_SUCH, number=number))


def _batch(row: Any) -> Batch:
    return Batch(*row)
