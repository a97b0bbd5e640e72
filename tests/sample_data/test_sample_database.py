"""The sample's database holds what its files say, and is made once, whole or not at all."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing

import pytest
from sample_reading import FULL, home, in_year_to_october

from data_access.database import connect
from data_access.importing.people import KEY_VARIABLE
from data_access.problems import DatabaseUnreachable
from sample_data import database
from sample_data.build import FILES
from sample_data.places import PLACES


def quietly(share, doing):
    """Progress that nobody looks at."""


def ask(path, question):
    with closing(sqlite3.connect(path)) as records:
        return records.execute(question).fetchall()


@pytest.fixture(scope="module")
def told():
    """What was said while the database was made."""
    return []


@pytest.fixture(scope="module")
def made(tmp_path_factory, told):
    path = tmp_path_factory.mktemp("sample") / "learning.sqlite"
    database.ensure(lambda share, doing: told.append((share, doing)), path)
    return path


@pytest.fixture
def few_files(tmp_path, monkeypatch):
    """A folder with two of the sample's files, in place of all of them."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name in ("contract_2023.csv", "2023-04_user-course-activity.csv", "course_skills.csv"):
        shutil.copy(FILES / name, folder)
    monkeypatch.setattr(database, "FILES", folder)
    return folder


def test_every_file_is_imported_and_only_deleted_people_are_skipped(made):
    batches = ask(made, "SELECT file_name, status, rejected, skipped, reasons FROM import_batch")
    assert {name for name, *_ in batches} == {p.name for p in FILES.iterdir()} - {
        "course_skills.csv"
    }
    assert {(status, rejected) for _, status, rejected, *_ in batches} == {("committed", 0)}
    skipped = {name: count for name, _, _, count, _ in batches if count}
    assert all("activity_full" in name or "all-users" in name for name in skipped)
    assert 1 <= skipped[FULL] <= 50


def test_progress_runs_from_nothing_to_all_in_both_languages(made, told):
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert len(told) > 40
    assert all(doing("ja") and doing("en") and doing("ja") != doing("en") for _, doing in told)


def test_nothing_is_left_beside_the_database(made):
    assert {path.name for path in made.parent.iterdir()} <= {made.name, f"{made.name}-lock"}


def test_a_page_can_open_it(made):
    connect(f"sqlite:///{made}").close()


def test_the_data_are_of_31_october_2026_in_japan(made):
    question = "SELECT date(as_of, 'unixepoch', '+9 hours') FROM dataset_version"
    assert ask(made, question) == [("2026-10-31",)]


def test_it_names_itself_the_importer(made):
    assert ask(made, "SELECT DISTINCT who FROM import_batch") == [(database.WHO,)]


def test_licences_are_those_of_the_contract(made, licences):
    names = {place.code: place.name for place in PLACES}
    found = ask(made, "SELECT code, licences FROM month_fact WHERE month = 202610 AND licences > 0")
    assert {names[code]: number for code, number in found} == licences[2026]


def test_spend_of_a_year_adds_up_to_the_contract(made, contracts):
    found = ask(made, "SELECT sum(spend_yen) FROM month_fact WHERE month BETWEEN 202504 AND 202603")
    agreed = sum(int(r["ライセンス数"]) * int(r["単価（円）"]) for r in contracts[2025])
    assert found == [(agreed,)]


def test_enrolments_are_those_of_the_export(made, full):
    """Of places that nobody moved to or from, or left unfiled, in any month of the year."""
    names = {place.name: place.code for place in PLACES}
    counted = Counter(names[home(r)] for r in full if home(r) and in_year_to_october(r, 2026))
    found = dict(
        ask(
            made,
            "SELECT code, sum(enrolments) FROM month_fact WHERE month BETWEEN 202604 AND 202610"
            " GROUP BY code HAVING sum(enrolments) > 0",
        )
    )
    settled = ("14211", "14212", "14214", "14215", "14216", "14361", "14366", "14382", "14402")
    assert {code: found[code] for code in settled} == {code: counted[code] for code in settled}


def test_the_true_zero_and_the_shining_town_reach_the_facts(made):
    found = ask(
        made,
        "SELECT code, sum(matured), sum(matured_completed) FROM month_fact"
        " WHERE code IN ('14361', '14366') AND month BETWEEN 202604 AND 202610 GROUP BY code",
    )
    (nakai, matured, none), (kaisei, enough, completed) = sorted(found)
    assert (nakai, none) == ("14361", 0)
    assert matured >= 20
    assert kaisei == "14366"
    assert completed / enough > 0.55


def test_people_without_pool_or_group_are_unassigned(made):
    question = (
        "SELECT count(DISTINCT learner_id) FROM learner_observation"
        " JOIN affiliation ON affiliation.id = affiliation_id WHERE municipality_code IS NULL"
    )
    assert ask(made, question) == [(7,)]


def test_every_course_has_its_skill(made):
    question = (
        "SELECT count(*) FROM course JOIN course_skill USING (prefecture, platform, external_id)"
    )
    assert ask(made, question) == ask(made, "SELECT count(*) FROM course")


def test_no_name_or_address_is_kept(made, users):
    content = made.read_bytes()
    for row in users["2026-10-31"][::100]:
        assert row["Email"].encode() not in content
        assert row["External ID"] == "" or row["External ID"].encode() not in content


def test_what_exists_is_left_alone(made):
    before = made.stat()
    database.ensure(lambda *_: pytest.fail("nothing was to be done"), made)
    assert made.stat() == before


def test_an_interrupted_start_is_begun_again(few_files, tmp_path):
    path = tmp_path / "learning.sqlite"
    (tmp_path / "learning.sqlite-unfinished").write_bytes(b"half a database")
    database.ensure(quietly, path)
    assert ask(path, "SELECT count(*) FROM import_batch WHERE status = 'committed'") == [(2,)]


def test_a_file_that_cannot_be_read_leaves_no_database(few_files, tmp_path):
    (few_files / "2023-04_user-course-activity.csv").write_text("no,such,columns\n1,2,3\n")
    path = tmp_path / "learning.sqlite"
    with pytest.raises(database.SampleIncomplete) as problem:
        database.ensure(quietly, path)
    assert problem.value.files == ("2023-04_user-course-activity.csv",)
    assert not path.exists()
    with pytest.raises(DatabaseUnreachable):
        connect(f"sqlite:///{path}")


@pytest.mark.parametrize("key", [None, "a key of somebody else's"])
def test_the_environments_own_key_comes_back(few_files, tmp_path, monkeypatch, key):
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    if key:
        monkeypatch.setenv(KEY_VARIABLE, key)
    database.ensure(quietly, tmp_path / "learning.sqlite")
    assert os.environ.get(KEY_VARIABLE) == key


def test_the_key_of_the_sample_is_documented():
    assert database.HASH_KEY in (FILES.parent / "README.md").read_text(encoding="utf-8")


def test_of_two_processes_at_once_one_does_the_work(few_files, tmp_path):
    path = tmp_path / "learning.sqlite"
    program = (
        "import sys; from pathlib import Path; from sample_data import database as d;"
        "d.FILES = Path(sys.argv[1]); said = [];"
        "d.ensure(lambda share, doing: said.append(doing), Path(sys.argv[2]));"
        "print(d.PREPARING in said)"
    )
    command = [sys.executable, "-c", program, str(few_files), str(path)]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    worked = [process.communicate()[0].strip() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert "True" in worked
    assert worked.count("True") == 1
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert ask(path, "SELECT count(*) FROM dataset_version") == [(1,)]
