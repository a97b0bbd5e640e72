"""Files that were made to be taken away, and for whom: each lies ready for a minute.

Streamlit gives such a file to everybody who knows its address, and drops it when two readers have
changed a choice, which in a full room is sooner than a browser can ask for it.
"""

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from streamlit.runtime.memory_media_file_storage import _calculate_file_id

from ui.visits import Visit

SECONDS = 60
"""How long a file lies ready, if not so many newer ones are that there is no room for it."""
ROOM = 64 * 2**20
"""Bytes of all of them."""


@dataclass(frozen=True, slots=True)
class File:
    """One file, and the reference of whom it was made for."""

    name: str
    kind: str
    content: bytes
    who: str
    made_at: float


_READY: OrderedDict[str, File] = OrderedDict()
"""By the number that Streamlit puts into the address."""
_LOCK = Lock()


def over(content: bytes, name: str, kind: str, visit: Visit) -> bytes:
    """Lay a file ready for somebody; what is returned is given to Streamlit."""
    number = _calculate_file_id(content, kind, name)
    with _LOCK:
        _READY[number] = File(name, kind, content, visit.who, time.monotonic())
        _READY.move_to_end(number)
        while sum(len(each.content) for each in _READY.values()) > ROOM:
            _READY.popitem(last=False)
    return content


def to(visit: Visit, number: str) -> File | None:
    """The file of the number, if it lies ready and was made for them."""
    with _LOCK:
        for late in [each for each, file in _READY.items() if _is_late(file)]:
            del _READY[late]
        file = _READY.get(number)
    return file if file is not None and file.who == visit.who else None


def forget() -> None:
    """Clear away every file."""
    with _LOCK:
        _READY.clear()


def _is_late(file: File) -> bool:
    return time.monotonic() - file.made_at > SECONDS
