"""The platform's own counts by group: kept for comparison, and in no fact."""

import csv
import io
from datetime import date

import pytest
from exported_files import A_CONTRACT, CONTRACT, OLDER, Desk, record, text
from openpyxl import Workbook

from data_access import queries
from data_access.importing import mapping
from data_access.schema import adoption_observation, month_fact, rejected_row
from data_access.scope import Scope

HEADINGS = [
    "Group",
    "Number of licenses available",
    "Number of invitations sent",
    "Number of users joined",
    "Joined as % of licenses",
    "Number of users enrolled in a course",
    "Number of users that watched their first lecture",
    "Overall adoption rate (watched as % of licenses)",
]
YOKOHAMA = ["横浜市", "450", "430", "400", "88.9", "300", "250", "55.6"]
OFFICE = ["DX推進課", "１００", "-", "90", "90", "80", "1,0", "70"]


def report(*rows: list[str]) -> str:
    written = io.StringIO()
    csv.writer(written).writerows([HEADINGS, *rows])
    return written.getvalue()


def shown(desk: Desk) -> list[tuple]:
    return [tuple(row)[:-1] for row in desk.database.read(queries.adoption(), Scope("14"))]


def test_a_report_is_kept_and_no_fact_is_made_of_it(desk: Desk):
    desk.imported(text(CONTRACT, A_CONTRACT))
    desk.imported(text(OLDER, record()))
    facts = desk.rows(month_fact)
    outcome = desk.imported(report(YOKOHAMA, [*OFFICE[:6], "70", "70"], ["合計", "550"] + [""] * 6))
    assert (outcome.kind, outcome.status, outcome.accepted) == ("adoption", "committed", 2)
    assert outcome.reasons == {"total_row": 1}
    assert "DX推進課" in outcome.summary.ja
    assert shown(desk) == [
        ("横浜市", "14100", 450, 430, 400, 300, 250),
        ("DX推進課", None, 100, None, 90, 80, 70),
    ]
    assert desk.rows(month_fact) == facts


def test_a_mapping_assigns_a_group_of_a_report_too(sqlite_desk: Desk):
    desk = sqlite_desk
    desk.imported(report(YOKOHAMA, [*OFFICE[:6], "70", "70"]))
    mapping.add(desk.database, "14", "group", "ＤＸ推進課", "14130", who="tester")
    assert [(name, code) for name, code, *_ in shown(desk)] == [
        ("横浜市", "14100"),
        ("DX推進課", "14130"),
    ]


def test_the_newest_report_is_shown(sqlite_desk: Desk):
    desk = sqlite_desk
    later = desk.file(report([*YOKOHAMA[:6], "260", ""]))
    desk.take(later, as_of=None)
    earlier = report(YOKOHAMA)
    desk.imported(earlier, as_of=date(2025, 5, 1))
    assert [row[-1] for row in shown(desk)] == [260]
    assert len(desk.rows(adoption_observation)) == 2


@pytest.mark.parametrize(
    ("row", "reason", "column"),
    [
        (OFFICE, "not_a_number", HEADINGS[6]),
        ([*OFFICE[:6], "-5", ""], "negative", HEADINGS[6]),
        ([*OFFICE[:6], "1.5", ""], "not_whole", HEADINGS[6]),
        (["", "1", "1", "1", "", "1", "1", ""], "missing_value", "Group"),
        ([" 横浜市", "1", "1", "1", "", "1", "1", ""], "duplicate_record", None),
    ],
)
def test_reasons_for_rejecting_a_group(sqlite_desk: Desk, row, reason, column):
    outcome = sqlite_desk.imported(report(YOKOHAMA, row))
    assert (outcome.accepted, outcome.reasons) == (1, {reason: 1})
    assert sqlite_desk.rows(rejected_row, "line", "column_name") == [(3, column)]


def test_a_workbook(sqlite_desk: Desk):
    book = Workbook()
    book.worksheets[0].append(["利用開始の状況"])
    book.worksheets[0].append(HEADINGS)
    book.worksheets[0].append(["川崎市", 10, None, 8, 0.8, 7, 5, 0.5])
    path = sqlite_desk.folder / "adoption.xlsx"
    book.save(path)
    assert sqlite_desk.take(path).status == "committed"
    assert shown(sqlite_desk) == [("川崎市", "14130", 10, None, 8, 7, 5)]


def test_another_municipality_s_group_refuses_the_whole_report(sqlite_desk: Desk):
    both = report(YOKOHAMA, ["川崎市", "10", "9", "8", "", "7", "5", ""])
    outcome = sqlite_desk.imported(both, may_touch=frozenset({"14100"}))
    assert (outcome.status, outcome.reasons["outside_scope"]) == ("refused", 1)
    assert "3行目は川崎市" in outcome.summary.ja
    assert sqlite_desk.imported(report(YOKOHAMA), may_touch=frozenset({"14100"})).accepted == 1
