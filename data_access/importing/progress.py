"""A bar on a terminal for imports that take a while."""

import shutil
import sys
import time
import unicodedata
from typing import TextIO

_AFTER_SECONDS = 0.5
"""A file that is done sooner needs no bar."""
_BETWEEN_SECONDS = 0.1
_BAR = 24


class Bar:
    """Draws to a terminal only; a log file gets no bar."""

    def __init__(self, stream: TextIO = sys.stderr) -> None:
        self.stream = stream
        self.shown = stream.isatty()
        self.next = time.monotonic() + _AFTER_SECONDS
        self.width = 0

    def __call__(self, share: float, name: str) -> None:
        """Shows how much of the file is done, from 0 to 1."""
        if self.shown and time.monotonic() >= self.next:
            self.next = time.monotonic() + _BETWEEN_SECONDS
            self._draw(line(share, name, shutil.get_terminal_size().columns))

    def clear(self) -> None:
        """Takes the bar away."""
        if self.width:
            self._draw("")

    def _draw(self, text: str) -> None:
        self.stream.write("\r" + text + " " * (self.width - _cells(text)) + "\r")
        self.stream.flush()
        self.width = _cells(text)


def line(share: float, name: str, width: int) -> str:
    """The bar, the percentage and as much of the name as there is room for."""
    full = round(share * _BAR)
    text = f"[{'#' * full}{'.' * (_BAR - full)}] {share:4.0%} "
    for character in name:
        if _cells(text + character) >= width:
            break
        text += character
    return text


def _cells(text: str) -> int:
    """Columns of a terminal: kana and kanji take two."""
    return sum(2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text)
