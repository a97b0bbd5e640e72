"""The empty contract form, to be filled in."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from data_access.importing import template
from ui.frame import Reader
from wording import data as words
from wording.text import Language


def offer(reader: Reader) -> None:
    """A button that makes the form when it is pressed."""
    st.download_button(
        words.TEMPLATE(reader.language),
        data=partial(_workbook, reader.snapshot.scope.prefecture, reader.language),
        file_name="contract.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="template",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _workbook(prefecture: str, spoken: Language) -> bytes:
    today = (datetime.now(UTC) + timedelta(hours=9)).date()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "contract.xlsx"
        template.write(path, prefecture, spoken, today)
        return path.read_bytes()
