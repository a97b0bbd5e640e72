"""The Reporting API tells what the exports tell, and all of it or nothing."""

import csv
import io
import json
import re
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from found import rows, undo
from servers import ROOT, SECRET, USER, Server, Udemy, silent, status, text

from data_access.__main__ import main
from data_access.database import Database
from data_access.importing import all_users, course_activity, import_files
from data_access.importing.reasons import Refusal
from data_access.schema import (
    affiliation,
    audit,
    import_batch,
    learner_key,
    learner_observation,
    month_fact,
    observation,
)
from data_access.sync import runs, spool
from data_access.sync.udemy import COURSE_HEADINGS, USER_HEADINGS

HERE = Path(__file__).parents[2]
GROUPS = "横浜市,DX課"
COURSES = f"{ROOT}/analytics/user-course-activity/"


def taken(number: int, **changes: Any) -> dict[str, Any]:
    """What a user did in a course, as the API has it."""
    return {
        "user_id": 100 + number % 3,
        "user_name": f"名{number % 3}",
        "user_surname": "姓",
        "user_email": f"user{number % 3}@city.example.jp",
        "user_role": "student",
        "user_external_id": f"K{number % 3}",
        "course_id": 4_000_000 + number,
        "course_title": f"講座{number}",
        "course_category": "Business",
        "course_duration": 120.5,
        "completion_ratio": 25.0,
        "num_video_consumed_minutes": 30.25,
        "course_enroll_date": "2025-06-01T00:00:00Z",
        "course_start_date": "2025-06-02T00:00:00Z",
        "course_completion_date": None,
        "course_first_completion_date": "2025-06-20T10:00:00Z" if number % 2 else None,
        "course_last_accessed_date": f"2025-06-{20 + number % 9}T12:00:00Z",
        "last_activity_date": None,
        "is_assigned": number % 4 == 0,
        "assigned_by": None,
        "user_is_deactivated": False,
        "lms_user_id": f"L{number % 3}",
        **changes,
    }


def user(number: int, *groups: Any) -> dict[str, Any]:
    return {
        "id": 100 + number,
        "email": f"User{number}@city.example.jp",
        "role": "student",
        "groups": list(groups),
    }


def active(number: int, **changes: Any) -> dict[str, Any]:
    return {
        "user_name": f"名{number}",
        "user_surname": "姓",
        "user_email": f"user{number}@city.example.jp",
        "user_role": "student",
        "user_joined_date": f"2025-04-0{number + 1}T00:00:00Z",
        "user_external_id": f"K{number}",
        "user_is_deactivated": number == 2,
        "last_date_visit": "2025-06-25",
        **changes,
    }


@pytest.fixture
def organisation() -> Udemy:
    return Udemy(
        users=[user(0, "横浜市"), user(1, {"id": 7, "name": "川崎市"}), user(2, "横浜市", "DX課")],
        activity=[active(0), active(1), active(2)],
        courses=[taken(number) for number in range(5)],
    )


def run(**options: Any) -> list[runs.Outcome]:
    return runs.from_udemy(runs.Order(**({"prefecture": "14", "who": "tester"} | options)))


# The same as the exports -------------------------------------------------------------------------


