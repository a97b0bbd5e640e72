import csv
from pathlib import Path

import pytest

from metrics.peers import Basis, Place, peer_class, peers, population_band

REFERENCE = Path(__file__).parents[2] / "data_access" / "reference" / "municipalities.csv"


def read():
    with REFERENCE.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def place(row):
    numbers = ("population", "workers_primary", "workers_secondary", "workers_tertiary")
    return Place(row["code"], row["kind"], *(int(row[name] or 0) for name in numbers))


ROWS = read()
PLACES = {row["code"]: place(row) for row in ROWS}
KANAGAWA = [code for code in PLACES if code.startswith("14")]


def test_all_of_japan_has_the_reference_file_s_class():
    assert len(ROWS) == 1_741
    wrong = {
        row["code"]: (found, row["class_estimate"])
        for row in ROWS
        if (found := peer_class(PLACES[row["code"]]) or "") != row["class_estimate"]
    }
    assert wrong == {}


@pytest.mark.parametrize(
    ("population", "workers", "expected"),
    [
        (49_999, (11, 30, 59), "都市Ⅰ-1"),
        (50_000, (11, 40, 49), "都市Ⅱ-0"),
        (100_000, (10, 26, 64), "都市Ⅲ-2"),
        (150_000, (10, 25, 65), "都市Ⅳ-3"),
        (150_000, (11, 34, 55), "都市Ⅳ-1"),
    ],
)
def test_cities_at_the_thresholds(population, workers, expected):
    assert peer_class(Place("14999", "市", population, *workers)) == expected


@pytest.mark.parametrize(
    ("population", "workers", "expected"),
    [
        (4_999, (21, 10, 69), "町村Ⅰ-0"),
        (5_000, (20, 21, 59), "町村Ⅱ-1"),
        (20_000, (20, 20, 60), "町村Ⅴ-2"),
    ],
)
def test_towns_at_the_thresholds(population, workers, expected):
    for kind in ("町", "村"):
        assert peer_class(Place("14999", kind, population, *workers)) == expected


def test_nobody_in_work_has_no_class():
    empty = Place("07546", "町", 0, 0, 0, 0)
    assert peer_class(empty) is None
    assert population_band(empty) == "町村Ⅰ"


def test_same_class_first():
    found = peers("14301", PLACES, KANAGAWA)  # 葉山町
    assert (found.basis, found.label, found.enough) == (Basis.CLASS, "町村Ⅴ-2", True)
    assert found.codes == ("14321", "14341", "14342", "14384", "14401")


def test_then_the_same_population_band():
    found = peers("14100", PLACES, KANAGAWA)  # 横浜市: three designated cities are too few
    assert (found.basis, found.label) == (Basis.POPULATION, "都市Ⅳ")
    assert len(found.codes) >= 4
    assert "14100" not in found.codes


def test_then_all_who_take_part():
    taking_part = ["14100", "14130", "14150", "14301", "14321", "14402"]
    found = peers("14402", PLACES, taking_part)  # 清川村: the one village
    assert (found.basis, found.label) == (Basis.ALL, "")
    assert found.codes == ("14100", "14130", "14150", "14301", "14321")


def test_fewer_than_four_peers_are_not_enough():
    assert not peers("14301", PLACES, ["14301", "14321", "14341", "14342"]).enough
    assert peers("14301", PLACES, ["14301"]).codes == ()
