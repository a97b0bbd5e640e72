"""How a command was given: its parser, and what was wrong, in the reader's language.

The standard library's parser speaks English alone. What it complains of is one of a few sentences,
which are said anew here; one that is not known is passed on as it is.
"""

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import Final, NoReturn

from data_access.importing import help as words
from data_access.importing.reasons import why
from wording.text import Language, Text

USAGE: Final = 2

_NAME, _VALUE = r"argument (?P<name>.+?)", r"'(?P<value>.*)'"
_MISTAKES: Final = (
    (r"the following arguments are required: (?P<names>.+)", words.GIVE),
    (rf"{_NAME}: invalid choice: {_VALUE} \(choose from (?P<choices>.+)\)", words.NO_CHOICE),
    (rf"{_NAME}: invalid day value: {_VALUE}", words.NO_DAY),
    (rf"{_NAME}: invalid (?:int|count) value: {_VALUE}", words.NO_COUNT),
    (rf"{_NAME}: expected (?:at least )?one argument", words.NO_VALUE),
    (r"unrecognized arguments: (?P<names>.+)", words.UNKNOWN_NAMES),
)


class NotWritten(Exception):  # noqa: N818 - a state of the disk
    """A file that was to be written cannot be."""

    def __init__(self, path: Path, error: OSError) -> None:
        super().__init__(str(path))
        self.path = path
        self.error = error

    def sentence(self, language: Language) -> str:
        """Which one, and why."""
        return words.NOT_WRITTEN(language, path=self.path, why=why(self.error)(language))


class Parser(argparse.ArgumentParser):
    """Says in the reader's language what was wrong with a command."""

    language: Language = "ja"

    def format_usage(self) -> str:
        """One line, with the reader's word for it."""
        return super().format_usage().replace("usage: ", words.USAGE(self.language), 1)

    def format_help(self) -> str:
        """The whole help, with the reader's words for its parts."""
        return super().format_help().replace("usage: ", words.USAGE(self.language), 1)

    def error(self, message: str) -> NoReturn:
        """Ends with status 2."""
        self.print_usage(sys.stderr)
        said = mistake(message, self.language)
        self.exit(USAGE, words.WRONG(self.language, message=said) + "\n")


def mistake(message: str, language: Language) -> str:
    """What the standard library says was wrong, in the reader's language."""
    for pattern, text in _MISTAKES:
        found = re.fullmatch(pattern, message, re.DOTALL)
        if found:
            said: Text = text
            return said(language, **{name: _bare(each) for name, each in found.groupdict().items()})
    return message


def _bare(listed: str) -> str:
    """Choices without their quotes."""
    return re.sub(r"'([^',]*)'(?=, |$)", r"\1", listed)


def day(written: str) -> date:
    """A day as 2026-04-01."""
    return date.fromisoformat(written)


def count(written: str) -> int:
    """A whole number from 1 on."""
    number = int(written)
    if number < 1:
        raise ValueError(written)
    return number
