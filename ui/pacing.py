"""How the process shares its time between the pages' scripts and the server beside them."""

import gc
import sys
from functools import cache

from streamlit.runtime import runtime

SECONDS_BETWEEN_SWITCHES = 0.001
"""How long a page may keep the interpreter while the server has messages of others to send."""
SECONDS_BETWEEN_SENDINGS = 0.001
"""How long the server waits after it has sent what there was. Streamlit's own five milliseconds
are as much as a change of a choice takes here, and half of all changes were caught by them."""
OBJECTS_BETWEEN_COLLECTIONS = 20_000
"""Python looks for garbage after 700 new objects, which is once in two changes. What a page's run
leaves behind is a few hundred, so that there is no hurry."""


@cache
def settle(_page: str) -> None:
    """Take what a page's first visit has loaded out of the garbage collector's sight.

    What lives as long as the process need not be looked through again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    sys.setswitchinterval(SECONDS_BETWEEN_SWITCHES)
    vars(runtime)["MESSAGE_FLUSH_INTERVAL_SECS"] = SECONDS_BETWEEN_SENDINGS
