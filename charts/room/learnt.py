"""What is learnt most, and how much of it is finished: a bar and a dot a course."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.palette import Palette
from charts.room.canvas import (
    HEIGHT,
    WIDTH,
    Reach,
    bar,
    cut,
    dot,
    drawing,
    line,
    text,
    wide,
)

MOST = 9
TOP = 46
NAMES = 470
"""Pixels for the titles."""


@dataclass(frozen=True, slots=True)
class Course:
    """One course or category, in words and amounts; None where an amount is not shown."""

    name: str
    amount: float | None
    amount_text: str
    finished: float | None
    finished_text: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Words:
    """The heads of the columns, and what the picture is."""

    label: str
    amount: str
    finished: str


def picture(courses: Sequence[Course], region: float | None, words: Words, colours: Palette) -> str:
    """First course on top; `region` is the completion of all together, a fraction."""
    pitch = (HEIGHT - TOP) / MOST
    most = max((each.amount or 0 for each in courses), default=0) or 1
    ends = [each.high for each in courses if each.high is not None]
    top = max([*ends, region or 0.0, 0.1])
    amounts = max(wide(each.amount_text) for each in courses)
    bars = Reach(0, most, NAMES + 24, NAMES + 24 + 250)
    rates = Reach(0, top, bars.end + amounts + 50, WIDTH - 90)
    foot = TOP + pitch * len(courses)
    parts = [
        text(bars.start, 24, words.amount, ink=colours.secondary),
        text(rates.start, 24, words.finished, ink=colours.secondary),
        line((rates.start, TOP), (rates.start, foot), colours.rule),
    ]
    if region is not None:
        x = rates.at(region)
        parts.append(line((x, TOP), (x, foot), colours.text, width=2.5, dash="2 5"))
    for at, each in enumerate(courses):
        parts += _course(each, TOP + pitch * (at + 0.5), bars, rates, colours)
    return drawing(parts, words.label, colours)


def _course(each: Course, y: float, bars: Reach, rates: Reach, colours: Palette) -> list[str]:
    parts = [text(NAMES, y + 8, cut(each.name, NAMES), anchor="end")]
    if each.amount is not None:
        end = bars.at(each.amount)
        parts.append(bar(bars.start, y - 13, end - bars.start, 26, colours.classes[1]))
        parts.append(text(end + 10, y + 8, each.amount_text))
    if each.finished is None:
        parts.append(text(rates.start + 10, y + 8, each.finished_text, ink=colours.secondary))
        return parts
    if each.low is not None and each.high is not None:
        ends = (rates.at(each.low), y), (rates.at(each.high), y)
        parts.append(line(*ends, colours.secondary, width=3))
    parts.append(dot(rates.at(each.finished), y, colours.key))
    parts.append(text(WIDTH, y + 8, each.finished_text, anchor="end"))
    return parts
