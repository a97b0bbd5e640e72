"""How statements count beside exports: as observations of one event, unless they are voided."""

from datetime import datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection, and_, case, func, literal, select

from data_access.flows import MISSING, Mask
from data_access.schema import (
    import_batch,
    statement,
    statement_stretch,
    statement_telling,
    statement_voiding,
)


class Voided(NamedTuple):
    """Statements that one batch tells and others void: they count as if a batch of their own."""

    told_by: int
    voided_by: frozenset[int]

    def counts(self, committed: Mask) -> bool:
        """Whether that batch is committed: the first one is, and none of the others."""
        return bool(committed[self.told_by]) and not committed[list(self.voided_by)].any()


def voided(connection: Connection, prefecture: str) -> dict[tuple[int, int], Voided]:
    """Statement and batch -> how the statement, told by that batch, counts; if ever voided."""
    told, voids = statement_telling.c, statement_voiding.c
    by: dict[tuple[int, int], set[int]] = {}
    for number, batch, voider in connection.execute(
        select(told.statement, told.batch_id, voids.batch_id)
        .join_from(statement_voiding, import_batch, import_batch.c.id == voids.batch_id)
        .join(
            statement,
            and_(
                statement.c.statement_id == voids.statement_id,
                statement.c.prefecture == import_batch.c.prefecture,
            ),
        )
        .join(statement_telling, told.statement == statement.c.id)
        .where(import_batch.c.prefecture == prefecture, import_batch.c.as_of.is_not(None))
    ):
        by.setdefault((number, batch), set()).add(voider)
    return {key: Voided(key[1], frozenset(voiders)) for key, voiders in by.items()}


def reached(connection: Connection, prefecture: str, endpoint: str) -> tuple[datetime, str] | None:
    """Up to which moment a store has been read without a gap, also as the store writes it.

    A stretch whose batch was undone leaves a gap; what lies behind it is read again.
    """
    columns = statement_stretch.c
    stretches = connection.execute(
        select(columns.since, columns.until)
        .join_from(statement_stretch, import_batch)
        .where(
            import_batch.c.prefecture == prefecture,
            import_batch.c.status == "committed",
            columns.endpoint == endpoint,
        )
    ).all()
    so_far: tuple[datetime, str] | None = None
    moments = [
        (datetime.fromisoformat(since) if since else None, datetime.fromisoformat(until), until)
        for since, until in stretches
    ]
    for since, until, written in sorted(moments, key=lambda each: (each[0] is not None, each[:2])):
        joins = since is None or (so_far is not None and since <= so_far[0])
        if joins and (so_far is None or until > so_far[0]):
            so_far = (until, written)
    return so_far


_REGISTERED: Final = statement.c.verb == "registered"
_COMPLETED: Final = case((statement.c.completes, statement.c.at), else_=MISSING)

STATED: Final = select(
    statement.c.id,
    statement_telling.c.batch_id,
    statement.c.learner_id,
    statement.c.course_id,
    case((_REGISTERED, statement.c.at), else_=MISSING),
    case((statement.c.verb == "launched", statement.c.at), else_=MISSING),
    _COMPLETED,
    _COMPLETED,
    case((_REGISTERED, MISSING), else_=statement.c.at),
    func.coalesce(statement.c.progress, MISSING),
    literal(MISSING),
    literal(0),
).join_from(statement_telling, statement)
"""The statement's number and then the fields of `flows.Seen`, once for each batch that tells it."""
