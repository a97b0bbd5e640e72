"""Our contract form: CSV and workbook, every notation, every reason for a row's rejection."""

from datetime import date
from pathlib import Path

import pytest
from exported_files import A_CONTRACT, CONTRACT, Desk, text
from openpyxl import Workbook, load_workbook

from data_access import reference
from data_access.importing import template
from data_access.importing.contract import check_digit, municipality_code, read_fiscal_year
from data_access.importing.reasons import Fault
from data_access.schema import allocation, import_batch, price_tier, procurement, rejected_row

ALLOTTED = ("14100", 450, 25000, 11_250_000, date(2025, 4, 1), date(2026, 3, 31))
COLUMNS = ("municipality_code", "licences", "unit_price_yen", "yen", "starts_on", "ends_on")
ENGLISH = [
    "municipality code",
    "municipality",
    "licences",
    "unit price (yen)",
    "start",
    "end",
    "fiscal year",
    "platform",
    "note",
]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"市区町村コード": "141003"},
        {"市区町村コード": "１４１００"},
        {"ライセンス数": "４５０", "単価（円）": "25,000円"},
        {"開始日": "令和7年4月1日", "終了日": "R8.3.31", "年度": "令和7年度"},
        {"開始日": "2025/4/1", "終了日": "2026年3月31日", "年度": ""},
        {"プラットフォーム": "Udemy Business", "備考": "担当 花子"},
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp932"])
def test_every_form_of_the_same_row(desk: Desk, changes, encoding):
    outcome = desk.imported(text(CONTRACT, A_CONTRACT | changes), encoding=encoding)
    assert (outcome.kind, outcome.status, outcome.accepted) == ("contract", "committed", 1)
    assert desk.rows(allocation, *COLUMNS) == [ALLOTTED]
    assert desk.rows(procurement, "fiscal_year", "platform", "starts_on", "ends_on") == [
        (2025, "Udemy Business", date(2025, 4, 1), date(2026, 3, 31))
    ]


def test_english_headings(desk: Desk):
    row = dict(zip(ENGLISH, A_CONTRACT.values(), strict=True))
    assert desk.imported(text(ENGLISH, row)).accepted == 1
    assert desk.rows(allocation, *COLUMNS) == [ALLOTTED]


@pytest.mark.parametrize(
    ("changes", "reason", "column"),
    [
        ({"市区町村コード": ""}, "missing_value", "市区町村コード"),
        ({"市区町村コード": "14999"}, "unknown_municipality", "市区町村コード"),
        ({"市区町村コード": "141004"}, "unknown_municipality", "市区町村コード"),
        ({"市区町村コード": "13101"}, "unknown_municipality", "市区町村コード"),
        ({"市区町村コード": "横浜"}, "unknown_municipality", "市区町村コード"),
        ({"市区町村名": "川崎市"}, "municipality_mismatch", "市区町村コード"),
        ({"市区町村名": ""}, "missing_value", "市区町村名"),
        ({"ライセンス数": ""}, "missing_value", "ライセンス数"),
        ({"ライセンス数": "△5"}, "negative", "ライセンス数"),
        ({"ライセンス数": "4.5"}, "not_whole", "ライセンス数"),
        ({"単価（円）": "(25000)"}, "negative", "単価（円）"),
        ({"単価（円）": "応相談"}, "not_a_number", "単価（円）"),
        ({"開始日": "2025-02-30"}, "impossible_date", "開始日"),
        ({"終了日": "2025-03-31"}, "period_backwards", "終了日"),
        ({"年度": "来年度"}, "impossible_year", "年度"),
        ({"年度": "2024"}, "year_outside_period", "年度"),
        ({"市区町村コード": "14130", "市区町村名": "川崎市"}, "duplicate_record", None),
    ],
)
def test_reasons_for_rejecting_a_row(desk: Desk, changes, reason, column):
    other = A_CONTRACT | {"市区町村コード": "14130", "市区町村名": "川崎市"}
    outcome = desk.imported(text(CONTRACT, other, A_CONTRACT | changes))
    assert (outcome.accepted, outcome.rejected, outcome.reasons) == (1, 1, {reason: 1})
    assert desk.rows(rejected_row, "line", "column_name", "reason") == [(3, column, reason)]


def test_totals_blanks_and_places_that_take_no_part_are_skipped(desk: Desk):
    blank = dict.fromkeys(CONTRACT, "")
    outcome = desk.imported(
        text(
            CONTRACT,
            A_CONTRACT,
            blank | {"市区町村コード": "14130", "市区町村名": "川崎市"},
            blank,
            blank | {"市区町村名": "合計", "ライセンス数": "450"},
        )
    )
    assert (outcome.accepted, outcome.skipped) == (1, 3)
    assert outcome.reasons == {"guidance_row": 1, "blank_row": 1, "total_row": 1}


