"""The reference files agree with each other and with what is known of Japan."""

import csv
import json
from collections import Counter
from functools import cache

import numpy as np
import pytest
import shapely
from shapely import Geometry
from shapely.geometry import shape

from data_access import boundaries, reference
from data_access.reference import hatch_lines, map_extent, outline_mending, tile_layout
from wording.text import Text

PREFECTURES = [f"{number:02d}" for number in range(1, 48)]
NORTHERN_VILLAGES = {"01695", "01696", "01697", "01698", "01699", "01700"}
"""The six villages of the Northern Territories have codes and are not among the 1,741."""


@cache
def features(prefecture: str) -> list[dict]:
    return json.loads(boundaries.outline_file(prefecture).read_text("utf-8"))["features"]


@cache
def outlines(prefecture: str) -> dict[str, Geometry]:
    return {f["properties"]["code"]: shape(f["geometry"]) for f in features(prefecture)}


@cache
def hatchings(prefecture: str) -> dict[str, Geometry]:
    found = json.loads(boundaries.hatching_file(prefecture).read_text("utf-8"))["features"]
    return {f["properties"]["code"]: shape(f["geometry"]) for f in found}


def everywhere() -> list[reference.Municipality]:
    return [one for code in PREFECTURES for one in reference.municipalities(code)]


@cache
def main_body(prefecture: str) -> list[reference.Municipality]:
    shown = map_extent.main_body(outlines(prefecture))
    return [one for one in reference.municipalities(prefecture) if one.code in shown]


def check_digit(code: str) -> str:
    """The sixth digit by the ministry's rule: weights 6 to 2, modulus 11, last digit."""
    return str(11 - sum(int(d) * w for d, w in zip(code, range(6, 1, -1), strict=True)) % 11)[-1]


def test_47_prefectures_and_1741_municipalities_in_code_order():
    codes = [one.code for one in everywhere()]
    assert [one.code for one in reference.prefectures()] == PREFECTURES
    assert len(codes) == 1741
    assert codes == sorted(set(codes))
    assert NORTHERN_VILLAGES.isdisjoint(codes)


def test_kinds_are_as_many_as_published():
    kinds = Counter(one.kind.ja for one in everywhere())
    assert kinds["特別区"] == 23
    assert kinds["政令指定都市"] == 20
    assert kinds["町"] == 743
    assert kinds["村"] == 183
    assert sum(kinds[k] for k in ("政令指定都市", "中核市", "施行時特例市", "市")) == 792


@pytest.mark.parametrize("prefecture", reference.prefectures(), ids=lambda p: p.name.en)
def test_municipalities_sum_to_their_prefecture(prefecture):
    members = reference.municipalities(prefecture.code)
    assert len(members) == prefecture.municipality_count
    assert sum(one.population for one in members) == prefecture.population
    assert sum(one.staff for one in members) == prefecture.staff
    assert {one.population_year for one in members} == {prefecture.population_year}


def test_population_of_japan_is_the_census_total():
    assert sum(one.population for one in reference.prefectures()) == 126_146_099


def test_six_digit_codes_end_in_the_check_digit():
    for one in everywhere():
        assert one.code6 == one.code + check_digit(one.code)
    for one in reference.prefectures():
        assert one.code6 == f"{one.code}000" + check_digit(f"{one.code}000")


def test_yokohama_reads_as_published():
    yokohama = reference.municipality("14100")
    assert yokohama.name == Text(ja="横浜市", en="Yokohama City")
    assert yokohama.kana == "ヨコハマシ"
    assert yokohama.kind == Text(ja="政令指定都市", en="designated city")
    assert (yokohama.prefecture, yokohama.population, yokohama.staff) == ("14", 3_777_491, 15_445)
    assert yokohama.workers == 7_482 + 301_600 + 1_325_603
    assert yokohama.primary_share == pytest.approx(0.004577, abs=1e-6)
    assert yokohama.secondary_share == pytest.approx(0.184500, abs=1e-6)
    assert yokohama.tertiary_share == pytest.approx(0.810923, abs=1e-6)


def test_class_estimate_reads_in_both_languages():
    assert reference.municipality("14204").class_estimate == Text(ja="都市Ⅳ-3", en="cities Ⅳ-3")
    assert reference.municipality("14402").class_estimate == Text(
        ja="町村Ⅰ-2", en="towns and villages Ⅰ-2"
    )
    assert reference.municipality("14201").class_estimate == Text(ja="中核市", en="core city")


