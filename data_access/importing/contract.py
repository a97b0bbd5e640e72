"""Our own contract form, CSV or workbook: one record a municipality and period.

The columns are fixed (`template.py` writes an empty form). Price tiers are records that say so in
place of a code, or stand on a workbook's second sheet. Whether money is in yen or in thousands has
to be said: in the heading, in the cell, or in a title above (単位：千円). It is never guessed.
"""

import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from sqlalchemy import insert, select

from data_access.importing.attempt import Attempt
from data_access.importing.cells import matched, place_name, read_number, read_whole, stored
from data_access.importing.columns import is_blank, is_total
from data_access.importing.header import Field, Format, Layout
from data_access.importing.reasons import (
    BLANK_ROW,
    DUPLICATE_RECORD,
    GUIDANCE_ROW,
    IMPOSSIBLE_YEAR,
    MISSING_VALUE,
    MONEY_UNIT,
    MUNICIPALITY_MISMATCH,
    NO_PRICE,
    NOT_WHOLE,
    PERIOD_BACKWARDS,
    TOTAL_ROW,
    TWO_PRICES,
    UNKNOWN_MUNICIPALITY,
    UNKNOWN_PRORATION,
    YEAR_OUTSIDE_PERIOD,
    Fault,
    Refusal,
    filled,
)
from data_access.importing.records import Records
from data_access.importing.stamps import BLANKS, read_day
from data_access.importing.workbook import sheet_rows
from data_access.schema import (
    allocation,
    municipality,
    municipality_former_name,
    price_tier,
    procurement,
)
from metrics.facts import calendar_month, fiscal_year
from wording.text import Text

FORMAT = Format(
    kind="contract",
    name=Text(
        ja="契約の様式",
        en="our contract form",
    ),
    identifying=frozenset({"code", "licences", "unit_price", "starts_on", "ends_on"}),
    fields=(
        Field(
            "code",
            (
                "市区町村コード",
                "municipality code",
                "団体コード",
                "全国地方公共団体コード",
                "自治体コード",
            ),
            required=True,
        ),
        Field("name", ("市区町村名", "municipality", "団体名", "自治体名"), required=True),
        Field("licences", ("ライセンス数", "licences", "licenses"), required=True),
        Field(
            "unit_price",
            ("単価（円）", "unit price (yen)", "単価", "unit price", "単価（税込）（円）"),
            required=True,
            unless="unit_price_thousands",
        ),
        Field(
            "unit_price_thousands",
            ("単価（千円）", "unit price (thousand yen)", "単価（税込）（千円）"),
        ),
        Field("starts_on", ("開始日", "start", "start date", "利用開始日"), required=True),
        Field("ends_on", ("終了日", "end", "end date", "利用終了日"), required=True),
        Field("fiscal_year", ("年度", "fiscal year")),
        Field("platform", ("プラットフォーム", "platform")),
        Field("proration", ("按分", "pro rata", "按分方法", "月割・日割")),
        Field("note", ("備考", "note", "notes"), personal=True, used=False),
    ),
)
"""The note is free text, in which people write names: it is read by nobody and kept nowhere."""
FORM = tuple(field for field in FORMAT.fields if field.name != "unit_price_thousands")
"""The columns of the empty form; prices in it are in yen."""
HEADINGS = tuple(field.names[0] for field in FORM)
HEADINGS_EN = tuple(field.names[1] for field in FORM)
TIER = "価格段階"
"""Stands in place of a municipality's code in a record that is a price tier."""

TIER_SHEET = TIER
_TIERS = frozenset({matched(TIER), "price tier"})
TIER_NAMES = {
    "minimum_licences": ("ライセンス数（以上）", "licences (at least)"),
    "unit_price_yen": ("単価（円）", "unit price (yen)"),
}

