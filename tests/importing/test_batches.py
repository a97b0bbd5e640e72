"""The history of imports, taking one back, and what was refused as a file to mend."""

import csv
import io

import pytest
from exported_files import (
    A_CONTRACT,
    A_USER,
    CONTRACT,
    OLDER,
    USERS,
    Desk,
    enrolments,
    japanese,
    record,
    text,
)

from data_access.importing import batches, mending
from data_access.importing.effect import Standing
from data_access.importing.reasons import Refusal
from data_access.schema import audit, dataset_version, import_batch, month_fact


def undo(desk: Desk, number: int, **options: bool):
    return batches.undo(desk.database, "14", number, who="tester", **options)


def redo(desk: Desk, number: int, **options: bool):
    return batches.redo(desk.database, "14", number, who="tester", **options)


def test_the_history_says_who_when_and_what(desk: Desk):
    desk.imported(text(OLDER, record(), record(percent="101")), who="suzuki")
    desk.imported(text(OLDER, *[record(percent="101")] * 20), who="sato")
    held, done = batches.listed(desk.database, "14")
    assert (done.number, done.status, done.who, done.kind) == (
        1,
        "committed",
        "suzuki",
        "course_activity",
    )
    assert (done.accepted, done.rejected, done.reasons) == (1, 1, {"percent_range": 1})
    assert done.changes == {"new": 1, "changed": 0, "unchanged": 0}
    assert done.started_at <= done.finished_at
    assert (done.undoable, done.redoable, held.undoable) == (True, False, False)
    assert (held.status, held.who, held.changes) == ("held", "sato", {})
    assert batches.listed(desk.database, "14", limit=1) == [held]
    assert batches.listed(desk.database, "13") == []


def test_undone_is_as_if_it_had_never_been_imported_and_redone_as_before(desk: Desk):
    desk.imported(text(CONTRACT, A_CONTRACT))
    desk.imported(text(OLDER, record()))
    before = desk.rows(month_fact)
    later = desk.imported(
        text(OLDER, record(percent="90", Date_Last_Accessed="2025-07-01T00:00:00Z"))
    )
    after = desk.rows(month_fact)
    assert after != before
    assert undo(desk, later.batch, dry_run=True) == undo(desk, later.batch)
    assert desk.rows(month_fact) == before
    redo(desk, later.batch)
    assert desk.rows(month_fact) == after
    actions = [action for (action,) in desk.rows(audit, "action")]
    assert (actions.count("undo"), actions.count("redo")) == (1, 1)
    assert len(desk.rows(dataset_version)) == 5


def test_undoing_a_contract_says_what_each_municipality_loses(sqlite_desk: Desk):
    number = sqlite_desk.imported(text(CONTRACT, A_CONTRACT)).batch
    (place,) = undo(sqlite_desk, number)
    assert (place.name, place.before, place.after) == ("横浜市", Standing(450), Standing(0))


def test_a_file_that_was_undone_can_be_imported_again(desk: Desk):
    content = text(OLDER, record())
    first = desk.imported(content)
    undo(desk, first.batch)
    again = desk.imported(content)
    assert (again.status, enrolments(desk)) == ("committed", {"14100": 1})
    with pytest.raises(Refusal, match="imported again as number 2"):
        redo(desk, first.batch)
    assert enrolments(desk) == {"14100": 1}


def test_what_cannot_be_undone(sqlite_desk: Desk):
    desk = sqlite_desk
    number = desk.imported(text(OLDER, record())).batch
    held = desk.imported(text(OLDER, *[record(percent="101")] * 20)).batch
    for turn, each, code in (
        (undo, 99, "unknown_batch"),
        (undo, held, "not_undoable"),
        (redo, number, "not_redoable"),
    ):
        with pytest.raises(Refusal) as caught:
            turn(desk, each)
        assert caught.value.code == code
    with pytest.raises(Refusal):
        batches.undo(desk.database, "13", number, who="tester")
    assert enrolments(desk) == {"14100": 1}


def test_an_attempt_that_died_can_be_given_up(sqlite_desk: Desk):
    desk = sqlite_desk
    desk.imported(text(OLDER, record()))
    with desk.database.engine.begin() as connection:
        connection.execute(import_batch.update().values(status="staged"))
    assert undo(desk, 1) == ()
    assert desk.rows(import_batch, "status") == [("failed",)]
    assert "give up" in [action for (action,) in desk.rows(audit, "action")]


# To mend ----------------------------------------------------------------------------------------


def test_refused_rows_without_the_file_leave_out_who_it_is(desk: Desk):
    number = desk.imported(text(OLDER, record(), record(percent="101", Course_ID="7"))).batch
    (row,) = mending.rejected(desk.database, "14", number)
    assert (row.line, row.column, row.reason, row.found) == (
        3,
        "% Marked Completed",
        "percent_range",
        "101",
    )
    sheet = mending.sheet(desk.database, "14", number, "ja")
    assert sheet.headings[:4] == ("行", "列", "書かれていた値", "取り込めない理由")
    (cells,) = sheet.rows
    assert cells[:3] == ("3", "% Marked Completed", "101")
    assert "0から100まで" in cells[3]
    said = dict(zip(sheet.headings, cells, strict=True))
    assert (said["Course ID"], "User Email" in said) == ("7", False)
    assert "hanako" not in str(sheet)


@pytest.mark.parametrize("write", [lambda *rows: text(OLDER, *rows), japanese])
def test_refused_rows_are_mended_and_sent_again(desk: Desk, write):
    bad = record(Course_ID="7", percent="101", User_First_Name="-花子")
    short = write(record(), bad).rstrip("\r\n").rsplit("\r\n", 1)[1].rsplit(",", 2)[0]
    path = desk.file(write(record(), bad) + short + "\r\n")
    number = desk.take(path).batch
    sheet = mending.sheet(desk.database, "14", number, "ja", original=path)
    assert [row[0] for row in sheet.rows] == ["3", "4"]
    position = 4 + OLDER.index("% Marked Completed")
    mended = list(sheet.rows[0])
    assert mended[position] == "101"
    mended[position] = "45"
    written = io.StringIO()
    csv.writer(written).writerows([sheet.headings, mended])
    outcome = desk.imported(written.getvalue())
    assert (outcome.status, outcome.changes.new, outcome.rejected) == ("committed", 1, 0)
    assert enrolments(desk) == {"14100": 2}


def test_only_the_very_file_makes_the_rows_whole(sqlite_desk: Desk):
    desk = sqlite_desk
    number = desk.imported(text(USERS, A_USER, A_USER)).batch
    with pytest.raises(Refusal, match="is not the file"):
        other = desk.file(text(USERS, A_USER), "other.csv")
        mending.sheet(desk.database, "14", number, "en", original=other)
