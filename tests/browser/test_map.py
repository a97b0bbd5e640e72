"""The map leads to a municipality, by a click and by its list."""

from contextlib import suppress
from math import cos, log, pi, radians, tan

from playwright.sync_api import Page, TimeoutError, expect

from data_access import reference
from tests.browser.viewing import MAP, PATIENCE, answer, choices, drawn, look, wait_for_choices

PREFECTURE, SAGAMIHARA = "14", "14150"
TRIES = 3
SHARE = 0.96
"""Of the map's width or height, whichever is scarcer, that the prefecture takes up."""


def northing(latitude: float) -> float:
    """Web Mercator's, in degrees of longitude."""
    angle = radians(latitude)
    return log(tan(angle) + 1 / cos(angle)) * 180 / pi


def on_the_map(canvas: dict[str, float], code: str) -> tuple[float, float]:
    """Where a municipality's name stands, in pixels from the canvas's left upper corner."""
    view = reference.prefecture(PREFECTURE).box
    place = next(each for each in reference.municipalities(PREFECTURE) if each.code == code)
    height = northing(view.north) - northing(view.south)
    scale = SHARE * min(canvas["width"] / (view.east - view.west), canvas["height"] / height)
    across = place.lon - (view.west + view.east) / 2
    middle = log(tan(radians((view.north + view.south) / 4 + 45))) * 180 / pi
    return (
        canvas["width"] / 2 + scale * across,
        canvas["height"] / 2 - scale * (northing(place.lat) - middle),
    )


def click_until_it_counts(page: Page, x: float, y: float) -> None:
    """Click, and again where nothing came of it.

    deck.gl takes a press of more than 250 ms for no click, and a machine that draws without a
    graphics card can be that late to see the release.
    """
    for _ in range(TRIES):
        page.mouse.click(x, y)
        with suppress(TimeoutError):
            page.wait_for_url("**/municipality?**", timeout=PATIENCE / TRIES)
            return


def test_a_click_goes_to_the_municipality(page: Page, server: str) -> None:
    look(page, server, "map", lang="ja", year="2025")
    drawn(page)
    canvas = page.locator(MAP).bounding_box()
    x, y = on_the_map(canvas, SAGAMIHARA)
    page.mouse.move(canvas["x"] + x, canvas["y"] + y)
    expect(page.locator(".deck-tooltip")).to_contain_text("相模原市")
    click_until_it_counts(page, canvas["x"] + x, canvas["y"] + y)
    expect(answer(page)).to_contain_text("相模原市")
    wait_for_choices(page, {"lang": "ja", "year": "2025", "place": SAGAMIHARA})


def test_a_tile_goes_to_the_municipality(page: Page, server: str) -> None:
    look(page, server, "map", lang="en", view="tiles", metric="activation")
    page.locator(".tile", has_text="Sagamihara").click()
    expect(answer(page)).to_contain_text("Sagamihara")
    chosen = {"lang": "en", "metric": "activation", "place": SAGAMIHARA}
    assert choices(page).items() >= chosen.items()
