"""The empty contract form, to be filled in."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from data_access.importing import template
from ui import handed
from ui.frame import Reader
from wording import data as words

FILE_NAME = "contract.xlsx"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def offer(reader: Reader) -> None:
    """A button that makes the form when it is pressed."""
    st.download_button(
        words.TEMPLATE(reader.language),
        data=partial(_workbook, reader),
        file_name=FILE_NAME,
        mime=WORKBOOK,
        key="template",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _workbook(reader: Reader) -> bytes:
    reader.visit.authorise()
    today = (datetime.now(UTC) + timedelta(hours=9)).date()
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILE_NAME
        template.write(path, reader.snapshot.scope.prefecture, reader.language, today)
        return handed.over(path.read_bytes(), FILE_NAME, WORKBOOK, reader.visit)
