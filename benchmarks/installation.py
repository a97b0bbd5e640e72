"""A fresh copy of the product, so that its first start can be measured and nothing here changes."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".*_cache", ".venv", "__pycache__", "static", "tests", "*.sqlite", "*.sqlite-*"
)
"""What a fresh installation does not have: traces of earlier runs, and what it does not need."""


@contextmanager
def installation() -> Iterator[Path]:
    """The folder of a copy that was never started."""
    with tempfile.TemporaryDirectory(prefix="installation-") as folder:
        copy = Path(folder) / "dashboard"
        shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
        yield copy
