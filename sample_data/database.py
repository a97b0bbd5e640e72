"""The sample's database: made from the sample's files by the real importer, at the first start."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from data_access import database
from data_access.importing import import_files, skills
from data_access.importing.people import KEY_VARIABLE, SAMPLE_KEY
from sample_data.build import FILES
from wording.text import Text

PREFECTURE = "14"
WHO = "sample"
"""Who imported, in the batches and the audit lines."""
HASH_KEY = SAMPLE_KEY
"""No secret: it matches invented people. README.md names it for those who import more of them."""
PLATFORM = "Udemy Business"

Progress = Callable[[float, Text], None]
"""Told the share of the work that is done, 0 to 1, and what is being done."""

WAITING = Text(
    ja="サンプルデータベースの準備が終わるのを待っています。",
    en="Waiting for the sample database to be ready.",
)
PREPARING = Text(
    ja="サンプルデータベースを準備しています。",
    en="Preparing the sample database.",
)
IMPORTING = Text(
    ja="サンプルデータ（架空）を取り込んでいます：{name}",
    en="Importing the sample (invented) data: {name}",
)
READY = Text(ja="サンプルデータベースの準備ができました。", en="The sample database is ready.")

PREPARED, IMPORTED = 0.1, 0.9
"""The shares of the work that are done after the tables are made, and after the files are read."""
LONGEST_WAIT = 120
"""Seconds that a process waits for another one to finish the same work."""


class SampleIncomplete(database.DatabaseProblem):
    """Files of the sample could not be imported, so there is no database of it."""

    sentence = Text(
        ja="サンプルデータを取り込めなかったため、サンプルデータベースを作成していません。"
        "sample_data/files の中身が元のままか、このコンピューターの日付が正しいかを"
        "確認してください。",
        en="The sample's files could not be imported, so no sample database was made. "
        "Check that sample_data/files is as it was, and that this computer's date is right.",
    )

    def __init__(self, files: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.files = files


def ensure(on_progress: Progress, path: Path = database.SAMPLE) -> None:
    """Builds the sample's database unless it is there; of several processes one does the work."""
    if path.exists():
        return
    on_progress(0.0, WAITING)
    with _alone(path):
        if not path.exists():
            build(path, on_progress)


def build(path: Path, on_progress: Progress) -> None:
    """Makes the database anew beside `path`, and puts it there only when it is complete.

    Raises SampleIncomplete, or a DatabaseProblem.
    """
    unfinished = path.with_name(f"{path.name}-unfinished")
    _remove(unfinished)
    on_progress(0.0, PREPARING)
    with closing(database.upgrade(f"sqlite:///{unfinished}")) as made:
        _name_skills(made)
        _import(made, on_progress)
    unfinished.replace(path)
    on_progress(1.0, READY)


def paths() -> list[Path]:
    """The sample's files in the order of their stories: contracts, users, months, the whole."""
    kinds = ("contract_*", "*_all-users.csv", "*_user-course-activity.csv", "*_full.csv")
    return [path for kind in kinds for path in sorted(FILES.glob(kind))]


def _name_skills(made: database.Database) -> None:
    """Writes which skill each course teaches, which no export of the platform says."""
    found = skills.read(FILES / "course_skills.csv")
    with made.writing(PREFECTURE) as connection:
        skills.write(connection, PREFECTURE, PLATFORM, found)


def _import(made: database.Database, on_progress: Progress) -> None:
    def tell(share: float, name: str) -> None:
        sentence = Text(*(IMPORTING(language, name=name) for language in ("ja", "en")))
        on_progress(PREPARED + (IMPORTED - PREPARED) * share, sentence)

    with _sample_key():
        found = import_files(made, paths(), prefecture=PREFECTURE, who=WHO, on_progress=tell)
    refused = tuple(outcome.file for outcome in found if outcome.status != "committed")
    if refused:
        raise SampleIncomplete(refused)


@contextmanager
def _sample_key() -> Iterator[None]:
    """The key of the learners' hashes is the sample's own while the sample is imported."""
    before = os.environ.get(KEY_VARIABLE)
    os.environ[KEY_VARIABLE] = HASH_KEY
    try:
        yield
    finally:
        if before is None:
            del os.environ[KEY_VARIABLE]
        else:
            os.environ[KEY_VARIABLE] = before


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """One process at a time. An SQLite lock works on every system, and dies with its holder."""
    lock = path.with_name(f"{path.name}-lock")
    with closing(sqlite3.connect(lock, timeout=LONGEST_WAIT, isolation_level=None)) as held:
        held.execute("BEGIN EXCLUSIVE")
        yield


def _remove(path: Path) -> None:
    """Takes away what an interrupted start left behind, its write-ahead log too."""
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