_YEAR = re.compile(
    r"(?:(?P<era>令和|R)\s*(?P<era_year>\d{1,2}|元)|(?P<year>\d{4}))\s*(?:年度?)?", re.I
)
_CODE = re.compile(r"\d{4,6}")
_UNIT_ABOVE = re.compile(r"単位\s*[:：]?\s*(千?円)|in (thousand yen|yen)", re.I)
_UNITS = {"円": 1, "yen": 1, "千円": 1_000, "thousand yen": 1_000}
_PRORATIONS = {
    **dict.fromkeys(("", "-", "なし", "無", "none", "no"), "none"),
    **dict.fromkeys(("月割", "月割り", "monthly", "months"), "months"),
    **dict.fromkeys(("日割", "日割り", "daily", "days"), "days"),
}
_BAD_TIER = Text(
    ja="シート「{sheet}」の{line}行目が読めません。ライセンス数（以上）と単価（円）の整数が必要です。",
    en="Row {line} of the sheet “{sheet}” cannot be read. It needs two whole numbers: "
    "the smallest number of licences, and the unit price in yen.",
)


class Terms(NamedTuple):
    """What one record allots."""

    code: str
    licences: int
    unit_price: int | None
    """Yen; None where the price tiers tell it."""
    starts_on: date
    ends_on: date
    fiscal_year: int
    platform: str
    proration: str
    """`none`: the price is for the period. `months`, `days`: it is for a year, and the period
    costs its share of one."""

    @property
    def share(self) -> Fraction:
        """Of the price, that the period costs. A month that has begun counts in full."""
        if self.proration == "months":
            years = self.ends_on.year - self.starts_on.year
            return Fraction(years * 12 + self.ends_on.month - self.starts_on.month + 1, 12)
        if self.proration == "days":
            return years_between(self.starts_on, self.ends_on)
        return Fraction(1)

    def yen(self, unit_price: int) -> int:
        """For the whole period; a fraction of a yen is dropped."""
        return int(self.licences * unit_price * self.share)


class Tier(NamedTuple):
    """A price that holds from a number of licences on."""

    fiscal_year: int | None
    """None: for every year of the file."""
    platform: str
    """Empty: for every platform of the file."""
    minimum_licences: int
    unit_price_yen: int

    def holds_for(self, year: int, platform: str) -> bool:
        """Whether it is a price of that procurement."""
        return self.fiscal_year in (None, year) and self.platform in ("", platform)


