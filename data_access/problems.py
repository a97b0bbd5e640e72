"""What can be wrong with a database, each as a sentence without an address or a password."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import (
    SQLITE_BUSY,
    SQLITE_CANTOPEN,
    SQLITE_CORRUPT,
    SQLITE_FULL,
    SQLITE_INTERRUPT,
    SQLITE_IOERR,
    SQLITE_IOERR_SHMSIZE,
    SQLITE_IOERR_WRITE,
    SQLITE_LOCKED,
    SQLITE_NOTADB,
    SQLITE_READONLY,
)
from typing import ClassVar

import psycopg
from psycopg import errors as postgres
from sqlalchemy.exc import DBAPIError, TimeoutError

from wording.text import Text


class DatabaseProblem(Exception):  # noqa: N818 - "problem" reads better than "error" on a page
    """Something wrong with the database as a whole; `sentence` says what, and what to do."""

    sentence: ClassVar[Text]

    def __init__(self) -> None:
        super().__init__(self.sentence.en)


class DatabaseUnreachable(DatabaseProblem):
    """Nothing answers at the configured place. Nothing was created there."""

    sentence = Text(
        ja="学習記録データベースに接続できません。設定 LEARNING_DATABASE_URL の接続先と、"
        "データベースが動いているかを確認してください。"
        "まだ作成していない場合は python -m data_access upgrade で作成できます。",
        en="The learning-records database cannot be reached. Check the place set in "
        "LEARNING_DATABASE_URL and that the database is running. "
        "If it does not exist yet, python -m data_access upgrade creates it.",
    )


class DatabaseDamaged(DatabaseProblem):
    """The file is no SQLite database, or a broken one. It was left as it is."""

    sentence = Text(
        ja="学習記録データベースのファイルが壊れているか、SQLite のデータベースではありません。"
        "ファイルには手を加えていません。バックアップから復元してください。",
        en="The file of the learning-records database is damaged, or is not an SQLite database. "
        "It was left as it is. Restore it from a backup.",
    )


class SchemaOlder(DatabaseProblem):
    """The database was made by an earlier version of the program, or is empty."""

    sentence = Text(
        ja="データベースの構造がこのプログラムより古いため、表示できません。"
        "管理者が python -m data_access upgrade を実行すると更新されます。",
        en="The database is laid out for an older version of this program, so nothing is shown. "
        "An administrator can bring it up to date with python -m data_access upgrade.",
    )


class SchemaNewer(DatabaseProblem):
    """The database was made by a later version of the program."""

    sentence = Text(
        ja="データベースの構造がこのプログラムより新しいため、表示できません。"
        "プログラムを新しい版に更新してください（python -m data_access upgrade では戻せません）。",
        en="The database is laid out for a newer version of this program, so nothing is shown. "
        "Update the program (python -m data_access upgrade cannot take the database back).",
    )


class DatabaseBusy(DatabaseProblem):
    """Another import held the records for longer than one waits."""

    sentence = Text(
        ja="ほかの取り込みが進行中のため、30秒待っても書き込めませんでした。"
        "何も書き込まれていません。少し待ってからもう一度実行してください。",
        en="Another import is running, and writing was not possible within 30 seconds. "
        "Nothing was written. Wait a little and try again.",
    )


class DatabaseNotWritable(DatabaseProblem):
    """Read-only, or no room left."""

    sentence = Text(
        ja="データベースに書き込めません。ファイルの書き込み権限とディスクの空き容量を"
        "確認してください。途中まで書き込まれたものはありません。",
        en="The database cannot be written to. Check that its file is writable and that the disk "
        "has room. Nothing was half-written.",
    )


class NotPermitted(DatabaseProblem):
    """PostgreSQL does not let this program's role do it."""

    sentence = Text(
        ja="データベースのロールに必要な権限がありません。管理者が"
        " python -m data_access upgrade --app-role ロール名 を実行すると付与されます。",
        en="The database role of this program lacks a permission that it needs. An administrator "
        "can give it with python -m data_access upgrade --app-role NAME.",
    )


class StatementTooSlow(DatabaseProblem):
    """A question took longer than `database.READ_SECONDS`."""

    sentence = Text(
        ja="集計に時間がかかりすぎたため、中止しました。"
        "少し待ってから、または範囲を絞ってからもう一度お試しください。",
        en="The figures took too long to compute and were stopped. "
        "Try again in a while, or choose a smaller range.",
    )


_SQLITE: dict[int, type[DatabaseProblem]] = {
    SQLITE_CANTOPEN: DatabaseUnreachable,
    SQLITE_IOERR: DatabaseUnreachable,
    SQLITE_BUSY: DatabaseBusy,
    SQLITE_LOCKED: DatabaseBusy,
    SQLITE_CORRUPT: DatabaseDamaged,
    SQLITE_NOTADB: DatabaseDamaged,
    SQLITE_FULL: DatabaseNotWritable,
    SQLITE_READONLY: DatabaseNotWritable,
    SQLITE_IOERR_WRITE: DatabaseNotWritable,
    SQLITE_IOERR_SHMSIZE: DatabaseNotWritable,
    SQLITE_INTERRUPT: StatementTooSlow,
}
_POSTGRES: tuple[tuple[type[Exception], type[DatabaseProblem]], ...] = (
    (postgres.QueryCanceled, StatementTooSlow),
    (postgres.LockNotAvailable, DatabaseBusy),
    (postgres.DiskFull, DatabaseNotWritable),
    (postgres.ReadOnlySqlTransaction, DatabaseNotWritable),
    (postgres.InsufficientPrivilege, NotPermitted),
    (postgres.OperationalError, DatabaseUnreachable),
)
_PRIMARY_CODE = 0xFF
"""SQLite's extended error codes keep the primary one in the lowest byte."""


@contextmanager
def in_plain_words() -> Iterator[None]:
    """Turns a driver's error about the database as a whole into a `DatabaseProblem`.

    The driver's own text can name the host, so it is not chained. Errors that are a fault of the
    statement pass through unchanged.
    """
    try:
        yield
    except TimeoutError:
        raise DatabaseBusy from None
    except DBAPIError as error:
        problem = _problem(error.orig)
        if problem is None:
            raise
        raise problem from None
    except (psycopg.Error, sqlite3.Error) as error:  # of a driver's own call, such as COPY
        problem = _problem(error)
        if problem is None:
            raise
        raise problem from None


def _problem(error: BaseException | None) -> DatabaseProblem | None:
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        kind = _SQLITE.get(code) or _SQLITE.get(code & _PRIMARY_CODE)
        return kind() if kind else None
    return next((kind() for cause, kind in _POSTGRES if isinstance(error, cause)), None)
