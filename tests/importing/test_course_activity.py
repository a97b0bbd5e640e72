"""The platform's course activity: every accepted form, every reason to reject a record."""

import hmac
import json
import os
from datetime import UTC, date, datetime

import pytest
from exported_files import JAPANESE, NEWER, OLDER, Desk, japanese, record, text
from sqlalchemy import update

from data_access.importing.people import KEY_VARIABLE
from data_access.schema import (
    affiliation,
    course,
    course_observation,
    dataset_version,
    enrolment,
    import_batch,
    learner,
    learner_key,
    learner_observation,
    observation,
    rejected_row,
)


def at(written: str) -> int:
    return int(datetime.fromisoformat(written).replace(tzinfo=UTC).timestamp())


SEEN = (
    at("2025-06-01"),
    at("2025-06-02"),
    None,
    None,
    at("2025-06-03T01:02:03"),
    4000,
    1830,
    False,
)
COLUMNS = (
    "enrolled_at",
    "started_at",
    "first_completed_at",
    "completed_at",
    "last_active_at",
    "progress",
    "learning_seconds",
    "assigned",
)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (text(OLDER, record()), "utf-8"),
        (text(NEWER, record()), "utf-8"),
        (text(OLDER, record()), "utf-8-sig"),
        (text(NEWER, record()), "cp932"),
        (text(OLDER, record()).replace("\r\n", "\n"), "utf-8"),
        (text(OLDER, record()).replace("\r\n", "\r"), "utf-8"),
        (text(OLDER, record()).rstrip("\r\n"), "utf-8"),
        (text(OLDER[::-1], record()), "utf-8"),
        (japanese(record()), "utf-8"),
        (japanese(record()), "cp932"),
        ("受講状況一覧\r\n\r\n2025年6月末,,,\r\n" + text(OLDER, record()), "cp932"),
        (text(OLDER, record()).replace("External ID,", "External ID No#,", 1), "utf-8"),
        (text(OLDER, record()).replace("Course ID,", "ＣＯＵＲＳＥ　ＩＤ,", 1), "utf-8"),
        (
            text(
                OLDER,
                record(
                    Date_Enrolled="2025-06-01T00:00:00Z",
                    Date_Started="令和7年6月2日 9:00",
                    Date_Last_Accessed="2025/6/3 1:02:03",
                    percent="４０％",
                    Minutes_Video_Consumed="３０．５",
                    Course_ID="4,102,011",
                    First_Date_Completed="-",
                    Assigned="いいえ",
                ),
            ),
            "cp932",
        ),
    ],
)
def test_every_form_of_the_same_record(desk: Desk, content: str, encoding: str):
    outcome = desk.imported(content, encoding=encoding)
    assert outcome.status == "committed", outcome.summary.en
    assert (outcome.records, outcome.accepted, outcome.reasons) == (1, 1, {})
    assert desk.rows(observation, *COLUMNS) == [SEEN]
    assert desk.rows(course, "external_id", "platform") == [("4102011", "Udemy Business")]
    assert desk.rows(course_observation, "title", "minutes", "category") == [
        ("はじめてのDX入門", 120, "Business")
    ]
    assert desk.rows(affiliation, "pool", "groups", "municipality_code", "resolved_by") == [
        ("", "横浜市", "14100", "group")
    ]
    assert desk.rows(learner_observation, "status") == [("active",)]


def test_the_header_may_stand_on_the_twentieth_line_and_no_lower(sqlite_desk: Desk):
    content = text(OLDER, record())
    assert sqlite_desk.imported("題\r\n" * 20 + content).reasons == {"unknown_kind": 1}
    assert sqlite_desk.imported("題\r\n" * 19 + content).status == "committed"


def test_characters_that_only_windows_has(desk: Desk):
    title = "①㈱髙﨑～の講座Ⅱ"
    outcome = desk.imported(text(OLDER, record(Course_Title=title)), encoding="cp932")
    assert outcome.status == "committed"
    assert desk.rows(course_observation, "title") == [(title,)]