@dataclass(slots=True)
class Contract:
    """Reads the records of one form into procurements and allocations."""

    attempt: Attempt
    accepted: dict[Terms, tuple[int, Sequence[str]]] = field(default_factory=dict)
    """With the line and the cells of the record."""
    tiers: list[Tier] = field(default_factory=list)
    names: dict[str, set[str]] = field(init=False)
    """Code -> the municipality's name, and those that it had before."""
    unit: int | None = field(init=False)
    """Yen in a unit of money where only the titles or the heading of the price say it."""

    def __post_init__(self) -> None:
        self.names = _names(self.attempt)
        self.unit = money_unit(self.attempt.tally.layout)

    def take(self, records: Records) -> None:
        """Reads some records."""
        for position in range(len(records)):
            row = records.row(position)
            cells = _Cells(self.attempt.tally.layout, row)
            line = records.line(position)
            try:
                self._take(cells, line)
            except Fault as fault:
                self.attempt.tally.reject(line, cells.asked, fault.reason, row)

    def finish(self) -> None:
        """Writes the procurements that the form describes, and their allocations."""
        procurements: dict[tuple[int, str], list[Terms]] = {}
        for terms in self.accepted:
            procurements.setdefault((terms.fiscal_year, terms.platform), []).append(terms)
        tiers = self.tiers + self._tiers_of_sheet()
        for (year, platform), allotted in procurements.items():
            mine = [tier for tier in tiers if tier.holds_for(year, platform)]
            priced = self._priced(allotted, mine)
            if priced:
                self._write(year, platform, priced, mine)

    def _priced(self, allotted: list[Terms], tiers: list[Tier]) -> dict[Terms, int]:
        """What has a price: its own, or that of the tier which all licences together reach.

        Whatever has neither is rejected.
        """
        total = sum(terms.licences for terms in allotted)
        reached = [tier for tier in tiers if tier.minimum_licences <= total]
        reached.sort(key=lambda tier: tier.minimum_licences)
        of_tier = reached[-1].unit_price_yen if reached else None
        priced = {}
        for terms in allotted:
            price = of_tier if terms.unit_price is None else terms.unit_price
            if price is None:
                self.attempt.tally.accepted -= 1
                line, row = self.accepted[terms]
                self.attempt.tally.reject(line, "unit_price", NO_PRICE, row)
            else:
                priced[terms] = price
        return priced

    def _take(self, cells: "_Cells", line: int) -> None:
        tally = self.attempt.tally
        if is_blank(cells.row):
            tally.skip(BLANK_ROW)
        elif is_total(cells.row):
            tally.skip(TOTAL_ROW)
        elif matched(cells.text("code")) in _TIERS:
            self.tiers.append(self._tier(cells))
            tally.accepted += 1
        elif cells.only_names_a_place():
            tally.skip(GUIDANCE_ROW)
        else:
            terms = self._terms(cells)
            reach = self.attempt.reach
            if reach and not reach.has(terms.code):
                raise reach.refusal(line, terms.code)
            if self._is_listed(terms):
                cells.asked = None
                raise Fault(DUPLICATE_RECORD)
            self.accepted[terms] = line, cells.row
            tally.accepted += 1

    def _terms(self, cells: "_Cells") -> Terms:
        code = self._municipality(cells)
        licences = cells.whole("licences")
        unit_price = cells.yen(self.unit)
        starts_on = cells.day("starts_on")
        ends_on = cells.day("ends_on")
        if ends_on < starts_on:
            raise Fault(PERIOD_BACKWARDS)
        year = cells.year(starts_on, ends_on)
        platform = cells.text("platform") or self.attempt.platform
        proration = cells.proration()
        return Terms(code, licences, unit_price, starts_on, ends_on, year, platform, proration)

    def _tier(self, cells: "_Cells") -> Tier:
        least = cells.whole("licences")
        price = cells.yen(self.unit)
        if price is None:
            raise Fault(MISSING_VALUE)
        year = cells.text("fiscal_year")
        return Tier(read_fiscal_year(year) if year else None, cells.text("platform"), least, price)

    def _municipality(self, cells: "_Cells") -> str:
        name = cells.needed("name")
        code = municipality_code(cells.needed("code"), self.names.keys())
        if place_name(name) not in self.names[code]:
            raise Fault(MUNICIPALITY_MISMATCH)
        return code

    def _is_listed(self, terms: Terms) -> bool:
        """Whether the form allots to the municipality for exactly this period already."""
        return any(
            (other.code, other.platform, other.starts_on, other.ends_on)
            == (terms.code, terms.platform, terms.starts_on, terms.ends_on)
            for other in self.accepted
        )

    def _tiers_of_sheet(self) -> list[Tier]:
        """The price tiers of a workbook's second sheet; none where it has none."""
        source = self.attempt.source
        if source.encoding is not None:
            return []
        listed = read_tiers(list(sheet_rows(source.path, TIER_SHEET)))
        return [Tier(None, "", *each.values()) for each in listed]

    def _write(
        self, year: int, platform: str, allotted: dict[Terms, int], tiers: list[Tier]
    ) -> None:
        connection = self.attempt.connection
        written = connection.execute(
            insert(procurement).values(
                batch_id=self.attempt.batch,
                prefecture=self.attempt.prefecture,
                fiscal_year=year,
                platform=platform,
                name=f"{platform} {year}",
                starts_on=min(terms.starts_on for terms in allotted),
                ends_on=max(terms.ends_on for terms in allotted),
            )
        )
        key = written.inserted_primary_key
        assert key is not None
        number: int = key[0]
        connection.execute(
            insert(allocation), [_allocation(number, *each) for each in allotted.items()]
        )
        prices = {tier.minimum_licences: tier.unit_price_yen for tier in tiers}
        if prices:
            connection.execute(
                insert(price_tier),
                [
                    {"procurement_id": number, "minimum_licences": least, "unit_price_yen": price}
                    for least, price in sorted(prices.items())
                ],
            )


