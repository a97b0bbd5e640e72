"""Courses, or categories, in order: how much each is taken, and how much of that is finished.

HTML, because titles from the records are long: they wrap, and on a phone stand above their bars.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass

from metrics.calculate import Value

STEP = 0.2
"""Between two marks of the completion axis."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One bar and one dot: of the region, or of the reader's own municipality."""

    enrolments: int | None
    """None where they are hidden."""
    enrolments_text: str
    completion: Value
    completion_text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One course or category, every text already in one language."""

    name: str
    note: str
    """Its length; for a category the number of its courses."""
    title: str
    """Everything that is known of it, to be read when pointed at."""
    region: Mark
    assigned: int | None
    """Of the region's enrolments, those that were assigned; None where that is hidden."""
    clear: bool
    """Whether its completion clearly differs from the region as a whole."""
    own: Mark | None = None


def fragment(lines: Sequence[Line], heads: Sequence[str], region: float | None, label: str) -> str:
    """The lines as a list, first on top. `region` is the completion rate of the region as a whole.

    `heads` are the names of the four columns: course, enrolments, completion, length.
    """
    most = max((line.region.enrolments or 0 for line in lines), default=0) or 1
    reach = _reach(lines, region)
    items = "".join(_item(line, most, reach, region) for line in lines)
    name, enrolments, completion, note = map(html.escape, heads)
    return (
        f'<div class="learnt" role="group" aria-label="{html.escape(label)}"><div class="heads">'
        f'<span class="name">{name}</span><span class="taken">{enrolments}</span>'
        f'<span class="finished">{completion}{_ticks(reach)}</span><span class="rates"></span>'
        f'<span class="length">{note}</span></div>'
        f'<ul style="--tick:{100 * STEP / reach:.4g}%">{items}</ul></div>'
    )


def _reach(lines: Sequence[Line], region: float | None) -> float:
    """The right end of the completion axis: a whole number of steps that holds every interval."""
    marks = [mark for line in lines for mark in (line.region, line.own) if mark]
    ends = [mark.completion.high for mark in marks if mark.completion.high is not None]
    highest = max([*ends, region or 0.0, STEP]) if ends else 1.0
    return min(-(-highest // STEP) * STEP, 1.0)


def _ticks(reach: float) -> str:
    steps = range(round(reach / STEP) + 1)
    marks = "".join(
        f'<i style="left:{100 * STEP * at / reach:.4g}%">{at * STEP:.0%}</i>' for at in steps
    )
    return f'<span class="ticks" aria-hidden="true">{marks}</span>'


def _item(line: Line, most: int, reach: float, region: float | None) -> str:
    own = line.own
    marks = [(line.region, "region", line.assigned), *([(own, "own", None)] if own else [])]
    bars = "".join(_bar(mark, look, most, assigned) for mark, look, assigned in marks)
    at_region = "" if region is None else f'<u style="left:{100 * region / reach:.4g}%"></u>'
    dots = _dot(line.region, "region clear" if line.clear else "region", reach)
    dots += _dot(own, "own", reach) if own else ""
    rates = "".join(f'<b class="{look}">{_escaped(m.completion_text)}</b>' for m, look, _ in marks)
    both = " two" if own else ""
    return (
        f'<li class="line{both}" title="{_escaped(line.title)}">'
        f'<span class="name">{_escaped(line.name)}</span>'
        f'<span class="taken">{bars}</span>'
        f'<span class="finished">{at_region}{dots}</span>'
        f'<span class="rates">{rates}</span><span class="length">{_escaped(line.note)}</span></li>'
    )


def _bar(mark: Mark, look: str, most: int, assigned: int | None) -> str:
    part = min(assigned or 0, mark.enrolments or 0)
    inner = f'<i style="width:{100 * part / (mark.enrolments or 1):.4g}%"></i>' if part else ""
    width = 100 * (mark.enrolments or 0) / most
    return (
        f'<span class="{look}"><s style="--share:{width:.4g}">{inner}</s>'
        f"<b>{_escaped(mark.enrolments_text)}</b></span>"
    )


def _dot(mark: Mark, look: str, reach: float) -> str:
    value = mark.completion
    if value.value is None or value.low is None or value.high is None:
        return ""
    low, middle, high = (100 * each / reach for each in (value.low, value.value, value.high))
    return (
        f'<s class="{look}" style="left:{low:.4g}%;width:{high - low:.4g}%"></s>'
        f'<i class="{look}" style="left:{middle:.4g}%"></i>'
    )


def _escaped(text: str) -> str:
    return html.escape(text)
