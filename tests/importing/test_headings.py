"""Headers that the program does not know: explained once by a person, and kept."""

import pytest
from exported_files import A_USER, CONTRACT, JAPANESE, OLDER, USERS, Desk, japanese, record, text

from data_access.importing import headings, mending
from data_access.importing.reasons import Refusal
from data_access.schema import audit, observation
from wording.text import LANGUAGES

STRANGE = [
    {"外部ID": "受講者番号", "コースID": "講座番号", "初回修了日": "終えた日"}.get(each, each)
    for each in JAPANESE
]
SAID = {"external": "受講者番号", "course_id": "講座番号", "first_completed_at": "終えた日"}


def strange(*records: dict[str, str], titles: int = 0) -> str:
    body = japanese(*records).split("\r\n", 1)[1]
    return "受講状況,,\r\n" * titles + ",".join(STRANGE) + "\r\n" + body


def explain(desk: Desk, path, kind="course_activity", columns=SAID, **options):
    return headings.explain(desk.database, "14", path, kind, columns, who="tester", **options)


def test_a_header_is_explained_once(desk: Desk):
    path = desk.file(strange(record(), titles=2), "a.csv")
    assert desk.take(path).reasons == {"missing_column": 1}
    header = headings.header_of(path)
    assert (header.line, header.kind) == (3, "course_activity")
    assert [each.name for each in header.lacking] == ["course_id", "first_completed_at"]
    explain(desk, path)
    assert desk.take(path).accepted == 1
    later = strange(record(Course_ID="2"), record(Course_ID="3", percent="101"))
    outcome = desk.imported(later)
    assert (outcome.status, outcome.accepted, outcome.rejected) == ("committed", 1, 1)
    assert len(desk.rows(observation)) == 2
    (kept,) = headings.listed(desk.database, "14")
    assert {name: kept.columns[name] for name in SAID} == SAID
    assert (kept.kind, kept.who) == ("course_activity", "tester")
    assert "explain columns" in [action for (action,) in desk.rows(audit, "action")]
    assert headings.listed(desk.database, "13") == []


def test_case_width_and_spaces_do_not_matter_and_order_does(sqlite_desk: Desk):
    desk = sqlite_desk
    explain(desk, desk.file(strange(record())))
    wide = (
        strange(record()).replace("受講者番号", "　受講者 番号").replace("講座番号", '"講座\n番号"')
    )
    assert desk.imported(wide).status == "committed"
    other = strange(record(Course_ID="9")).replace("名,姓", "姓,名", 1)
    assert desk.imported(other).reasons == {"missing_column": 1}


def test_of_two_columns_for_one_thing_a_person_says_which(sqlite_desk: Desk):
    desk = sqlite_desk
    row = record(Date_Last_Accessed="2025-06-03T00:00:00Z")
    path = desk.file(text([*OLDER, "Date Last Active"], row))
    assert desk.take(path).reasons == {"duplicate_column": 1}
    explain(desk, path, columns={"last_active_at": "Date Last Active"})
    assert desk.take(path).status == "committed"


def test_an_explanation_is_taken_back(sqlite_desk: Desk):
    desk = sqlite_desk
    header = explain(desk, desk.file(strange(record())))
    assert headings.forget(desk.database, "14", header.signature, who="tester")
    assert not headings.forget(desk.database, "14", header.signature, who="tester")
    assert desk.imported(strange(record())).reasons == {"missing_column": 1}


@pytest.mark.parametrize(
    ("kind", "columns", "code"),
    [
        ("course_activity", {"external": "受講者番号"}, "missing_column"),
        ("course_activity", {**SAID, "external": "ない列"}, "unknown_heading"),
        ("course_activity", {**SAID, "ない項目": "受講者番号"}, "unknown_field"),
        ("course_activity", {**SAID, "course_id": "受講者番号"}, "duplicate_column"),
        ("ない種類", SAID, "unknown_kind"),
    ],
)
def test_what_does_not_fit_the_file_is_refused(sqlite_desk: Desk, kind, columns, code):
    path = sqlite_desk.file(strange(record()))
    with pytest.raises(Refusal) as caught:
        explain(sqlite_desk, path, kind, columns)
    assert caught.value.code == code
    assert headings.listed(sqlite_desk.database, "14") == []


def test_a_header_that_says_nothing_at_all(sqlite_desk: Desk):
    desk = sqlite_desk
    path = desk.file("報告,\r\nA,B,C\r\nK1,在籍,横浜市\r\n")
    assert desk.take(path).reasons == {"unknown_kind": 1}
    header = headings.header_of(path)
    assert (header.line, header.kind, header.headings) == (2, None, ("A", "B", "C"))
    said = {"external": "#1", "status": "B", "groups": "C"}
    explain(desk, path, "all_users", said)
    assert desk.take(path).reasons == {"unknown_status": 1, "nothing_accepted": 1}
    content = "A,B,C\r\nK1,有効,横浜市\r\n"
    assert desk.imported(content).accepted == 1


def test_a_header_on_two_lines(desk: Desk):
    upper = ["利用者", "", "", "", "", "状況", "", "", "利用者", "", "利用開始", "利用停止"]
    lower = [
        {"Joined date": "日", "Deactivated date": "日", "Email": "メールアドレス"}.get(each, each)
        for each in USERS
    ]
    row = [A_USER.get(heading, "") for heading in USERS]
    content = "\r\n".join(",".join(cells) for cells in (upper, lower, row)) + "\r\n"
    outcome = desk.imported(content)
    assert (outcome.kind, outcome.accepted, outcome.rejected) == ("all_users", 1, 0)


def test_a_contracts_header_on_two_lines(desk: Desk):
    content = (
        "市区町村,,ライセンス,,利用期間,\r\n"
        "コード,市区町村名,数,単価（円）,開始日,終了日\r\n"
        "14100,横浜市,450,25000,2025-04-01,2026-03-31\r\n"
    )
    assert set(content.split("\r\n")[1].split(",")) & set(CONTRACT)
    outcome = desk.imported(content)
    assert (outcome.kind, outcome.accepted, outcome.rejected) == ("contract", 1, 0)


def test_only_the_command_line_is_told_what_to_type(sqlite_desk: Desk):
    for content in ("りんご,みかん\r\n1,2\r\n", text(OLDER, record()).replace("Course ID", "番号")):
        found = sqlite_desk.imported(content)
        assert "python -m data_access columns" in found.summary.ja
        assert not any("python" in line.ja or "python" in line.en for line in found.details)


@pytest.mark.parametrize("language", LANGUAGES)
def test_records_to_be_mended_keep_their_explanation(language, desk: Desk):
    path = desk.file(strange(record(), record(Course_ID="2", percent="101")), "a.csv")
    explain(desk, path)
    outcome = desk.take(path)
    sheet = mending.sheet(desk.database, "14", outcome.batch, language, path)
    mended = "\r\n".join(
        ",".join(row).replace("101", "100") for row in (sheet.headings, *sheet.rows)
    )
    assert desk.imported(f"題名\r\n{mended}\r\n").accepted == 1
    assert len(desk.rows(observation)) == 2