def test_futaba_where_nobody_lived_has_no_shares_and_no_class():
    futaba = reference.municipality("07546")
    assert futaba.population == 0
    assert futaba.primary_share is futaba.secondary_share is futaba.tertiary_share is None
    assert futaba.class_estimate is None
    assert [one.code for one in everywhere() if one.class_estimate is None] == ["07546"]


@pytest.mark.parametrize("code", ["", "0", "48", "1", "14100", "北海道"])
def test_unknown_prefecture_is_told_in_a_sentence(code):
    with pytest.raises(reference.UnknownPlaceError) as refusal:
        reference.municipalities(code)
    assert f"「{code}」" in refusal.value.sentence.ja
    assert f"“{code}”" in str(refusal.value)


@pytest.mark.parametrize("code", ["", "14", "14999", "141003", "99100", "01695"])
def test_unknown_municipality_is_told_in_a_sentence(code):
    with pytest.raises(reference.UnknownPlaceError) as refusal:
        reference.municipality(code)
    assert f"「{code}」" in refusal.value.sentence.ja


def test_skills_are_unique_and_every_heading_reads_in_both_languages():
    skills = reference.skills()
    schemes = Counter(one.scheme for one in skills)
    assert len({one.code for one in skills}) == len(skills)
    assert schemes["DSS-P skill"] == 49
    assert all(one.name and one.group.ja and one.group.en for one in skills)
    assert skills[0].subgroup.en == "Strategy, management, systems"


@pytest.mark.parametrize("prefecture", PREFECTURES)
class TestOutlines:
    def test_file_is_small_enough_to_send_and_large_enough_to_show_a_coast(self, prefecture):
        assert 20_000 <= boundaries.outline_file(prefecture).stat().st_size <= 150_000

    def test_features_are_the_municipalities_in_order(self, prefecture):
        expected = [
            {"n": n, "code": one.code, "name": one.name.ja, "name_en": one.name.en}
            for n, one in enumerate(reference.municipalities(prefecture), start=1)
        ]
        assert [f["properties"] for f in features(prefecture)] == expected

    def test_outlines_are_valid_and_counter_clockwise(self, prefecture):
        for outline in outlines(prefecture).values():
            assert outline.is_valid
            assert outline.geom_type in {"Polygon", "MultiPolygon"}
            for part in shapely.get_parts(outline):
                assert part.exterior.is_ccw
                assert not any(ring.is_ccw for ring in part.interiors)

    def test_neighbours_share_their_edges_exactly(self, prefecture):
        assert shapely.coverage_is_valid(list(outlines(prefecture).values()), gap_width=0.0)

    def test_no_hairline_gap_is_left_between_neighbours(self, prefecture):
        whole = shapely.union_all(list(outlines(prefecture).values()))
        holes = [shapely.polygons(r) for p in shapely.get_parts(whole) for r in p.interiors]
        widths = [2 * shapely.maximum_inscribed_circle(hole).length for hole in holes]
        assert all(width >= outline_mending.GAP_DEGREES for width in widths)

    def test_coordinates_have_four_decimals_and_lie_in_japan(self, prefecture):
        points = shapely.get_coordinates(list(outlines(prefecture).values()))
        assert np.array_equal(points, np.round(points, 4))
        assert ((points > [122.9, 20.2]) & (points < [154.1, 45.6])).all()

    def test_label_points_lie_inside(self, prefecture):
        for one in reference.municipalities(prefecture):
            largest = max(shapely.get_parts(outlines(prefecture)[one.code]), key=lambda p: p.area)
            assert largest.contains(shapely.Point(one.lon, one.lat)), one.name.ja

    def test_capital_lies_on_the_outlines_and_in_the_view(self, prefecture):
        here = reference.prefecture(prefecture)
        capital, box = shapely.Point(here.lon, here.lat), here.box
        assert any(outline.contains(capital) for outline in outlines(prefecture).values())
        assert shapely.box(box.west, box.south, box.east, box.north).contains(capital)

    def test_view_holds_the_main_body(self, prefecture):
        body = map_extent.main_body(outlines(prefecture))
        box = reference.prefecture(prefecture).box
        view = shapely.box(box.west, box.south, box.east, box.north)
        places = {one.code: one for one in reference.municipalities(prefecture)}
        inside = {c for c, one in places.items() if view.contains(shapely.Point(one.lon, one.lat))}
        assert inside == body
        assert len(body) > len(places) / 2


