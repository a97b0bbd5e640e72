"""A few municipalities one under the other, each with its value and its interval."""

import html
from collections.abc import Sequence

from charts.rows import Row


def fragment(rows: Sequence[Row], median: float, label: str) -> str:
    """A table of names, dots with their intervals, and values, all of one scale from zero.

    The dotted line is the median. Only rows with a number may come in; every text is escaped.
    """
    most = max(max(row.value.high or 0, row.value.value or 0) for row in rows) or 1
    body = "".join(_row(row, median, most) for row in rows)
    head = f'<table class="alongside" aria-label="{html.escape(label)}">'
    return f"{head}<tbody>{body}</tbody></table>"


def _row(row: Row, median: float, most: float) -> str:
    low, high, value = row.value.low, row.value.high, row.value.value or 0.0
    reach = ""
    if low is not None and high is not None:
        reach = f'<s style="left:{_at(low, most)}%;width:{_at(high - low, most)}%"></s>'
    look = ' class="own"' if row.own else ""
    title = html.escape(f"{row.text} {row.interval}".strip())
    return (
        f'<tr{look}><th scope="row">{html.escape(row.name)}</th>'
        f'<td class="line" title="{title}"><span><u style="left:{_at(median, most)}%"></u>{reach}'
        f'<i style="left:{_at(value, most)}%"></i></span></td><td>{html.escape(row.text)}</td></tr>'
    )


def _at(amount: float, most: float) -> str:
    return f"{100 * amount / most:.1f}"
