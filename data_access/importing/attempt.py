"""One file being imported: where it goes, and what is known of it so far."""

from collections import Counter
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection

from data_access.importing.key import checked_key
from data_access.importing.people import People
from data_access.importing.reach import Reach
from data_access.importing.reasons import Refusal
from data_access.importing.source import Source
from data_access.importing.stamps import MISSING
from data_access.importing.tally import Tally
from data_access.records import AT_ONCE
from wording.text import Text


@dataclass(slots=True)
class Attempt:
    """The state of one import, inside its transaction."""

    connection: Connection
    prefecture: str
    source: Source
    batch: int
    platform: str
    latest: int
    """Stamps after this moment lie in the future."""
    tally: Tally
    newest: int = MISSING
    """The newest stamp that was accepted."""
    unassigned: Counter[str] = field(default_factory=Counter)
    """Learners whose municipality nothing tells, by what their records name instead."""
    observed: list[NDArray[np.int64]] = field(default_factory=list)
    """What was written, in `course_activity.WRITTEN` order; `flows.MISSING` stands for NULL."""
    learners: int = 0
    """Whom the file tells of."""
    is_at_hand: bool = True
    """`observed` is all that was written: not so much that it would fill the memory."""
    notes: list[Text] = field(default_factory=list)
    """What a person should know about how the file was read."""
    commands: list[Text] = field(default_factory=list)
    """What to type next, for the command line alone; a page has its own ways."""
    reach: Reach | None = None
    """Whose records the uploader may write; None: everybody's."""
    overruled: list[Refusal] = field(default_factory=list)
    """What would have held the file, had a person not confirmed it."""

    def keep_at_hand(self, observed: NDArray[np.int64]) -> None:
        """Keeps what was written, as long as that is little enough."""
        self.observed.append(observed)
        if not self.is_at_hand or sum(map(len, self.observed)) > AT_ONCE:
            self.is_at_hand = False
            self.observed.clear()

    def saw(self, stamp: int) -> None:
        """Keeps the newest of the accepted stamps."""
        self.newest = max(self.newest, stamp)


def people_of(attempt: Attempt) -> People:
    """The learners of the attempt's prefecture. Refuses where their key is not set, or another."""
    key = checked_key(attempt.connection, attempt.prefecture)
    return People(attempt.connection, attempt.prefecture, attempt.batch, key)
