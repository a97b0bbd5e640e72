"""What a file as a whole is accepted, held or refused for, and what each leaves behind."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
from exported_files import A_CONTRACT, A_USER, CONTRACT, NEWER, OLDER, USERS, Desk, record, text
from openpyxl import Workbook

from data_access.importing import import_files, workbook
from data_access.importing.people import SAMPLE_KEY
from data_access.queries import SAMPLE
from data_access.schema import (
    audit,
    course,
    dataset_version,
    import_batch,
    learner,
    month_fact,
    observation,
    rejected_row,
)


def records(count: int, bad: int) -> list[dict[str, str]]:
    good = [record(Course_ID=str(number)) for number in range(count - bad)]
    return good + [record(percent="101")] * bad


def test_an_import_leaves_its_whole_trail(desk: Desk):
    outcome = desk.imported(text(OLDER, record(), record(percent="101")))
    assert (outcome.status, outcome.batch) == ("committed", 1)
    ((number, status, *counts, reasons, who),) = desk.rows(
        import_batch, "id", "status", "records", "accepted", "rejected", "skipped", "reasons", "who"
    )
    assert (number, status, counts) == (1, "committed", [2, 1, 1, 0])
    assert (reasons, who) == ({"percent_range": 1}, "tester")
    assert desk.rows(audit, "who", "action", "batch_id") == [("tester", "import committed", 1)]
    assert [row[:2] for row in desk.rows(dataset_version, "prefecture", "version")] == [("14", 1)]
    assert [row for row in desk.rows(month_fact, "code", "month", "enrolments") if row[2]] == [
        ("14100", 202506, 1)
    ]


def test_the_same_file_twice_changes_nothing(desk: Desk):
    content = text(OLDER, record(), record(percent="101"))
    first = desk.imported(content)
    before = desk.counts()
    again = desk.take(desk.file(content, name="renamed.csv"))
    assert (again.status, again.batch, again.exit_status) == ("noop", first.batch, 0)
    assert desk.counts() == before


def test_the_same_records_in_another_file_change_no_fact(desk: Desk):
    desk.imported(text(OLDER, record()))
    before = desk.rows(month_fact)
    assert desk.imported(text(NEWER, record())).status == "committed"
    assert desk.rows(month_fact) == before
    assert len(desk.rows(learner)) == 1


def test_a_dry_run_counts_the_same_and_leaves_nothing(desk: Desk):
    content = text(OLDER, record(), record(percent="101"))
    before = desk.counts()
    tried = desk.imported(content, dry_run=True)
    assert desk.counts() == before
    assert tried.batch is None
    done = desk.imported(content)
    assert (tried.records, tried.accepted, tried.reasons) == (
        done.records,
        done.accepted,
        done.reasons,
    )
    assert "何も変更していません" in tried.summary.ja


def test_a_dry_run_of_a_bad_file_leaves_nothing(desk: Desk):
    before = desk.counts()
    assert desk.imported(text(OLDER, *records(40, 20)), dry_run=True).status == "held"
    assert desk.counts() == before


@pytest.mark.parametrize(
    ("count", "bad", "status"),
    [(80, 20, "held"), (100, 20, "committed"), (60, 19, "committed"), (101, 21, "held")],
)
def test_many_rejected_records_hold_the_file(desk: Desk, count, bad, status):
    outcome = desk.imported(text(OLDER, *records(count, bad)))
    assert (outcome.status, outcome.rejected) == (status, bad)
    assert outcome.accepted + outcome.rejected + outcome.skipped == outcome.records == count
    if status == "held":
        assert outcome.exit_status == 3
        assert outcome.reasons == {"percent_range": bad, "many_rejected": 1}
        assert len(desk.rows(rejected_row)) == bad
        assert desk.rows(observation) == desk.rows(learner) == desk.rows(dataset_version) == []
        assert desk.rows(import_batch, "status", "rejected") == [("held", bad)]


@pytest.mark.parametrize(
    "end",
    [
        "花子,合計,hanako@x.jp",
        '花子,合計,hanako@x.jp,K1,横浜市,5,"はじめての',
        '花子,合計,hanako@x.jp,K1,横浜市,5,"はじめての\r\n二行目',
    ],
)
def test_a_file_that_ends_inside_a_record_is_held(desk: Desk, end):
    outcome = desk.imported(text(OLDER, record()) + end)
    assert (outcome.status, outcome.records, outcome.accepted) == ("held", 2, 1)
    assert outcome.reasons == {"cut_off": 1, "truncated": 1}
    assert desk.rows(observation) == []


def test_a_file_that_ends_inside_a_character_is_held(sqlite_desk: Desk):
    outcome = sqlite_desk.imported((text(OLDER, record()) + "花").encode()[:-1])
    assert (outcome.status, outcome.reasons) == ("held", {"cut_off": 1, "truncated": 1})


def test_no_record_accepted_refuses_the_file(desk: Desk):
    outcome = desk.imported(text(OLDER, record(percent="101")))
    assert (outcome.status, outcome.exit_status) == ("refused", 4)
    assert outcome.reasons == {"percent_range": 1, "nothing_accepted": 1}
    assert desk.rows(import_batch, "status") == [("failed",)]
    assert desk.rows(audit, "action") == [("import failed",)]


def test_a_header_alone_is_refused(sqlite_desk: Desk):
    outcome = sqlite_desk.imported(text(OLDER))
    assert (outcome.status, outcome.reasons) == ("refused", {"nothing_accepted": 1})


def test_an_unknown_kind_says_which_there_are_and_what_was_found(sqlite_desk: Desk):
    outcome = sqlite_desk.imported("りんご,みかん\r\n1,2\r\n")
    assert (outcome.kind, outcome.status, outcome.reasons) == (None, "refused", {"unknown_kind": 1})
    for shown in ("User course activity", "All users", "契約の様式", "りんご, みかん"):
        assert shown in outcome.summary.ja
    assert sqlite_desk.rows(import_batch) == []


@pytest.mark.parametrize(
    ("headings", "missing"),
    [
        ([h for h in OLDER if h != "Course ID"], "Course ID"),
        ([h for h in NEWER if h != "Date Enrolled"], "Date Enrolled"),
        ([h for h in OLDER if h not in ("User Email", "External ID")], "User Email"),
        ([h for h in USERS if h != "Status"], "Status"),
        ([h for h in CONTRACT if h != "ライセンス数"], "ライセンス数"),
    ],
)
def test_a_missing_column_is_named_with_the_columns_seen(sqlite_desk: Desk, headings, missing):
    outcome = sqlite_desk.imported(text(headings, dict.fromkeys(headings, "1")))
    assert outcome.reasons == {"missing_column": 1}
    assert missing in outcome.summary.ja.split("：")[2]
    assert headings[0] in outcome.summary.ja


def test_two_columns_for_one_thing_are_refused(sqlite_desk: Desk):
    outcome = sqlite_desk.imported(text([*OLDER, "Date Last Active"], record()))
    assert outcome.reasons == {"duplicate_column": 1}
    assert "「Date Last Accessed」、「Date Last Active」" in outcome.summary.ja


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_file"),
        (text(OLDER, record()).encode("utf-16-le"), "binary"),
        (text(OLDER, record()).encode() + b"\xff\xff\xff\r\n", "undecodable"),
        (text(OLDER, record()).encode("euc-jp"), "undecodable"),
        (text(OLDER, *records(9, 0)).encode()[:-40] + b"\xe3\x81,\r\n", "undecodable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"PK\x03\x04 no archive", "damaged_workbook"),
    ],
)
def test_what_cannot_be_read_is_refused_and_never_guessed(sqlite_desk: Desk, content, reason):
    outcome = sqlite_desk.imported(content)
    assert (outcome.status, outcome.reasons) == ("refused", {reason: 1}), outcome.summary.en


def test_where_a_file_cannot_be_read_is_told(sqlite_desk: Desk):
    bad = text(OLDER, *records(3, 0)).encode().replace("横浜市".encode(), b"\xff\xff\xff", 2)
    outcome = sqlite_desk.imported(bad)
    assert outcome.reasons == {"undecodable": 1}
    assert "2行目（" in outcome.summary.ja
    assert "line 2 cannot be read, from byte" in outcome.summary.en


def test_a_file_that_is_not_there(sqlite_desk: Desk):
    outcome = sqlite_desk.take(sqlite_desk.folder / "nowhere.csv")
    assert outcome.reasons == {"unreadable": 1}


def test_records_of_another_width(desk: Desk):
    lines = text(OLDER, *(record(Course_ID=str(n)) for n in range(4))).splitlines()
    lines[2] += ",,"
    lines[3] += ",more"
    lines[4] = lines[4].rsplit(",", 2)[0]
    outcome = desk.imported("\r\n".join(lines) + "\r\n")
    assert (outcome.accepted, outcome.reasons) == (2, {"column_count": 2})
    assert [line for (line,) in desk.rows(rejected_row, "line")] == [4, 5]


def test_text_after_a_closing_quote_rejects_the_record_alone(desk: Desk):
    content = text(OLDER, record(), record(Course_ID="2"), record(Course_ID="3"))
    lines = content.splitlines()
    lines[2] = lines[2].replace("花子", '"花子"さん', 1)
    outcome = desk.imported("\r\n".join(lines) + "\r\n")
    assert (outcome.accepted, outcome.reasons) == (2, {"malformed": 1})
    assert desk.rows(rejected_row, "line") == [(3,)]


def archive(**parts: bytes) -> bytes:
    book, written = Workbook(), io.BytesIO()
    book.worksheets[0].append(CONTRACT)
    book.save(written)
    with zipfile.ZipFile(written, "a", zipfile.ZIP_DEFLATED) as opened:
        for name, content in parts.items():
            opened.writestr(name.replace("__", "/"), content)
    return written.getvalue()


BILLION = (
    b"""<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>"""
)


@pytest.mark.parametrize(
    "content",
    [
        archive(**{"xl__bomb.bin": bytes(3 << 20)}),
        archive(**{"xl__x.xml": BILLION}),
        archive(**{"xl__x.xml": BILLION.decode().encode("utf-16")}),
        archive(**{"..__outside.xml": b"<a/>"}),
        archive(**{"__etc__passwd": b"x"}),
        archive(**{f"xl__part{number}.xml": b"<a/>" for number in range(200)}),
    ],
    ids=["ratio", "dtd", "dtd in utf-16", "parent folder", "absolute path", "parts"],
)
def test_a_workbook_that_could_do_harm_is_refused(sqlite_desk: Desk, content):
    assert sqlite_desk.imported(content).reasons == {"unsafe_workbook": 1}


def test_inflated_bytes_are_counted_and_not_believed(
    sqlite_desk: Desk, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(workbook, "INFLATED_LIMIT", 1 << 20)
    noise = b"".join(struct.pack("<Q", n * 0x9E3779B97F4A7C15 % 2**64) for n in range(1 << 18))
    assert sqlite_desk.imported(archive(**{"xl__big.bin": noise})).reasons == {"unsafe_workbook": 1}


def test_without_a_key_no_learner_is_imported(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LEARNING_HASH_KEY", "short")
    outcome = desk.imported(text(OLDER, record()))
    assert outcome.reasons == {"missing_hash_key": 1}
    assert "LEARNING_HASH_KEY" in outcome.summary.ja
    assert desk.rows(learner) == []


def test_with_another_key_nothing_is_imported(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    desk.imported(text(OLDER, record()))
    monkeypatch.setenv("LEARNING_HASH_KEY", "the key of some other database")
    for content in (text(OLDER, record(Course_ID="2")), text(USERS, A_USER)):
        assert desk.imported(content).reasons == {"another_hash_key": 1}
    assert len(desk.rows(learner)) == len(desk.rows(observation)) == 1
    assert desk.imported(text(CONTRACT, A_CONTRACT)).status == "committed"


def test_the_sample_s_key_serves_the_sample_alone(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LEARNING_HASH_KEY", SAMPLE_KEY)
    assert desk.imported(text(OLDER, record())).reasons == {"example_hash_key": 1}
    assert desk.rows(learner) == []
    assert desk.imported(text(OLDER, record()), who=SAMPLE).status == "committed"
    assert desk.imported(text(OLDER, record(Course_ID="2"))).status == "committed"
    monkeypatch.delenv("LEARNING_HASH_KEY")
    assert desk.imported(text(OLDER, record(Course_ID="3"))).status == "committed"
    assert len(desk.rows(learner)) == 1, "and without a key it is the sample's all the same"


def test_several_files_in_one_transaction(desk: Desk):
    paths = [
        desk.file(text(OLDER, record()), "a.csv"),
        desk.file("りんご\r\n", "b.csv"),
        desk.file(text(OLDER, *records(40, 20)), "c.csv"),
        desk.file(text(OLDER, record()), "a again.csv"),
        desk.file(text(OLDER, record(Course_ID="2")), "d.csv"),
    ]
    seen: list[tuple[float, str]] = []
    outcomes = import_files(
        desk.database,
        paths,
        prefecture="14",
        who="tester",
        on_progress=lambda share, name: seen.append((share, name)),
    )
    assert [each.status for each in outcomes] == [
        "committed",
        "refused",
        "held",
        "noop",
        "committed",
    ]
    assert desk.rows(import_batch, "status") == [("committed",), ("committed",), ("held",)]
    assert len(desk.rows(observation)) == 2
    assert len(desk.rows(dataset_version)) == 1
    assert [share for share, _ in seen] == sorted(share for share, _ in seen)
    assert all(0 < share <= 1 for share, _ in seen)


def test_the_order_of_imports_does_not_matter(desk: Desk, tmp_path: Path):
    early = text(OLDER, record())
    late = text(NEWER, record(percent="90", Date_Last_Accessed="2025-07-01T00:00:00Z"))
    desk.imported(late)
    desk.imported(early)
    facts = desk.rows(month_fact)
    with desk.database.engine.begin() as connection:
        for table in (month_fact, observation):
            connection.execute(table.delete())
        connection.execute(import_batch.update().values(status="undone"))
    desk.imported(early)
    desk.imported(late)
    assert desk.rows(month_fact) == facts


def test_no_observation_is_of_something_that_is_not_there(desk: Desk):
    """The table has no foreign keys, for the sake of the import's speed."""
    held = text(OLDER, *records(40, 20))
    for content in (text(OLDER, *records(300, 3)), held, text(NEWER, record(External_ID="K2"))):
        desk.imported(content)
    for name, table in (("batch_id", import_batch), ("learner_id", learner), ("course_id", course)):
        there = {number for (number,) in desk.rows(table, "id")}
        assert {number for (number,) in desk.rows(observation, name)} <= there, name
    committed = {
        number
        for number, status in desk.rows(import_batch, "id", "status")
        if status == "committed"
    }
    assert {number for (number,) in desk.rows(observation, "batch_id")} == committed
