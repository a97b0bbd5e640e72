"""Files to take away: made when they are asked for, and not before.

Streamlit runs what makes a file apart from the page, maybe long after it was drawn. So whoever asks
is looked up again, and the audit has its line before there is a file.
"""

import secrets
from collections.abc import Callable, Sequence

import streamlit as st

from data_access import audit
from data_access.problems import DatabaseProblem
from ui import cached, frame, handed
from ui.files import csv_file
from ui.frame import Reader
from ui.tables import Table
from wording import frame as words

TAKE_NOTHING = frozenset({"presenter"})
"""Roles without files."""
CSV = "text/csv"
TAKEN = "file taken away"
"""The audit's word for it."""


def take_away(make: Callable[[], Table], name: str, reader: Reader, *notes: str) -> None:
    """A button that makes a CSV file when it is pressed, and not before.

    The name carries a random part: Streamlit serves a file at an address made from its content
    and name alone. Presenters take nothing away.
    """
    if reader.snapshot.scope.role in TAKE_NOTHING:
        return
    file_name = f"{name}_{reader.snapshot.as_of:%Y%m%d}_{secrets.token_hex(3)}.csv"

    st.download_button(
        words.TAKE_AWAY(reader.language),
        data=lambda: made(make, file_name, reader, *notes),
        file_name=file_name,
        mime=CSV,
        key=f"away-{name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def made(make: Callable[[], Table], file_name: str, reader: Reader, *notes: str) -> bytes:
    """The file, for somebody who may still have it. Raises NotAnymore or a DatabaseProblem."""
    reader.visit.authorise()
    table = make()
    record(reader, file_name, len(table.rows))
    return handed.over(csv_file(table, *_notes(reader, notes)), file_name, CSV, reader.visit)


def record(reader: Reader, file_name: str, rows: int) -> None:
    """The audit's line for a file that is about to leave. Raises a DatabaseProblem.

    Without the line there is no file; but the invented sample may lie where nothing can be written.
    """
    seen = reader.snapshot
    codes = seen.scope.municipalities
    detail = {
        "file": file_name,
        "rows": rows,
        "role": seen.scope.role,
        "municipalities": None if codes is None else sorted(codes),
        "dataset": seen.dataset,
        "version": seen.version,
    }
    try:
        audit.note(cached.connected(), seen.scope, reader.visit.who, TAKEN, detail)
    except DatabaseProblem:
        if seen.scope.role != "open":
            raise


def _notes(reader: Reader, notes: Sequence[str]) -> list[str]:
    source = words.SOURCE(reader.language, as_of=reader.as_of)
    sample = [words.SAMPLE_SHORT(reader.language)] if reader.snapshot.sample else []
    exact = [said(reader.language) for said in frame.how_exact(reader)]
    return [*sample, *notes, *exact, source]