def test_each_fiscal_year_and_platform_is_a_procurement(desk: Desk):
    later = {"開始日": "2026-04-01", "終了日": "2027-03-31", "年度": "2026"}
    more = {"開始日": "2025-10-01"}
    other = {"プラットフォーム": "別の学習サイト"}
    desk.imported(
        text(CONTRACT, A_CONTRACT, A_CONTRACT | more, A_CONTRACT | later, A_CONTRACT | other)
    )
    assert [row[:2] for row in desk.rows(procurement, "fiscal_year", "platform")] == [
        (2025, "Udemy Business"),
        (2025, "別の学習サイト"),
        (2026, "Udemy Business"),
    ]
    assert len(desk.rows(allocation)) == 4


def test_a_leading_zero_that_a_spreadsheet_dropped():
    known = {"01100", "01202", "11002"}
    assert municipality_code("1202", known) == "01202"
    assert municipality_code("012025", known) == "01202"
    assert municipality_code("12025", known) == "01202"
    with pytest.raises(Fault):
        municipality_code("11002", known)  # Sapporo without its zero, or 11002 itself
    assert municipality_code("11002", {"01100"}) == "01100"


def test_check_digits_are_the_published_ones():
    published = [each for number in ("01", "14", "47") for each in reference.municipalities(number)]
    assert {check_digit(each.code) == each.code6[5] for each in published} == {True}


@pytest.mark.parametrize("written", ["2025", "2025年度", "令和7年度", "令和7", "R7", "Ｒ７年度"])
def test_fiscal_years(written):
    assert read_fiscal_year(written) == 2025
    assert read_fiscal_year("令和元年度") == 2019


def filled_in(path: Path, language: str) -> None:
    """Fills the empty form in as somebody with Excel would."""
    book = load_workbook(path)
    form = book.worksheets[0]
    row = next(row for row in form.iter_rows(min_row=2) if row[0].value == "14100")
    for cell, value in zip(
        row[2:7], (450, 25000, date(2025, 4, 1), date(2026, 3, 31), 2025), strict=True
    ):
        cell.value = value
    tiers = book["価格段階"]
    tiers["A2"], tiers["B2"], tiers["A3"], tiers["B3"] = 1, 25000, 1000, 21000
    book.save(path)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_empty_workbook_explains_itself_and_comes_back_filled_in(desk: Desk, language):
    path = desk.folder / "form.xlsx"
    template.write(path, "14", language, date(2025, 5, 1))
    empty = desk.take(path)
    assert (empty.kind, empty.status, empty.accepted) == ("contract", "refused", 0)
    assert (empty.records, empty.reasons["guidance_row"]) == (33, 33)
    assert "記入" in empty.summary.ja
    filled_in(path, language)
    outcome = desk.take(path)
    assert (outcome.status, outcome.accepted, outcome.skipped) == ("committed", 1, 32)
    assert desk.rows(allocation, *COLUMNS) == [ALLOTTED]
    assert desk.rows(price_tier, "minimum_licences", "unit_price_yen") == [
        (1, 25000),
        (1000, 21000),
    ]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_empty_csv_explains_itself_and_comes_back_filled_in(desk: Desk, language):
    path = desk.folder / "form.csv"
    template.write(path, "14", language, date(2025, 5, 1))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert desk.take(path).status == "refused"
    content = path.read_text("utf-8-sig").replace(
        "14100,横浜市,,,,,,,", "14100,横浜市,450,25000,R7.4.1,R8.3.31,,,"
    )
    assert desk.imported(content).accepted == 1
    assert desk.rows(allocation, *COLUMNS) == [ALLOTTED]


def test_numbers_and_dates_as_a_workbook_has_them(desk: Desk):
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["令和7年度 共同調達"])
    sheet.append([])
    sheet.append(CONTRACT)
    sheet.append([14100, "横浜市", 450.0, 25000, date(2025, 4, 1), "令和8年3月31日", 2025])
    sheet.append(["合計", None, 450])
    path = desk.folder / "contract.xlsx"
    book.save(path)
    outcome = desk.take(path)
    assert (outcome.accepted, outcome.reasons) == (1, {"total_row": 1})
    assert desk.rows(allocation, *COLUMNS) == [ALLOTTED]
    assert desk.rows(import_batch, "kind", "status") == [("contract", "committed")]


def test_a_price_tier_that_cannot_be_read_refuses_the_workbook(desk: Desk):
    path = desk.folder / "form.xlsx"
    template.write(path, "14", "ja", date(2025, 5, 1))
    filled_in(path, "ja")
    book = load_workbook(path)
    book["価格段階"]["B3"] = "安い"
    book.save(path)
    outcome = desk.take(path)
    assert (outcome.status, outcome.reasons["bad_price_tier"]) == ("refused", 1)
    assert desk.rows(procurement) == []


# Money ------------------------------------------------------------------------------------------

THOUSANDS = [heading.replace("単価（円）", "単価（千円）") for heading in CONTRACT]
PLAIN = [heading.replace("単価（円）", "単価") for heading in CONTRACT]


def priced(headings: list[str], price: str, **changes: str) -> str:
    row = A_CONTRACT | {"単価（円）": "", headings[3]: price} | changes
    return text(headings, row)


