"""The colours are legible, and all of them stand in the configuration."""

import pytest

from charts.palette import Theme, channels, clear, contrast, legible_on, palette
from metrics.classes import CLASSES

THEMES: tuple[Theme, ...] = ("light", "dark")


def test_contrast_agrees_with_the_published_extremes() -> None:
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES)
def test_text_reaches_four_and_a_half_to_one(theme: Theme) -> None:
    colours = palette(theme)
    for ink in (colours.text, colours.secondary, colours.key):
        assert contrast(ink, colours.ground) >= 4.5
        assert contrast(ink, colours.surface) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_marks_reach_three_to_one(theme: Theme) -> None:
    colours = palette(theme)
    assert contrast(colours.mark, colours.ground) >= 3
    assert contrast(colours.key, colours.ground) >= 3


@pytest.mark.parametrize("theme", THEMES)
def test_the_classes_run_one_way_and_carry_their_labels(theme: Theme) -> None:
    colours = palette(theme)
    against = [contrast(step, colours.ground) for step in colours.classes]
    assert len(against) == CLASSES
    assert against == sorted(against)
    assert all(contrast(legible_on(step), step) >= 4.5 for step in colours.classes)


def test_channels_and_opacity() -> None:
    assert channels("#0017C1", 40) == [0, 23, 193, 40]
    assert clear("#0017C1", 0.1) == "rgba(0,23,193,0.1)"
