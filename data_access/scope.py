"""Whose records a reader may see. No scope, no query.

A scope is made in `data_access/identity.py` and nowhere else: from an identity that was verified,
for the open sample, or for the person who holds the database's password.
"""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Given = Literal["prefecture", "municipality", "presenter"]
"""The roles that an administrator gives to people."""
Role = Literal[Given, "open", "door"]
"""`open` is everybody, where no sign-in is configured, and sees the invented sample alone. `door`
is the program itself while it looks up who comes: it may read no learning records."""
GIVEN: Final[tuple[Given, ...]] = get_args(Given)


@dataclass(frozen=True, slots=True)
class Scope:
    """One prefecture, seen in one role.

    It is a part of every cache key, so it says what may be seen and not by whom: readers of the
    same role share what was computed for them.
    """

    prefecture: str
    """Two characters, as 14 for Kanagawa."""
    role: Role = "open"
    municipalities: frozenset[str] | None = None
    """Five-character codes whose figures the reader may see exactly; None: every one."""
