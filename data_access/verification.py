"""Whether what is kept follows from the records: recomputed and compared; nothing is changed."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import Connection, Table, func, or_, select

from data_access import persons, rollup
from data_access.database import Database
from data_access.identity import operator
from data_access.importing.reasons import filled
from data_access.schema import (
    ADOPTION,
    OF_NO_LEARNER,
    adoption_observation,
    course,
    dataset_version,
    import_batch,
    learner,
    learner_observation,
    observation,
    rejected_row,
)
from wording.text import Text

_FACT: Final = Text(
    ja="集計の違い：{code} {month} {quantity}　保存されている値 {kept}、記録からの値 {made}",
    en="Facts differ: {code} {month} {quantity}: kept {kept}, from the records {made}",
)
_SUM: Final = Text(
    ja="番号 {number} の取り込み：取り込み {accepted} + 拒否 {rejected} + 対象外 {skipped} が"
    "記録の数 {records} になりません。",
    en="Import {number}: {accepted} accepted, {rejected} rejected and {skipped} skipped do not "
    "add up to {records}.",
)
_COUNT: Final = Text(
    ja="番号 {number} の取り込み：{said}件のはずが、データベースには{found}件あります（{what}）。",
    en="Import {number}: {said} records are said to be there, and {found} are ({what}).",
)
_LOOSE: Final = Text(
    ja="番号 {number} の取り込みの記録{count}件が、ない受講者かコースを指しています。",
    en="{count} records of import {number} point to a learner or a course that is not there.",
)
_PERSONS: Final = Text(
    ja="同じ人とみなす受講者が、取り込み済みの記録と{count}人分違います。",
    en="{count} learners are not joined as the committed records say.",
)
_VERSION: Final = Text(
    ja="最新の版のデータの時点が、取り込み済みの記録の最も新しい時点と一致しません。",
    en="The newest version is not as of the newest records.",
)
_ACCEPTED: Final = Text(ja="取り込んだ記録", en="accepted")
_REJECTED: Final = Text(ja="拒否した記録", en="rejected")


@dataclass(frozen=True, slots=True)
class Verified:
    """What was looked at, and what was wrong."""

    facts: int
    """Rows recomputed."""
    batches: int
    """Committed ones."""
    wrong: tuple[Text, ...]


def verify(database: Database, prefecture: str) -> Verified:
    """Recomputes every fact of a prefecture, and counts every batch again.

    Reads one state of the records while imports go on beside it. Raises a DatabaseProblem.
    """
    with database.inspecting(operator(prefecture)) as connection:
        facts, differences = rollup.compared(connection, prefecture)
        batches = _batches(connection, prefecture)
        wrong = (
            *(filled(_FACT, **asdict(each)) for each in differences),
            *_sums(batches),
            *_counts(connection, prefecture, batches),
            *_loose(connection, prefecture),
            *_persons(connection, prefecture),
            *_version(connection, prefecture),
        )
    return Verified(facts, len(batches), wrong)


_STORED: Final[dict[str, Table]] = {
    "course_activity": observation,
    "all_users": learner_observation,
    ADOPTION: adoption_observation,
}
"""Kind -> the table that has a row for each accepted record of it."""


def _batches(connection: Connection, prefecture: str) -> Sequence[Any]:
    batch = import_batch.c
    columns = (batch.id, batch.kind, batch.records, batch.accepted, batch.rejected, batch.skipped)
    committed = select(*columns).where(batch.prefecture == prefecture, batch.status == "committed")
    return connection.execute(committed.order_by(batch.id)).all()


def _sums(batches: Sequence[Any]) -> Iterator[Text]:
    for each in batches:
        if each.accepted + each.rejected + each.skipped != each.records:
            yield filled(_SUM, number=each.id, **each._mapping)


def _counts(connection: Connection, prefecture: str, batches: Sequence[Any]) -> Iterator[Text]:
    rows = {
        table: _rows(connection, prefecture, table) for table in (*_STORED.values(), rejected_row)
    }
    for each in batches:
        claims = [(_REJECTED, each.rejected, rejected_row)]
        if each.kind in _STORED:
            claims.append((_ACCEPTED, each.accepted, _STORED[each.kind]))
        for what, said, table in claims:
            found = rows[table].get(each.id, 0)
            if found != said:
                yield filled(_COUNT, number=each.id, said=said, found=found, what=what)


def _rows(connection: Connection, prefecture: str, table: Table) -> dict[int, int]:
    """Rows of each batch."""
    counted = (
        select(table.c.batch_id, func.count())
        .join(import_batch, import_batch.c.id == table.c.batch_id)
        .where(import_batch.c.prefecture == prefecture)
        .group_by(table.c.batch_id)
    )
    return {row[0]: row[1] for row in connection.execute(counted)}


def _loose(connection: Connection, prefecture: str) -> Iterator[Text]:
    """Observations declare no foreign keys."""
    batch, seen = import_batch.c, observation.c
    counted = (
        select(seen.batch_id, func.count())
        .join(import_batch, batch.id == seen.batch_id)
        .outerjoin(learner, learner.c.id == seen.learner_id)
        .outerjoin(course, course.c.id == seen.course_id)
        .where(batch.prefecture == prefecture, or_(learner.c.id.is_(None), course.c.id.is_(None)))
        .group_by(seen.batch_id)
    )
    for number, count in connection.execute(counted):
        yield filled(_LOOSE, number=number, count=count)


def _persons(connection: Connection, prefecture: str) -> Iterator[Text]:
    kept, now = (each(connection, prefecture) for each in (persons.kept, persons.now))
    count = sum(kept.get(number) != now.get(number) for number in kept.keys() | now.keys())
    if count:
        yield filled(_PERSONS, count=count)


def _version(connection: Connection, prefecture: str) -> Iterator[Text]:
    batch, version = import_batch.c, dataset_version.c
    newest = connection.scalar(
        select(func.max(batch.as_of)).where(
            batch.prefecture == prefecture,
            batch.kind.not_in(OF_NO_LEARNER),
            batch.status == "committed",
        )
    )
    said = connection.execute(
        select(version.as_of)
        .where(version.prefecture == prefecture)
        .order_by(version.version.desc())
        .limit(1)
    ).one_or_none()
    if said is not None and said.as_of != newest:
        yield _VERSION