def exported(organisation: Udemy, folder: Path) -> list[Path]:
    """What the administrator's export of the same moment holds, written by hand."""
    users = [
        ["user0@city.example.jp", "K0", "横浜市", "Pool", "L0", "名0", "Active", "2025-04-01"],
        ["user1@city.example.jp", "K1", "川崎市", "Pool", "L1", "名1", "Active", "2025-04-02"],
        [
            "user2@city.example.jp",
            "K2",
            "横浜市,DX課",
            "",
            "L2",
            "名2",
            "Deactivated",
            "2025-04-03",
        ],
    ]
    groups = {0: "横浜市", 1: "川崎市", 2: GROUPS}
    courses = [
        [
            f"名{number % 3}",
            f"user{number % 3}@city.example.jp",
            f"K{number % 3}",
            groups[number % 3],
            str(4_000_000 + number),
            f"講座{number}",
            "120.5",
            "25",
            "30.25",
            "2025-06-01T00:00:00Z",
            "2025-06-02T00:00:00Z",
            "2025-06-20T10:00:00Z" if number % 2 else "",
            f"2025-06-{20 + number % 9}T12:00:00Z",
            "Business",
            "true" if number % 4 == 0 else "false",
            "false",
        ]
        for number in range(5)
    ]
    headings = {
        "users.csv": (
            "Email,External ID,Group,License pool,LMS User ID,Name,Status,Joined date",
            [[*each[:-1], f"{each[-1]}T00:00:00Z"] for each in users],
        ),
        "courses.csv": (
            "User First Name,User Email,External ID,User Groups,Course ID,Course Title,"
            "Course Duration,% Marked Completed,Minutes Video Consumed,Date Enrolled,Date Started,"
            "First Date Completed,Date Last Accessed,Course Category,Assigned,User Is Deactivated",
            courses,
        ),
    }
    paths = []
    for name, (heading, lines) in headings.items():
        written = io.StringIO()
        csv.writer(written).writerows([heading.split(","), *lines])
        paths.append(folder / name)
        paths[-1].write_text(written.getvalue(), "utf-8")
    return paths


def test_the_api_and_the_exports_of_one_moment_give_the_same_facts(
    database: Database, connected, udemy: Server, organisation: Udemy, tmp_path: Path
):
    outcomes = run()
    assert [(each.kind, each.status, each.accepted) for each in outcomes] == [
        ("course_activity", "committed", 5),
        ("all_users", "committed", 3),
    ]
    facts, seen = rows(month_fact), rows(observation, *WHAT)
    assert [row for row in rows(month_fact, "code", "month", "enrolments") if row[2]] == [
        ("14100", 202506, 3),
        ("14130", 202506, 2),
    ]
    keys = {kind for (kind,) in rows(learner_key, "kind")}
    assert keys == {"external", "account", "sha1"}
    labels = sorted(rows(affiliation, "groups", "municipality_code"))
    undo()
    assert rows(month_fact) == []
    done = import_files(database, exported(organisation, tmp_path), prefecture="14", who="tester")
    assert [each.status for each in done] == ["committed", "committed"]
    assert rows(month_fact) == facts
    assert rows(observation, *WHAT) == sorted(seen + seen, key=repr)
    assert sorted(set(rows(affiliation, "groups", "municipality_code"))) == labels


WHAT = (
    "learner_id",
    "course_id",
    "enrolled_at",
    "started_at",
    "first_completed_at",
    "last_active_at",
    "progress",
    "learning_seconds",
    "assigned",
)


def test_every_page_is_asked_for_once_with_the_size_that_is_set(
    connected_to_sqlite, udemy: Server, spool_folder: Path
):
    run()
    assert udemy.times == {
        f"{ROOT}/users/list/": 2,
        f"{ROOT}/analytics/user-activity/": 2,
        COURSES: 3,
    }
    assert udemy.asked[0] == f"{ROOT}/users/list/?page_size=2"
    left = {path.name for path in (spool_folder / "udemy-14").iterdir()}
    assert left == {"lock", "manifest.jsonl"}


def test_the_same_answer_twice_changes_nothing(connected_to_sqlite, udemy: Server):
    run()
    assert [each.status for each in run()] == ["noop", "noop"]


def test_ratios_are_read_as_percentages_and_that_is_said(
    connected_to_sqlite, udemy: Server, organisation: Udemy
):
    for number, each in enumerate(organisation.reports[COURSES]):
        each["completion_ratio"] = number / 4
    outcomes = run()
    assert sorted(progress for (progress,) in rows(observation, "progress")) == [
        0,
        2_500,
        5_000,
        7_500,
        10_000,
    ]
    assert "比率" in outcomes[0].summary.ja


def test_a_rejected_record_has_its_reason(connected_to_sqlite, udemy: Server, organisation: Udemy):
    organisation.reports[COURSES][1]["completion_ratio"] = 101
    outcomes = run()
    assert outcomes[0].reasons == {"percent_range": 1}
    assert "3行目「% Marked Completed」" in outcomes[0].summary.ja


