"""Bulk: an import beside the database's own bulk load of the same rows; again; and its memory.

The bulk load writes the finished rows, of all tables that an import fills, into an empty database:
on SQLite by `executemany` in one transaction, on PostgreSQL by `COPY` of text. The import reads the
file, checks every cell, finds people and courses, keeps the trail and computes the facts as well.
"""

import csv
import hashlib
import io
import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import psycopg
import sqlalchemy as sa
from psycopg import sql

from benchmarks.budgets import AGAIN, BULK, PLATEAU, Figure
from benchmarks.importing import postgres
from data_access import database, schema
from data_access.database import Database
from data_access.importing import Outcome, import_file
from data_access.importing.people import KEY_VARIABLE

PART = "Import beside the database's own bulk load"
ROWS = 300_000
PEOPLE = 20_000
TURNS = 3
PLACES = ("横浜市", "川崎市", "相模原市", "横須賀市", "平塚市", "鎌倉市", "藤沢市", "小田原市")
HEADINGS = (
    "User First Name,User Last Name,User Email,External ID,User Groups,Course ID,Course Title,"
    "Course Duration,% Marked Completed,Minutes Video Consumed,Date Enrolled,Date Started,"
    "First Date Completed,Date Completed,Date Last Accessed,Course Category,Assigned,Assigned By,"
    "User Is Deactivated"
)
TABLES = (
    schema.import_batch,
    schema.learner,
    schema.learner_key,
    schema.learner_alias,
    schema.affiliation,
    schema.learner_observation,
    schema.course,
    schema.course_observation,
    schema.observation,
)
"""In an order in which no row names one that is yet to come."""
_NULL = "-"
_MEASURED = (
    "import resource, subprocess, sys;"
    "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
"""Runs a command and prints the kibibytes it took. A process between, since a child of this one
would begin with all that this one holds."""
Rows = dict[sa.Table, list[tuple[Any, ...]]]


def figures(*, quick: bool) -> list[Figure]:
    """Rates and their shares on both systems, a second import's cost, and memory by size."""
    os.environ[KEY_VARIABLE] = "a key of the benchmark alone"
    rows = ROWS // 4 if quick else ROWS
    with TemporaryDirectory() as folder:
        file = written(Path(folder) / "export.csv", rows)
        found = _sqlite(file, Path(folder))
        if not quick:
            with postgres() as url:
                found += _postgres(file, url)
        found += _again(file, Path(folder))
        found += _memory(Path(folder), rows)
    return found


def written(path: Path, rows: int) -> Path:
    """An export of so many records; invented, and always the same."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADINGS + "\r\n")
        file.writelines(map(_record, range(rows)))
    return path


def _record(number: int) -> str:
    person, course = number % PEOPLE, number // PEOPLE
    day = f"{1 + number * 7 % 28:02}T{number * 11 % 24:02}:{number % 60:02}:{number // 7 % 60:02}Z"
    begun, last = f"2024-{1 + number * 5 % 9:02}-{day}", f"2025-{1 + number * 5 % 9:02}-{day}"
    done = last if number % 3 == 0 else ""
    return (
        f"花子,山田,k{person}@city-{person % 8}.example.jp,K{person:06},{PLACES[person % 8]},"
        f"{1_000_000 + course},はじめてのデータ分析 第{course}回,{60 + course % 300},"
        f"{100 if done else number % 100},{number * 37 % 3000 / 10},{begun},{begun},{done},{done},"
        f"{last},ビジネス,{'true' if number % 11 == 0 else 'false'},,false\r\n"
    )


def _sqlite(file: Path, folder: Path) -> list[Figure]:
    urls = (f"sqlite:///{folder / f'{turn}.sqlite'}" for turn in range(2 * TURNS + 1))
    rows = _rows_of(file, next(urls))
    turns = [
        (_rate(rows, next(urls), _executemany), _rate(rows, next(urls), _importing(file)))
        for _ in range(TURNS)
    ]
    return _compared("SQLite", "executemany", turns)


def _postgres(file: Path, url: str) -> list[Figure]:
    names = (f"bulk_{turn}" for turn in range(2 * TURNS + 1))

    def fresh() -> str:
        name = next(names)
        engine = sa.create_engine(
            sa.make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
        )
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name}")
        engine.dispose()
        made = sa.make_url(url).set(drivername="postgresql+psycopg", database=name)
        return made.render_as_string(hide_password=False)

    rows = _rows_of(file, fresh())
    turns = [
        (_rate(rows, fresh(), _copy), _rate(rows, fresh(), _importing(file))) for _ in range(TURNS)
    ]
    return _compared("PostgreSQL", "COPY", turns)


def _compared(system: str, way: str, turns: list[tuple[float, float]]) -> list[Figure]:
    bulk, imported = (median(rates) for rates in zip(*turns, strict=True))
    return [
        Figure(PART, f"{system}: {way} alone", bulk, "rows/s"),
        Figure(PART, f"{system}: import, facts included", imported, "rows/s"),
        Figure(PART, f"{system}: share of {way}'s", imported / bulk, "", BULK),
    ]


def _rows_of(file: Path, url: str) -> Rows:
    """What an import of the file writes, as the driver takes it."""
    with closing(database.upgrade(url)) as opened:
        _import(opened, file)
        with opened.engine.connect() as connection:
            database.introduce(connection, "14", database.WRITER)
            return {
                table: [tuple(map(_plain, row)) for row in connection.execute(sa.select(table))]
                for table in TABLES
            }


def _plain(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict) else value


def _rate(rows: Rows, url: str, load: Callable[[Database, Rows], None]) -> float:
    """Records of the file per second."""
    with closing(database.upgrade(url)) as opened:
        started = time.perf_counter()
        load(opened, rows)
        return len(rows[schema.observation]) / (time.perf_counter() - started)


def _importing(file: Path) -> Callable[[Database, Rows], None]:
    def load(opened: Database, _rows: Rows) -> None:
        _import(opened, file)

    return load


def _import(opened: Database, file: Path) -> Outcome:
    return import_file(opened, file, prefecture="14", who="benchmark")


def _executemany(opened: Database, rows: Rows) -> None:
    with opened.engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert isinstance(driver, sqlite3.Connection)
        driver.execute("BEGIN IMMEDIATE")
        for table, listed in rows.items():
            marks = ", ".join("?" * len(table.columns))
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            driver.executemany(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", listed)
        driver.execute("COMMIT")


def _copy(opened: Database, rows: Rows) -> None:
    with opened.engine.connect() as connection:
        database.introduce(connection, "14", database.WRITER)
        driver = connection.connection.driver_connection
        assert isinstance(driver, psycopg.Connection)
        with driver.cursor() as cursor:
            for table, listed in rows.items():
                lines = io.StringIO()
                csv.writer(lines).writerows(
                    [_NULL if value is None else value for value in row] for row in listed
                )
                statement = sql.SQL("COPY {} ({}) FROM STDIN WITH (FORMAT csv, NULL '-')").format(
                    sql.Identifier(table.name),
                    sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns),
                )
                with cursor.copy(statement) as copy:
                    copy.write(lines.getvalue())
        driver.commit()


def _again(file: Path, folder: Path) -> list[Figure]:
    """What a file costs that has been imported already, beside reading and hashing it."""
    with closing(database.upgrade(f"sqlite:///{folder / 'again.sqlite'}")) as opened:
        _import(opened, file)
        hashing, importing = [], []
        for _ in range(5):
            hashing.append(_seconds(lambda: hashlib.sha256(file.read_bytes()).hexdigest()))
            importing.append(_seconds(lambda: _import(opened, file)))
    ratio = median(importing) / median(hashing)
    return [Figure(PART, "an unchanged file again / hashing it", ratio, "", AGAIN)]


def _seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def _memory(folder: Path, rows: int) -> list[Figure]:
    """The most memory of the command line, for a file and for one eight times as large."""
    few, many = (
        _peak(written(folder / f"{times}.csv", rows * times), folder / f"{times}.sqlite")
        for times in (1, 8)
    )
    return [
        Figure(PART, f"memory, {rows:,} records", few, "MiB"),
        Figure(PART, f"memory, {8 * rows:,} records", many, "MiB"),
        Figure(PART, "memory of the larger / of the smaller", many / few, "", PLATEAU),
    ]


def _peak(file: Path, records: Path) -> float:
    environment = {**os.environ, "LEARNING_DATABASE_URL": f"sqlite:///{records}"}
    command = [sys.executable, "-m", "data_access"]
    subprocess.run([*command, "upgrade"], env=environment, check=True, capture_output=True)
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *command, "import", str(file)],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return float(done.stdout) / 1024
