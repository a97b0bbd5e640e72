"""The map carries colours and sentences by position, never geometry, and tells states apart."""

import json
import re
from dataclasses import replace

import pytest

from charts.map import Frame, deck, fill
from charts.palette import palette
from charts.rows import Row
from metrics.calculate import State
from tests.charts.rows_for_tests import row, without

COLOURS = palette("light")
ROWS = [
    row("14100", 30, 100, own=True),
    row("14130", 0, 40),
    without("14150", State.NOT_TAKING_PART, "不参加"),
    without("14201", State.HIDDEN, "非表示（少人数）"),
    without("14203", State.NO_DATA, "データなし"),
]
STEPS = [4, 0, None, None, None]
FRAME = Frame(
    west=138.9,
    south=35.1,
    east=139.8,
    north=35.7,
    width=720,
    height=410,
    outlines="app/static/outlines/14.geojson",
    hatching="app/static/hatching/14.geojson",
    points=[(139.5, 35.45), (139.6, 35.55), (139.2, 35.55), (139.65, 35.25), (139.3, 35.35)],
)


def message() -> dict[str, object]:
    return json.loads(deck(ROWS, STEPS, FRAME, COLOURS).to_json())


def layer(name: str) -> dict[str, object]:
    layers = message()["layers"]
    assert isinstance(layers, list)
    return next(each for each in layers if each["id"] == name)


def colours_of(expression: object) -> list[list[int]]:
    """The list that an expression looks up; the browser needs the parenthesis."""
    found = re.fullmatch(r"@@=\((.*)\)\[properties\.n-1\]", str(expression))
    assert found, expression
    return json.loads(found.group(1))


def test_a_message_names_the_outline_file_and_holds_no_outline() -> None:
    sent = deck(ROWS, STEPS, FRAME, COLOURS).to_json()
    assert layer("areas")["data"] == FRAME.outlines
    assert "coordinates" not in sent
    assert "http" not in sent.replace("data:application/json", "")


def test_each_position_has_its_colour() -> None:
    fills = colours_of(layer("areas")["getFillColor"])
    assert len(fills) == len(ROWS)
    assert fills[0] == [0x00, 0x17, 0xC1, 255]
    assert len({tuple(each) for each in fills[2:]}) == 3


def test_the_states_without_a_value_never_look_alike() -> None:
    hatched = colours_of(layer("hatching")["getLineColor"])
    ringed = colours_of(layer("marked")["getLineColor"])
    looks = {
        (fill(each.value.state, step, COLOURS), hatched[at][3] > 0, ringed[at][3] > 0)
        for at, (each, step) in enumerate(zip(ROWS, STEPS, strict=True))
    }
    assert len(looks) == len(ROWS)


def test_only_places_that_take_no_part_are_hatched() -> None:
    hatched = colours_of(layer("hatching")["getLineColor"])
    assert [each[3] for each in hatched] == [0, 0, 255, 0, 0]


def test_own_place_and_true_zero_are_ringed_differently() -> None:
    ringed = colours_of(layer("marked")["getLineColor"])
    assert [each[3] for each in ringed] == [255, 255, 0, 0, 0]
    assert ringed[0] != ringed[1]


def test_a_hover_shows_one_place_by_position_and_escapes_names() -> None:
    named = [row("14100", 30, 100, name="<script>"), *ROWS[1:]]
    tip = deck(named, STEPS, FRAME, COLOURS)._tooltip
    assert ".place-tip p:nth-child({n})" in tip["html"]
    assert tip["html"].count("<p>") == len(ROWS)
    assert "<script>" not in tip["html"]
    assert "&lt;script&gt;" in tip["html"]


def test_a_hidden_place_says_so_and_gives_no_number() -> None:
    tip = deck(ROWS, STEPS, FRAME, COLOURS)._tooltip["html"]
    hidden = re.findall(r"<p>(.*?)</p>", tip)[3]
    assert hidden == "<b>町14201</b><br>非表示（少人数）"


def test_the_box_fits_the_picture() -> None:
    view = message()["initialViewState"]
    assert isinstance(view, dict)
    degrees_across = 360 * FRAME.width / (512 * 2 ** view["zoom"])
    assert FRAME.east - FRAME.west <= degrees_across
    assert view["longitude"] == pytest.approx((FRAME.west + FRAME.east) / 2)


def names_where_all_lie_together(rows: list[Row]) -> list[str]:
    """The labels of a map on which there is room for one."""
    close = replace(FRAME, points=[(139.5, 35.45)] * len(rows))
    labels = json.loads(deck(rows, STEPS, close, COLOURS).to_json())["layers"][-1]["data"]
    return [each["name"] for each in labels]


def test_labels_do_not_overlap_and_the_own_place_is_named() -> None:
    assert names_where_all_lie_together(ROWS) == [ROWS[0].name]


def test_the_highest_that_the_title_speaks_of_is_named() -> None:
    highest = row("14205", 70, 100)
    listed = [row("14100", 30, 100), *ROWS[1:4], highest]
    assert names_where_all_lie_together(listed) == [highest.name]


def test_a_finished_map_is_not_made_again() -> None:
    made = deck(ROWS, STEPS, FRAME, COLOURS)
    assert made.to_json() is made.to_json()