@pytest.mark.parametrize(
    ("changes", "reason", "column"),
    [
        ({"User_Email": "", "External_ID": "-"}, "missing_person", None),
        ({"User_Email": "no address", "External_ID": ""}, "missing_person", None),
        ({"Course_ID": ""}, "missing_course", "Course ID"),
        ({"Course_ID": "DX-1"}, "not_a_number", "Course ID"),
        ({"Course_ID": "12.5"}, "not_whole", "Course ID"),
        ({"Course_Duration": "△5"}, "negative", "Course Duration"),
        ({"Date_Enrolled": "2025-02-30T00:00:00Z"}, "impossible_date", "Date Enrolled"),
        ({"Date_Started": "令和7年13月1日"}, "impossible_date", "Date Started"),
        ({"Date_Last_Accessed": "9999-01-01T00:00:00Z"}, "future_stamp", "Date Last Accessed"),
        (
            {"First_Date_Completed": "2025-05-31T23:59:59Z"},
            "completion_before_enrolment",
            "First Date Completed",
        ),
        (
            {"Date_Completed": "2025-05-31T23:59:59Z"},
            "completion_before_enrolment",
            "Date Completed",
        ),
        ({"percent": "101"}, "percent_range", "% Marked Completed"),
        ({"percent": "-1"}, "negative", "% Marked Completed"),
        ({"percent": "many"}, "not_a_number", "% Marked Completed"),
        ({"Minutes_Video_Consumed": "−5"}, "negative", "Minutes Video Consumed"),
        ({"Minutes_Video_Consumed": "(5)"}, "negative", "Minutes Video Consumed"),
        ({"Assigned": "maybe"}, "not_true_or_false", "Assigned"),
        ({"User_Is_Deactivated": "maybe"}, "not_true_or_false", "User Is Deactivated"),
    ],
)
def test_reasons_for_rejecting_a_record(desk: Desk, changes, reason, column):
    bad = record(**{"External_ID": "K0002", "User_Email": "x@city.example.jp"} | changes)
    outcome = desk.imported(text(OLDER, record(), bad, record(Course_ID="2")))
    assert (outcome.status, outcome.records) == ("committed", 3)
    assert (outcome.accepted, outcome.rejected, outcome.skipped) == (2, 1, 0)
    assert outcome.reasons == {reason: 1}
    assert desk.rows(rejected_row, "line", "column_name", "reason") == [(3, column, reason)]
    assert "3行目" in outcome.summary.ja
    assert "line 3" in outcome.summary.en
    if column:
        assert column in outcome.summary.ja
    assert desk.persons() == 1
    assert len(desk.rows(observation)) == 2


def test_lines_are_physical_lines_in_spite_of_quoted_newlines(desk: Desk):
    content = text(
        OLDER,
        record(Course_Title="上\r\n中\r\n下"),
        record(Course_ID="2", percent="101"),
        record(Course_ID="3", Course_Title="上\n下"),
        record(Course_ID="4", percent="102"),
    )
    lines = content.splitlines()
    expected = [1 + i for i, line in enumerate(lines) if ",101," in line or ",102," in line]
    assert expected == [5, 8]
    assert desk.imported(content).rejected == 2
    assert [line for line, *_ in desk.rows(rejected_row, "line")] == expected


def test_lines_count_on_over_blank_ones_and_batches(sqlite_desk: Desk):
    good = [record(Course_ID=str(number)) for number in range(5_000)]
    content = text(OLDER, *good, record(percent="101")).replace("\r\n", "\r\n\r\n", 1)
    outcome = sqlite_desk.imported(content)
    assert (outcome.records, outcome.accepted) == (5_001, 5_000)
    assert sqlite_desk.rows(rejected_row, "line") == [(5_003,)]


