"""What Japanese offices really send: each form as it comes out of their programs, whole files."""

import csv
import io
import zipfile
from datetime import date, datetime

import pytest
from exported_files import (
    A_CONTRACT,
    A_USER,
    CONTRACT,
    NEWER,
    OLDER,
    USERS,
    Desk,
    enrolments,
    japanese,
    record,
    text,
)
from openpyxl import Workbook
from sqlalchemy import insert, update

from data_access.importing import mapping
from data_access.schema import (
    affiliation,
    allocation,
    course_observation,
    learner_observation,
    municipality,
    observation,
    rejected_row,
)

SPECIAL = "①㈱髙﨑～Ⅱ㍻∥－纊"
"""Characters that CP932 has and Shift_JIS proper has not."""
KINDS = {
    "activity": text(OLDER, record(Course_Title=SPECIAL, User_Last_Name="髙﨑")),
    "newer": text(NEWER, record(Course_Title=SPECIAL)),
    "japanese": japanese(record(Course_Title=SPECIAL)),
    "users": text(USERS, A_USER | {"Surname": "髙﨑"}),
    "contract": text(CONTRACT, A_CONTRACT | {"備考": SPECIAL}),
}


def accepted(desk: Desk, content: str | bytes, **options: object) -> int:
    outcome = desk.imported(content, **options)
    assert outcome.status == "committed", outcome.summary.ja
    assert outcome.accepted + outcome.rejected + outcome.skipped == outcome.records
    return outcome.accepted


def tabbed(content: str) -> str:
    written = io.StringIO()
    rows = csv.reader(io.StringIO(content))
    csv.writer(written, delimiter="\t").writerows(rows)
    return written.getvalue()


# Encodings --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_csv_in_every_encoding(sqlite_desk: Desk, kind, encoding):
    assert accepted(sqlite_desk, KINDS[kind], encoding=encoding) == 1
    if kind in ("activity", "newer", "japanese"):
        assert sqlite_desk.rows(course_observation, "title") == [(SPECIAL,)]


@pytest.mark.parametrize("kind", KINDS)
def test_unicode_text_of_excel(sqlite_desk: Desk, kind):
    """UTF-16 with its mark, between tabs, whichever way round the bytes are."""
    content = tabbed(KINDS[kind])
    assert accepted(sqlite_desk, content, encoding="utf-16") == 1
    big = ("\ufeff" + content).encode("utf-16-be")
    assert sqlite_desk.imported(big).status == "committed"


def test_utf_16_with_commas_and_text_with_tabs(sqlite_desk: Desk):
    two_lines = record(Course_Title='はじめての"DX",\n入門')
    assert accepted(sqlite_desk, text(OLDER, two_lines), encoding="utf-16") == 1
    assert accepted(sqlite_desk, tabbed(text(OLDER, two_lines)), encoding="cp932") == 1
    assert accepted(sqlite_desk, tabbed(text(OLDER, two_lines))) == 1
    assert {title for (title,) in sqlite_desk.rows(course_observation, "title")} == {
        'はじめての"DX",\n入門'
    }


def test_lines_count_alike_in_utf_16(sqlite_desk: Desk):
    rows = [record(), record(percent="101"), record(Course_ID="2", percent="101")]
    sqlite_desk.imported(tabbed(text(OLDER, *rows)), encoding="utf-16")
    assert sqlite_desk.rows(rejected_row, "line") == [(3,), (4,)]


@pytest.mark.parametrize("cut", [1, 2, 3, 5])
def test_utf_16_that_was_cut_off_is_held(sqlite_desk: Desk, cut):
    content = tabbed(text(OLDER, record(), record(Course_ID="2", Assigned_By="花")))
    outcome = sqlite_desk.imported(content.rstrip().encode("utf-16")[: -40 - cut])
    assert (outcome.status, outcome.reasons) == ("held", {"cut_off": 1, "truncated": 1})


# Around the table -------------------------------------------------------------------------------


