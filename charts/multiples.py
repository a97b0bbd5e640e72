"""Small multiples: the year of every municipality, each the size of a stamp, all on one scale."""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

from charts.palette import Palette

WIDTH, HEIGHT = 121, 88
"""Units of a picture: eleven from month to month. The page stretches it to its own width."""
MONTH = 11
_ESCAPES = str.maketrans({"%": "%25", "#": "%23", "<": "%3C", ">": "%3E", '"': "%22"})
"""What may not stand in an image's address as it is."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One municipality: values from April on, None where there is none; texts in one language."""

    name: str
    link: str
    now: Sequence[float | None]
    before: Sequence[float | None]
    value: str
    change: str
    """How it differs from last year; empty where nothing can be said."""
    clear: str
    """In words, that chance does not explain the change; empty where it may."""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """The one scale of all panels, from 0 to `top`, with thin rules at equal steps."""

    top: float
    step: float

    @property
    def rules(self) -> list[float]:
        """Where the rules stand, above 0 and below the top."""
        return [self.step * at for at in range(1, round(self.top / self.step))]


def scale(highest: float) -> Scale:
    """A scale that holds the highest amount, in at most five steps of 1, 2 or 5 times a power."""
    if highest <= 0:
        return Scale(1.0, 1.0)
    power = 10.0 ** floor(log10(highest / 5))
    step = next(lead * power for lead in (1, 2, 5, 10) if lead * power * 5 >= highest * (1 - 1e-9))
    return Scale(step * ceil(highest / step - 1e-9), step)


def fragment(
    panels: Sequence[Panel],
    region: Sequence[float | None],
    shared: Scale,
    colours: Palette,
    last: float | None = None,
) -> str:
    """The panels in their order, as HTML.

    The region's line and the rules are one picture behind every panel. `last` is where the last
    value of this year stands, if its month is not over.
    """
    top = shared.top
    behind = _picture(
        *(_path(f"M0 {_up(rule, top)}h{WIDTH}", colours.rule, 1) for rule in shared.rules),
        _line(region, top, colours.secondary, 1.5, last, dash=True),
    )
    items = "".join(_panel(panel, top, colours, last) for panel in panels)
    return f'<ul class="multiples" style="--behind:url(&quot;{behind}&quot;)">{items}</ul>'


def _panel(panel: Panel, top: float, colours: Palette, last: float | None) -> str:
    ink = colours.key if panel.own else colours.text
    picture = _picture(
        _line(panel.before, top, colours.mark, 1.5), _line(panel.now, top, ink, 2.5, last)
    )
    change = f"<i>{html.escape(panel.change)}</i>" if panel.change else ""
    clear = f"<em>{html.escape(panel.clear)}</em>" if panel.clear else ""
    own = " class=own" if panel.own else ""
    return (
        f'<li{own}><a href="{html.escape(panel.link)}" target="_self">{html.escape(panel.name)}</a>'
        f'<img alt="" src="{picture}"><b>{html.escape(panel.value)}</b>{change}{clear}</li>'
    )


def _picture(*paths: str) -> str:
    drawing = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}' "
        f"preserveAspectRatio='none' fill='none' stroke-linecap='round'>{''.join(paths)}</svg>"
    )
    return f"data:image/svg+xml,{drawing.translate(_ESCAPES)}"


def _line(
    values: Sequence[float | None],
    top: float,
    ink: str,
    width: float,
    last: float | None = None,
    *,
    dash: bool = False,
) -> str:
    """A path through the values, begun anew after each gap; a value alone is a dot."""
    steps: list[str] = []
    before: tuple[int, int] | None = None
    for month, value in enumerate(values):
        if value is None:
            before = None
            continue
        at = last if last is not None and month == len(values) - 1 else month
        here = round(at * MONTH), _up(value, top)
        steps.append(_step(before, here))
        if before is None and values[month + 1 : month + 2] in ([], [None]):
            steps.append("h.1")
        before = here
    return _path("".join(steps), ink, width, " stroke-dasharray='1 3'" if dash else "")


def _step(before: tuple[int, int] | None, here: tuple[int, int]) -> str:
    """To a point, from the one before it in the fewest characters."""
    if before is None:
        return f"M{here[0]} {here[1]}"
    across, up = here[0] - before[0], here[1] - before[1]
    return f"l{across} {up}" if up >= 0 else f"l{across}{up}"


def _path(steps: str, ink: str, width: float, more: str = "") -> str:
    return f"<path d='{steps}' stroke='{ink}' stroke-width='{width:g}'{more}/>" if steps else ""


def _up(value: float, top: float) -> int:
    """Units from the upper edge; a line at either end keeps its whole width."""
    return round(HEIGHT - 2 - (HEIGHT - 4) * min(value, top) / top)
