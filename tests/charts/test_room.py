"""Pictures for a room stay within their frame, whatever the data, and their type is large."""

import re
from collections.abc import Callable

import pytest

from charts.palette import palette
from charts.ranking import Scale
from charts.room import area, canvas, learnt, lines, plane, ranks, strips, tiles
from charts.rows import Row
from charts.trend import Line
from metrics.calculate import State, Value

COLOURS = palette("light")
SCALE = Scale(factor=100, prefix="", suffix="%", region=0.5, zero_based=False)
EVIL = "<b onclick='x()'>市</b>"
NUMBERS = re.compile(r' (?:x|y|cx|cy|r|width|height|font-size)="([^"]*)"')


def row(name: str, share: float, *, own: bool = False, spread: float = 0.1) -> Row:
    value = Value(State.VALUE, share, low=max(share - spread, 0), high=min(share + spread, 1))
    return Row(name, name, value, f"{share:.0%}", "", "", None, "", own=own)


def many(count: int) -> list[Row]:
    return [row(f"団体{at}", 1 - at / max(count, 2), own=at == 1) for at in range(count)]


def drawn_ranks(listed: list[Row]) -> str:
    return ranks.picture(ranks.ends(listed), SCALE, ranks.Words("順位", "点：値"), COLOURS)


def drawn_strips(listed: list[Row]) -> str:
    strip = strips.Strip("修了率", listed, 0.4, "0%", "100%", "40%　3位")
    return strips.picture([strip] * 8, "凡例", "分布", COLOURS)


def drawn_plane(listed: list[Row]) -> str:
    axis = plane.Axis("率", 0, 1, [(0.0, "0%"), (1.0, "100%")], 0.5, "中央値 50%")
    points = [
        plane.Point(each.name, each.value.value or 0, each.value.value or 0, each.own, named=True)
        for each in listed
    ]
    return plane.picture(plane.Plane(axis, axis, points, "費用と成果"), COLOURS)


def drawn_lines(listed: list[Row]) -> str:
    values = [each.value.value for each in listed[:12]]
    told = Line(listed[0].name, values, [each.text for each in listed[:12]], "main")
    words = lines.Words("推移", [f"{at}月" for at in range(12)], "", "%")
    return lines.picture([told], words, COLOURS)


def drawn_courses(listed: list[Row]) -> str:
    told = [
        learnt.Course(each.name * 9, at, f"{at}人", each.value.value, each.text, 0.1, 0.9)
        for at, each in enumerate(listed[: learnt.MOST])
    ]
    return learnt.picture(told, 0.4, learnt.Words("講座", "受講者", "修了率"), COLOURS)


PICTURES = [drawn_ranks, drawn_strips, drawn_plane, drawn_lines, drawn_courses]


@pytest.mark.parametrize("count", [1, 2, 13, 14, 33, 179])
@pytest.mark.parametrize("draw", PICTURES)
def test_a_picture_stays_within_its_frame(draw: Callable[[list[Row]], str], count: int) -> None:
    picture = draw(many(count))
    numbers = [float(each) for each in NUMBERS.findall(picture)]
    assert numbers
    assert min(numbers) >= 0
    assert max(numbers) <= canvas.WIDTH
    for y in re.findall(r' (?:y|cy)="([^"]*)"', picture):
        assert float(y) <= canvas.HEIGHT
    sizes = [int(each) for each in re.findall(r'font-size="(\d+)"', picture)]
    assert min(sizes) >= canvas.TYPE


@pytest.mark.parametrize("draw", PICTURES)
def test_places_that_are_all_alike_can_be_drawn(draw: Callable[[list[Row]], str]) -> None:
    for share in (0.0, 0.5, 1.0):
        assert "nan" not in draw([row(f"団体{at}", share, spread=0) for at in range(5)])


@pytest.mark.parametrize("draw", PICTURES)
def test_a_name_is_text_and_never_markup(draw: Callable[[list[Row]], str]) -> None:
    picture = draw([row(EVIL, 0.5, own=True), row("横浜市", 0.2)])
    assert "<b" not in picture
    assert "onclick='" not in picture


def test_of_too_many_both_ends_are_shown() -> None:
    listed = many(179)
    shown = ranks.ends(listed)
    assert [each.name for each in shown] == [each.name for each in (*listed[:16], *listed[-16:])]
    assert ranks.ends(listed[:32]) == tuple(listed[:32])


def test_tiles_stand_side_by_side_without_geography() -> None:
    for count in (1, 5, 21, 33, 60):
        cells = tiles.side_by_side(count)
        assert len(set(cells)) == count
        assert max(column for column, _ in cells) < tiles.WIDEST
    picture = tiles.picture([row(EVIL, 0.5)], [4], [(0, 0)], EVIL, COLOURS)
    assert "<b onclick" not in picture


def test_axis_labels_are_round_and_few() -> None:
    assert plane.round_amounts(0, 1) == [0, 0.2, 0.4, 0.6, 0.8, 1.0]
    assert plane.round_amounts(13_200, 30_800) == [15_000, 20_000, 25_000, 30_000]
    for low, high in ((0, 1e-3), (0, 7), (5, 5.1), (1e6, 9e6)):
        found = plane.round_amounts(low, high)
        assert 1 <= len(found) <= 6
        assert all(low <= each <= high + 1e-9 for each in found)


@pytest.mark.parametrize("less_is_better", [False, True])
def test_the_map_names_the_best_and_nobody_for_being_last(less_is_better: bool) -> None:
    listed = [row(f"第{at:02}市", at / 20) for at in range(1, 13)]
    words = area.Words("図", ["低", "高"], [], "よい団体", less_is_better)
    ground = area.Ground({}, 139.0, 35.0, 140.0, 36.0)
    named = re.findall(r">(第..市)<", area.picture(listed, [0] * 12, ground, words, COLOURS))
    best = listed[:5] if less_is_better else listed[:6:-1]
    assert named == [each.name for each in reversed(best)]