@pytest.mark.parametrize(
    ("prefecture", "code", "shown"),
    [
        ("13", "13421", False),  # 小笠原
        ("13", "13361", False),  # 大島
        ("46", "46222", False),  # 奄美
        ("46", "46505", True),  # 屋久島
        ("47", "47207", False),  # 石垣
        ("42", "42209", True),  # 対馬
        ("32", "32528", True),  # 隠岐の島
        ("15", "15224", True),  # 佐渡
    ],
)
def test_far_islands_are_left_out_and_near_ones_shown(prefecture, code, shown):
    assert (code in map_extent.main_body(outlines(prefecture))) is shown


def test_a_village_within_a_city_keeps_its_land():
    """刈羽村 (26 km²) lies within 柏崎市, whose published outline lacks the hole."""
    kariwa = outlines("15")["15504"]
    width, height = map_extent.plane_scale([kariwa])
    assert kariwa.area * width * height == pytest.approx(26.3, rel=0.05)


@pytest.mark.parametrize("prefecture", PREFECTURES)
class TestHatching:
    def test_file_is_small(self, prefecture):
        assert boundaries.hatching_file(prefecture).stat().st_size <= 60_000

    def test_every_municipality_has_lines_and_they_stay_inside(self, prefecture):
        assert list(hatchings(prefecture)) == list(outlines(prefecture))
        for code, lines in hatchings(prefecture).items():
            assert lines.geom_type == "MultiLineString"
            assert lines.length > 0
            assert outlines(prefecture)[code].buffer(0.0002).covers(lines)

    def test_lines_rise_at_45_degrees_on_the_screen(self, prefecture):
        box = reference.prefecture(prefecture).box
        aspect = np.cos(np.radians((box.south + box.north) / 2))
        lines = shapely.get_parts(list(hatchings(prefecture).values()))
        ends = shapely.get_coordinates(lines[shapely.length(lines) > 0.02]).reshape(-1, 4)
        rise = (ends[:, 3] - ends[:, 1]) / ((ends[:, 2] - ends[:, 0]) * aspect)
        assert np.allclose(rise, 1, atol=0.03)


def test_hatching_of_a_square_is_spaced_as_asked():
    lines = shapely.get_parts(hatch_lines.hatching(shapely.box(0, 0, 10, 10), 1.0, 1.0))
    middles = shapely.get_coordinates(shapely.centroid(lines))
    across = np.sort((middles[:, 1] - middles[:, 0]) / np.sqrt(2))
    assert np.allclose(np.diff(across), 1.0)


def test_a_speck_too_small_for_the_lattice_is_hatched_all_the_same():
    speck = shapely.box(0.3, 0.0, 0.31, 0.01)
    assert shapely.intersection(hatch_lines.hatching(speck, 1.0, 1.0), speck).length > 0


@pytest.mark.parametrize("prefecture", PREFECTURES)
class TestTiles:
    def test_no_tile_is_given_twice_and_the_grid_starts_at_the_corner(self, prefecture):
        cells = [(m.tile_column, m.tile_row) for m in reference.municipalities(prefecture)]
        assert len(set(cells)) == len(cells)
        assert min(column for column, _ in cells) == min(row for _, row in cells) == 0

    def test_main_body_is_compact(self, prefecture):
        places = main_body(prefecture)
        longest = tile_layout.LONGEST_SIDE * np.sqrt(len(places))
        assert max(m.tile_column for m in places) + 1 <= longest
        assert max(m.tile_row for m in places) + 1 <= longest

    def test_tiles_keep_west_and_north(self, prefecture):
        places = main_body(prefecture)
        columns, rows = [m.tile_column for m in places], [m.tile_row for m in places]
        assert np.corrcoef([m.lon for m in places], columns)[0, 1] > 0.65
        assert np.corrcoef([m.lat for m in places], rows)[0, 1] < -0.85

    def test_most_neighbours_stay_side_by_side(self, prefecture):
        cells = {m.code: (m.tile_column, m.tile_row) for m in main_body(prefecture)}
        shapes = [outlines(prefecture)[code] for code in cells]
        left, right = shapely.STRtree(shapes).query(shapes, predicate="touches")
        places = np.array(list(cells.values()))
        apart = np.abs(places[left] - places[right]).max(axis=1)
        assert (apart == 1).mean() > 0.6

    def test_far_islands_stand_below_an_empty_row(self, prefecture):
        body = main_body(prefecture)
        far = [m for m in reference.municipalities(prefecture) if m not in body]
        last = max(m.tile_row for m in body)
        assert all(m.tile_row >= last + 2 for m in far)
        assert all(m.tile_row < last + 5 for m in far)


