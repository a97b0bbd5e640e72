"""Municipal outlines and hatching by prefecture, and their copies for the browser.

Streamlit serves only the folder `static/` beside `dashboard.py`: `publish` puts a prefecture's
files there, so that the browser fetches them once instead of with every message.
"""

import filecmp
import os
import shutil
import tempfile
from pathlib import Path

from data_access import reference


def outline_file(prefecture: str) -> Path:
    """The GeoJSON of the municipalities' outlines; raises UnknownPlaceError.

    One feature a municipality, in code order, with `n` (that order, from 1), `code`, `name`
    and `name_en`.
    """
    return _file("outlines", prefecture)


def hatching_file(prefecture: str) -> Path:
    """The GeoJSON of diagonal lines that fill each municipality; raises UnknownPlaceError.

    One feature a municipality, in code order, with `n` and `code`.
    """
    return _file("hatching", prefecture)


def publish(prefecture: str, folder: Path) -> None:
    """Put both files under `folder`; a copy that is already the same is left alone."""
    for source in (outline_file(prefecture), hatching_file(prefecture)):
        target = folder / source.parent.name / source.name
        if not (target.exists() and filecmp.cmp(source, target, shallow=False)):
            _replace(target, source)


def _file(kind: str, prefecture: str) -> Path:
    return reference.FOLDER / kind / f"{reference.prefecture(prefecture).code}.geojson"


def _replace(target: Path, source: Path) -> None:
    """Copy beside the target, then rename: no reader ever meets half a file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, beside = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    os.close(handle)
    try:
        shutil.copyfile(source, beside)
        Path(beside).chmod(0o644)
        Path(beside).replace(target)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise
