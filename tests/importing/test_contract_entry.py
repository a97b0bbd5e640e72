"""Licences and prices that are typed in go through the same import as a file."""

from datetime import UTC, datetime

import pytest
from exported_files import Desk

from data_access.importing import batches
from data_access.importing.contract_entry import Entry, Tier, import_entries
from data_access.importing.effect import Changes, Standing
from data_access.schema import allocation, import_batch, price_tier

YOKOHAMA = Entry("14100", "横浜市", "450", "25000", "2025-04-01", "2026-03-31")
KAWASAKI = Entry(
    "14130", "川崎市", "１２０", "25千円", "令和7年10月1日", "R8.3.31", proration="月割"
)
NOW = datetime(2025, 4, 1, 3, 0, tzinfo=UTC)


def typed(desk: Desk, *entries: Entry, **options: object):
    asked = {"at": NOW, "who": "tester", **options}
    return import_entries(desk.database, "14", entries, **asked)


def test_what_was_typed_is_a_batch_like_any_other(desk: Desk):
    tried = typed(desk, YOKOHAMA, KAWASAKI, dry_run=True)
    assert desk.rows(import_batch) == []
    done = typed(desk, YOKOHAMA, KAWASAKI)
    assert (done.status, done.changes, done.places) == ("committed", Changes(new=2), tried.places)
    assert [(each.name, each.after) for each in done.places] == [
        ("横浜市", Standing(450)),
        ("川崎市", Standing(120)),
    ]
    assert desk.rows(allocation, "municipality_code", "licences", "unit_price_yen", "yen") == [
        ("14100", 450, 25_000, 11_250_000),
        ("14130", 120, 25_000, 1_500_000),
    ]
    assert desk.rows(import_batch, "file_name") == [("画面からの入力 2025-04-01 120000.csv",)]
    assert typed(desk, YOKOHAMA, KAWASAKI).status == "noop"
    batches.undo(desk.database, "14", done.batch, who="tester")
    assert desk.rows(import_batch, "status") == [("undone",)]


def test_what_was_typed_wrongly_is_told_by_line_and_column(sqlite_desk: Desk):
    wrong = [
        Entry("14100", "川崎市", "450", "25000", "2025-04-01", "2026-03-31"),
        Entry("14130", "川崎市", "-5", "25000", "2025-04-01", "2026-03-31"),
    ]
    outcome = typed(sqlite_desk, *wrong)
    assert outcome.reasons == {"municipality_mismatch": 1, "negative": 1, "nothing_accepted": 1}
    assert "4行目「ライセンス数」の「-5」" in outcome.summary.ja


def test_a_contract_can_be_typed_back_to_what_it_was(desk: Desk):
    typed(desk, YOKOHAMA)
    fewer = Entry("14100", "横浜市", "400", "25000", "2025-04-01", "2026-03-31")
    typed(desk, fewer, at=NOW.replace(hour=4))
    back = typed(desk, YOKOHAMA, at=NOW.replace(hour=5))
    assert (back.status, back.changes) == ("committed", Changes(changed=1))
    assert back.places[0].after == Standing(450)


@pytest.mark.parametrize(("licences", "price"), [("100", 25_000), ("99", 30_000)])
def test_a_price_can_be_left_to_the_tiers(desk: Desk, licences, price):
    entries = [
        Entry("14100", "横浜市", licences, "", "2025-04-01", "2026-03-31"),
        Entry("14130", "川崎市", "100", "20000", "2025-04-01", "2026-03-31"),
    ]
    tiers = [Tier("200", "25000"), Tier("１", "30,000円"), Tier("500", "20000")]
    outcome = typed(desk, *entries, tiers=tiers)
    assert (outcome.accepted, outcome.rejected) == (5, 0)
    assert desk.rows(allocation, "municipality_code", "unit_price_yen", "yen") == [
        ("14100", price, price * int(licences)),
        ("14130", 20_000, 2_000_000),
    ]
    assert desk.rows(price_tier, "minimum_licences", "unit_price_yen") == [
        (1, 30_000),
        (200, 25_000),
        (500, 20_000),
    ]


def test_only_ones_own_licences_may_be_typed(sqlite_desk: Desk):
    outcome = typed(sqlite_desk, YOKOHAMA, KAWASAKI, may_touch=frozenset({"14100"}))
    assert outcome.reasons == {"outside_scope": 1}
