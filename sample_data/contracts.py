"""The contract files of the joint procurement: one row a municipality, prices invented."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

from openpyxl import Workbook

from sample_data.places import PLACES, Place

COLUMNS = (
    "市区町村コード", "市区町村名", "ライセンス数", "単価（円）", "開始日", "終了日", "年度",
    "プラットフォーム", "備考",
)  # fmt: skip
TIER_COLUMNS = ("ライセンス数（以上）", "単価（円）")
TIERS = ((5, 30000), (500, 27000), (1000, 25000), (1500, 24000), (2000, 22500), (2500, 21000))
"""The yearly price of a licence, by how many all municipalities buy together."""
PLATFORM = "Udemy Business"
NOTE = "サンプルデータ（架空）"
NO_DATE = datetime(2026, 4, 1)
"""What the workbook says about when it was made: the same on every run."""

Row = tuple[str | int, ...]


def unit_price(licences: int) -> int:
    """Yen a licence and year when `licences` are bought together."""
    return next(yen for least, yen in reversed(TIERS) if licences >= least)


def contract(year: int) -> Iterator[Row]:
    """The header, then one row for each municipality that takes part in the fiscal year."""
    yield COLUMNS
    places = [place for place in PLACES if place.licences_in(year)]
    price = unit_price(sum(place.licences_in(year) for place in places))
    for place in places:
        yield _allocation(place, year, price)


def _allocation(place: Place, year: int, price: int) -> Row:
    """The licences of a place; who begins late pays for the months that are left."""
    first = place.first_day(year)
    months = 12 - (first.month - 4) % 12
    return (
        place.code, place.name, place.licences_in(year), price * months // 12,
        first.isoformat(), date(year + 1, 3, 31).isoformat(), year, PLATFORM, NOTE,
    )  # fmt: skip


def workbook(year: int) -> bytes:
    """The contract as an XLSX file, with the price tiers on its second sheet."""
    book = Workbook()
    book.properties.created = book.properties.modified = NO_DATE
    sheet, tiers = book.worksheets[0], book.create_sheet("価格段階")
    sheet.title = "契約"
    for row in contract(year):
        sheet.append(row)
    for row in (TIER_COLUMNS, *TIERS):
        tiers.append(row)
    return _without_the_clock(book)


def _without_the_clock(book: Workbook) -> bytes:
    """The workbook's bytes, the same whenever and wherever they are written."""
    written, result = io.BytesIO(), io.BytesIO()
    book.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(result, "w") as fixed:
        for part in parts.infolist():
            fixed.writestr(zipfile.ZipInfo(part.filename), _undated(parts.read(part)))
    return result.getvalue()


def _undated(content: bytes) -> bytes:
    """The part without the moment of saving, which openpyxl puts in by itself."""
    start, end = content.find(b"<dcterms:modified"), content.find(b"</dcterms:modified>")
    if start < 0:
        return content
    start = content.index(b">", start) + 1
    return content[:start] + NO_DATE.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + content[end:]