def around(content: str) -> str:
    """Titles above, totals below, and an empty line between."""
    width = content.split("\r\n", maxsplit=1)[0].count(",")
    below = [["合　計", "1"], ["小計："], ["総合計", "１"], [" 計 "], []]
    written = io.StringIO()
    csv.writer(written).writerows(row + [""] * (width + 1 - len(row)) for row in below)
    return (
        "受講状況一覧表\r\n令和７年６月末現在,,（担当：髙﨑）\r\n\r\n"
        + content
        + written.getvalue()
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("encoding", ["cp932", "utf-16"])
def test_titles_above_and_totals_below(sqlite_desk: Desk, kind, encoding):
    content = around(KINDS[kind])
    outcome = sqlite_desk.imported(
        tabbed(content) if encoding == "utf-16" else content, encoding=encoding
    )
    assert (outcome.status, outcome.accepted, outcome.rejected) == ("committed", 1, 0)
    assert outcome.reasons["total_row"] == 4


def test_a_person_named_total_is_a_person(sqlite_desk: Desk):
    row = record(User_First_Name="合計", User_Last_Name="計")
    assert accepted(sqlite_desk, text(OLDER, row)) == 1


def test_numbers_and_days_as_offices_write_them(desk: Desk):
    row = record(
        Course_Duration="１，２００",
        percent="４０％",
        Minutes_Video_Consumed="1,234",
        Date_Enrolled="令和元年5月1日",
        Date_Started="Ｒ1.5.2",
        Date_Completed="－",
        First_Date_Completed="-",
        Date_Last_Accessed="令和７年６月３日（火）",
    )
    assert accepted(desk, japanese(row), encoding="cp932") == 1
    japan = datetime.fromisoformat
    assert desk.rows(
        observation,
        "enrolled_at",
        "started_at",
        "first_completed_at",
        "progress",
        "learning_seconds",
    ) == [
        (
            int(japan("2019-05-01T00:00:00+09:00").timestamp()),
            int(japan("2019-05-02T00:00:00+09:00").timestamp()),
            None,
            4_000,
            74_040,
        )
    ]
    assert desk.rows(course_observation, "minutes") == [(1_200,)]


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("Minutes_Video_Consumed", "△5", "negative"),
        ("Minutes_Video_Consumed", "▲１，２３４", "negative"),
        ("Minutes_Video_Consumed", "(5)", "negative"),
        ("Date_Enrolled", "令和元年4月30日", "impossible_date"),
        ("Date_Enrolled", "平成36年4月1日", "impossible_date"),
        ("Date_Enrolled", "2025/2/29", "impossible_date"),
        ("Date_Enrolled", "45810", "impossible_date"),
        ("percent", "１０１", "percent_range"),
    ],
)
def test_what_is_wrong_is_quoted_with_its_place(sqlite_desk: Desk, column, value, reason):
    rows = text(OLDER, record(), record(Course_ID="2", **{column: value}))
    outcome = sqlite_desk.imported(rows, encoding="cp932")
    assert outcome.reasons == {reason: 1}
    heading = column.replace("_", " ").replace("percent", "% Marked Completed")
    assert f"3行目「{heading}」の「{value}」" in outcome.summary.ja
    assert f"line 3 “{heading}”: “{value}”" in outcome.summary.en


# Places -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("prefecture", "name", "code"),
    [
        ("13", "府中市", "13206"),
        ("34", "府中市", "34208"),
        ("01", "伊達市", "01233"),
        ("07", "伊達市", "07213"),
        ("01", "池田町", "01644"),
        ("18", "池田町", "18382"),
        ("20", "池田町", "20481"),
        ("21", "池田町", "21404"),
        ("14", "茅ケ崎市", "14207"),
        ("14", "茅ヶ崎市", "14207"),
        ("14", "茅ｹ崎市", "14207"),
        ("11", "鶴ケ島市", "11241"),
        ("12", "袖ヶ浦市", "12229"),
        ("08", "龍ヶ崎市", "08208"),
        ("14", "横浜　市", "14100"),
        ("29", "葛\U000e0100城市", "29211"),
        ("28", "篠山市", "28221"),
        ("28", "丹波篠山市", "28221"),
    ],
)
def test_a_name_is_found_in_its_own_prefecture(sqlite_desk: Desk, prefecture, name, code):
    desk = sqlite_desk
    row = record(User_Groups=name)
    desk.imported(text(OLDER, row), prefecture=prefecture)
    assert desk.rows(affiliation, "municipality_code") == [(code,)]
    named = A_CONTRACT | {"市区町村コード": code, "市区町村名": name}
    outcome = desk.imported(text(CONTRACT, named), prefecture=prefecture)
    assert outcome.accepted == 1, outcome.summary.ja


