"""The contracts: who takes part, with how many licences, at what price."""

from datetime import date

import pytest
from openpyxl import load_workbook

from data_access import reference
from sample_data.build import FILES
from sample_data.contracts import COLUMNS, unit_price


def test_participation_grows_from_11_to_24(licences):
    assert [len(listed) for listed in licences.values()] == [11, 16, 20, 24]
    for year in (2023, 2024, 2025):
        assert licences[year].keys() < licences[year + 1].keys()


def test_about_three_thousand_licences_in_2026(licences):
    assert 1250 <= sum(licences[2023].values()) <= 1350
    assert 2900 <= sum(licences[2026].values()) <= 3100


def test_nobody_has_fewer_than_five_licences_or_gives_any_back(licences):
    assert min(n for listed in licences.values() for n in listed.values()) == 5
    assert licences[2026]["清川村"] == 5
    for year in (2023, 2024, 2025):
        assert all(licences[year + 1][name] >= n for name, n in licences[year].items())


def test_codes_and_names_are_the_official_ones(contracts):
    official = {place.code: place.name.ja for place in reference.municipalities("14")}
    for listed in contracts.values():
        assert {r["市区町村コード"]: r["市区町村名"] for r in listed}.items() <= official.items()


def test_every_contract_has_the_columns_and_says_that_it_is_invented(contracts):
    for year, listed in contracts.items():
        assert tuple(listed[0]) == COLUMNS
        assert {(r["年度"], r["備考"]) for r in listed} == {(str(year), "サンプルデータ（架空）")}


def test_a_contract_runs_to_the_end_of_the_fiscal_year(contracts):
    for year, listed in contracts.items():
        for row in listed:
            first, last = date.fromisoformat(row["開始日"]), date.fromisoformat(row["終了日"])
            assert date(year, 4, 1) <= first < last == date(year + 1, 3, 31)


def test_the_price_falls_as_the_region_buys_more(contracts):
    prices = [max(int(row["単価（円）"]) for row in listed) for listed in contracts.values()]
    assert prices == sorted(prices, reverse=True)
    assert (prices[0], prices[-1]) == (25000, 21000)


def test_who_begins_late_pays_for_the_months_left(contracts):
    price = {row["市区町村名"]: int(row["単価（円）"]) for row in contracts[2026]}
    assert price["伊勢原市"] == 21000 * 7 // 12
    assert price["葉山町"] == 21000 * 6 // 12


def test_the_workbook_carries_the_price_tiers():
    tiers = load_workbook(FILES / "contract_2026.xlsx")["価格段階"].iter_rows(values_only=True)
    header, *steps = tiers
    assert header == ("ライセンス数（以上）", "単価（円）")
    assert all(unit_price(licences) == yen for licences, yen in steps)


@pytest.mark.parametrize(("licences", "yen"), [(5, 30000), (499, 30000), (500, 27000)])
def test_unit_price_is_that_of_the_tier_reached(licences, yen):
    assert unit_price(licences) == yen
