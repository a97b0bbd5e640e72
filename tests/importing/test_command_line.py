"""The command line as a person and a script use it: really run, in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from exported_files import A_CONTRACT, CONTRACT, OLDER, Desk, record, text

from data_access.importing.people import SAMPLE_KEY

HERE = Path(__file__).parents[2]


Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(database_url: str) -> Command:
    """Runs the command line with the test's database, on both systems."""
    return commands(database_url)


@pytest.fixture
def run_on_sqlite(sqlite_url: str) -> Command:
    """For what has nothing to do with the kind of database."""
    return commands(sqlite_url)


def commands(url: str) -> Command:
    def command(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "error", "-m", "data_access", *map(str, arguments)],
            cwd=HERE,
            env=surroundings(url) | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return command


def surroundings(url: str) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name != "LANG"},
        "LC_ALL": "C.UTF-8",
        "LEARNING_DATABASE_URL": url,
        "LEARNING_HASH_KEY": "a key of the tests alone",
    }


def test_one_object_a_file_and_the_worst_status(run, tmp_path: Path, desk: Desk):
    good = desk.file(text(OLDER, record()), "good.csv")
    odd = desk.file("りんご\r\n", "odd.csv")
    held = desk.file(text(OLDER, *[record(percent="101")] * 20), "held.csv")
    done = run("import", "--json", good, held)
    assert (done.returncode, done.stderr) == (3, "")
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == {
        "file": "good.csv",
        "kind": "course_activity",
        "status": "committed",
        "records": 1,
        "accepted": 1,
        "rejected": 0,
        "skipped": 0,
        "reasons": {},
        "batch": 1,
        "changes": {"new": 1, "changed": 0, "unchanged": 0, "refused": 0},
        "places": [
            {
                "code": "14100",
                "name": "横浜市",
                "before": {"licences": 0, "learners": 0, "enrolments": 0, "completions": 0},
                "after": {"licences": 0, "learners": 1, "enrolments": 1, "completions": 0},
            }
        ],
    }
    assert (second["status"], second["rejected"]) == ("held", 20)
    assert list(first) == list(second)
    done = run("import", "--json", good, odd, held)
    assert done.returncode == 4
    assert [json.loads(line)["status"] for line in done.stdout.splitlines()] == [
        "noop",
        "refused",
        "held",
    ]
    assert run("import", good).returncode == 0


def test_summaries_in_both_languages(run_on_sqlite, sqlite_desk: Desk):
    path = sqlite_desk.file(text(OLDER, record(), record(percent="101")))
    done = run_on_sqlite("import", "--dry-run", path)
    assert "2件のうち1件を取り込めます" in done.stdout
    assert "3行目「% Marked Completed」" in done.stdout
    assert "1 of 2 records" in run_on_sqlite("import", "--dry-run", "--language", "en", path).stdout
    assert (
        "1 of 2 records" in run_on_sqlite("import", "--dry-run", path, LC_ALL="en_US.UTF-8").stdout
    )
    assert "1件を取り込みました" in run_on_sqlite("import", path, LC_ALL="ja_JP.UTF-8").stdout


def test_wrong_usage(run_on_sqlite, sqlite_desk: Desk):
    path = sqlite_desk.file(text(OLDER, record()))
    for arguments in (
        ("import",),
        (),
        ("import", path, "--prefecture", "48"),
        ("import", path, "--as-of", "令和"),
        ("map", "group"),
        ("sing",),
    ):
        done = run_on_sqlite(*arguments)
        assert (done.returncode, done.stdout) == (2, ""), arguments
        assert "指定が正しくありません" in done.stderr
    assert "使い方：" in run_on_sqlite("--help").stdout
    assert "Usage: " in run_on_sqlite("import", "--help", "--language=en").stdout


def test_as_of_and_prefecture(run_on_sqlite, sqlite_desk: Desk):
    path = sqlite_desk.file(text(OLDER, record(Date_Last_Accessed="2025-08-15T00:00:00Z")))
    done = run_on_sqlite("import", "--json", path, "--as-of", "2025-07-31")
    assert json.loads(done.stdout)["reasons"] == {"future_stamp": 1, "nothing_accepted": 1}
    contract = sqlite_desk.file(text(CONTRACT, A_CONTRACT), "contract.csv")
    done = run_on_sqlite("import", "--json", contract, "--prefecture", "13")
    assert json.loads(done.stdout)["reasons"]["unknown_municipality"] == 1


def test_the_database_is_not_there(run_on_sqlite, tmp_path: Path, sqlite_desk: Desk):
    missing = tmp_path / "none.sqlite"
    path = sqlite_desk.file(text(OLDER, record()))
    done = run_on_sqlite("import", "--json", path, LEARNING_DATABASE_URL=f"sqlite:///{missing}")
    assert done.returncode == 5
    assert json.loads(done.stdout)["reasons"] == {"database": 1}
    assert not missing.exists()
    done = run_on_sqlite("status", LEARNING_DATABASE_URL=f"sqlite:///{missing}")
    assert (done.returncode, done.stdout) == (5, "")
    assert "python -m data_access upgrade" in done.stderr
    assert run_on_sqlite("upgrade", LEARNING_DATABASE_URL=f"sqlite:///{missing}").returncode == 0
    done = run_on_sqlite("status", LEARNING_DATABASE_URL=f"sqlite:///{missing}")
    assert "まだ取り込みがありません" in done.stdout


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_empty_form(run_on_sqlite, tmp_path: Path, kind):
    path = tmp_path / f"form.{kind}"
    done = run_on_sqlite("template", path)
    assert (done.returncode, done.stderr) == (0, "")
    before = path.read_bytes()
    done = run_on_sqlite("template", path)
    assert (done.returncode, path.read_bytes()) == (2, before)
    assert "既にあります" in done.stderr
    done = run_on_sqlite("import", "--json", path)
    assert done.returncode == 4
    assert json.loads(done.stdout)["reasons"] == {"guidance_row": 33, "nothing_accepted": 1}
    assert run_on_sqlite("template", tmp_path / "no" / "folder.xlsx").returncode == 2


def test_mappings_status_and_rebuilding(run, desk: Desk):
    assert "登録はありません" in run("map").stdout
    path = desk.file(text(OLDER, record(User_Groups="総務課")))
    assert "総務課 1人" in run("import", path).stdout
    assert run("map", "group", "総務課", "14100").returncode == 0
    assert run("map").stdout == "group\t総務課\t14100\t横浜市\n"
    assert run("map", "group", "総務課", "99999").returncode == 4
    assert "変わった行：0" in run("rebuild").stdout
    shown = run("status").stdout
    assert "版 3、データの時点 2025-06-03、受講者 1人、記録 1件" in shown
    assert "committed" in shown


def test_the_skills_of_courses(run_on_sqlite, tmp_path: Path):
    path = tmp_path / "skills.csv"
    path.write_text("course_id,skill_scheme,skill_code\n7,DSS-L item,L-M-1\n", encoding="utf-8")
    done = run_on_sqlite("skills", path)
    assert (done.returncode, done.stdout) == (0, "1講座のスキルを登録しました。\n")
    path.write_text("course_id,skill_scheme,skill_code\n7,DSS-L item,X\n", encoding="utf-8")
    refused = run_on_sqlite("skills", path, "--language", "en")
    assert (refused.returncode, refused.stdout) == (4, "")
    assert "Line 2" in refused.stderr


def test_the_samples_key_is_the_samples():
    from sample_data import database

    assert database.HASH_KEY == SAMPLE_KEY
