"""The dashboard's own server, started as an operator starts it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds after which a server that does not answer counts as broken."""

PATIENCE_AT_THE_END = 10
"""Seconds that a server has to end by itself, as a supervisor gives it some."""


class NotServing(Exception):  # noqa: N818 - a state of the server
    """The server ended or never answered; the text is what it wrote."""


@contextmanager
def serving(
    database_url: str, log: Path, *options: str, root: Path = ROOT, **environment: str
) -> Iterator[str]:
    """The address of a server over the database; it writes to `log` and ends at the end.

    `options` are more of Streamlit's, as `--secrets.files=…`; the program lies in `root`.
    """
    port = free_port()
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen(
            [*_command(port), *options],
            cwd=root,
            env={**os.environ, "LEARNING_DATABASE_URL": database_url, **environment},
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            wait_until_answering(process, f"http://127.0.0.1:{port}/_stcore/health", log)
            yield f"http://localhost:{port}"
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a server; one that waits for a connection to close is ended all the same."""
    process.terminate()
    try:
        process.wait(PATIENCE_AT_THE_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _command(port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "streamlit", "run", "dashboard.py"),
        f"--server.port={port}",
        "--server.address=127.0.0.1",
    ]


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_until_answering(
    process: subprocess.Popen[bytes], url: str, log: Path | None = None
) -> None:
    """Wait for a server that was just started. Raises NotServing with what it wrote."""
    deadline = time.monotonic() + PATIENCE
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            raise NotServing(log.read_text(encoding="utf-8") if log else url)
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5):
            return True
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
