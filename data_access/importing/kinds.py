"""The kinds of file that can be imported: how each one is known, and who reads it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from data_access.importing import adoption, all_users, contract, course_activity, statements
from data_access.importing.attempt import Attempt
from data_access.importing.header import (
    HEADER_WITHIN,
    Explanation,
    Format,
    Layout,
    layout_of,
)
from data_access.importing.reasons import Refusal
from data_access.importing.records import Records, first_records
from data_access.importing.source import Source
from data_access.importing.workbook import sheet_names


class Reading(Protocol):
    """What a source format has to offer: it takes a file's records, and comes to an end."""

    def take(self, records: Records) -> None:
        """Reads some records, and writes what can be accepted."""

    def finish(self) -> None:
        """Writes what only the whole file tells."""


KINDS: tuple[tuple[Format, Callable[[Attempt], Reading]], ...] = (
    (course_activity.FORMAT, course_activity.CourseActivity),
    (all_users.FORMAT, all_users.AllUsers),
    (contract.FORMAT, contract.Contract),
    (adoption.FORMAT, adoption.AdoptionFunnel),
    (statements.FORMAT, statements.Statements),
)
FORMATS: tuple[Format, ...] = tuple(format_ for format_, _ in KINDS)


def laid_out(source: Source, explained: Mapping[str, Explanation]) -> tuple[Source, Layout]:
    """A file's layout; of a workbook that of the first sheet which has a header that is known.

    Refuses as `layout_of` does, for the first sheet's sake.
    """
    refusal: Refusal | None = None
    for each in sheets(source):
        first = first_records(each, HEADER_WITHIN)
        rows = zip(first.lines, first.rows, strict=True)
        try:
            return each, layout_of(rows, FORMATS, explained)
        except Refusal as why:
            refusal = refusal or why
    assert refusal is not None
    raise refusal


def sheets(source: Source) -> list[Source]:
    """A workbook, each time with another sheet; or the text itself."""
    if source.encoding is not None:
        return [source]
    return [replace(source, sheet=name) for name in sheet_names(source.path)]
