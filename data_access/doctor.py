"""Whether the place where records are kept is well: disk, locks, schema, leftovers, key, clock."""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, func, select, text

from data_access.database import Database
from data_access.identity import operator
from data_access.importing.key import digest, kept_digest
from data_access.importing.people import KEY_LENGTH, KEY_VARIABLE
from data_access.importing.reasons import filled
from data_access.problems import DatabaseBusy
from data_access.schema import dataset_version, import_batch
from wording.text import Text

ROOM: Final = 1 << 30
"""Bytes that should be free, or as many as the database has, whichever is more: an import in
progress lies beside the records until it is complete."""
PATIENCE: Final = 1.0
"""Seconds to wait for whoever is importing."""
DRIFT: Final = 60
"""Seconds by which two clocks may differ."""

_DISK: Final = Text(
    ja="ディスクの空き {free}（データベース {size}）", en="{free} free on the disk, database {size}"
)
_SIZE: Final = Text(
    ja="データベースの大きさ {size}（空き容量はデータベースサーバーで確認してください）",
    en="database {size} (look up the free space on the database server)",
)
_FULL: Final = Text(
    ja="ディスクの空きが {free} しかありません。{needed} 以上あけてください。",
    en="Only {free} is free on the disk; make it {needed} or more.",
)
_WHOLE: Final = Text(ja="データベースは壊れていません", en="the database is sound")
_BROKEN: Final = Text(
    ja="データベースのファイルが壊れています（{what}）。バックアップから復元してください。",
    en="The database's file is damaged ({what}). Restore it from a backup.",
)
_FREE: Final = Text(ja="進行中の取り込みはありません", en="nobody is importing")
_BUSY: Final = Text(
    ja="取り込みが進行中か、書き込みのロックが残っています。長く続く場合は、止まっている"
    "プロセスがないか確認してください。",
    en="Somebody is importing, or a lock was left behind. If this lasts, look for a process that "
    "hangs.",
)
_NO_LEFTOVER: Final = Text(ja="途中で止まった取り込みはありません", en="no import has died")
_LEFTOVER: Final = Text(
    ja="途中で止まった取り込みがあります：{numbers}。同じファイルをもう一度取り込むか、"
    "python -m data_access undo {first} で取りやめにしてください。",
    en="Imports have died: {numbers}. Import the same files again, or give them up with "
    "python -m data_access undo {first}.",
)
_KEY: Final = Text(ja="鍵 {name} は正しく設定されています", en="{name} is the right key")
_KEY_UNUSED: Final = Text(
    ja="鍵 {name} は設定されています（まだ受講者の取り込みがありません）",
    en="{name} is set (no learner has been imported yet)",
)
_NO_KEY: Final = Text(
    ja="鍵 {name} が設定されていないか、{length}文字より短いです。受講者を取り込めません。",
    en="{name} is not set, or has fewer than {length} characters; no learner can be imported.",
)
_OTHER_KEY: Final = Text(
    ja="鍵 {name} が、このデータベースの鍵と違います。元の鍵を設定してください。",
    en="{name} is not this database's key; set the right one.",
)
_CLOCK: Final = Text(ja="時計は合っています（{now}）", en="the clock is right ({now})")
_CLOCK_DIFFERS: Final = Text(
    ja="このコンピューターの時計が、データベースサーバーと{seconds}秒ずれています。",
    en="This computer's clock and the database server's differ by {seconds} seconds.",
)
_CLOCK_BEHIND: Final = Text(
    ja="このコンピューターの時計が、前回の取り込みの時刻より遅れています。日付を確認してください。",
    en="This computer's clock is behind the last import; check its date.",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    well: bool
    text: Text


def findings(database: Database, prefecture: str) -> Iterator[Finding]:
    """What is well and what is not, one thing after the other. Raises a DatabaseProblem.

    That the schema is this program's, connecting has already shown.
    """
    with database.inspecting(operator(prefecture)) as connection:
        yield _room(connection)
        yield _soundness(connection)
        key, clock = _key(connection, prefecture), _clock(connection, prefecture)
    free = _is_free(database, prefecture)
    yield Finding(free, _FREE if free else _BUSY)
    if free:
        yield _leftovers(database, prefecture)
    yield key
    yield clock


def _room(connection: Connection) -> Finding:
    if connection.dialect.name == "postgresql":
        size = connection.scalar(select(func.pg_database_size(func.current_database()))) or 0
        return Finding(True, filled(_SIZE, size=_bytes(size)))
    path = Path(connection.exec_driver_sql("PRAGMA database_list").all()[0][2])
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    needed = max(ROOM, size)
    if free < needed:
        return Finding(False, filled(_FULL, free=_bytes(free), needed=_bytes(needed)))
    return Finding(True, filled(_DISK, free=_bytes(free), size=_bytes(size)))


def _soundness(connection: Connection) -> Finding:
    """PostgreSQL keeps checksums of its own."""
    if connection.dialect.name == "postgresql":
        return Finding(True, _WHOLE)
    said = connection.scalar(text("PRAGMA quick_check(1)"))
    return Finding(said == "ok", _WHOLE if said == "ok" else filled(_BROKEN, what=said))


def _is_free(database: Database, prefecture: str) -> bool:
    """Whether the lock that every import takes can be had."""
    try:
        with database.writing(prefecture, patience=PATIENCE):
            return True
    except DatabaseBusy:
        return False


def _leftovers(database: Database, prefecture: str) -> Finding:
    """Attempts that are said to run, though nobody is importing."""
    batch = import_batch.c
    with database.reading(operator(prefecture)) as connection:
        numbers = connection.scalars(
            select(batch.id)
            .where(batch.prefecture == prefecture, batch.status == "staged")
            .order_by(batch.id)
        ).all()
    if not numbers:
        return Finding(True, _NO_LEFTOVER)
    listed = ", ".join(map(str, numbers))
    return Finding(False, filled(_LEFTOVER, numbers=listed, first=numbers[0]))


def _key(connection: Connection, prefecture: str) -> Finding:
    given = os.environ.get(KEY_VARIABLE, "")
    if len(given) < KEY_LENGTH:
        return Finding(False, filled(_NO_KEY, name=KEY_VARIABLE, length=KEY_LENGTH))
    kept = kept_digest(connection, prefecture)
    if kept is None:
        return Finding(True, filled(_KEY_UNUSED, name=KEY_VARIABLE))
    same = kept == digest(given.encode())
    return Finding(same, filled(_KEY if same else _OTHER_KEY, name=KEY_VARIABLE))


def _clock(connection: Connection, prefecture: str) -> Finding:
    now = int(time.time())
    if connection.dialect.name == "postgresql":
        theirs = connection.scalar(text("SELECT extract(epoch FROM clock_timestamp())"))
        drift = abs(round(float(theirs or now) - time.time()))
        if drift > DRIFT:
            return Finding(False, filled(_CLOCK_DIFFERS, seconds=drift))
    versions = dataset_version.c
    last = connection.scalar(
        select(func.max(versions.created_at)).where(versions.prefecture == prefecture)
    )
    if last is not None and last > now + DRIFT:
        return Finding(False, _CLOCK_BEHIND)
    return Finding(True, filled(_CLOCK, now=time.strftime("%Y-%m-%d %H:%M:%S %z")))


def _bytes(number: float) -> str:
    """As a person reads it."""
    for unit in ("B", "kB", "MB", "GB"):
        if number < 1_000:
            return f"{number:.0f} {unit}" if unit == "B" else f"{number:.1f} {unit}"
        number /= 1_000
    return f"{number:.1f} TB"