def test_kanagawa_tiles_look_like_kanagawa():
    cell = {m.name.ja: (m.tile_column, m.tile_row) for m in reference.municipalities("14")}
    right, bottom = (max(axis) for axis in zip(*cell.values(), strict=True))
    assert cell["川崎市"] == (right, 0)
    assert cell["三浦市"] == (right, bottom)
    assert cell["箱根町"] == (0, bottom)
    assert cell["湯河原町"][0] <= 1 and cell["湯河原町"][1] == bottom


def test_tiles_of_a_square_of_four_are_that_square():
    corners = {"nw": (0, 1), "ne": (1, 1), "sw": (0, 0), "se": (1, 0)}
    squares = {code: shapely.box(x, y, x + 1, y + 1) for code, (x, y) in corners.items()}
    assert tile_layout.tiles(squares, squares.keys()) == {
        "nw": (0, 0),
        "ne": (1, 0),
        "sw": (0, 1),
        "se": (1, 1),
    }


class TestMending:
    def test_parts_merge_and_edges_that_do_not_meet_are_joined(self):
        parts = [
            ("00001", shapely.box(0, 0, 1, 1)),
            ("00001", shapely.box(0, 1, 1, 2)),
            ("00002", shapely.box(1.001, 0, 2, 2)),
            ("00003", shapely.box(0, -1, 2, 0)),
            ("00003", shapely.box(0, 2, 2, 3)),
        ]
        mended = outline_mending.outlines(parts)
        assert list(mended) == ["00001", "00002", "00003"]
        assert shapely.coverage_is_valid(list(mended.values()))
        assert shapely.union_all(list(mended.values())).equals(shapely.box(0, -1, 2, 3))

    def test_a_bow_tie_is_mended(self):
        bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
        (mended,) = outline_mending.outlines([("00001", bow_tie)]).values()
        assert mended.is_valid
        assert mended.area == pytest.approx(0.5)

    def test_the_smaller_of_two_takes_their_overlap(self):
        city, village = shapely.box(0, 0, 3, 3), shapely.box(1, 1, 2, 2)
        mended = outline_mending.outlines([("00001", city), ("00002", village)])
        assert mended["00002"].equals(village)
        assert mended["00001"].equals(city.difference(village))

    def test_specks_go_unless_they_are_all_there_is(self):
        land, rock = shapely.box(0, 0, 1, 1), shapely.box(2, 2, 2.0002, 2.0002)
        both = shapely.union(land, rock)
        assert outline_mending.outlines([("00001", both)])["00001"].equals(land)
        assert outline_mending.outlines([("00001", rock)])["00001"].equals(rock)


@pytest.mark.parametrize("prefecture", ["13", "14", "46"])
class TestFilesAreWhatTheBuilderMakes:
    """Every derived figure again, from the outlines that are in the repository."""

    def test_mending_what_is_mended_changes_nothing(self, prefecture):
        mended = outline_mending.outlines(outlines(prefecture).items())
        assert list(mended) == list(outlines(prefecture))
        for code, outline in mended.items():
            assert outline.equals(outlines(prefecture)[code])

    def test_tiles(self, prefecture):
        shapes = outlines(prefecture)
        tiles = tile_layout.tiles(shapes, map_extent.main_body(shapes))
        kept = {m.code: (m.tile_column, m.tile_row) for m in reference.municipalities(prefecture)}
        assert tiles == kept

    def test_label_points(self, prefecture):
        for one in reference.municipalities(prefecture):
            made = map_extent.label_point(outlines(prefecture)[one.code])
            assert made == pytest.approx((one.lon, one.lat), abs=0.001)

    def test_view(self, prefecture):
        shapes = outlines(prefecture)
        box = reference.prefecture(prefecture).box
        made = map_extent.box(shapes[code] for code in map_extent.main_body(shapes))
        assert made == (box.west, box.south, box.east, box.north)

    def test_hatching(self, prefecture):
        box = reference.prefecture(prefecture).box
        aspect = np.cos(np.radians((box.south + box.north) / 2))
        step = hatch_lines.spacing((box.west, box.south, box.east, box.north), aspect)
        for code, outline in outlines(prefecture).items():
            made = hatch_lines.hatching(outline, step, aspect).length
            assert hatchings(prefecture)[code].length == pytest.approx(made, abs=0.001)


def test_csv_files_hold_every_place_once():
    for name in ("municipalities.csv", "places.csv"):
        with (reference.FOLDER / name).open(encoding="utf-8", newline="") as file:
            codes = [row["code"] for row in csv.DictReader(file)]
        assert codes == [one.code for one in everywhere()]
