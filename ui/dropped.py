"""Files that a reader drops: the box that takes them, and the disk while something reads them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit as st

from ui import style
from wording import data as words
from wording.text import Language, Text

Files = Sequence[Any]
"""What Streamlit gives for dropped files: name, bytes and an id each."""
DROP = "drop"
"""The key around the box; the stylesheet knows it."""


def several(label: str, key: str, spoken: Language) -> Files:
    """What lies in a box for any number of files."""
    style.show(_words_of_the_box(spoken, words.ADD_FILES))
    with st.container(key=DROP):
        files: Files = st.file_uploader(label, accept_multiple_files=True, key=key)
    return files


def one(label: str, key: str, spoken: Language) -> Any:
    """What lies in a box for one file; None where nothing does."""
    style.show(_words_of_the_box(spoken, words.ANOTHER_FILE))
    with st.container(key=DROP):
        return st.file_uploader(label, key=key)


@contextmanager
def on_disk(files: Files) -> Iterator[list[Path]]:
    """The files under their own names, each in a folder that is gone afterwards in any case."""
    with TemporaryDirectory() as folder:
        paths = []
        for number, file in enumerate(files):
            path = Path(folder) / str(number) / Path(file.name).name
            path.parent.mkdir()
            path.write_bytes(file.getbuffer())
            paths.append(path)
        yield paths


def _words_of_the_box(spoken: Language, more: Text) -> str:
    """What the box says in the reader's language; Streamlit's own words are hidden."""
    said = {
        ".stFileUploader button[kind=secondary]::after": words.CHOOSE_FILES,
        "[data-testid=stFileUploaderDropzoneInstructions]::after": words.OR_DROP,
        "button[kind=borderlessIcon]::after": more,
    }
    rules = (f'.st-key-{DROP} {where}{{content:"{text(spoken)}"}}' for where, text in said.items())
    return f"<style>{''.join(rules)}</style>"
