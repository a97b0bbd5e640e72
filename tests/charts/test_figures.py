"""Figures name every colour, keep the order they are given, and draw what they are told."""

import plotly.graph_objects as go
import pytest

from charts import funnel, ranking, spark, strip, tiles, trend
from charts.funnel import Bands
from charts.palette import palette
from charts.ranking import Scale
from charts.trend import Line
from metrics.calculate import State
from tests.charts.rows_for_tests import row, without

COLOURS = palette("light")
ROWS = [
    row("1", 60, 100, rank=1, group=1),
    row("2", 40, 100, rank=2, own=True, group=2),
    row("3", 38, 100, rank=3, group=2),
]
SCALE = Scale(100, "", "%", 0.45, zero_based=False)


def test_a_ranking_keeps_its_order_and_marks_the_own_place() -> None:
    drawing = ranking.figure(ROWS, SCALE, COLOURS)
    names = drawing.layout.yaxis.ticktext
    assert [COLOURS.key in name for name in names] == [False, True, False]
    assert drawing.layout.yaxis.range[0] > drawing.layout.yaxis.range[1]
    others, own = (each for each in drawing.data if each.mode == "markers")
    assert list(others.x) == pytest.approx([60, 38])
    assert list(own.x) == pytest.approx([40])
    assert own.marker.color == COLOURS.key


def test_intervals_reach_from_low_to_high() -> None:
    drawing = ranking.figure(ROWS, SCALE, COLOURS)
    own = next(each for each in drawing.data if each.marker.color == COLOURS.key)
    assert own.error_x.array[0] == pytest.approx(10)
    assert own.error_x.arrayminus[0] == pytest.approx(10)


def test_a_band_lies_behind_every_second_tie_group() -> None:
    drawing = ranking.figure(ROWS, SCALE, COLOURS)
    bands = [each for each in drawing.data if each.fill == "toself"]
    assert [(min(each.y), max(each.y)) for each in bands] == [(-0.5, 0.5)]


def test_one_place_alone_can_be_drawn() -> None:
    drawing = ranking.figure(ROWS[:1], SCALE, COLOURS)
    low, high = drawing.layout.xaxis.range
    assert low < 60 < high


def test_equal_places_without_intervals_have_an_axis_with_room() -> None:
    same = [without("1", State.NO_DATA, "")]
    low, high = ranking._reach(same, SCALE)
    assert low < high


def test_a_funnel_names_only_the_outliers_and_the_own_place() -> None:
    bands = Bands([10, 100, 1000], ([0.2] * 3, [0.7] * 3), ([0.1] * 3, [0.8] * 3), 0.45)
    drawing = funnel.figure(ROWS, frozenset({"1"}), bands, "県全体", COLOURS)
    texts = [each.text for each in drawing.layout.annotations]
    assert texts == ["町1", "<b>町2</b>", "県全体"]
    assert list(drawing.data[-1].x) == [100, 100, 100]


def test_ends_of_lines_that_meet_are_named_apart() -> None:
    lines = [Line(name, [10, 20], ["", ""], "before") for name in ("甲", "乙", "丙")]
    drawing = trend.figure(lines, [f"{n}月" for n in range(12)], "", "%", COLOURS)
    heights = [each.y for each in drawing.layout.annotations]
    assert len(set(heights)) == 3


def test_a_series_without_values_has_no_name_and_no_error() -> None:
    lines = [Line("甲", [None, None], ["", ""], "own")]
    assert not trend.figure(lines, ["4月"] * 12, "", "", COLOURS).layout.annotations


def test_a_spark_needs_two_points() -> None:
    assert spark.image([None, 1.0], COLOURS, "x") == ""
    drawn = spark.image([1.0, None, 2.0], COLOURS, '動き"')
    assert drawn.startswith("<img")
    assert "&quot;" in drawn
    assert "http%3A//www.w3.org/2000/svg" in drawn


def test_a_strip_draws_known_values_from_low_to_high_with_the_own_on_top() -> None:
    listed = [*ROWS, without("4", State.HIDDEN, "非表示")]
    drawn = strip.fragment(listed, 0.4, COLOURS, "修了率")
    assert drawn.count("<i") == 3
    assert "left:97.0%" in drawn
    assert "left:3.0%" in drawn
    assert drawn.rindex('class="own"') > drawn.rindex("町3")
    assert "非表示" not in drawn


def test_a_strip_of_equal_values_is_drawn_and_an_empty_one_is_empty() -> None:
    assert strip.fragment([ROWS[0], ROWS[0]], 0.6, COLOURS, "x").count("<i") == 2
    assert strip.fragment([without("4", State.NO_DATA, "")], None, COLOURS, "x") == ""


def test_tiles_are_links_in_their_cells() -> None:
    drawn = tiles.fragment(ROWS, [4, 2, 1], [(0, 0), (2, 1), (1, 1)], ["a", "b", "c&d"], COLOURS)
    assert "repeat(3,1fr)" in drawn
    assert "grid-column:3;grid-row:2" in drawn
    assert 'href="c&amp;d"' in drawn


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_figure_leaves_a_colour_to_plotly(theme: str) -> None:
    colours = palette("dark" if theme == "dark" else "light")
    drawing = ranking.figure(ROWS, SCALE, colours)
    for trace in drawing.data:
        if trace.mode == "markers":
            assert trace.marker.color in {colours.key, colours.mark}
    assert drawing.layout.font.color == colours.text
    assert drawing.layout.xaxis.gridcolor == colours.rule


def test_every_figure_is_one_that_plotly_accepts() -> None:
    """Figures are made without Plotly's checks, so its checks are made here."""
    bands = Bands([10, 100, 1000], ([0.2] * 3, [0.7] * 3), ([0.1] * 3, [0.8] * 3), 0.45)
    lines = [Line("甲", [10, None, 20], ["a", "b", "c"], "own")]
    for made in (
        ranking.figure(ROWS, SCALE, COLOURS),
        funnel.figure(ROWS, frozenset({"1"}), bands, "地域全体", COLOURS),
        trend.figure(lines, [f"{n}月" for n in range(12)], "", "%", COLOURS),
    ):
        assert go.Figure(made.to_dict()).to_dict()["layout"]["height"] == made.layout.height