@pytest.mark.parametrize(
    ("above", "headings", "price", "yen"),
    [
        ("", CONTRACT, "25000", 25_000),
        ("", CONTRACT, "25千円", 25_000),
        ("", THOUSANDS, "25", 25_000),
        ("", THOUSANDS, "２５．５", 25_500),
        ("", THOUSANDS, "25,000円", 25_000),
        ("", PLAIN, "￥25,000", 25_000),
        ("", PLAIN, "25.5千円", 25_500),
        ("契約一覧,（単位：千円）\r\n", PLAIN, "25", 25_000),
        ("契約一覧,（単位:円）\r\n", PLAIN, "25000", 25_000),
        ("（単位：千円）\r\n", CONTRACT, "25000", 25_000),
        ("all amounts in thousand yen\r\n", PLAIN, "25", 25_000),
    ],
)
def test_the_unit_of_money_is_said(sqlite_desk: Desk, above, headings, price, yen):
    outcome = sqlite_desk.imported(above + priced(headings, price))
    assert outcome.accepted == 1, outcome.summary.ja
    assert sqlite_desk.rows(allocation, "unit_price_yen", "yen") == [(yen, yen * 450)]


@pytest.mark.parametrize(
    ("above", "headings", "price", "reason"),
    [
        ("", PLAIN, "25000", "money_unit"),
        ("（単位：円）\r\n（単位：千円）\r\n", PLAIN, "25000", "money_unit"),
        ("", THOUSANDS, "25.0005", "not_whole"),
        ("", THOUSANDS, "△25", "negative"),
        ("", [*CONTRACT, "単価（千円）"], "25", "two_prices"),
        ("", CONTRACT, "", "no_price"),
    ],
)
def test_an_amount_that_could_be_either_is_not_guessed(
    sqlite_desk: Desk, above, headings, price, reason
):
    content = (
        priced(headings, price, **{"単価（千円）": price}) if price else priced(headings, price)
    )
    outcome = sqlite_desk.imported(above + content)
    assert outcome.reasons == {reason: 1, "nothing_accepted": 1}
    assert sqlite_desk.rows(allocation) == []
    assert "単価" in outcome.summary.ja


@pytest.mark.parametrize(
    ("proration", "starts", "ends", "yen"),
    [
        ("", "2025-10-01", "2026-03-31", 450 * 25_000),
        ("なし", "2025-10-01", "2026-03-31", 450 * 25_000),
        ("月割", "2025-10-01", "2026-03-31", 450 * 25_000 // 2),
        ("月割り", "2025-10-15", "2026-03-31", 450 * 25_000 // 2),
        ("monthly", "2026-03-01", "2026-03-31", 450 * 25_000 // 12),
        ("日割", "2025-10-01", "2026-03-31", 450 * 25_000 * 182 // 365),
        ("日割", "2027-04-01", "2028-03-31", 450 * 25_000),
        ("日割", "2028-02-29", "2028-02-29", 450 * 25_000 // 366),
        ("月割", "2025-04-01", "2027-03-31", 450 * 25_000 * 2),
    ],
)
def test_a_yearly_price_is_prorated(sqlite_desk: Desk, proration, starts, ends, yen):
    headings = [*CONTRACT, "按分"]
    row = A_CONTRACT | {"開始日": starts, "終了日": ends, "年度": "", "按分": proration}
    outcome = sqlite_desk.imported(text(headings, row))
    assert outcome.accepted == 1, outcome.summary.ja
    assert sqlite_desk.rows(allocation, "unit_price_yen", "yen") == [(25_000, yen)]


def test_another_word_for_prorating_is_not_guessed(sqlite_desk: Desk):
    row = A_CONTRACT | {"按分": "半額"}
    outcome = sqlite_desk.imported(text([*CONTRACT, "按分"], row))
    assert outcome.reasons == {"unknown_proration": 1, "nothing_accepted": 1}


def test_price_tiers_as_rows(desk: Desk):
    def tier(least: str, price: str, **more: str) -> dict[str, str]:
        code = {"市区町村コード": "価格段階", "ライセンス数": least, "単価（円）": price}
        return dict.fromkeys(CONTRACT, "") | code | more

    kawasaki = {"市区町村コード": "14130", "市区町村名": "川崎市", "ライセンス数": "250"}
    later = {"年度": "2026", "開始日": "2026-04-01", "終了日": "2027-03-31", "単価（円）": ""}
    outcome = desk.imported(
        text(
            CONTRACT,
            tier("1", "30,000"),
            tier("500", "25000"),
            tier("100", "20000", **{"年度": "令和8年度"}),
            tier("1", "応相談"),
            A_CONTRACT | {"単価（円）": ""},
            A_CONTRACT | kawasaki | {"単価（円）": ""},
            A_CONTRACT | later,
        )
    )
    assert (outcome.accepted, outcome.reasons) == (6, {"not_a_number": 1})
    assert desk.rows(allocation, "municipality_code", "licences", "unit_price_yen") == [
        ("14100", 450, 20_000),
        ("14100", 450, 25_000),
        ("14130", 250, 25_000),
    ]
