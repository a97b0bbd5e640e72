"""Files that a reader has dropped, laid on the disk for as long as something reads them."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

Files = Sequence[Any]
"""What Streamlit gives for dropped files: name, bytes and an id each."""


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
