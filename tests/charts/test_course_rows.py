"""Courses as HTML: what stands where, what is not drawn, and that a title is text."""

import re

from charts.courses import Line, Mark, fragment
from metrics.calculate import State, Value

HEADS = ("Course", "Learners", "Completion", "Length")
HIDDEN = Mark(None, "hidden", Value(State.HIDDEN), "–")


def mark(enrolments, rate=None, low=None, high=None):
    known = Value(State.VALUE, rate, denominator=100, low=low, high=high)
    value = Value(State.NO_DATA) if rate is None else known
    return Mark(enrolments, f"{enrolments}人", value, "–" if rate is None else f"{rate:.0%}")


def line(name="Course", region=None, **more):
    settings = {"assigned": 0, "clear": False, **more}
    return Line(name, "1.5 h", f"{name} …", region or mark(100, 0.3, 0.2, 0.4), **settings)


def drawn(*lines, region=0.3):
    return fragment(lines, HEADS, region, "Courses")


def test_every_line_stands_in_its_order_with_its_numbers():
    shown = drawn(line("first"), line("second", mark(50, 0.1, 0.05, 0.2)))
    assert re.findall(r'class="name">(.*?)</span>', shown) == ["Course", "first", "second"]
    assert "100人" in shown
    assert "10%" in shown
    assert shown.count("1.5 h") == 2


def test_bars_begin_at_zero_and_the_longest_fills_its_room():
    shares = re.findall(r"--share:([\d.]+)", drawn(line(), line(region=mark(25))))
    assert shares == ["100", "25"]


def test_the_assigned_part_is_a_part_of_the_bar():
    assert '<i style="width:40%"></i>' in drawn(line(assigned=40))
    assert '<i style="width:100%"></i>' in drawn(line(assigned=110))
    assert (
        "<i style=" not in drawn(line(region=mark(50), assigned=None), region=None).split("<ul")[1]
    )


def test_dots_and_intervals_lie_on_the_axis_that_holds_them_all():
    shown = drawn(line(), line(region=mark(50, 0.5, 0.35, 0.55)))
    assert re.findall(r">(\d+%)</i>", shown) == ["0%", "20%", "40%", "60%"]
    assert 'style="left:50%"></i>' in shown
    assert 'style="left:33.33%;width:33.33%"' in shown


def test_an_axis_without_any_rate_is_whole():
    shown = drawn(line(region=mark(50)), region=None)
    assert re.findall(r">(\d+%)</i>", shown)[-1] == "100%"
    assert "<u style" not in shown


def test_only_what_clearly_differs_is_filled():
    assert 'class="region clear"' in drawn(line(clear=True))
    assert 'class="region clear"' not in drawn(line())


def test_the_own_place_stands_beside_the_region_and_hidden_draws_nothing():
    shown = drawn(line(own=mark(20, 0.5, 0.3, 0.7)), line(own=HIDDEN))
    assert shown.count('<b class="own">') == 2
    assert shown.count('<i class="own"') == 1
    assert shown.count(">hidden<") == 1
    assert 'class="own"><s style="--share:0">' in shown


def test_a_title_from_the_records_is_text():
    shown = drawn(line('<img src=x onerror="alert(1)">'))
    assert "<img" not in shown
    assert "&lt;img src=x onerror=&quot;alert(1)&quot;&gt;" in shown