def test_rows_of_totals_are_skipped_but_not_a_person_of_that_name(desk: Desk):
    blank = dict.fromkeys(OLDER, "")
    outcome = desk.imported(
        text(
            OLDER,
            record(User_First_Name="合計", User_Last_Name="小計"),
            blank | {"User First Name": "小計", "Minutes Video Consumed": "30.5"},
            blank | {"User Last Name": "合 計".replace(" ", ""), "Minutes Video Consumed": "99"},
            blank,
        )
    )
    assert (outcome.accepted, outcome.rejected, outcome.skipped) == (1, 0, 3)
    assert outcome.reasons == {"total_row": 2, "blank_row": 1}


def test_the_anonymised_are_known_by_their_external_id_alone(desk: Desk):
    gone = {"User_First_Name": "Anonymized User", "User_Last_Name": ""}
    nobody = record(User_Email="Anonymized User", External_ID="", Course_ID="2", **gone)
    known = record(User_Email="Anonymized User", External_ID="K0001", Course_ID="3", **gone)
    unknown = record(User_Email="Anonymized User", External_ID="K9", Course_ID="4", **gone)
    by_mail = record(User_Email="hanako@city-yokohama.example.jp", External_ID="", **gone)
    assert desk.imported(text(OLDER, record())).accepted == 1
    outcome = desk.imported(text(OLDER, nobody, known, unknown, by_mail))
    assert (outcome.accepted, outcome.skipped) == (2, 2)
    assert outcome.reasons == {"anonymised": 2}
    assert desk.persons() == 2
    assert len(desk.rows(observation)) == 3


def test_people_are_matched_by_external_id_first_and_e_mail_second(desk: Desk):
    first = record(External_ID="K1", User_Email="a@example.jp")
    moved = record(External_ID="K1", User_Email="b@example.jp", Course_ID="2")
    mailed = record(External_ID="", User_Email="Ｂ@EXAMPLE.jp", Course_ID="3")
    other = record(External_ID="K2", User_Email="a@example.jp", Course_ID="4")
    assert desk.imported(text(OLDER, first)).accepted == 1
    assert desk.imported(text(OLDER, moved, mailed, other)).accepted == 3
    whose = dict(desk.rows(enrolment, "course_id", "learner_id"))
    courses = dict(desk.rows(course, "external_id", "id"))
    by_course = {name: whose[number] for name, number in courses.items()}
    assert by_course["4102011"] == by_course["2"] == by_course["3"]
    assert by_course["4"] != by_course["2"]
    assert desk.persons() == 2


def test_a_person_known_by_e_mail_alone_gains_an_external_id(desk: Desk):
    desk.imported(text(OLDER, record(External_ID="")))
    desk.imported(text(OLDER, record()))
    desk.imported(text(OLDER, record(User_Email="new@example.jp", Course_ID="2")))
    assert desk.persons() == 1
    kinds = ["external", "sha1", "sha1"]
    assert [kind for (kind,) in desk.rows(learner_key, "kind")] == kinds


def test_an_address_that_was_kept_by_itself_still_leads_to_its_learner(desk: Desk):
    desk.imported(text(OLDER, record(External_ID="")))
    [(address,)] = desk.rows(learner_key, "digest")
    key = os.environ[KEY_VARIABLE].encode()
    former = hmac.new(key, b"email\n" + record()["User Email"].encode(), "sha256").hexdigest()
    with desk.database.writing("14") as connection:
        connection.execute(update(learner_key).values(kind="email", digest=former))
    desk.imported(text(OLDER, record(External_ID="", Course_ID="2")))
    assert desk.rows(learner_key, "kind", "digest") == [("email", former), ("sha1", address)]
    assert desk.persons() == len(desk.rows(learner)) == 1


def test_nothing_that_says_who_somebody_is_gets_into_the_database(desk: Desk):
    secret = {
        "User_First_Name": "ひみつ名",
        "User_Last_Name": "ひみつ姓",
        "User_Email": "himitsu@city.example.jp",
        "External_ID": "HIMITSU1",
        "Assigned_By": "ひみつ上司",
    }
    bad = record(**secret | {"percent": "101"})
    desk.imported(text(OLDER, record(**secret), bad))
    with desk.database.engine.connect() as connection:
        from data_access.schema import metadata

        for table in metadata.sorted_tables:
            for row in connection.execute(table.select()):
                shown = str(tuple(row)).casefold()
                assert "ひみつ" not in shown and "himitsu" not in shown, table.name
    ((content,),) = desk.rows(rejected_row, "content")
    assert json.loads(content)["% Marked Completed"] == "101"


