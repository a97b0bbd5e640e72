"""An import that is killed, that others race with, that runs out of disk or loses its connection.

Nothing of it may be half-written, readers go on, and the same file completes it once.
"""

import os
import random
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from exported_files import A_CONTRACT, CONTRACT, OLDER, Desk, record, text
from importers import Importers, importers
from told import told

from data_access import database as databases
from data_access import verification
from data_access.__main__ import main
from data_access.database import Database, DatabaseUnreachable, connect
from data_access.importing import batches, overview
from data_access.problems import DatabaseNotWritable
from data_access.schema import import_batch, learner, observation, rejected_row

KILLS = 20
SEED = 20260401
ROWS = 4_000


def content(rows: int, day: str = "2025-06-30") -> str:
    return text(
        OLDER,
        *(
            record(
                External_ID=f"K{number % 300}",
                User_Email=f"k{number % 300}@x.example.jp",
                User_Groups=("横浜市", "川崎市", "総務課")[number % 3],
                Course_ID=str(number // 300),
                Date_Last_Accessed=f"{day}T00:00:00Z",
            )
            for number in range(rows)
        ),
    )


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that takes a while."""
    path = tmp_path_factory.mktemp("faults") / "large.csv"
    path.write_text(content(ROWS), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Importers]:
    folder = tmp_path_factory.mktemp("results")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("LEARNING_HASH_KEY", "a key of the tests alone")
        with importers(folder) as found:
            yield found


def statuses(desk: Desk) -> list[str]:
    return [status for _, status in desk.rows(import_batch, "id", "status")]


def prepare(desk: Desk) -> None:
    """What was there before."""
    desk.imported(text(CONTRACT, A_CONTRACT))
    desk.imported(content(600, "2025-05-31"))


# Killed -----------------------------------------------------------------------------------------


def test_killed_at_twenty_moments_it_leaves_nothing_and_then_completes_once(
    desk: Desk, database_url: str, started: Importers, large: Path
):
    prepare(desk)
    before = told(desk.database)
    began = time.monotonic()
    assert started.result(started.start(database_url, large, dry_run=True))["accepted"] == ROWS
    length = time.monotonic() - began
    chance = random.Random(SEED)
    killed = 0
    while killed < KILLS:
        number = started.start(database_url, large)
        time.sleep(chance.uniform(0, length))
        started.kill(number)
        outcome = started.result(number)
        if outcome is None:
            killed += 1
        newest = batches.listed(desk.database, "14", 1)[0]
        if newest.status == "committed" and newest.accepted == ROWS:
            # it was done, if only just; the next one begins anew
            batches.undo(desk.database, "14", newest.number, who="tester")
        assert told(desk.database) == before, f"after {killed} kills"
    assert verification.verify(desk.database, "14").wrong == ()
    assert statuses(desk).count("committed") == 2
    assert "staged" in statuses(desk)
    shown = [each.ja for each in overview.sentences(desk.database, "14")]
    assert any("staged" in line for line in shown)

    completed = started.result(started.start(database_url, large))
    assert (completed["status"], completed["accepted"]) == ("committed", ROWS)
    assert started.result(started.start(database_url, large))["status"] == "noop"
    after = told(desk.database)
    assert verification.verify(desk.database, "14").wrong == ()
    desk.clear()
    prepare(desk)
    desk.take(large)
    assert after == told(desk.database)


# Raced with -------------------------------------------------------------------------------------


def test_four_importers_of_one_file_at_once(
    desk: Desk, database_url: str, started: Importers, large: Path
):
    prepare(desk)
    numbers = [started.start(database_url, large) for _ in range(4)]
    outcomes = [started.result(number) for number in numbers]
    assert sorted(outcome["status"] for outcome in outcomes) == ["committed", *["noop"] * 3]
    assert len({outcome["batch"] for outcome in outcomes}) == 1
    assert statuses(desk) == ["committed"] * 3
    assert len(desk.rows(observation, "id")) == 600 + ROWS
    assert verification.verify(desk.database, "14").wrong == ()


def test_four_importers_of_four_files_at_once(desk: Desk, database_url: str, started: Importers):
    days = [f"2025-06-0{day}" for day in range(1, 5)]
    paths = [desk.file(content(900, day), f"{day}.csv") for day in days]
    numbers = [started.start(database_url, path) for path in paths]
    assert [started.result(number)["status"] for number in numbers] == ["committed"] * 4
    at_once = told(desk.database)
    desk.clear()
    for path in paths:
        desk.take(path)
    assert at_once == told(desk.database)


# Without room -----------------------------------------------------------------------------------


@contextmanager
def small_disk(folder: Path, size: str, owner: int = 0) -> Iterator[Path]:
    """A disk of that size in memory, which only an administrator may make."""
    mount = shutil.which("mount")
    folder.mkdir()
    if os.name != "posix" or os.geteuid() != 0 or mount is None:
        pytest.skip("making a small disk needs an administrator's rights")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", f"size={size},uid={owner},mode=700", "none", str(folder)],
        capture_output=True,
        check=False,
    )
    if made.returncode:
        pytest.skip("this system does not let us make a small disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(disk: Path) -> None:
    """Leaves room for a few hundred records."""
    free = shutil.disk_usage(disk).free
    (disk / "filler").write_bytes(bytes(free - (300 << 10)))


def check_full(desk: Desk, path: Path) -> None:
    """The file does not fit, and what was there before is there as it was."""
    before, known = told(desk.database), statuses(desk)
    with pytest.raises(DatabaseNotWritable) as caught:
        desk.take(path)
    assert "空き容量" in caught.value.sentence.ja
    assert told(desk.database) == before
    assert statuses(desk)[: len(known)] == known
    assert set(statuses(desk)[len(known) :]) <= {"staged"}
    assert verification.verify(desk.database, "14").wrong == ()


def test_a_full_disk_under_sqlite(sqlite_template: Path, tmp_path: Path, large: Path):
    with small_disk(tmp_path / "disk", "24m") as disk:
        shutil.copyfile(sqlite_template, disk / "learning.sqlite")
        database = connect(f"sqlite:///{disk / 'learning.sqlite'}")
        try:
            desk = Desk(database, tmp_path)
            desk.imported(content(30, "2025-05-31"))
            fill(disk)
            check_full(desk, large)
            (disk / "filler").unlink()
            assert desk.take(large).accepted == ROWS
        finally:
            database.close()


def test_a_quota_under_sqlite(sqlite_url: str, tmp_path: Path, large: Path):
    """Without an administrator's rights the limit is SQLite's own."""
    database = connect(sqlite_url)
    pages: list[int] = [0]

    def limit(file, _record) -> None:
        if pages[0]:
            file.execute(f"PRAGMA max_page_count = {pages[0]}")

    sa.event.listen(database.engine, "connect", limit)
    desk = Desk(database, tmp_path)
    desk.imported(content(30, "2025-05-31"))
    with database.engine.connect() as connection:
        pages[0] = int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0) + 20
    database.close()  # so that the limit holds for new connections
    check_full(desk, large)
    pages[0] = 0
    database.close()
    assert desk.take(large).accepted == ROWS
    database.close()


@pytest.mark.postgres
def test_a_full_disk_under_postgresql(
    postgres_server: sa.URL, postgres_template: str, tmp_path: Path, large: Path
):
    engine = sa.create_engine(postgres_server, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        data = Path(str(connection.exec_driver_sql("SHOW data_directory").scalar()))
    place = data.parent / "small"
    with small_disk(place, "24m", data.stat().st_uid) as disk:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"CREATE TABLESPACE small LOCATION '{disk}'")
            connection.exec_driver_sql(
                f"CREATE DATABASE small TEMPLATE {postgres_template} TABLESPACE small"
            )
        database = connect(
            postgres_server.set(database="small").render_as_string(hide_password=False)
        )
        try:
            desk = Desk(database, tmp_path)
            desk.imported(content(30, "2025-05-31"))
            fill(disk)
            check_full(desk, large)
            (disk / "filler").unlink()
            assert desk.take(large).accepted == ROWS
        finally:
            database.close()
            with engine.connect() as connection:
                connection.exec_driver_sql("DROP DATABASE small WITH (FORCE)")
                connection.exec_driver_sql("DROP TABLESPACE small")


# Cut off from the database ----------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_a_connection_that_breaks(
    postgres_url: str, postgres_server: sa.URL, tmp_path: Path, large: Path, share: float
):
    database = connect(postgres_url)
    desk = Desk(database, tmp_path)
    prepare(desk)
    before = told(database)
    broken: list[int] = []

    def break_off(done: float, _name: str) -> None:
        if done >= share and not broken:
            broken.append(terminate(postgres_server, database))

    with pytest.raises(DatabaseUnreachable) as caught:
        desk.take(large, on_progress=break_off)
    assert broken[0] >= 1
    assert "postgres" not in str(caught.value).lower()
    assert told(database) == before
    assert statuses(desk) == ["committed", "committed", "staged"]
    assert desk.rows(rejected_row) == []
    assert desk.take(large).accepted == ROWS
    assert verification.verify(database, "14").wrong == ()
    database.close()


def terminate(server: sa.URL, database: Database) -> int:
    """Ends every connection to the database, as a restart of the server does."""
    engine = sa.create_engine(server, poolclass=sa.NullPool)
    ended = sa.text(
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = :name"
    )
    with engine.connect() as connection:
        return int(connection.scalar(ended, {"name": database.engine.url.database}) or 0)


@pytest.mark.postgres
def test_a_broken_connection_at_the_command_line(
    postgres_url: str,
    postgres_server: sa.URL,
    large: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    monkeypatch.setenv("LEARNING_DATABASE_URL", postgres_url)

    class Breaking:
        def __call__(self, _share: float, _name: str) -> None:
            terminate(postgres_server, databases.Database(sa.create_engine(postgres_url)))

        def clear(self) -> None:
            pass

    monkeypatch.setattr("data_access.__main__.Bar", Breaking)
    assert main(["import", str(large), "--language", "ja"]) == 5
    shown = capsys.readouterr()
    assert "接続できません" in shown.out
    assert "Traceback" not in shown.out + shown.err


def test_the_state_before_is_read_while_an_import_goes_on(desk: Desk, large: Path):
    """Readers neither wait nor see anything of it."""
    prepare(desk)
    people = len(desk.rows(learner))
    seen: list[int] = []

    def look(_share: float, _name: str) -> None:
        seen.append(len(desk.rows(observation, "id")))

    desk.take(large, on_progress=look)
    assert set(seen) == {600}
    assert len(desk.rows(observation, "id")) == 600 + ROWS
    assert len(desk.rows(learner)) >= people