@pytest.mark.parametrize("code", ["01202", "1202", "012025", "12025", "０１２０２"])
def test_a_code_with_and_without_check_digit_and_leading_zero(sqlite_desk: Desk, code):
    row = A_CONTRACT | {"市区町村コード": code, "市区町村名": "函館市"}
    sqlite_desk.imported(text(CONTRACT, row), prefecture="01")
    assert sqlite_desk.rows(allocation, "municipality_code") == [("01202",)]


def test_a_group_that_names_two_places_is_nobodys(desk: Desk):
    desk.imported(text(OLDER, record(User_Groups="横浜市;川崎市")))
    assert enrolments(desk) == {}
    mapping.add(desk.database, "14", "group", "横浜市;川崎市", "14130", who="tester")
    assert enrolments(desk) == {"14130": 1}


def test_a_name_that_two_municipalities_have_is_nobodys(sqlite_desk: Desk):
    """Two of one name in one prefecture, as 泊村 would be with the Northern Territories."""
    desk = sqlite_desk
    with desk.database.writing("14") as connection:
        connection.execute(
            update(municipality).where(municipality.c.code == "14130").values(name_ja="横浜市")
        )
    outcome = desk.imported(text(OLDER, record()))
    assert desk.rows(affiliation, "municipality_code") == [(None,)]
    assert "横浜市 1人" in outcome.summary.ja


def test_a_merged_municipality_keeps_its_own_past(sqlite_desk: Desk):
    desk = sqlite_desk
    ended = {
        "code": "14999",
        "prefecture": "14",
        "name_ja": "旧相模町",
        "kana": "キュウサガミマチ",
        "name_en": "Old Sagami",
        "kind": "町",
        "valid_to": date(2025, 4, 1),
        "successor_code": "14150",
    }
    with desk.database.writing("14") as connection:
        connection.execute(insert(municipality).values(ended))
    desk.imported(text(OLDER, record(User_Groups="旧相模町")))
    assert enrolments(desk) == {"14999": 1}
    mapping.add(desk.database, "14", "group", "旧相模町", "14150", who="tester")
    assert enrolments(desk) == {"14150": 1}


def test_an_export_of_another_prefecture_is_held(desk: Desk):
    elsewhere = [
        record(External_ID=f"K{number}", User_Groups=("府中市", "新宿区")[number % 2])
        for number in range(4)
    ]
    outcome = desk.imported(text(OLDER, *elsewhere, record()))
    assert (outcome.status, outcome.reasons) == ("held", {"another_prefecture": 1})
    assert "府中市" in outcome.summary.ja
    assert "東京都" in outcome.summary.ja
    assert desk.rows(observation) == []
    assert desk.imported(text(OLDER, *elsewhere, record()), confirmed=True).accepted == 5
    commuters = [record(External_ID=f"K{number}") for number in range(10, 20)]
    assert desk.imported(text(OLDER, elsewhere[0], *commuters)).status == "committed"


def test_a_contract_of_another_prefecture_is_refused(sqlite_desk: Desk):
    outcome = sqlite_desk.imported(text(CONTRACT, A_CONTRACT), prefecture="13")
    assert outcome.status == "refused"
    assert "2行目「市区町村コード」の「14100」" in outcome.summary.ja


# People who change ------------------------------------------------------------------------------