def test_the_municipality_comes_from_a_group_or_is_not_known(desk: Desk):
    def of(number: int, groups: str) -> dict[str, str]:
        return record(
            External_ID=f"K{number}", User_Email=f"{number}@x.example.jp", User_Groups=groups
        )

    outcome = desk.imported(
        text(
            OLDER,
            of(1, "DX推進;川崎市"),
            of(2, "横浜市,川崎市"),
            of(3, "横浜"),
            of(4, "横浜"),
            of(5, ""),
            of(6, "札幌市"),
        )
    )
    found = dict(desk.rows(affiliation, "groups", "municipality_code"))
    assert found == {
        "DX推進;川崎市": "14130",
        "横浜市,川崎市": None,
        "横浜": None,
        "": None,
        "札幌市": None,
    }
    assert "横浜 2人" in outcome.summary.ja
    assert "x.example.jp 1人" in outcome.summary.ja
    assert "所属が分からない受講者 5人" in outcome.summary.ja


@pytest.mark.parametrize("order", [("0.25", "0.5", "1"), ("1", "0.5", "0.25")])
def test_progress_as_a_ratio_is_decided_for_the_whole_file(desk: Desk, order):
    records = [record(Course_ID=str(i), percent=cell) for i, cell in enumerate(order)]
    outcome = desk.imported(text(OLDER, *records))
    assert {progress for (progress,) in desk.rows(observation, "progress")} == {2500, 5000, 10000}
    assert "比率" in outcome.summary.ja


def test_one_percent_is_not_a_ratio_where_the_file_goes_on_above_it(sqlite_desk: Desk):
    low = [record(Course_ID=str(number), percent="1") for number in range(3_000)]
    outcome = sqlite_desk.imported(text(OLDER, *low, record(Course_ID="9999", percent="100")))
    progress = [value for (value,) in sqlite_desk.rows(observation, "progress")]
    assert progress.count(100) == 3_000
    assert progress.count(10_000) == 1
    assert "比率" not in outcome.summary.ja


def test_as_of_is_the_newest_activity_unless_a_day_is_given(desk: Desk):
    desk.imported(text(OLDER, record()))
    desk.imported(text(OLDER, record(Course_ID="2")), as_of=date(2025, 6, 30))
    expected = [at("2025-06-03T01:02:03"), at("2025-06-30T14:59:59")]
    assert [as_of for (as_of,) in desk.rows(import_batch, "as_of")] == expected
    assert desk.rows(dataset_version, "version", "as_of") == [(1, expected[0]), (2, expected[1])]


def test_activity_after_the_day_given_is_refused_with_a_days_grace(desk: Desk):
    def on(day: str) -> dict[str, str]:
        return record(Course_ID=day[-2:], Date_Last_Accessed=f"{day}T12:00:00Z")

    outcome = desk.imported(
        text(OLDER, on("2025-06-30"), on("2025-07-01"), on("2025-07-02")), as_of=date(2025, 6, 30)
    )
    assert (outcome.accepted, outcome.reasons) == (2, {"future_stamp": 1})


def test_a_file_without_names_and_optional_columns(desk: Desk):
    kept = ["External ID", "Course ID", "Date Enrolled", "First Date Completed"]
    outcome = desk.imported(text(kept, record()))
    assert outcome.accepted == 1
    assert desk.rows(observation, "progress", "learning_seconds", "assigned") == [
        (None, None, False)
    ]
    assert desk.rows(learner_observation, "status") == [(None,)]
    assert desk.rows(course_observation, "title") == [("4102011",)]


def test_japanese_headings_are_as_many_as_the_platforms():
    assert len(JAPANESE) == len(OLDER)
