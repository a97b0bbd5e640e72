"""The record of imports: batches, rejected rows, audit lines and versions of the data set."""

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from data_access import audit
from data_access.importing.attempt import Attempt
from data_access.importing.effect import Changes
from data_access.importing.header import Layout
from data_access.importing.outcome import Outcome
from data_access.importing.source import Source
from data_access.importing.tally import Rejection
from data_access.schema import OF_NO_LEARNER, dataset_version, import_batch, rejected_row
from data_access.writing import insert as insert_many


@dataclass(frozen=True, slots=True)
class Journal:
    """What one person's import of a prefecture's files leaves to be read later."""

    prefecture: str
    who: str

    def same(self, connection: Connection, source: Source, layout: Layout) -> int | None:
        """The committed batch of the very same file, if there is one."""
        columns = import_batch.c
        return connection.scalar(
            select(columns.id).where(
                columns.prefecture == self.prefecture,
                columns.kind == layout.format.kind,
                columns.sha256 == source.sha256,
                columns.status == "committed",
            )
        )

    def newest_as_of(self, connection: Connection, kind: str) -> int | None:
        """Of the committed batches of a kind."""
        columns = import_batch.c
        newest: int | None = connection.scalar(
            select(func.max(columns.as_of)).where(
                columns.prefecture == self.prefecture,
                columns.kind == kind,
                columns.status == "committed",
            )
        )
        return newest

    def stage(self, connection: Connection, source: Source, layout: Layout, platform: str) -> int:
        """A new batch, so far only attempted."""
        row = {
            "prefecture": self.prefecture,
            "kind": layout.format.kind,
            "platform": platform,
            "file_name": source.name,
            "sha256": source.sha256,
            "size": source.size,
            "status": "staged",
            "reasons": {},
            "who": self.who,
            "started_at": int(time.time()),
        }
        key = connection.execute(insert(import_batch).values(row)).inserted_primary_key
        assert key is not None
        return int(key[0])

    def drop(self, connection: Connection, batch: int) -> None:
        """Takes back a batch that turned out to be the same as one before."""
        connection.execute(delete(import_batch).where(import_batch.c.id == batch))

    def close(
        self, connection: Connection, batch: int, status: str, found: Outcome, as_of: int | None
    ) -> None:
        """Writes how the attempt ended, and the audit line."""
        counts = {
            "records": found.records,
            "accepted": found.accepted,
            "rejected": found.rejected,
            "skipped": found.skipped,
            "reasons": found.reasons,
        }
        connection.execute(
            update(import_batch)
            .where(import_batch.c.id == batch)
            .values(status=status, as_of=as_of, finished_at=int(time.time()), **counts)
        )
        self.note(connection, f"import {status}", {"file": found.file, **counts}, batch)

    def tell(self, connection: Connection, batch: int, changes: Changes) -> None:
        """Keeps with a batch what it changed."""
        connection.execute(
            update(import_batch)
            .where(import_batch.c.id == batch)
            .values(
                changes={
                    "new": changes.new,
                    "changed": changes.changed,
                    "unchanged": changes.unchanged,
                }
            )
        )

    def note(
        self, connection: Connection, action: str, detail: Mapping[str, Any], batch: int | None
    ) -> None:
        """Adds a line to the audit."""
        audit.add(connection, self.prefecture, self.who, action, detail, batch)

    def next_version(self, connection: Connection, batch: int | None) -> int:
        """Numbers the state that the records are in now, so that caches let go of older ones."""
        columns = dataset_version.c
        last = connection.scalar(
            select(func.max(columns.version)).where(columns.prefecture == self.prefecture)
        )
        as_of = connection.scalar(
            select(func.max(import_batch.c.as_of)).where(
                import_batch.c.prefecture == self.prefecture,
                import_batch.c.kind.not_in(OF_NO_LEARNER),
                import_batch.c.status == "committed",
            )
        )
        version = (last or 0) + 1
        connection.execute(
            insert(dataset_version).values(
                prefecture=self.prefecture,
                version=version,
                dataset_id=uuid.uuid4().hex,
                as_of=as_of,
                batch_id=batch,
                created_at=int(time.time()),
            )
        )
        return version


def write_rejected(connection: Connection, batch: int, rejections: list[Rejection]) -> None:
    """Keeps rejected records, without anything that says who somebody is."""
    insert_many(
        connection,
        rejected_row,
        ("batch_id", "line", "column_name", "reason", "content"),
        [(batch, r.line, r.column, r.reason.code, r.content) for r in rejections],
    )


def flush_rejected(attempt: Attempt) -> None:
    """Writes what was rejected since the last time, so that it does not fill the memory."""
    write_rejected(attempt.connection, attempt.batch, attempt.tally.fresh)
    attempt.tally.fresh.clear()
