"""A Streamlit server of our own, on a free loopback port, for as long as a measurement lasts."""

import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.browser.server import end, free_port

PATIENCE = 60
"""Seconds a server may take to say that it is well."""


class ServerFailedError(RuntimeError):
    """A server did not start; what it complained of stands above."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server."""

    url: str
    process: psutil.Process
    seconds_to_health: float
    """From the start of the process until it answers that it is well."""

    @property
    def cpu_seconds(self) -> float:
        """Processor time used so far."""
        times = self.process.cpu_times()
        return float(times.user + times.system)

    @property
    def megabytes(self) -> float:
        """Resident memory."""
        return float(self.process.memory_info().rss) / 2**20


@contextmanager
def serving(script: Path, folder: Path) -> Iterator[Server]:
    """Run a Streamlit script from `folder`, whose `.streamlit/config.toml` counts, and end it.

    The dashboard's own variables are left out: what is measured is the sample, never the records
    that this shell may point at. What the server complains of is printed.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    options = {
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
        "logger.level": "warning",
    }
    command += [part for name, value in options.items() for part in (f"--{name}", value)]
    started = time.perf_counter()
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={name: at for name, at in os.environ.items() if not name.startswith("LEARNING_")},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
    )
    try:
        if not _well(port, process):
            raise ServerFailedError(script.name)
        seconds = time.perf_counter() - started
        yield Server(f"http://127.0.0.1:{port}", psutil.Process(process.pid), seconds)
    finally:
        end(process)


def _well(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Whether the server answers at its health address before patience or the process ends."""
    deadline = time.perf_counter() + PATIENCE
    while time.perf_counter() < deadline and process.poll() is None:
        try:
            if _get(port, "/_stcore/health") == http.client.OK:
                return True
        except OSError:
            pass
        time.sleep(0.01)
    return False


def _get(port: int, path: str) -> int:
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        asked.request("GET", path)
        return asked.getresponse().status
    finally:
        asked.close()
