"""Figures name every colour, keep the order they are given, and draw what they are told."""

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from charts import funnel, spark, strip, tiles, trend
from charts.funnel import Bands
from charts.palette import palette
from charts.trend import Line
from metrics.calculate import State
from tests.charts.rows_for_tests import row, without

COLOURS = palette("light")
ROWS = [
    row("1", 60, 100, rank=1, group=1),
    row("2", 40, 100, rank=2, own=True, group=2),
    row("3", 38, 100, rank=3, group=2),
]
BANDS = Bands([10, 100, 1000], ([0.2] * 3, [0.7] * 3), ([0.1] * 3, [0.8] * 3), 0.45)


def test_a_funnel_names_only_the_outliers_and_the_own_place() -> None:
    drawing = funnel.figure(ROWS, {"1": False}, BANDS, "県全体", COLOURS)
    texts = [each.text for each in drawing.layout.annotations]
    assert texts == ["<b>町2</b>", "町1", "県全体"]
    assert sorted(drawing.data[-1].y) == pytest.approx([38, 40, 60])


def test_a_funnel_says_in_bold_who_clearly_differs() -> None:
    drawing = funnel.figure(ROWS, {"1": True, "3": False}, BANDS, "県全体", COLOURS)
    texts = [each.text for each in drawing.layout.annotations]
    assert "<b>町1</b>" in texts
    assert "町3" in texts
    assert "<b>町3</b>" not in texts


def test_in_a_crowd_the_own_place_alone_is_sure_of_its_name() -> None:
    """Forty outliers of the same size, a percent apart."""
    crowd = [row(str(n), n + 30, 100, own=n == 20) for n in range(40)]
    drawing = funnel.figure(crowd, {each.code: True for each in crowd}, BANDS, "全体", COLOURS)
    texts = [each.text for each in drawing.layout.annotations]
    assert "<b>町20</b>" in texts
    assert len(texts) < 10


def test_a_dot_at_zero_is_drawn_whole() -> None:
    drawing = funnel.figure([row("1", 0, 100)], {"1": True}, BANDS, "全体", COLOURS)
    assert drawing.layout.yaxis.range[0] < 0
    assert drawing.layout.yaxis.ticktext[0] == "0%"


def test_ends_of_lines_that_meet_are_named_apart() -> None:
    lines = [Line(name, [10, 20], ["", ""], "before") for name in ("甲", "乙", "丙")]
    drawing = trend.figure(lines, [f"{n}月" for n in range(12)], "", "%", COLOURS)
    heights = [each.y for each in drawing.layout.annotations]
    assert len(set(heights)) == 3


def test_names_pushed_apart_stay_below_the_top() -> None:
    lines = [Line(f"{2020 + n}年度", [90.0 + n] * 12, [""] * 12, "older") for n in range(4)]
    drawing = trend.figure(lines, ["4月"] * 12, "", "%", COLOURS)
    heights = sorted(each.y for each in drawing.layout.annotations)
    gaps = [high - low for low, high in pairwise(heights)]
    assert min(gaps) >= trend.GAP / trend.HEIGHT * drawing.layout.yaxis.range[1] - 1e-9
    assert heights[-1] < drawing.layout.yaxis.range[1]


def test_names_of_lines_that_end_in_other_months_are_left_at_their_ends() -> None:
    lines = [
        Line("2025年度", [30.0] * 12, [""] * 12, "before"),
        Line("2026年度", [30.0] * 6, [""] * 6, "own"),
    ]
    drawing = trend.figure(lines, ["4月"] * 12, "", "%", COLOURS)
    assert [each.y for each in drawing.layout.annotations] == [30.0, 30.0]


def test_a_month_that_is_not_over_ends_within_it() -> None:
    line = Line("2026年度", [10.0, 20.0], ["", ""], "main", last=0.5)
    drawing = trend.figure([line], ["4月"] * 12, "", "%", COLOURS)
    assert list(drawing.data[0].x) == [0.0, 0.5]
    assert drawing.layout.annotations[0].x == 0.5


def test_figures_side_by_side_share_their_top() -> None:
    lines = [Line("甲", [10.0, 20.0], ["", ""], "own")]
    drawing = trend.figure(lines, ["4月"] * 12, "", "%", COLOURS, height=280, top=trend.above(50))
    assert drawing.layout.yaxis.range[1] == pytest.approx(56)
    assert drawing.layout.height == 280


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
    drawn = strip.fragment(listed, 0.4, "修了率")
    assert drawn.count("<i") == 3
    assert "left:97.0%" in drawn
    assert "left:3.0%" in drawn
    assert drawn.rindex("class=own") > drawn.rindex("町3")
    assert "非表示" not in drawn


def test_a_strip_of_equal_values_is_drawn_and_an_empty_one_is_empty() -> None:
    assert strip.fragment([ROWS[0], ROWS[0]], 0.6, "x").count("<i") == 2
    assert strip.fragment([without("4", State.NO_DATA, "")], None, "x") == ""


def test_tiles_are_links_in_their_cells() -> None:
    drawn = tiles.fragment(ROWS, [4, 2, 1], [(0, 0), (2, 1), (1, 1)], ["a", "b", "c&d"], COLOURS)
    assert "repeat(3,minmax(" in drawn
    assert "grid-column:3;grid-row:2" in drawn
    assert 'href="c&amp;d"' in drawn


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        ("Minamiashigara", "Mina-mia-shi-ga-ra"),
        ("Wakkanai", "Wak-kanai"),
        ("Hamatombetsu", "Ha-ma-tom-be-tsu"),
        ("Shintoku", "Shin-to-ku"),
        ("Oi", "Oi"),
        ("南足柄市", "南足柄市"),
    ],
)
def test_a_long_name_in_latin_letters_breaks_between_syllables(name: str, broken: str) -> None:
    drawn = tiles.fragment([row("1", 4, 10, name=f"{name} Town")], [1], [(0, 0)], ["a"], COLOURS)
    shown = drawn.split("<b>")[1].split("</b>")[0].removesuffix(" Town")
    assert shown.replace("\u00ad", "-") == broken
    assert f'aria-label="{name}' in drawn


def test_type_in_tiles_is_never_too_small_to_be_read() -> None:
    """Seventeen columns: the grid becomes wider than its place, and scrolls."""
    crowd = [row(str(n), 4, 10, name="利尻富士町") for n in range(17)]
    drawn = tiles.fragment(crowd, [1] * 17, [(n, 0) for n in range(17)], ["a"] * 17, COLOURS)
    assert "clamp(10px,calc((100cqw - 64px) / 95.3),14px)" in drawn
    assert "minmax(5.60em,1fr)" in drawn


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_figure_leaves_a_colour_to_plotly(theme: str) -> None:
    colours = palette("dark" if theme == "dark" else "light")
    drawing = funnel.figure(ROWS, {"1": True}, BANDS, "全体", colours)
    assert set(drawing.data[-1].marker.color) == {colours.key, colours.mark, colours.text}
    assert drawing.layout.font.color == colours.text
    assert drawing.layout.xaxis.gridcolor == colours.rule


def test_every_figure_is_one_that_plotly_accepts() -> None:
    """Figures are made without Plotly's checks, so its checks are made here."""
    lines = [Line("甲", [10, None, 20], ["a", "b", "c"], "own")]
    for made in (
        funnel.figure(ROWS, {"1": True}, BANDS, "地域全体", COLOURS),
        trend.figure(lines, [f"{n}月" for n in range(12)], "", "%", COLOURS),
    ):
        assert go.Figure(made.to_dict()).to_dict()["layout"]["height"] == made.layout.height
