"""What batches tell of learners' courses that the records did not know before."""

from collections.abc import Collection
from typing import Final, NamedTuple, Self

import numpy as np

from data_access.flows import Ints, Mask, Seen

_CONTENT: Final = (
    "enrolled",
    "started",
    "first_completed",
    "completed",
    "last_active",
    "progress",
    "seconds",
    "assigned",
)


class News(NamedTuple):
    """Records by what was known of the same thing before: nothing, something else, or the same."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0

    def with_more(self, other: Self) -> Self:
        """Both together."""
        return type(self)(*(mine + more for mine, more in zip(self, other, strict=True)))


def news(seen: Seen, batches: Collection[int]) -> dict[int, News]:
    """What each of the batches tells, beside what all others together said last.

    `seen` holds every observation of the learners' courses concerned, in its order.
    """
    mine = {batch: seen.batch == batch for batch in batches}
    others = ~np.logical_or.reduce([np.zeros(len(seen.batch), np.bool_), *mine.values()])
    if not others.any():
        return {batch: News(new=int(told.sum())) for batch, told in mine.items()}
    last = _last_of_group(seen, others)
    known = last >= 0
    same = known.copy()
    for name in _CONTENT:
        column: Ints = getattr(seen, name)
        same &= column == column[last]
    return {
        batch: News(
            new=int((told & ~known).sum()),
            changed=int((told & known & ~same).sum()),
            unchanged=int((told & same).sum()),
        )
        for batch, told in mine.items()
    }


def _last_of_group(seen: Seen, which: Mask) -> Ints:
    """For each observation the place of the newest one of its learner's course for which `which`
    holds, or -1.
    """
    begins = np.ones(len(which), np.bool_)
    begins[1:] = (np.diff(seen.learner) != 0) | (np.diff(seen.course) != 0)
    places = np.where(which, np.arange(len(which)), -1)
    newest = np.maximum.reduceat(places, np.flatnonzero(begins))
    last: Ints = newest[np.cumsum(begins) - 1]
    return last
