"""The kinds of file that can be imported: how each one is known, and who reads it."""

from collections.abc import Callable
from typing import Protocol

from data_access.importing import adoption, all_users, contract, course_activity, statements
from data_access.importing.attempt import Attempt
from data_access.importing.header import Format
from data_access.importing.records import Records


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
