"""The empty contract form, as a workbook or as CSV, with the explanations that it needs."""

import csv
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data_access import reference
from data_access.importing.contract import HEADINGS, HEADINGS_EN, TIER_NAMES, TIER_SHEET
from metrics.facts import calendar_month, fiscal_year
from wording.text import Language, Text

SHEETS = Text(ja="契約", en="Contract")
EXPLANATIONS_SHEET = Text(ja="記入のしかた", en="How to fill in")

EXPLANATIONS: tuple[tuple[str, Text], ...] = (
    (
        "code",
        Text(
            ja="全国地方公共団体コード。5桁、または検査数字を含む6桁（例：14100、141003）。",
            en="The municipality's code: five digits, or six with the check digit (14100, 141003).",
        ),
    ),
    (
        "name",
        Text(
            ja="市区町村の正式な名称。コードと一致しない行は取り込まれません。",
            en="The municipality's official name in Japanese; it has to agree with the code.",
        ),
    ),
    (
        "licences",
        Text(
            ja="割り当てたライセンスの数（整数）。参加しない市区町村は空欄のままにします。",
            en="Licences allotted, a whole number. Leave it blank where there is no part taken.",
        ),
    ),
    (
        "unit_price",
        Text(
            ja="ライセンス1件あたりの金額（円、整数）。按分が空欄なら期間全体の、月割・日割なら1年分の"
            "金額です。空欄なら価格段階から決まります。千円単位の表では、見出しを「単価（千円）」にします。",
            en="The price of one licence in whole yen: for its period, or for a year where 按分 "
            "says so. If blank, the price tiers tell it. For a list in thousands, head the column "
            "単価（千円）.",
        ),
    ),
    (
        "starts_on",
        Text(
            ja="利用を始める日。2025-04-01、2025/4/1、令和7年4月1日、R7.4.1 のどれでも書けます。",
            en="The first day. 2025-04-01, 2025/4/1, 令和7年4月1日 and R7.4.1 are all understood.",
        ),
    ),
    (
        "ends_on",
        Text(ja="利用を終える日（その日を含みます）。", en="The last day, which is included."),
    ),
    (
        "fiscal_year",
        Text(
            ja="会計年度。2025、令和7年度 など。空欄なら開始日の年度とします。",
            en="The fiscal year: 2025 or 令和7年度. If blank, the year in which the period begins.",
        ),
    ),
    (
        "platform",
        Text(
            ja="学習プラットフォームの名称。空欄なら Udemy Business とします。",
            en="The learning platform. If blank, Udemy Business.",
        ),
    ),
    (
        "proration",
        Text(
            ja="期間が1年に満たないとき、1年分の単価から按分する方法：月割（始まった月は1か月）、"
            "日割。空欄なら按分しません。円未満は切り捨てます。",
            en="For a period of less than a year at a yearly price: 月割 (months begun, of 12) or "
            "日割 (days of the fiscal year). If blank, the price is taken as it is. Fractions of a "
            "yen are dropped.",
        ),
    ),
    (
        "note",
        Text(
            ja="自由に使えます。取り込まれず、どこにも保存されません。",
            en="For your own use; it is neither imported nor kept.",
        ),
    ),
)
_GENERAL = (
    Text(
        ja="1行に1つの市区町村を記入します。年度の途中で追加したライセンスは、行を分けて記入します。",
        en="One row a municipality. Licences added during the year go into a row of their own.",
    ),
    Text(
        ja="合計・小計の行は読み飛ばします。列の順番を変えても、列を追加しても取り込めます。",
        en="Rows of totals are passed over. Columns may be moved, and others may be added.",
    ),
    Text(
        ja="記入したら、ダッシュボードの「データ」のページの「ファイルを取り込む」に置きます。"
        "何が変わるかを確かめてから取り込めます。",
        en="Then drop the file on the dashboard's data page, under “Import files”: you see what it "
        "would change before anything is changed.",
    ),
)
_TIERS = Text(
    ja="シート「価格段階」（任意）：共同調達の数量に応じた単価の表です。単価が空欄の行は、"
    "年度とプラットフォームごとのライセンスの合計が達した段階の単価になります。",
    en="The sheet 価格段階 (optional) is the price list by volume. A row without a unit price gets "
    "the one that all licences of the fiscal year and platform together have reached.",
)

_WIDTHS = (16, 18, 14, 14, 14, 14, 10, 20, 10, 36)
_NUMBER_FORMATS = ("@", "@", "#,##0", "#,##0", "yyyy-mm-dd", "yyyy-mm-dd", "0", "@", "@", "@")
_HEAD = PatternFill("solid", fgColor="1F4E79")
_FIXED = PatternFill("solid", fgColor="F2F2F2")
_LINE = Border(*(Side(style="thin", color="BFBFBF"),) * 4)
_FONT = "Yu Gothic"
_SPARE_ROWS = 20


