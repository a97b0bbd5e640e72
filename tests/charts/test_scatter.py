"""The scatter plot marks the own place and the peers, and draws the medians."""

import plotly.graph_objects as go
import pytest

from charts import scatter
from charts.palette import palette
from charts.scatter import Point, Scale

COLOURS = palette("light")
ACROSS = Scale("一人当たり費用", "", "円", 0, 17_000, "中央値 17,000円")
UP = Scale("修了率", "", "%", 1, 35.0, "中央値 35.0%")
POINTS = [
    Point("甲市", 16_000, 40.0),
    Point("乙市", 17_000, 35.0, own=True, reach_across=(15_000.0, 20_000.0), reach_up=(25.0, 45.0)),
    Point("丙町", 18_000, 30.0, peer=True),
    Point("丁町", 33_000, 31.0, named=True),
    Point("戊村", 15_000, 0.0),
]


def drawn(points: list[Point]) -> go.Figure:
    return scatter.figure(points, ACROSS, UP, COLOURS)


def texts(figure: go.Figure) -> list[str]:
    return [each.text for each in figure.layout.annotations]


def test_the_own_place_lies_on_top_in_the_key_colour_with_its_interval() -> None:
    own = drawn(POINTS).data[-1]
    assert (list(own.x), list(own.y)) == ([17_000], [35.0])
    assert own.marker.color == COLOURS.key
    assert (own.error_y.array[0], own.error_y.arrayminus[0]) == (10.0, 10.0)
    assert (own.error_x.array[0], own.error_x.arrayminus[0]) == (3_000.0, 2_000.0)


def test_no_two_looks_differ_by_the_colour_alone() -> None:
    traces = drawn(POINTS).data
    looks = {(each.marker.symbol, each.marker.size) for each in traces}
    assert len(looks) == len(traces) == 3


def test_every_place_has_one_dot_of_one_size_among_the_others() -> None:
    figure = drawn(POINTS)
    assert sorted(name for trace in figure.data for name in trace.text) == sorted(
        point.name for point in POINTS
    )
    assert all(isinstance(each.marker.size, int) for each in figure.data)


def test_only_the_own_and_the_far_off_are_named() -> None:
    names = texts(drawn(POINTS))
    assert "<b>乙市</b>" in names
    assert "丁町" in names
    assert not {"甲市", "丙町", "戊村"} & set(names)


def test_the_own_name_does_not_lie_on_the_own_interval() -> None:
    own = next(each for each in drawn(POINTS).layout.annotations if each.text == "<b>乙市</b>")
    assert own.yanchor in {"top", "bottom"}
    assert own.xanchor in {"left", "right"}


def test_the_cross_hairs_stand_at_the_medians() -> None:
    figure = drawn(POINTS)
    upright, level = figure.layout.shapes
    assert upright.x0 == upright.x1 == 17_000
    assert level.y0 == level.y1 == 35.0
    assert {"中央値 17,000円", "中央値 35.0%"} <= set(texts(figure))


def test_the_axes_hold_every_dot_and_the_own_interval() -> None:
    layout = drawn(POINTS).layout
    assert layout.xaxis.range[0] < 15_000
    assert layout.xaxis.range[1] > 33_000
    assert layout.yaxis.range[0] < 0
    assert layout.yaxis.range[1] > 45.0


@pytest.mark.parametrize("points", [POINTS[:1], [POINTS[0]] * 3, [Point("甲市", 0.0, 0.0)]])
def test_one_place_and_equal_places_have_room(points: list[Point]) -> None:
    layout = drawn(points).layout
    assert layout.xaxis.range[0] < layout.xaxis.range[1]
    assert layout.yaxis.range[0] < layout.yaxis.range[1]


def test_an_english_name_goes_without_its_kind() -> None:
    far = [*POINTS, Point("Kaisei Town", 14_000, 70.0, named=True)]
    assert "Kaisei" in texts(drawn(far))


def test_plotly_accepts_it() -> None:
    made = drawn(POINTS)
    assert go.Figure(made.to_dict()).layout.height == made.layout.height
