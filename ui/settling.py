"""Keeping what lives long out of the garbage collector's sight.

Streamlit collects all garbage after every run of a page, and the collector looks through every
object that is not frozen: with warm caches that took three times as long as the page itself. So
whatever has been made to be kept is frozen before the next run. Freezing costs nothing, but cyclic
garbage that happens to be frozen is not found again; so now and then everything is thawed, looked
through and frozen anew.
"""

import gc
import time
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

SECONDS_BETWEEN_THAWS = 600

Arguments = ParamSpec("Arguments")
Returned = TypeVar("Returned")

_made = True
_thawed = 0.0


def after_making(function: Callable[Arguments, Returned]) -> Callable[Arguments, Returned]:
    """The function, noting each time that it made something to be kept."""

    @wraps(function)
    def noting(*arguments: Arguments.args, **named: Arguments.kwargs) -> Returned:
        global _made  # noqa: PLW0603 - one note a process, and losing a race only delays a freeze
        returned = function(*arguments, **named)
        _made = True
        return returned

    return noting


def settle() -> None:
    """Freeze what was made since the last time; now and then, look through all of it first."""
    global _made, _thawed  # noqa: PLW0603
    if not _made:
        return
    _made = False
    if time.monotonic() - _thawed > SECONDS_BETWEEN_THAWS:
        _thawed = time.monotonic()
        gc.unfreeze()
        gc.collect()
    gc.freeze()
