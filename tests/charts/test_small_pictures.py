"""The small pictures of the municipality's page: bars, intervals, curves."""

import re
from itertools import pairwise
from urllib.parse import unquote

import pytest
from rows_for_tests import row as share

from charts import beside, divergence, speed, strip
from charts.divergence import Bar
from charts.palette import palette
from charts.rows import Row
from charts.speed import Pace
from charts.trend import Line, figure
from metrics.calculate import State, Value
from metrics.cohorts import Mark

COLOURS = palette("light")
HEADS = ("内訳", "前年", "今年", "増減")


def bars(*amounts: float) -> list[Bar]:
    return [Bar(["<甲>", "1", "2"], amount, f"{amount:+}") for amount in amounts]


def test_bars_lie_on_both_sides_of_the_middle_and_share_one_scale() -> None:
    drawn = divergence.fragment([*bars(10, -5), Bar(["計", "", ""], 5, "+5", total=True)], HEADS)
    assert re.findall(r"left:([\d.]+)%;width:([\d.]+)%", drawn) == [
        ("50.0", "50.0"),
        ("25.0", "25.0"),
        ("50.0", "25.0"),
    ]
    assert "&lt;甲&gt;" in drawn
    assert drawn.count('class="total"') == 1


def test_bars_of_nothing_are_drawn() -> None:
    assert "width:0.0%" in divergence.fragment(bars(0, 0), HEADS)


def row(name: str, value: float, ends: tuple[float, float] | None, own: bool = False) -> Row:
    low, high = ends or (None, None)
    known = Value(State.VALUE, value, low=low, high=high)
    return Row(name, name, known, f"{value:g}円", "", "", None, "", own)


def test_places_one_under_the_other_share_one_scale_from_zero() -> None:
    drawn = beside.fragment([row("<甲>", 50, (40, 80), own=True), row("乙", 20, None)], 30, "費用")
    assert "left:50.0%;width:50.0%" in drawn  # the interval
    assert drawn.count("left:37.5%") == 2  # the median
    assert re.findall(r'<i style="left:([\d.]+)%"', drawn) == ["62.5", "25.0"]
    assert drawn.count("<s ") == 1
    assert "&lt;甲&gt;" in drawn
    assert drawn.count('class="own"') == 1


def test_a_strip_shows_the_own_interval_as_far_as_it_goes() -> None:
    own = row("甲", 50, (-100, 60), own=True)
    drawn = strip.fragment([own, row("乙", 0, (0, 10)), row("丙", 100, None)], 50, "x")
    assert '<s style="left:0.0%;width:59.4%"></s>' in drawn
    assert drawn.count("<s ") == 1
    assert "<s " not in strip.fragment([share("1", 3, 10)], 0.3, "x")


OWN = (Mark(0, 0.0, 0.0, 0.05), Mark(30, 0.2, 0.1, 0.3), Mark(60, 0.3, 0.2, 0.45))
REGION = (Mark(0, 0.0, 0.0, 0.01), Mark(180, 0.6, 0.55, 0.65))


def test_a_curve_is_a_picture_with_words_and_whole_coordinates() -> None:
    drawn = speed.image(Pace(OWN, REGION), 0.6, ("0日", "90日", "180日"), COLOURS, '甲"')
    picture = unquote(drawn.split("data:image/svg+xml,")[1])
    assert 'alt="甲&quot;"' in drawn
    assert picture.count("<polyline") == 2
    assert picture.count("<polygon") == 1
    assert picture.count("<circle") == 2
    assert "180日" in picture
    assert "30%" in picture
    points = re.findall(r'points="([^"]+)"', picture)
    assert not [point for point in points if "." in point]


def test_a_curve_without_a_band_is_drawn() -> None:
    drawn = speed.image(Pace(OWN[:1], REGION), 1.0, ("0", "90", "180"), COLOURS, "")
    assert "polygon" not in unquote(drawn)


@pytest.mark.parametrize("ends", [(80, 81, 86), (10, 10, 10), (86, 81, 80)])
def test_names_at_the_ends_of_lines_stay_apart_and_in_the_figure(ends) -> None:
    lines = [
        Line(f"線{at}", [1, end], ["", ""], look)
        for at, (end, look) in enumerate(zip(ends, ("own", "before", "region"), strict=True))
    ]
    drawn = figure(lines, [f"{n}月" for n in range(12)], "", "%", COLOURS)
    heights = sorted(note.y for note in drawn.layout.annotations)
    top = drawn.layout.yaxis.range[1]
    gaps = [second - first for first, second in pairwise(heights)]
    assert min(gaps) >= top * 0.094
    assert heights[-1] < top
