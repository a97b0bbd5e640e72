"""An answer that does not fit together: held for a second look before any of it is read."""

from dataclasses import replace
from pathlib import Path

from data_access.database import connect
from data_access.identity import operator
from data_access.importing import Outcome, outcome
from data_access.importing.header import HEADER_WITHIN, Format, layout_of
from data_access.importing.importer import PLATFORM
from data_access.importing.journal import Journal
from data_access.importing.reasons import Refusal
from data_access.importing.records import first_records
from data_access.importing.source import examined


def held(
    path: Path,
    format_: Format,
    why: Refusal,
    *,
    prefecture: str,
    who: str,
    dry_run: bool,
) -> Outcome:
    """The outcome, which the trail of imports has too. Raises a DatabaseProblem."""
    found = outcome.not_read(path.name, format_.kind, why)
    if dry_run:
        return found
    source = examined(path)
    first = first_records(source, HEADER_WITHIN)
    layout = layout_of(zip(first.lines, first.rows, strict=True), [format_])
    journal, database = Journal(prefecture, who), connect()
    try:
        with database.noting(operator(prefecture)) as connection:
            batch = journal.stage(connection, source, layout, PLATFORM)
            found = replace(found, batch=batch)
            journal.close(connection, batch, "held", found, None)
    finally:
        database.close()
    return found
