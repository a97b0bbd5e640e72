"""Files to take away: made when they are asked for, and not before."""

import secrets
from collections.abc import Callable, Sequence

import streamlit as st

from ui.files import csv_file
from ui.frame import Reader
from ui.tables import Table
from wording import frame as words


def take_away(make: Callable[[], Table], name: str, reader: Reader, *notes: str) -> None:
    """A button that makes a CSV file when it is pressed, and not before.

    The name carries a random part: Streamlit serves a file at an address made from its content
    and name alone.
    """
    st.download_button(
        words.TAKE_AWAY(reader.language),
        data=lambda: csv_file(make(), *_notes(reader, notes)),
        file_name=f"{name}_{reader.snapshot.as_of:%Y%m%d}_{secrets.token_hex(3)}.csv",
        mime="text/csv",
        key=f"away-{name}",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _notes(reader: Reader, notes: Sequence[str]) -> list[str]:
    source = words.SOURCE(reader.language, as_of=reader.as_of)
    sample = [words.SAMPLE_SHORT(reader.language)] if reader.snapshot.sample else []
    return [*sample, *notes, source]
