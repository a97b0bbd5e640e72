"""Importing processes that start at once: forked off one that has everything loaded.

Run as a program it reads a line of JSON for each thing to do, and answers with one.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


class Importers:
    """Starts importing processes, and waits for them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def start(self, url: str, path: Path, **options: Any) -> int:
        """The number of a process that has begun to import the file."""
        return int(self._ask(do="start", url=url, path=str(path), options=options))

    def kill(self, number: int) -> None:
        """As `kill -9` does; a process that has ended already stays ended."""
        os.kill(number, signal.SIGKILL)

    def result(self, number: int) -> dict[str, Any] | None:
        """The outcome of a process when it has ended; None where it was killed."""
        found: dict[str, Any] | None = self._ask(do="wait", number=number)
        return found

    def _ask(self, **what: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def importers(folder: Path) -> Iterator[Importers]:
    """Processes whose results are kept in the folder."""
    with subprocess.Popen(
        [sys.executable, __file__, str(folder)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield Importers(process)
        finally:
            process.terminate()


def _import(url: str, path: str, options: dict[str, Any], result: Path) -> None:
    from data_access.database import connect
    from data_access.importing import import_file
    from data_access.problems import DatabaseProblem

    database = connect(url)
    try:
        asked = {"prefecture": "14", "who": "tester", **options}
        found = json.loads(import_file(database, Path(path), **asked).as_json())
    except DatabaseProblem as problem:
        found = {"status": type(problem).__name__, "summary": problem.sentence.ja}
    result.write_text(json.dumps(found), encoding="utf-8")


def _serve(folder: Path) -> None:
    import data_access.importing  # noqa: F401 - loaded once for all

    for line in sys.stdin:
        asked = json.loads(line)
        if asked["do"] == "start":
            number = os.fork()
            if number == 0:
                mine = folder / f"{os.getpid()}.json"
                _import(asked["url"], asked["path"], asked["options"], mine)
                os._exit(0)
            answer: Any = number
        else:
            _, status = os.waitpid(asked["number"], 0)
            answer = None
            if not os.WIFSIGNALED(status):
                answer = json.loads((folder / f"{asked['number']}.json").read_text())
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    _serve(Path(sys.argv[1]))
