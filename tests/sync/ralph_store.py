"""Ralph, a real Learning Record Store (openfun/ralph), run by the Python of its own environment.

`python ralph_store.py PORT FOLDER` serves it, on a file in the folder. The file backend makes a
file anew with each write unless it is told to add to it, and no setting does.
"""

import base64
import json
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
from typing import Any

ROOT = Path(__file__).parents[2]
PYTHON = "LEARNING_TEST_RALPH"
USER, SECRET = "reader", "a secret of the tests alone"


def python() -> str | None:
    """The Python that can run it, if there is one: as LEARNING_TEST_RALPH says, or `.venv-lrs`."""
    usual = ROOT / ".venv-lrs" / "bin" / "python"
    return os.environ.get(PYTHON) or (str(usual) if usual.exists() else None)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Runs it while the block lasts; gives the address of its xAPI."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(python()), __file__, str(port), str(folder)]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            _wait_for(port, process)
            yield f"http://127.0.0.1:{port}/xAPI"
        finally:
            process.terminate()
            process.wait()


def post(endpoint: str, *statements: dict[str, Any]) -> int:
    """Stores statements; the status of the answer."""
    basic = base64.b64encode(f"{USER}:{SECRET}".encode()).decode()
    request = urllib.request.Request(
        f"{endpoint}/statements",
        json.dumps(statements).encode(),
        {
            "Authorization": f"Basic {basic}",
            "Content-Type": "application/json",
            "X-Experience-API-Version": "1.0.3",
        },
    )
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def _wait_for(port: int, process: subprocess.Popen) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert process.poll() is None, "Ralph did not start"
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError


def _serve(port: int, folder: Path) -> None:
    import bcrypt

    user = {
        "username": USER,
        "hash": bcrypt.hashpw(SECRET.encode(), bcrypt.gensalt(4)).decode(),
        "scopes": ["all"],
        "agent": {"mbox": "mailto:lrs@example.jp"},
    }
    (folder / "auth.json").write_text(json.dumps([user]))
    os.environ |= {
        "RALPH_AUTH_FILE": str(folder / "auth.json"),
        "RALPH_RUNSERVER_BACKEND": "fs",
        "RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH": str(folder / "statements"),
    }
    import uvicorn
    from ralph.backends.data.base import BaseOperationType
    from ralph.backends.lrs.fs import FSLRSBackend

    FSLRSBackend.default_operation_type = BaseOperationType.APPEND
    uvicorn.run("ralph.api:app", host="127.0.0.1", port=port)


if __name__ == "__main__":
    _serve(int(sys.argv[1]), Path(sys.argv[2]))