class _Cells:
    """One record's cells by field.

    `asked` is the field asked for last, and so the one at fault; None for the record as a whole.
    """

    def __init__(self, layout: Layout, row: Sequence[str]) -> None:
        self.row = row
        self.cells = {name: row[position] for name, position in layout.positions.items()}
        self.asked: str | None = None

    def text(self, name: str) -> str:
        self.asked = name
        text = stored(self.cells.get(name, ""))
        return "" if text in BLANKS else text

    def needed(self, name: str) -> str:
        text = self.text(name)
        if not text:
            raise Fault(MISSING_VALUE)
        return text

    def whole(self, name: str) -> int:
        number = read_whole(self.needed(name))
        if number is None:
            raise Fault(MISSING_VALUE)
        return number

    def yen(self, unit: int | None) -> int | None:
        """The price in yen; None where it is left to the price tiers.

        `unit` is that of a price whose own column and cell do not say it.
        """
        in_thousands, plain = self.text("unit_price_thousands"), self.text("unit_price")
        if in_thousands and plain:
            raise Fault(TWO_PRICES)
        if in_thousands:
            self.asked = "unit_price_thousands"
            return read_yen(in_thousands, 1_000)
        return read_yen(plain, unit)

    def proration(self) -> str:
        """How the price of a year becomes that of the period."""
        kind = _PRORATIONS.get(matched(self.text("proration")))
        if kind is None:
            raise Fault(UNKNOWN_PRORATION)
        return kind

    def day(self, name: str) -> date:
        day = read_day(self.needed(name))
        if day is None:
            raise Fault(MISSING_VALUE)
        return day

    def year(self, starts_on: date, ends_on: date) -> int:
        """The fiscal year as written, or else the one in which the period begins."""
        first, last = (fiscal_year(calendar_month(day)) for day in (starts_on, ends_on))
        written = self.text("fiscal_year")
        year = read_fiscal_year(written) if written else first
        if not first <= year <= last:
            raise Fault(YEAR_OUTSIDE_PERIOD)
        return year

    def only_names_a_place(self) -> bool:
        """A row of the empty form that nobody filled in, as for a municipality not taking part."""
        asked = ("licences", "unit_price", "unit_price_thousands", "starts_on", "ends_on")
        return bool(self.text("code")) and not any(map(self.text, asked))


def municipality_code(written: str, known: Collection[str]) -> str:
    """The five-character code that is meant, of those known.

    Written with or without the check digit, and with the leading zero that a spreadsheet drops.
    """
    digits = unicodedata.normalize("NFKC", written).strip()
    if not _CODE.fullmatch(digits):
        raise Fault(UNKNOWN_MUNICIPALITY)
    meant = {five for five in _five_digits(digits) if five in known}
    if len(meant) != 1:
        raise Fault(UNKNOWN_MUNICIPALITY)
    return meant.pop()


def money_unit(layout: Layout) -> int | None:
    """Yen in a unit of the price, as its heading says, or else a title above; None: neither."""
    heading = matched(layout.heading("unit_price"))
    for word in ("千円", "thousand yen", "円", "yen"):
        if word in heading:
            return _UNITS[word]
    above = [_UNIT_ABOVE.search(cell) for row in layout.titles for cell in row]
    said = {_UNITS[(match[1] or match[2]).lower()] for match in above if match}
    return said.pop() if len(said) == 1 else None