def write(path: Path, prefecture: str, language: Language, today: date) -> None:
    """Writes the empty form for the prefecture; a workbook if the file's name ends in .xlsx."""
    if path.suffix.lower() == ".xlsx":
        workbook(prefecture, language, today).save(path)
    else:
        path.write_text(csv_text(prefecture, language), encoding="utf-8-sig", newline="")


def csv_text(prefecture: str, language: Language) -> str:
    """The form as CSV: explanations above the header, a row a municipality below it."""
    headings = HEADINGS if language == "ja" else HEADINGS_EN
    text = StringIO()
    rows = csv.writer(text)
    rows.writerows([f"※{explanation(language)}"] for explanation in _GENERAL)
    rows.writerows(
        [f"※{heading}：{explanation(language)}"]
        for heading, (_, explanation) in zip(headings, EXPLANATIONS, strict=True)
    )
    rows.writerow(headings)
    blank = [""] * (len(headings) - 2)
    rows.writerows([code, name, *blank] for code, name in _places(prefecture))
    return text.getvalue()


def workbook(prefecture: str, language: Language, today: date) -> Workbook:
    """The form as a workbook: the contract, the price tiers, and a sheet of explanations."""
    book = Workbook()
    book.properties.creator = ""
    form = book.worksheets[0]
    form.title = getattr(SHEETS, language)
    _fill_form(form, HEADINGS if language == "ja" else HEADINGS_EN, prefecture, today)
    _fill_tiers(book.create_sheet(TIER_SHEET), language)
    _fill_explanations(book.create_sheet(getattr(EXPLANATIONS_SHEET, language)), language, today)
    return book


def _places(prefecture: str) -> list[tuple[str, str]]:
    return [(each.code, each.name.ja) for each in reference.municipalities(prefecture)]


def _fill_form(sheet: Worksheet, headings: Sequence[str], prefecture: str, today: date) -> None:
    _head(sheet, headings, _WIDTHS)
    places = _places(prefecture)
    for row, place in enumerate(places, start=2):
        for column, value in enumerate(place, start=1):
            sheet.cell(row, column, value).fill = _FIXED
    last = 1 + len(places) + _SPARE_ROWS
    for cells in sheet.iter_rows(min_row=2, max_row=last, max_col=len(headings)):
        for cell, number_format in zip(cells, _NUMBER_FORMATS, strict=True):
            cell.number_format = number_format
            cell.border = _LINE
            cell.font = Font(name=_FONT, size=11)
    _check_numbers(sheet, last)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(headings))}{last}"


def _check_numbers(sheet: Worksheet, last: int) -> None:
    """Excel itself then refuses a number of licences or a price that is not whole."""
    whole = DataValidation(type="whole", operator="greaterThanOrEqual", formula1="0")
    whole.allow_blank = True
    whole.error = "0以上の整数を入力してください。 / A whole number, 0 or more."
    sheet.add_data_validation(whole)
    whole.add(f"C2:D{last}")


def _fill_tiers(sheet: Worksheet, language: Language) -> None:
    _head(sheet, [names[0 if language == "ja" else 1] for names in TIER_NAMES.values()], (24, 20))
    for row in sheet.iter_rows(min_row=2, max_row=11, max_col=2):
        for cell in row:
            cell.number_format = "#,##0"
            cell.border = _LINE
            cell.font = Font(name=_FONT, size=11)


def _fill_explanations(sheet: Worksheet, language: Language, today: date) -> None:
    headings = HEADINGS if language == "ja" else HEADINGS_EN
    titles = ("列", "書き方", "例") if language == "ja" else ("Column", "What to write", "Example")
    _head(sheet, titles, (20, 76, 20))
    examples = _examples(today)
    for heading, example, (_, text) in zip(headings, examples, EXPLANATIONS, strict=True):
        sheet.append([heading, text(language), example])
    sheet.append([])
    for text in (*_GENERAL, _TIERS):
        sheet.append(["", text(language)])
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(name=_FONT, size=11)
        # Excel does not make rows as tall as their wrapped text in a file that it has not written
        sheet.row_dimensions[row[0].row or 1].height = 36


def _examples(today: date) -> tuple[str, ...]:
    """One municipality for the present fiscal year."""
    year = fiscal_year(calendar_month(today))
    return (
        "14100",
        "横浜市",
        "450",
        "25000",
        f"{year}-04-01",
        f"{year + 1}-03-31",
        str(year),
        "Udemy Business",
        "",
        "",
    )


def _head(sheet: Worksheet, headings: Sequence[str], widths: Sequence[int]) -> None:
    sheet.append(list(headings))
    for column, (cell, width) in enumerate(zip(sheet[1], widths, strict=True), start=1):
        cell.fill = _HEAD
        cell.font = Font(name=_FONT, size=11, bold=True, color="FFFFFF")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = _LINE
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.row_dimensions[1].height = 24
