"""The ranking is a table whose marks lie where their values say, in the order it is given."""

import re

import pytest

from charts import ranking
from charts.ranking import Scale, axis_of
from metrics.calculate import State
from tests.charts.rows_for_tests import row, without

HEADS = ("団体", "目盛り", "値", "順位")
ROWS = [
    row("1", 60, 100, rank=1, group=1),
    row("2", 40, 100, rank=2, own=True, group=2, estimate=0.41),
    row("3", 38, 100, rank=3, group=2),
]
SCALE = Scale(100, "", "%", 0.45, zero_based=False)
YEN = Scale(1, "¥", "", None, zero_based=True)


def drawn(**more: bool) -> str:
    return ranking.fragment(ROWS, SCALE, HEADS, **more)


def lines(markup: str) -> list[str]:
    return re.findall(r"<tr.*?</tr>", markup, re.DOTALL)[1:]


def test_rows_keep_their_order_and_the_own_place_is_marked() -> None:
    listed = lines(drawn())
    assert [re.search(r"町\d", line).group() for line in listed] == ["町1", "町2", "町3"]  # type: ignore[union-attr]
    assert ['class="own"' in line for line in listed] == [False, True, False]
    assert listed[1].endswith("<td>2位（1〜5位）</td></tr>")


def test_the_marks_lie_where_the_values_say() -> None:
    """Intervals from 28 to 70 %: the axis runs from 20 to 70."""
    axis = axis_of(ROWS, SCALE)
    assert (axis.low, axis.high, axis.ticks) == (20, 70, [20, 30, 40, 50, 60, 70])
    own = lines(drawn())[1]
    assert '<i style="left:20.0%;width:40%"></i>' in own
    assert '<b style="left:40.0%"></b>' in own
    assert '<u style="left:42.0%"></u>' in own
    assert "--region:50.0%" in drawn()
    assert "--step:20%" in drawn()


def test_only_a_shrunken_rate_has_a_ring_and_only_an_interval_a_line() -> None:
    assert drawn().count("<u ") == 1
    bare = [
        row("1", 3, 10, interval=False),
        row("2", 2, 10, interval=False),
    ]
    assert "<i " not in ranking.fragment(bare, SCALE, HEADS)


def test_a_bracket_ties_those_that_cannot_be_told_apart() -> None:
    assert re.findall(r"<tbody.*?</tbody>", drawn(), re.DOTALL)[1].count("<tr") == 2
    assert drawn().count('class="tie"') == 1
    assert 'class="tie"' not in drawn(banded=False)
    assert ranking.tied(ROWS)
    assert not ranking.tied(ROWS[:2])


def test_amounts_begin_at_zero_and_percentages_where_the_intervals_do() -> None:
    assert axis_of(ROWS, SCALE).low == 20
    axis = axis_of([row("1", 18_107, 1, interval=False)], YEN)
    assert (axis.low, axis.high, axis.step) == (0, 20_000, 5_000)
    assert "¥15,000" in ranking.fragment([row("1", 18_107, 1, interval=False)], YEN, HEADS)


@pytest.mark.parametrize(
    "alone",
    [
        row("1", 60, 100),
        row("1", 0, 100, interval=False),
        row("1", 100, 100, interval=False),
        without("1", State.NO_DATA, ""),
    ],
    ids=["one place", "zero", "all of them", "none with a number"],
)
def test_an_axis_has_room_whatever_comes(alone: object) -> None:
    axis = axis_of([alone], Scale(100, "", "%", None, zero_based=False))  # type: ignore[list-item]
    assert axis.low < axis.high
    assert 2 <= len(axis.ticks) <= 7


def test_all_zero_is_drawn_from_zero() -> None:
    same = [row(str(n), 0, 40, interval=False) for n in range(24)]
    assert axis_of(same, SCALE).low == 0
    assert axis_of(same, Scale(100, "", "%", 0.0, zero_based=False)).low == 0


def test_rows_are_as_tall_as_there_is_room_and_never_lower_than_their_type() -> None:
    def line(count: int) -> str:
        listed = [row(f"{n}", 4, 10, rank=n) for n in range(1, count + 1)]
        found = re.search(r"--line:(\d+)px", ranking.fragment(listed, SCALE, HEADS))
        return found.group(1) if found else ""

    assert [line(count) for count in (1, 21, 33, 179, 1_741)] == ["26", "18", "17", "17", "17"]


def test_a_name_from_a_database_is_text() -> None:
    shown = ranking.fragment([row("1", 4, 10, name="<b>町</b>")], SCALE, HEADS)
    assert "<b>町" not in shown
    assert "&lt;b&gt;町&lt;/b&gt;" in shown


def test_an_english_name_can_leave_its_kind_out() -> None:
    shown = ranking.fragment([row("1", 4, 10, name="Kaisei Town")], SCALE, HEADS)
    assert "Kaisei<span> Town</span>" in shown
