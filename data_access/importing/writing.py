"""Many rows at once, by the fastest way that each database has."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from psycopg import sql
from sqlalchemy import Connection, Table, func, select, text

Row = tuple[Any, ...]
Item = TypeVar("Item")
_ROWS_AT_ONCE = 50
_ASKED_AT_ONCE = 1_000
"""Values in one question's list."""


def insert(connection: Connection, table: Table, columns: Sequence[str], rows: list[Row]) -> None:
    """Adds the rows inside the connection's transaction: COPY on PostgreSQL.

    The values go to the driver as they are: integers, texts, truth values and None.
    """
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        _copy(connection, table.name, columns, rows)
    else:
        _insert_in_portions(connection, table.name, columns, rows)


def reserved(connection: Connection, table: Table, count: int) -> range | list[int]:
    """That many numbers for new rows of the table, which nobody else will get."""
    if connection.dialect.name == "postgresql":
        sequence = func.pg_get_serial_sequence(table.name, "id")
        series = func.generate_series(1, count).table_valued("n")
        return list(connection.scalars(select(func.nextval(sequence)).select_from(series)))
    last = connection.scalar(text(f"SELECT coalesce(max(id), 0) FROM {table.name}")) or 0
    return range(last + 1, last + 1 + count)


def _insert_in_portions(
    connection: Connection, table: str, columns: Sequence[str], rows: list[Row]
) -> None:
    """Some rows with each statement: SQLite starts a statement as slowly as it adds a row."""
    whole = len(rows) - len(rows) % _ROWS_AT_ONCE
    _insert_rows(connection, table, columns, rows[:whole], _ROWS_AT_ONCE)
    _insert_rows(connection, table, columns, rows[whole:], 1)


def _insert_rows(
    connection: Connection, table: str, columns: Sequence[str], rows: list[Row], at_once: int
) -> None:
    if rows:
        one = f"({', '.join('?' * len(columns))})"
        statement = (
            f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([one] * at_once)}"
        )
        values = list(chain.from_iterable(rows))
        step = at_once * len(columns)
        starts = range(0, len(values), step)
        connection.exec_driver_sql(statement, [tuple(values[at : at + step]) for at in starts])


def portions(items: list[Item]) -> Iterator[list[Item]]:
    """The items in lists that are short enough for one question."""
    for start in range(0, len(items), _ASKED_AT_ONCE):
        yield items[start : start + _ASKED_AT_ONCE]


def _copy(connection: Connection, table: str, columns: Sequence[str], rows: list[Row]) -> None:
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    driver: Any = connection.connection
    with driver.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)