def read_yen(written: str, unit: int | None) -> int | None:
    """An amount in whole yen; None where the cell is blank.

    25,000円, ￥25,000 and 25千円 say their unit; a bare number is in `unit`.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    if text in BLANKS:
        return None
    if text.endswith("千円"):
        text, unit = text.removesuffix("千円"), 1_000
    elif text.endswith("円") or text.startswith(("¥", "\\")):
        unit = 1
    number = read_number(text)
    if number is None:
        return None
    if unit is None:
        raise Fault(MONEY_UNIT)
    yen = Fraction(str(number)) * unit
    if yen.denominator != 1:
        raise Fault(NOT_WHOLE)
    return int(yen)


def years_between(first: date, last: date) -> Fraction:
    """The days from `first` to `last`, both included, as shares of their fiscal years."""
    share = Fraction(0)
    start = first
    while start <= last:
        year = fiscal_year(calendar_month(start))
        end = min(last, date(year + 1, 3, 31))
        length = (date(year + 1, 4, 1) - date(year, 4, 1)).days
        share += Fraction((end - start).days + 1, length)
        start = date(year + 1, 4, 1)
    return share


def read_fiscal_year(written: str) -> int:
    """2025, 2025年度, 令和7年度 and R7 are the year that begins in April 2025."""
    match = _YEAR.fullmatch(unicodedata.normalize("NFKC", written).strip())
    if not match:
        raise Fault(IMPOSSIBLE_YEAR)
    if match["year"]:
        return int(match["year"])
    return 2018 + (1 if match["era_year"] == "元" else int(match["era_year"]))


def read_tiers(rows: list[list[str]]) -> list[dict[str, int]]:
    """The tiers listed under the sheet's header; refuses a row that is not two whole numbers."""
    tiers: dict[int, int] = {}
    positions: list[int] = []
    for line, row in enumerate(rows, start=1):
        if not positions:
            positions = _tier_columns(row)
        elif not is_blank(row):
            least, price = (_tier_number(row, position, line) for position in positions)
            tiers[least] = price
    return [
        {"minimum_licences": least, "unit_price_yen": price}
        for least, price in sorted(tiers.items())
    ]


def _tier_columns(row: list[str]) -> list[int]:
    """Where the two columns stand, if the row is the sheet's header."""
    headings = [matched(cell) for cell in row]
    positions = []
    for names in TIER_NAMES.values():
        positions += [at for at, heading in enumerate(headings) if heading in map(matched, names)]
    return positions if len(positions) == len(TIER_NAMES) else []


def _tier_number(row: list[str], position: int, line: int) -> int:
    try:
        number = read_whole(row[position])
    except Fault:
        number = None
    if number is None:
        raise Refusal("bad_price_tier", filled(_BAD_TIER, sheet=TIER_SHEET, line=line))
    return number


def _five_digits(digits: str) -> set[str]:
    """The codes that four to six digits can stand for."""
    padded = {digits, "0" + digits}
    with_check = {code for code in padded if len(code) == 6 and check_digit(code[:5]) == code[5]}
    return {code for code in padded if len(code) == 5} | {code[:5] for code in with_check}


def check_digit(code: str) -> str:
    """The sixth digit of a municipality's code (総務省「全国地方公共団体コード仕様」)."""
    weighted = sum(int(digit) * weight for digit, weight in zip(code, (6, 5, 4, 3, 2), strict=True))
    return str((11 - weighted % 11) % 10)


def _names(attempt: Attempt) -> dict[str, set[str]]:
    places = select(municipality.c.code, municipality.c.name_ja).where(
        municipality.c.prefecture == attempt.prefecture
    )
    former = (
        select(municipality_former_name.c.code, municipality_former_name.c.name_ja)
        .join(municipality, municipality.c.code == municipality_former_name.c.code)
        .where(municipality.c.prefecture == attempt.prefecture)
    )
    names: dict[str, set[str]] = {}
    for code, name in (*attempt.connection.execute(places), *attempt.connection.execute(former)):
        names.setdefault(code, set()).add(place_name(name))
    return names


def _allocation(number: int, terms: Terms, unit_price: int) -> dict[str, Any]:
    return {
        "procurement_id": number,
        "municipality_code": terms.code,
        "licences": terms.licences,
        "unit_price_yen": unit_price,
        "yen": terms.yen(unit_price),
        "starts_on": terms.starts_on,
        "ends_on": terms.ends_on,
    }
