"""Rows small enough to judge by eye."""

from charts.rows import Row
from metrics.calculate import State, Value
from metrics.ranks import Rank


def row(
    code: str, part: int, whole: int, *, rank: int = 1, own: bool = False, **more: object
) -> Row:
    """A proportion with an interval ten points wide on either side, unless it is to have none."""
    share = part / whole
    ends = (share - 0.1, share + 0.1) if more.get("interval", True) else (None, None)
    estimate = more.get("estimate")
    return Row(
        code=code,
        name=str(more.get("name", f"町{code}")),
        value=Value(State.VALUE if part else State.ZERO, share, part, whole, *ends),
        text=f"{share:.1%}",
        interval=f"{share - 0.1:.1%}–{share + 0.1:.1%}",
        people=f"{whole} のうち {part}",
        rank=Rank(rank, 9, 1, 5, int(str(more.get("group", rank)))),
        rank_text=f"{rank}位（1〜5位）",
        own=own,
        peer=bool(more.get("peer", True)),
        estimate=estimate if isinstance(estimate, float) else None,
    )


def without(code: str, state: State, text: str) -> Row:
    """A municipality that has no value."""
    return Row(code, f"町{code}", Value(state), text, "", "", None, "")
