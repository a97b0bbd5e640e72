"""Fiscal years laid over each other, month by month, each named at its end."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.palette import Palette
from charts.room.canvas import HEIGHT, WIDTH, Reach, dot, drawing, line, path, text, wide
from charts.trend import Line, above

TOP, FOOT = 16, HEIGHT - 40
NAME = 30
"""Pixels between the middles of two names."""


@dataclass(frozen=True, slots=True)
class Words:
    """How the axes are written."""

    label: str
    months: Sequence[str]
    """Twelve, April first."""
    prefix: str
    suffix: str


def picture(lines: Sequence[Line], words: Words, colours: Palette) -> str:
    """One line a series; the last one lies on top."""
    highest = max(each for one in lines for each in one.values if each is not None)
    ticks = _ticks(above(highest))
    said = [f"{words.prefix}{each:,.10g}{words.suffix}" for each in ticks]
    left = max(map(wide, said)) + 26
    right = WIDTH - max(wide(_end(one)) for one in lines) - 24
    across, up = Reach(0, 11, left + 12, right), Reach(0, above(highest), FOOT, TOP)
    parts = []
    for amount, words_of in zip(ticks, said, strict=True):
        y = up.at(amount)
        parts.append(line((left, y), (right, y), colours.rule))
        parts.append(text(left - 12, y + 8, words_of, ink=colours.secondary, anchor="end"))
    parts += [
        text(across.at(at), HEIGHT - 8, words.months[at], ink=colours.secondary, anchor="middle")
        for at in range(0, 12, 3)
    ]
    for one in lines:
        parts += _drawn(one, across, up, colours)
    return drawing([*parts, *_names(lines, up, right, colours)], words.label, colours)


def _ticks(top: float) -> list[float]:
    """Up to five round amounts from zero."""
    step = next(
        step
        for power in range(-3, 12)
        for step in (1 * 10.0**power, 2 * 10.0**power, 5 * 10.0**power)
        if top / step <= 5
    )
    return [round(step * number, 6) for number in range(int(top / step) + 1)]


def _look(one: Line, colours: Palette) -> tuple[str, float, str]:
    return {
        "own": (colours.key, 6, ""),
        "main": (colours.key, 6, ""),
        "before": (colours.secondary, 4, ""),
        "older": (colours.mark, 3, ""),
        "region": (colours.text, 3, "2 8"),
    }[one.look]


def _drawn(one: Line, across: Reach, up: Reach, colours: Palette) -> list[str]:
    ink, width, dash = _look(one, colours)
    runs: list[list[tuple[float, float]]] = [[]]
    for at, amount in zip(one.across, one.values, strict=True):
        if amount is None:
            runs.append([])
        else:
            runs[-1].append((across.at(at), up.at(amount)))
    parts = [path(run, ink, width=width, dash=dash) for run in runs if run]
    last = next((run[-1] for run in reversed(runs) if run), None)
    return [*parts, dot(*last, ink)] if last else parts


def _names(lines: Sequence[Line], up: Reach, right: float, colours: Palette) -> list[str]:
    """The names at the right, in the order of the lines' ends and never on each other."""
    ends = sorted(
        ((up.at(_last(one)), one) for one in lines if _known(one)), key=lambda end: -end[0]
    )
    parts, below = [], float(FOOT + NAME)
    placed: list[tuple[float, Line]] = []
    for wanted, one in ends:
        below = min(wanted, below - NAME)
        placed.append((below, one))
    lift = max(0.0, TOP + 6 - min((y for y, _ in placed), default=TOP + 6))
    for y, one in placed:
        bold = one.look in {"own", "main"}
        ink = colours.key if bold else colours.text if one.look == "region" else colours.secondary
        parts.append(text(right + 18, y + lift + 8, _end(one), ink=ink, bold=bold))
    return parts


def _end(one: Line) -> str:
    """The name, and the value where the line ends."""
    known = [said for said, amount in zip(one.texts, one.values, strict=True) if amount is not None]
    return f"{one.name}　{known[-1]}" if known else one.name


def _known(one: Line) -> bool:
    return any(amount is not None for amount in one.values)


def _last(one: Line) -> float:
    return [amount for amount in one.values if amount is not None][-1]
