"""What the importer says is read on the page too, where nobody types commands."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest

from data_access import importing
from data_access.importing import header, outcome, places
from data_access.importing.kinds import FORMATS
from data_access.importing.reasons import Reason
from wording.text import Text

FOR_THE_COMMAND_LINE = (header._COLUMNS, header._TEMPLATE, places.MAP, outcome._HELD)
"""What is added at the command line alone."""
COMMANDS = ("python -m", "--", "コマンド", " command")


def sentences() -> Iterator[Text]:
    """Every sentence of the importer but those of the command line's help."""
    for module in pkgutil.iter_modules(importing.__path__, f"{importing.__name__}."):
        if module.name.endswith(".help"):
            continue
        for value in vars(importlib.import_module(module.name)).values():
            each = value.text if isinstance(value, Reason) else value
            if isinstance(each, Text) and each not in FOR_THE_COMMAND_LINE:
                yield each
    yield from (format_.name for format_ in FORMATS)


@pytest.mark.parametrize("command", COMMANDS)
def test_no_sentence_names_a_command(command: str):
    told = list(sentences())
    assert len(told) > 100
    assert not [each for each in told if command in each.ja or command in each.en]
