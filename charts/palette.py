"""The colours, read from `.streamlit/config.toml`, where they are kept for everything."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from metrics.classes import CLASSES

Theme = Literal["light", "dark"]
CONFIG = Path(__file__).parent.parent / ".streamlit" / "config.toml"


@dataclass(frozen=True, slots=True)
class Palette:
    """What each colour says, for one theme. Values are `#RRGGBB`."""

    key: str
    alert: str
    ground: str
    surface: str
    text: str
    secondary: str
    rule: str
    mark: str
    area: str
    classes: tuple[str, ...]
    """Steps of one hue, from the lowest class to the highest; as many as `metrics.classes` has."""
    shades: tuple[str, ...]
    """Five paler steps of that hue, on which text stays legible in its usual colour."""
    font: str


@cache
def palette(theme: Theme) -> Palette:
    """The colours of a theme. Raises KeyError when the configuration lacks one."""
    settings = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    colours = settings[theme]
    return Palette(
        key=colours["primaryColor"],
        alert=colours["redColor"],
        ground=colours["backgroundColor"],
        surface=colours["secondaryBackgroundColor"],
        text=colours["textColor"],
        secondary=colours["grayTextColor"],
        rule=colours["borderColor"],
        mark=colours["grayColor"],
        area=colours["grayBackgroundColor"],
        classes=_classes(colours["chartSequentialColors"]),
        shades=tuple(colours["chartSequentialColors"][:CLASSES]),
        font=settings["font"],
    )


def _classes(steps: Sequence[str]) -> tuple[str, ...]:
    """Steps of a scale as far apart as there are classes, from the first."""
    return tuple(steps[:: len(steps) // CLASSES][:CLASSES])


def channels(colour: str, alpha: int = 255) -> list[int]:
    """`#RRGGBB` as the four channels 0-255 that a map layer takes."""
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)] + [alpha]


def clear(colour: str, opacity: float) -> str:
    """The colour with an opacity of 0-1, as CSS and Plotly write it."""
    red, green, blue, _ = channels(colour)
    return f"rgba({red},{green},{blue},{opacity:g})"


def luminance(colour: str) -> float:
    """Relative luminance 0-1, as WCAG 2.2 defines it."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in channels(colour)[:3])
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio 1-21 of two colours, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def legible_on(colour: str) -> str:
    """Black or white, whichever reads better on `colour`."""
    return max(("#FFFFFF", "#1A1A1C"), key=lambda ink: contrast(ink, colour))
