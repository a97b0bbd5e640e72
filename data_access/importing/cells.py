"""Cells as numbers, truth values and keys, in the notations that offices use."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from data_access.importing.reasons import (
    NEGATIVE,
    NOT_A_NUMBER,
    NOT_TRUE_OR_FALSE,
    NOT_WHOLE,
    Fault,
)
from data_access.importing.stamps import BLANKS

Value = TypeVar("Value")

_NUMBER = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+")
_NEGATIVE = re.compile(r"[-−△▲]\s*(?P<amount>.+)|\((?P<bracketed>.+)\)")
_UNITS = re.compile(r"^[¥\\]\s*|\s*(?:円|%|分|人)$")
_TRUE = frozenset({"true", "yes", "1", "y", "はい", "有", "有り", "あり", "○", "〇"})
_FALSE = frozenset({"false", "no", "0", "n", "いいえ", "無", "無し", "なし", "×"})
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_ONE_KE = str.maketrans({"ヶ": "ケ", "ｹ": "ケ", "ヵ": "カ"})
_LIMIT = 200_000
"""Distinct cells remembered for a column; memory stays bounded on a file of any size."""


def compared(text: str) -> str:
    """NFKC: full-width letters and digits are the same as others."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text)


def matched(text: str) -> str:
    """The form in which two texts are compared: NFKC, lower case, single spaces."""
    return " ".join(compared(text).casefold().split())


def place_name(text: str) -> str:
    """The form in which two names of places are compared: 茅ヶ崎市 and 茅ケ崎市 are one.

    Leaves out spaces, and the selectors that pick one shape of a character (葛󠄀城市).
    """
    bare = _SELECTORS.sub("", matched(text)).replace(" ", "")
    return bare.translate(_ONE_KE)


def stored(text: str) -> str:
    """The form in which a text is kept: NFC, without surrounding space."""
    return text.strip() if text.isascii() else unicodedata.normalize("NFC", text).strip()


def read_number(cell: str) -> float | None:
    """A number in any accepted notation; None where the cell is blank.

    Faults: negative in any notation, or not a number.
    """
    text = unicodedata.normalize("NFKC", cell).strip()
    if text in BLANKS:
        return None
    text = _UNITS.sub("", text)
    negative = _NEGATIVE.fullmatch(text)
    if negative:
        amount = _plain_number(negative["amount"] or negative["bracketed"])
        if amount:
            raise Fault(NEGATIVE)
        return 0.0
    return _plain_number(text)


def read_whole(cell: str) -> int | None:
    """A whole number, such as licences or yen; None where the cell is blank."""
    number = read_number(cell)
    if number is None:
        return None
    if number != int(number):
        raise Fault(NOT_WHOLE)
    return int(number)


def read_truth(cell: str) -> bool:
    """True or false; a blank is false, as the platform leaves out what does not apply."""
    text = matched(cell)
    if text in _TRUE:
        return True
    if text in _FALSE or text in BLANKS:
        return False
    raise Fault(NOT_TRUE_OR_FALSE)


def read_numbers(column: Sequence[str]) -> tuple[NDArray[np.float64], dict[int, Fault]]:
    """The numbers of a column, NaN where blank or faulty, and the faults by position."""
    if "".join(column).replace(".", "").isdecimal():  # the platform's own notation
        try:
            return np.fromiter(map(float, column), np.float64, len(column)), {}
        except ValueError:
            pass
    numbers = np.full(len(column), np.nan)
    faults: dict[int, Fault] = {}
    for position, cell in enumerate(column):
        try:
            number = read_number(cell)
        except Fault as fault:
            faults[position] = fault
        else:
            if number is not None:
                numbers[position] = number
    return numbers, faults


def read_truths(column: Sequence[str]) -> tuple[NDArray[np.bool_], dict[int, Fault]]:
    """The truth values of a column, false where faulty, and the faults by position."""
    values, faults = Memory(read_truth, otherwise=False).column(column)
    return np.array(values, np.bool_), faults


class Memory(dict[str, Value], Generic[Value]):
    """Each distinct cell of a column, read once; `faults` holds the ones that cannot be."""

    def __init__(self, read: Callable[[str], Value], otherwise: Value) -> None:
        super().__init__()
        self.read = read
        self.otherwise = otherwise
        self.faults: dict[str, Fault] = {}

    def __missing__(self, cell: str) -> Value:
        if len(self) >= _LIMIT:
            self.clear()
        try:
            value = self.read(cell)
        except Fault as fault:
            self.faults[cell] = fault
            value = self.otherwise
        self[cell] = value
        return value

    def column(self, cells: Sequence[str]) -> tuple[list[Value], dict[int, Fault]]:
        """The values of a column, and the faults by position."""
        values = list(map(self.__getitem__, cells))
        if not self.faults:
            return values, {}
        found = self.faults
        return values, {at: found[cell] for at, cell in enumerate(cells) if cell in found}


def _plain_number(text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise Fault(NOT_A_NUMBER)
    return float(text.replace(",", ""))