def test_a_person_who_moves_in_mid_year(desk: Desk):
    def month(number: int, **changes: str) -> str:
        day = f"2025-0{number}-15T00:00:00Z"
        return text(
            OLDER,
            record(
                Course_ID=str(number),
                Date_Enrolled=day,
                Date_Last_Accessed=day,
                Date_Started="",
                **changes,
            ),
        )

    assert accepted(desk, month(5)) == 1
    assert (
        accepted(desk, month(7, User_Groups="川崎市", User_Email="h@city-kawasaki.example.jp")) == 1
    )
    assert enrolments(desk) == {"14100": 1, "14130": 1}
    assert desk.persons() == 1


def test_a_person_who_was_purged(desk: Desk):
    gone = {"User_First_Name": "Anonymized User", "User_Email": "Anonymized User"}
    accepted(desk, text(OLDER, record()))
    after = record(First_Date_Completed="2025-06-20T00:00:00Z", **gone)
    nameless = record(Course_ID="2", External_ID="", **gone)
    outcome = desk.imported(text(OLDER, after, nameless))
    assert (outcome.accepted, outcome.reasons) == (1, {"anonymised": 1})
    assert desk.persons() == 1
    users = [A_USER | {"Name": "Anonymized User", "Email": "Anonymized User"}]
    assert accepted(desk, text(USERS, *users)) == 1
    assert desk.persons() == 1


# Workbooks --------------------------------------------------------------------------------------


def workbook(content: str, *, cover: bool = False) -> bytes:
    """As an office keeps an export: dates are dates, percentages percentages."""
    book, written = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    if cover:
        sheet.title = "表紙"
        sheet.append(["Udemy Business 受講状況"])
        sheet.append(["作成", date(2025, 6, 30)])
        sheet = book.create_sheet("データ")
        sheet.append(["受講状況一覧"])
    for row in csv.reader(io.StringIO(content)):
        sheet.append([_cell(cell) for cell in row])
    sheet.append(["合計"])
    book.save(written)
    return written.getvalue()


def _cell(cell: str) -> object:
    if cell.endswith("Z") and cell[:2] == "20":
        return datetime.fromisoformat(cell.removesuffix("Z"))
    if cell.startswith("2025-"):
        return date.fromisoformat(cell)
    return float(cell) if cell.replace(".", "").isdecimal() and cell[0] != "0" else cell or None


@pytest.mark.parametrize("cover", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_as_a_workbook(sqlite_desk: Desk, kind, cover):
    outcome = sqlite_desk.imported(workbook(KINDS[kind], cover=cover))
    assert outcome.status == "committed", outcome.summary.ja
    assert (outcome.accepted, outcome.reasons) == (1, {"total_row": 1})


def test_a_workbook_says_the_same_as_the_text(desk: Desk):
    columns = [
        column.name for column in observation.columns if column.name not in ("id", "batch_id")
    ]
    accepted(desk, KINDS["activity"])
    as_text = desk.rows(observation, *columns)
    desk.clear()
    accepted(desk, workbook(KINDS["activity"], cover=True))
    assert [row[2:] for row in desk.rows(observation, *columns)] == [row[2:] for row in as_text]
    users = text(
        USERS, A_USER | {"Deactivated date": "2025-06-01T00:00:00Z", "Status": "Deactivated"}
    )
    assert accepted(desk, workbook(users)) == 1
    assert ("deactivated",) in desk.rows(learner_observation, "status")


def test_the_line_of_a_workbook_is_that_of_its_sheet(sqlite_desk: Desk):
    rows = text(OLDER, record(), record(percent="101"))
    outcome = sqlite_desk.imported(workbook(rows, cover=True))
    assert sqlite_desk.rows(rejected_row, "line") == [(4,)]
    assert "4行目「% Marked Completed」の「101」" in outcome.summary.ja


def test_an_archive_of_exports_is_to_be_unpacked(sqlite_desk: Desk):
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("export.csv", KINDS["activity"])
    outcome = sqlite_desk.imported(written.getvalue())
    assert outcome.reasons == {"archive": 1}
    assert "取り出して" in outcome.summary.ja