def test_without_users_the_courses_come_alone(
    connected_to_sqlite, udemy: Server, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("LEARNING_UDEMY_USERS", "no")
    assert [each.kind for each in run()] == ["course_activity"]
    assert set(udemy.times) == {COURSES}


def test_nothing_odd_in_a_text_spoils_the_file(
    connected_to_sqlite, udemy: Server, organisation: Udemy
):
    titles = ['引用"符', "二行\nの題", "\0と\ud800", "=HYPERLINK(1)", ""]
    for each, title in zip(organisation.reports[COURSES], titles, strict=True):
        each["course_title"] = title
    assert [each.accepted for each in run()] == [5, 3]


# All or nothing ----------------------------------------------------------------------------------


def test_a_dry_run_leaves_nothing_but_the_pages(
    connected_to_sqlite, udemy: Server, spool_folder: Path
):
    outcomes = run(dry_run=True)
    assert [(each.status, each.accepted) for each in outcomes] == [
        ("committed", 5),
        ("committed", 3),
    ]
    assert rows(import_batch) == rows(observation) == rows(audit) == []
    asked = len(udemy.asked)
    assert [each.accepted for each in run()] == [5, 3]
    assert len(udemy.asked) == asked


def test_pages_are_their_owner_s_alone(connected_to_sqlite, udemy: Server, spool_folder: Path):
    run(dry_run=True)
    folder = spool_folder / "udemy-14"
    modes = {
        stat.S_IMODE(path.stat().st_mode) & 0o077 for path in [folder, *folder.glob("*.json*")]
    }
    assert modes == {0}
    kept = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert SECRET not in kept
    assert USER not in kept


@pytest.mark.parametrize(
    ("trouble", "code"),
    [
        (status(401), "unauthorised"),
        (text(b"<html>"), "not_json"),
        (text(b"[]"), "unexpected"),
        (text(b'{"count": 5, "next": null}'), "unexpected"),
        (text(b'{"count": 5, "next": 7, "results": []}'), "unexpected"),
        (text(b'{"count": 5, "next": "https://elsewhere.example/", "results": []}'), "other_host"),
    ],
)
def test_what_was_fetched_before_the_trouble_is_not_asked_again(
    connected_to_sqlite, udemy: Server, trouble, code
):
    udemy.trouble = [None] * 5 + [trouble]
    with pytest.raises(Refusal) as caught:
        run()
    assert caught.value.code == code
    assert "続きから" in caught.value.text.ja
    assert rows(import_batch) == []
    assert [each.accepted for each in run()] == [5, 3]
    assert udemy.times == {
        f"{ROOT}/users/list/": 2,
        f"{ROOT}/analytics/user-activity/": 2,
        COURSES: 4,
    }


def test_a_restart_asks_for_everything_again(connected_to_sqlite, udemy: Server):
    run(dry_run=True)
    run(restart=True)
    assert udemy.times[COURSES] == 6


def test_old_pages_and_those_of_other_settings_are_not_used(
    connected_to_sqlite, udemy: Server, spool_folder: Path, monkeypatch: pytest.MonkeyPatch
):
    run(dry_run=True)
    monkeypatch.setenv("LEARNING_UDEMY_PAGE_SIZE", "3")
    run(dry_run=True)
    assert udemy.times[COURSES] == 3 + 2
    monkeypatch.setattr(spool, "FRESH_SECONDS", 0)
    run(dry_run=True)
    assert udemy.times[COURSES] == 3 + 2 + 2


def test_a_damaged_page_is_fetched_again(connected_to_sqlite, udemy: Server, spool_folder: Path):
    run(dry_run=True)
    (spool_folder / "udemy-14" / "user-course-activity-000002.json").write_text("{}")
    assert [each.accepted for each in run()] == [5, 3]
    assert udemy.times[COURSES] == 6


@pytest.mark.parametrize("change", ["grows", "repeats"])
def test_records_that_are_not_as_many_as_counted_are_held(
    connected, udemy: Server, organisation: Udemy, change
):
    def changed(path: str, page: int, envelope: dict[str, Any]) -> None:
        if path == COURSES and change == "grows" and page == 3:
            envelope["count"] = 6
        if path == COURSES and change == "repeats" and page == 2:
            envelope["results"] = [taken(1), taken(2)]

    organisation.changed = changed
    held, users = run()
    assert (held.status, held.exit_status, held.reasons) == ("held", 3, {"miscounted": 1})
    assert users.status == "committed"
    assert rows(observation) == []
    assert ("held", "course_activity") in rows(import_batch, "status", "kind")
    organisation.changed = None
    assert [each.status for each in run()] == ["committed", "noop"]


def test_a_page_that_leads_back_is_refused(connected_to_sqlite, udemy: Server, organisation: Udemy):
    def changed(path: str, page: int, envelope: dict[str, Any]) -> None:
        if page == 3:
            envelope["next"] = f"{udemy.address}{path}?page_size=2&page=2"

    organisation.changed = changed
    with pytest.raises(Refusal) as caught:
        run()
    assert caught.value.code == "circular"


def test_two_at_once(connected_to_sqlite, udemy: Server):
    udemy.trouble = [silent(0.5)]
    first = threading.Thread(target=run)
    first.start()
    while not udemy.asked:
        time.sleep(0.01)
    with pytest.raises(Refusal) as caught:
        run()
    first.join()
    assert caught.value.code == "sync_running"
    assert len(rows(observation)) == 5


# The command line --------------------------------------------------------------------------------


class Answer(NamedTuple):
    status: int
    out: str
    err: str


@pytest.fixture
def sync(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    def command(*arguments: str) -> Answer:
        status = main(["sync", "udemy", *arguments])
        out, err = capsys.readouterr()
        assert SECRET not in out + err
        assert USER not in out + err
        return Answer(status, out, err)

    return command


def test_the_command_line(
    connected_to_sqlite, udemy: Server, sync, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    udemy.trouble = [status(429, Retry_After="0")]
    done = sync("--json", "--prefecture", "14", "--language=ja")
    assert done.status == 0
    assert [json.loads(line)["accepted"] for line in done.out.splitlines()] == [5, 3]
    assert "0秒後にもう一度試みます" in done.err
    again = sync("--language=en")
    assert (again.status, again.err) == (0, "")
    assert re.findall("nothing was changed", again.out) == ["nothing was changed"] * 2
    udemy.trouble = [None, status(401)]
    refused = sync("--language=en")
    assert (refused.status, refused.err) == (4, "")
    assert "does not accept the credentials (401)" in refused.out
    assert "run this again within six hours" in refused.out
    udemy.trouble = [status(401)]
    assert json.loads(sync("--restart", "--json").out)["reasons"] == {"unauthorised": 1}
    monkeypatch.setenv("LEARNING_UDEMY_URL", "")
    assert json.loads(sync("--json").out)["reasons"] == {"missing_setting": 1}
    monkeypatch.setenv("LEARNING_UDEMY_URL", udemy.address)
    monkeypatch.setenv("LEARNING_DATABASE_URL", f"sqlite:///{tmp_path / 'none.sqlite'}")
    gone = sync("--json")
    assert (gone.status, json.loads(gone.out)["reasons"]) == (5, {"database": 1})


def test_wrong_usage(sync, capsys: pytest.CaptureFixture[str]):
    for arguments in ((), ("--as-of", "令和"), ("--client-secret", "x")):
        with pytest.raises(SystemExit) as ended:
            main(["sync", *(["moodle"] if not arguments else ["udemy", *arguments])])
        assert ended.value.code == 2
        assert "Traceback" not in capsys.readouterr().err


def test_a_killed_run_is_taken_up_where_it_was(connected, udemy: Server):
    udemy.trouble = [None] * 5 + [silent(30)]
    command = [sys.executable, "-m", "data_access", "sync", "udemy"]
    process = subprocess.Popen(command, cwd=HERE)
    while len(udemy.asked) < 6:
        time.sleep(0.01)
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL
    assert rows(import_batch) == []
    assert [each.accepted for each in run()] == [5, 3]
    assert udemy.times[COURSES] == 4
    assert len(rows(observation)) == 5
    assert len(rows(learner_observation)) == 6


def test_headings_are_those_of_the_exports():
    for headings, format_ in (
        (COURSE_HEADINGS, course_activity.FORMAT),
        (USER_HEADINGS, all_users.FORMAT),
    ):
        known = {name for each in format_.fields for name in each.names}
        assert set(headings) <= known
