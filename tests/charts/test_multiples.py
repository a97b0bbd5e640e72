"""Every place's year on one scale: small, escaped, and true to the values."""

import re
from dataclasses import replace
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from charts.multiples import HEIGHT, WIDTH, Panel, Scale, fragment, scale
from charts.palette import palette

COLOURS = palette("light")
SHARED = Scale(80.0, 20.0)
PANEL = Panel(
    name="甲市",
    link="municipality?lang=ja&place=14100",
    now=[0.0, 40.0, 80.0],
    before=[20.0] * 12,
    value="80.0%",
    change="+3.2ポイント",
    clear="明らかな上昇",
)


def pictures(drawn: str) -> list[ElementTree.Element]:
    """Every picture of the markup, parsed: the one behind all panels first."""
    found = re.findall(r"data:image/svg\+xml,(.*?)(?:&quot;|\")", drawn)
    return [ElementTree.fromstring(unquote(each)) for each in found]


def paths(picture: ElementTree.Element) -> dict[str, str]:
    """The steps of each path by its colour."""
    return {each.attrib["stroke"]: each.attrib["d"] for each in picture}


def test_a_line_runs_from_the_bottom_to_the_top_of_the_scale() -> None:
    _, picture = pictures(fragment([PANEL], [30.0], SHARED, COLOURS))
    now = paths(picture)[COLOURS.text]
    assert now == f"M0 {HEIGHT - 2}l11-{(HEIGHT - 4) // 2}l11-{(HEIGHT - 4) // 2}"


def test_last_year_runs_to_march() -> None:
    _, picture = pictures(fragment([PANEL], [30.0], SHARED, COLOURS))
    steps = [int(step) for step in re.findall(r"l(\d+)", paths(picture)[COLOURS.mark])]
    assert sum(steps) == WIDTH


def test_a_gap_stays_a_gap_and_a_value_alone_is_a_dot() -> None:
    panel = replace(PANEL, now=[None, 40.0, None, 20.0, 60.0], before=[])
    _, picture = pictures(fragment([panel], [], SHARED, COLOURS))
    alone, rest = re.fullmatch(
        r"(M11 \d+h\.1)(M33 \d+l11-\d+)", paths(picture)[COLOURS.text]
    ).groups()
    assert alone
    assert rest
    assert COLOURS.mark not in paths(picture)


def test_a_month_that_is_not_over_ends_within_it() -> None:
    _, picture = pictures(fragment([PANEL], [], SHARED, COLOURS, last=1.5))
    steps = [int(step) for step in re.findall(r"l(\d+)", paths(picture)[COLOURS.text])]
    assert steps == [11, round(16.5) - 11]


def test_the_region_and_the_rules_are_drawn_once_behind_all() -> None:
    drawn = fragment([PANEL] * 5, [30.0, 35.0], SHARED, COLOURS)
    behind, *panels = pictures(drawn)
    assert len(panels) == 5
    assert COLOURS.secondary in paths(behind)
    assert len([each for each in behind if each.attrib["stroke"] == COLOURS.rule]) == 3
    assert drawn.count("stroke-dasharray") == 1


def test_the_own_place_is_marked_by_more_than_its_colour() -> None:
    drawn = fragment([PANEL, replace(PANEL, own=True)], [], SHARED, COLOURS)
    assert drawn.count("<li class=own>") == 1
    assert COLOURS.key in paths(pictures(drawn)[2])
    assert COLOURS.key not in paths(pictures(drawn)[1])


def test_names_value_and_change_are_text_and_escaped() -> None:
    drawn = fragment([replace(PANEL, name="<b>甲</b>")], [], SHARED, COLOURS)
    assert "<b>甲</b>" not in drawn
    assert "&lt;b&gt;甲" in drawn
    assert 'href="municipality?lang=ja&amp;place=14100"' in drawn
    for text in ("80.0%", "+3.2ポイント", "明らかな上昇"):
        assert text in drawn


def test_thirty_three_places_stay_small() -> None:
    line = [float(at * 7 % 80) for at in range(12)]
    panel = replace(PANEL, now=line, before=line[::-1])
    assert len(fragment([panel] * 33, line, SHARED, COLOURS).encode()) < 25_000


@pytest.mark.parametrize(
    ("highest", "top", "step"),
    [(70.1, 80, 20), (100, 100, 20), (34, 40, 10), (0.6, 0.6, 0.2), (26_731, 30_000, 10_000)],
)
def test_a_scale_has_few_neat_steps(highest: float, top: float, step: float) -> None:
    found = scale(highest)
    assert (found.top, found.step) == (pytest.approx(top), pytest.approx(step))
    assert len(found.rules) <= 4


def test_a_scale_of_nothing_but_zero_can_be_drawn() -> None:
    assert scale(0).top > 0
    assert fragment([replace(PANEL, now=[0.0, 0.0])], [0.0], scale(0), COLOURS)
