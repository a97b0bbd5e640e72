"""Many rows at once, by the fastest way that each database has."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from psycopg import sql
from sqlalchemy import Boolean, Connection, Table, func, select, text

Row = tuple[Any, ...]
Item = TypeVar("Item")
_ROWS_AT_ONCE = 50
_NUMBERS_AT_ONCE = 2_000
"""Rows whose numbers are few enough to stay in the processor's cache."""
_SQLITE_NULL = float("nan")
"""SQLite keeps it as NULL. Python's driver takes ten times as long over None, since it looks for an
adapter of it."""
_ASKED_AT_ONCE = 1_000
"""Values in one question's list."""


def insert(connection: Connection, table: Table, columns: Sequence[str], rows: list[Row]) -> None:
    """Adds the rows inside the connection's transaction: COPY on PostgreSQL, where it may.

    The values go to the driver as they are: integers, texts, truth values and None.
    """
    if not rows:
        return
    _insert_values(connection, table, columns, list(chain.from_iterable(rows)))


def insert_numbers(
    connection: Connection,
    table: Table,
    columns: Sequence[str],
    numbers: NDArray[np.int64],
    missing: int,
) -> None:
    """Adds a row for each row of whole numbers, with NULL for `missing`."""
    null = None if connection.dialect.name == "postgresql" else _SQLITE_NULL
    for start in range(0, len(numbers), _NUMBERS_AT_ONCE):
        portion = numbers[start : start + _NUMBERS_AT_ONCE]
        values: list[Any] = portion.ravel().tolist()
        for at in np.flatnonzero(portion == missing).tolist():
            values[at] = null
        _insert_values(connection, table, columns, values)


def reserved(connection: Connection, table: Table, count: int) -> range | list[int]:
    """That many numbers for new rows of the table, which nobody else will get."""
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        series = func.generate_series(1, count).table_valued("n")
        return list(connection.scalars(select(func.nextval(sequence)).select_from(series)))
    last = connection.scalar(text(f"SELECT coalesce(max(id), 0) FROM {table.name}")) or 0
    return range(last + 1, last + 1 + count)


def _insert_values(
    connection: Connection, table: Table, columns: Sequence[str], values: list[Any]
) -> None:
    """Adds rows that stand one behind the other in `values`; on SQLite some with each statement,
    which it starts as slowly as it adds a row.
    """
    if connection.dialect.name == "postgresql":
        if _is_watched(connection, table):
            _insert_lists(connection, table, columns, values)
        else:
            _copy(connection, table.name, columns, _cut(values, len(columns)))
        return
    portion = _ROWS_AT_ONCE * len(columns)
    whole = len(values) - len(values) % portion
    for some, at_once in ((values[:whole], _ROWS_AT_ONCE), (values[whole:], 1)):
        if some:
            statement = _insertion(table.name, columns, at_once)
            connection.exec_driver_sql(statement, list(_cut(some, at_once * len(columns))))


def _insertion(table: str, columns: Sequence[str], at_once: int) -> str:
    row = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * at_once)}"


def _cut(values: list[Any], length: int) -> Iterator[Row]:
    """The values in tuples of that length."""
    for start in range(0, len(values), length):
        yield tuple(values[start : start + length])


def portions(items: list[Item]) -> Iterator[list[Item]]:
    """The items in lists that are short enough for one question."""
    for start in range(0, len(items), _ASKED_AT_ONCE):
        yield items[start : start + _ASKED_AT_ONCE]


def _copy(connection: Connection, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _is_watched(connection: Connection, table: Table) -> bool:
    """Whether PostgreSQL checks each new row by a policy: it then accepts no COPY."""
    kept: dict[str, bool] = connection.info.setdefault("row security", {})
    if table.name not in kept:
        kept[table.name] = bool(connection.scalar(select(func.row_security_active(table.name))))
    return kept[table.name]


def _insert_lists(
    connection: Connection, table: Table, columns: Sequence[str], values: list[Any]
) -> None:
    """One INSERT of a list a column, which is nearly as fast as COPY."""
    kinds = [table.c[name].type.compile(connection.dialect) for name in columns]
    lists = sql.SQL(", ").join(sql.SQL("%s::{}[]").format(sql.SQL(kind)) for kind in kinds)
    statement = sql.SQL("INSERT INTO {} ({}) SELECT * FROM unnest({})").format(
        sql.Identifier(table.name), sql.SQL(", ").join(map(sql.Identifier, columns)), lists
    )
    driver: Any = connection.connection
    with driver.cursor() as cursor:
        cursor.execute(statement, [_column(table, columns, values, name) for name in columns])


def _column(table: Table, columns: Sequence[str], values: list[Any], name: str) -> list[Any]:
    """One column's values; truth may come as 0 and 1, which COPY would have understood."""
    found = values[columns.index(name) :: len(columns)]
    if isinstance(table.c[name].type, Boolean):
        return [None if value is None else bool(value) for value in found]
    return found
