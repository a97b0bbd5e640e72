"""The sample prefecture's database, built once for all processes of a test run."""

import os

import pytest

from sample_data import database as sample


def url(folders: pytest.TempPathFactory) -> str:
    """The address of the database; several workers share the folder above their own."""
    own = folders.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    path = shared / "sample.sqlite"
    sample.ensure(lambda share, doing: None, path)
    return f"sqlite:///{path}"
