"""A slide as HTML, the same in the preview, on the wall and in the presenter's own window."""

import html
from dataclasses import asdict
from functools import cache

from charts.palette import palette
from data_access.presentations import Slide
from ui import room, scripted

_PREVIEW = scripted.element("slide", '<div class="preview"></div>')


def markup(slide: Slide, title: str = "", band: str = "", number: str = "") -> str:
    """The finished slide. `title` stands in place of the data's own; the picture is markup.

    `band` says that the data are invented; the number is of the slide's place in the sequence.
    """
    alone = "" if slide.picture else " alone"
    told = f'<p class="band">{html.escape(band)}</p>' if band else ""
    return (
        f'<article class="slide{alone}" style="{_ground()}">{told}'
        f"<h1>{html.escape(title or slide.title)}</h1><p>{html.escape(slide.below)}</p>"
        f'<div class="picture">{slide.picture}</div>'
        f"<footer><span>{html.escape(slide.source)}</span>"
        f"<b>{html.escape(number)}</b></footer></article>"
    )


@cache
def _ground() -> str:
    """The light theme's colours, whatever the page's theme."""
    return "".join(
        f"--{name}:{colour};"
        for name, colour in asdict(palette(room.THEME)).items()
        if isinstance(colour, str) and colour.startswith("#")
    )


def preview(slide: str, key: str) -> None:
    """Put a finished slide on the page. Streamlit's own HTML would take its drawing out."""
    _PREVIEW(key=key, data=scripted.content({"slide": slide}))
